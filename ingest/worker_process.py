"""A reading process: loads the model once, then answers one job after the other, until whoever started it is gone."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from ingest.job import Job, read_job
from kg.errors import KgError


def main() -> None:
    """Serve jobs over the socket whose number is the only argument.

    The first word is the reader's version, or the error for which there is none; then comes one answer for each job.
    """
    # stopping is for the parent to decide, which lets the document in hand be finished
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Connection(int(sys.argv[1])) as connection:
        try:
            _serve(connection)
        except (EOFError, OSError):  # the parent has gone, with or without a word
            return


def _serve(connection: Any) -> None:
    from ingest.pipeline import build_nlp, reader_version

    try:
        nlp = build_nlp()
    except KgError as error:
        connection.send(error)
        return
    reader = reader_version(nlp)
    connection.send(reader)
    while True:
        job, seconds = connection.recv()
        _end_after(seconds)
        done = read_job(nlp, reader, job)
        signal.alarm(0)
        # the parent has the bytes: they need not travel back
        connection.send(replace(done, job=Job(job.name)))


def _end_after(seconds: int) -> None:
    """Let the system end this process, whatever it is caught in, where nobody is left who would."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)


if __name__ == "__main__":
    main()
