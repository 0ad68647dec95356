"""The real programs under test: `kg ingest` as a process of its own, the server of a home, and how each is killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

from kg import server
from kg.errors import KgError
from kg.graph import Graph
from kg.settings import Settings
from soak.checks import documents_of, writes_now

POLL_SECONDS = 0.05
PATIENCE_SECONDS = 600
ORPHANS_SECONDS = 60


@dataclass(slots=True)
class Loading:
    """A `kg ingest` at work, in a process group of its own as a shell would make one, and what it printed in the end."""

    process: subprocess.Popen[str]
    files: tuple[IO[str], IO[str]]
    out: str = ""
    err: str = ""

    def end(self) -> int:
        """Wait until it has ended by itself and return its exit code; raises subprocess.TimeoutExpired."""
        code = self.process.wait(PATIENCE_SECONDS)
        # files and no pipes: a pipe that nobody empties would stop the loader
        for file in self.files:
            file.seek(0)
        self.out, self.err = (file.read() for file in self.files)
        return code

    @property
    def committed(self) -> frozenset[str]:
        """The ids of the documents that the loader itself has said to be in the graph."""
        return frozenset(re.findall(r"^committed \S+ ([0-9a-f]{64}) ", self.err, re.MULTILINE))

    def kill(self) -> None:
        """End the loader itself with SIGKILL; what it started is left to find out."""
        self.process.kill()

    def end_all(self) -> None:
        """End the loader and its workers, whatever they do; for when the soak itself gives up."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def interrupt(self) -> None:
        """Press Ctrl-C: SIGINT to all in the group."""
        with suppress(ProcessLookupError):  # it may just have ended by itself
            os.killpg(self.process.pid, signal.SIGINT)

    def workers(self) -> list[psutil.Process]:
        """The processes that the loader started to read with."""
        try:
            children = psutil.Process(self.process.pid).children(recursive=True)
            return [child for child in children if "java" not in child.name()]
        except psutil.NoSuchProcess:
            return []


def load(settings: Settings, folder: Path, *, workers: int = 1) -> Loading:
    """Start `kg ingest FOLDER` in this home; it names each document that it has committed, where this kg can."""
    more = ["--workers", str(workers)] if workers > 1 else []
    more += ["--log-documents"] if offers("log_documents") else []
    command = [sys.executable, "-c", "from kg.cli import main; main()", "ingest", *more, str(folder)]
    out, err = (tempfile.TemporaryFile("w+") for _ in range(2))  # noqa: SIM115 they live as long as the loader
    process = subprocess.Popen(
        command,
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        text=True,
        start_new_session=True,
    )
    return Loading(process, (out, err))


def offers(option: str) -> bool:
    """Tell whether this `kg ingest` has an option."""
    from kg.cli.loading import ingest

    return any(one.name == option for one in ingest.params)


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a user of this home, whatever server the caller's own environment names."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
    return {**kept, "KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}


def kill_server(settings: Settings) -> bool:
    """End this home's server with SIGKILL; False where none runs."""
    running = server.status(settings)
    if running is None:
        return False
    try:
        process = psutil.Process(running.pid)
        process.kill()
        while process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(POLL_SECONDS)
    except psutil.NoSuchProcess:
        pass  # dead and gone; a zombie is dead too, but its parent has not looked yet
    return True


def servers_of(settings: Settings) -> list[int]:
    """The processes that run Neo4j on this home; two would ruin its store."""
    option = f"--home-dir={settings.home / 'neo4j'}"
    return [one.pid for one in psutil.process_iter(["cmdline"]) if option in (one.info["cmdline"] or ())]


def still_alive(processes: list[psutil.Process]) -> list[int]:
    """The processes that have not ended by themselves after some seconds; they are ended then."""
    _, alive = psutil.wait_procs(processes, timeout=ORPHANS_SECONDS)
    for process in alive:
        process.kill()
    return [process.pid for process in alive]


@dataclass(slots=True)
class Watch:
    """Looks at the graph from outside, over and over, as another user would: what it has seen is acknowledged."""

    settings: Settings
    seen: frozenset[str] = frozenset()
    commits: int = 0
    writing: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(PATIENCE_SECONDS)

    def _look(self) -> None:
        while not self._stop.is_set():
            running = server.status(self.settings)
            if running is not None and (self.settings.home / "password").exists():
                try:
                    with Graph(server.endpoint(self.settings, running)) as graph:
                        self._count(graph)
                except (KgError, OSError):
                    pass  # it is not up yet, or it was killed: that is what rounds are for
            self._stop.wait(0.2)

    def _count(self, graph: Graph) -> None:
        while not self._stop.is_set():
            found = documents_of(graph)
            if found - self.seen:
                self.seen |= found
                self.commits += 1
            self.writing = writes_now(graph)
            self._stop.wait(POLL_SECONDS)


def wait_until(said: object, loading: Loading, seconds: float) -> None:
    """Wait for a moment: until `said` (a function) is true, the loader has ended, or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and loading.process.poll() is None:
        if callable(said) and said():
            return
        time.sleep(POLL_SECONDS / 2)
