"""One round: an ingest, a kill, a look at what is left, and another ingest that must end in the undisturbed graph."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.local import wipe
from kg import server
from kg.checksum import fingerprint
from kg.connect import open_graph
from kg.graph import Graph
from kg.settings import Settings
from soak.checks import contents, documents_of, violations
from soak.plan import Round
from soak.reference import Reference, read_all
from soak.runs import PATIENCE_SECONDS, Loading, Watch, kill_server, load, servers_of, still_alive, wait_until

WRITING_SECONDS, ENDING_SECONDS = 0.6, 0.6
"""How far into a transaction, or past the last one, a kill may fall."""


_REMARKS = ("Starting the local Neo4j", "Neo4j is up", "Neo4j jars", "committed ", "note: ", "skipped: ")
"""How lines on standard error begin that are no complaint."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Seconds that an undisturbed run takes: from nothing, and with the server up."""

    first: float
    warm: float

    def __str__(self) -> str:
        return f"{self.first:.1f} s from nothing, {self.warm:.1f} s with the server up"


@dataclass(slots=True)
class Outcome:
    """What became of one round: documents acknowledged before the kill and found after it, and every promise broken."""

    round: Round
    seconds: float = 0.0
    acknowledged: int = 0
    found: int = 0
    violations: list[str] = field(default_factory=list)


