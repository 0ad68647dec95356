"""One reading process and the line to it: how it is started, asked, given up and ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any, Final

from ingest.job import Done, Job
from kg.errors import KgError

START_SECONDS: Final = 300
"""How long loading the model may take; a cold disk and a busy machine need minutes."""
GRACE_SECONDS: Final = 30
"""After which a worker that overruns its time, with nobody left to end it, is ended by the system."""


class WorkerLost(KgError):
    """No reading process can be kept alive; what was acknowledged is kept."""


class Died(KgError):
    """The process ended, or did not answer in time; it is of no more use. `said` goes on from "the reading process"."""

    def __init__(self, said: str, *, in_time: bool) -> None:
        super().__init__("the reading process", said, "another one takes its place")
        self.said = said
        self.in_time = in_time


class Worker:
    """A process that reads one document after the other."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            command = [sys.executable, "-P", "-m", "ingest.worker_process", str(theirs.fileno())]
            # a session of its own: Ctrl-C in the terminal reaches the parent alone
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                start_new_session=True, env=_environment(),
            )  # fmt: skip
            self._connection = Connection(ours.detach())
        self.reader = ""

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def wait_until_ready(self) -> str:
        """Wait for the model and return the reader's version; raises WorkerLost, or what kept the model from loading."""
        if not self.reader:
            try:
                said = self._receive(START_SECONDS)
            except Died as error:
                raise WorkerLost(
                    "a reading process", f"could not load the model: it {error.said}", "try fewer --workers"
                ) from error
            if isinstance(said, KgError):
                raise said
            self.reader = str(said)
        return self.reader

    def read(self, job: Job, seconds: int) -> Done:
        """Have one document read. Raises Died where the process did not live to answer, and is of no more use."""
        self.wait_until_ready()
        try:
            self._connection.send((job, seconds + GRACE_SECONDS))
        except OSError as error:
            raise Died(self._ending(), in_time=True) from error
        done: Done = self._receive(seconds)
        return replace(done, job=job)

    def _receive(self, seconds: int) -> Any:
        try:
            if not self._connection.poll(seconds):
                raise Died(f"took more than {seconds} s", in_time=False)
            return self._connection.recv()
        except (EOFError, OSError) as error:
            raise Died(self._ending(), in_time=True) from error

    def _ending(self) -> str:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return "stopped answering"
        return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"

    def close(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


def _environment() -> dict[str, str]:
    """The parent's, and its module path: what it can import, its workers can."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