class Soak:
    """Holds what all rounds share: the home under fire, a graph beside it to compare with, and the undisturbed run."""

    def __init__(self, settings: Settings, beside: Settings, folder: Path) -> None:
        self.settings = settings
        self.beside = beside
        self.folder = folder
        self.paces = Paces(0, 0)
        self.reference = Reference({}, {}, "")
        self._started: list[Loading] = []

    def close(self) -> None:
        """End whatever still runs."""
        for loading in self._started:
            if loading.process.poll() is None:
                loading.end_all()
        for settings in (self.settings, self.beside):
            kill_server(settings)

    def _load(self, *, workers: int = 1) -> Loading:
        loading = load(self.settings, self.folder, workers=workers)
        self._started = [one for one in self._started if one.process.poll() is None] + [loading]
        return loading

    def prepare(self) -> None:
        """Run undisturbed from nothing, then with the server up; keep the times and the graph."""
        first = self._undisturbed()
        with self._graph() as graph:
            whole, checksum = contents(graph), fingerprint(graph).checksum
            wipe(graph)
        self.paces = Paces(first, self._undisturbed())
        self.reference = Reference(read_all(self.folder), whole, checksum)
        server.start(self.beside)

    def _undisturbed(self) -> float:
        began = time.monotonic()
        loading = self._load()
        if loading.end() != 0:
            raise SystemExit(f"an undisturbed run failed: {loading.err}")
        return time.monotonic() - began

    def play(self, one: Round) -> Outcome:
        """Play one round and leave the home as the last run left it."""
        outcome = Outcome(one)
        self._make_ready(one)
        began = time.monotonic()
        loading, second = self._loaders(one)
        with Watch(self.settings) as watch:
            self._await(one, loading, watch)
            seen = watch.seen
            outcome.seconds = time.monotonic() - began
            self._kill(one, loading, outcome)
            if second is not None:
                self._expect_success(second, "the other loader", outcome)
        acknowledged = seen | loading.committed
        outcome.acknowledged = len(acknowledged)
        self._look(outcome, acknowledged)
        self._finish(outcome)
        return outcome

    def _make_ready(self, one: Round) -> None:
        """A server up and empty, one that is down, or no home at all."""
        if one.moment == "first start":
            server.stop(self.settings)
            shutil.rmtree(self.settings.home)
            return
        with self._graph() as graph:
            wipe(graph)
        if one.moment == "start":
            server.stop(self.settings)

    def _loaders(self, one: Round) -> tuple[Loading, Loading | None]:
        loading = self._load(workers=one.workers)
        second = self._load() if one.victim == "one of two" else None
        return loading, second

    def _await(self, one: Round, loading: Loading, watch: Watch) -> None:
        pace = self.paces
        if one.moment == "in a transaction":
            wait_until(lambda: watch.commits >= one.commits and watch.writing, loading, PATIENCE_SECONDS)
            wait_until(lambda: False, loading, one.fraction * WRITING_SECONDS)
        elif one.moment == "after a commit":
            wait_until(lambda: watch.commits > one.commits, loading, PATIENCE_SECONDS)
        elif one.moment == "at the end":
            everything = len(self.reference.contents)
            wait_until(lambda: len(watch.seen) >= everything, loading, PATIENCE_SECONDS)
            wait_until(lambda: False, loading, one.fraction * ENDING_SECONDS)
        else:
            starting = one.moment in ("first start", "start")
            if starting and one.victim in ("server", "both"):
                # before that there is nothing to kill
                wait_until(lambda: server.status(self.settings) is not None, loading, PATIENCE_SECONDS)
            wait_until(lambda: False, loading, one.fraction * (pace.first - pace.warm + 2 if starting else pace.warm))

    def _kill(self, one: Round, loading: Loading, outcome: Outcome) -> None:
        """Kill, then see that everything which was not killed ends by itself, and says why in one line."""
        workers = loading.workers()
        if one.victim in ("server", "both"):
            kill_server(self.settings)
        if one.victim == "worker" and workers:
            workers[int(one.fraction * len(workers))].kill()
        if one.victim == "Ctrl-C":
            loading.interrupt()
        if one.victim in ("client", "both", "one of two"):
            loading.kill()
        try:
            code = loading.end()
        except subprocess.TimeoutExpired:
            loading.kill()
            loading.end()
            outcome.violations.append("the loader hung")
            return
        outcome.violations += _complaints(one, code, loading)
        if orphans := still_alive(workers):
            outcome.violations.append(f"workers outlived their loader: {orphans}")

    def _look(self, outcome: Outcome, acknowledged: frozenset[str]) -> None:
        """After a restart: everything acknowledged, whole documents only, and no other graph than theirs."""
        with self._graph() as graph:
            found = documents_of(graph)
            outcome.found = len(found)
            outcome.violations += violations(graph, self.reference.contents)
            checksum = fingerprint(graph).checksum
        if lost := acknowledged - found:
            outcome.violations.append(f"{len(lost)} acknowledged documents are gone")
        with open_graph(self.beside) as graph:
            if self.reference.checksum_of(graph, found) != checksum:
                outcome.violations.append("not the graph that these documents make")

    def _finish(self, outcome: Outcome) -> None:
        """The run after it ends well, in the undisturbed graph, with one server."""
        self._expect_success(self._load(), "the run after it", outcome)
        with self._graph() as graph:
            if fingerprint(graph).checksum != self.reference.checksum:
                outcome.violations.append("the run after it ended in another graph")
        if len(pids := servers_of(self.settings)) != 1:
            outcome.violations.append(f"{len(pids)} servers run on one home")

    def _expect_success(self, loading: Loading, who: str, outcome: Outcome) -> None:
        if (code := loading.end()) != 0:
            outcome.violations.append(f"{who} ended with {code}: {loading.err.strip()[-300:]}")

    @contextmanager
    def _graph(self) -> Iterator[Graph]:
        with open_graph(self.settings) as graph:
            yield graph


def _complaints(one: Round, code: int, loading: Loading) -> list[str]:
    """What is wrong with how a loader ended that was not itself killed."""
    if "Traceback" in loading.err:
        return [f"a traceback: {loading.err.strip()[-300:]}"]
    if one.victim in ("client", "both", "one of two") or code == 0:
        return []
    allowed = {"Ctrl-C": (130,), "server": (1,), "worker": (1, 3)}[one.victim]
    if code not in allowed:
        return [f"the loader ended with {code}: {loading.err.strip()[-300:]}"]
    # a terminal shows ^C in the line in hand, so click ends that line: an empty one is no word
    said = [line for line in loading.err.splitlines() if line and not line.startswith(_REMARKS)]
    # a first Ctrl-C is answered at once, and again when the loader has stopped
    told = 0 < len(said) <= (2 if one.victim == "Ctrl-C" else 1) and all(line.startswith("kg: ") for line in said)
    return [] if told else [f"the loader did not say why in one line: {' / '.join(said)[-400:]}"]
