"""Ctrl-C, SIGTERM and kill -9 while documents are loaded: what was told is there whole, and the next run ends the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.settings import Settings
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg
from tests.conftest import wipe

pytestmark = pytest.mark.graph

SLOW_DISK = """
import time
from ingest import intake
from kg.cli import main
honest = intake.read_bytes
intake.read_bytes = lambda path: time.sleep(0.1) or honest(path)
main()
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of eighty documents: two transactions."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(80):
        text = SINBAD if number % 20 else HUIONE + BYBIT
        (folder / f"{number:03d}.txt").write_text(f"{text} It was note {number}.\n")
    return folder


@pytest.fixture
def start(environment: Settings) -> Iterator[Start]:
    """Start a command in a process of its own, on a disk that takes its time, and leave it running."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", SLOW_DISK, *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def committed(process: subprocess.Popen[str], count: int) -> set[str]:
    """Wait for so many documents to be told as committed and give their ids."""
    assert process.stderr is not None
    found: set[str] = set()
    while len(found) < count:
        line = process.stderr.readline()
        assert line, "it ended before"
        if line.startswith("committed written "):
            found.add(line.split()[2])
    return found


def documents(graph: Graph) -> set[str]:
    return {row["id"] for row in graph.read("MATCH (d:Document) RETURN d.id AS id")}


def test_each_committed_document_is_told_when_asked(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HUIONE)
    (tmp_path / "b.txt").write_bytes(b"\x00")
    ran = kg("ingest", "--log-documents", tmp_path)
    (told,) = documents(graph)
    assert ran.complaints[0] == f"committed written {told} {tmp_path / 'a.txt'}"
    assert kg("ingest", "--log-documents", tmp_path).complaints[0].startswith(f"committed unchanged {told} ")


@pytest.mark.parametrize(
    ("number", "workers"),
    [(signal.SIGINT, ()), (signal.SIGTERM, ("--workers", 2))],
    ids=["Ctrl-C in this process", "SIGTERM with two workers"],
)
def test_stopping_finishes_what_is_in_hand_and_says_how_to_go_on(
    start: Start, kg: Kg, graph: Graph, many: Path, number: signal.Signals, workers: tuple[object, ...]
) -> None:
    process = start("ingest", "--log-documents", many, *workers)
    told = committed(process, 50)
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    there = documents(graph)
    assert process.returncode == 130
    assert out.startswith(f"{len(there)} documents: {len(there)} written; ")
    assert 50 <= len(there) < 80
    assert told <= there
    assert f"{len(there)} of 80 are in the graph, {80 - len(there)} are left; run the same command again" in err
    assert "Traceback" not in err
    again = kg("ingest", many)
    assert again.out.startswith(f"80 documents: {len(there)} unchanged, {80 - len(there)} written; ")


def test_a_second_ctrl_c_stops_at_once_and_leaves_nothing_half(start: Start, kg: Kg, graph: Graph, many: Path) -> None:
    process = start("ingest", "--log-documents", many, "--workers", 1)
    told = committed(process, 50)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    while not process.stderr.readline().startswith("kg: stopping"):
        continue
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, "Traceback" in err) == (130, False)
    assert told <= documents(graph)
    assert kg("ingest", many).code == 0
    after = fingerprint(graph)
    wipe(graph)
    kg("ingest", many)
    assert fingerprint(graph) == after


def test_killed_it_leaves_no_worker_and_no_half_document(start: Start, kg: Kg, graph: Graph, many: Path) -> None:
    import psutil

    process = start("ingest", "--log-documents", many, "--workers", 2)
    told = committed(process, 50)
    readers = [child for child in psutil.Process(process.pid).children() if "ingest.worker_process" in child.cmdline()]
    process.kill()
    process.wait()
    gone, alive = psutil.wait_procs(readers, timeout=30)
    assert (len(gone), alive) == (2, [])
    assert told <= documents(graph)
    assert kg("ingest", many).code == 0
    after = fingerprint(graph)
    wipe(graph)
    kg("ingest", many)
    assert fingerprint(graph) == after


@pytest.mark.parametrize("workers", [(), ("--workers", 2), ("--workers", 0)], ids=["none", "two", "one a CPU"])
def test_however_many_read_the_graph_is_the_same(kg: Kg, graph: Graph, many: Path, workers: tuple[object, ...]) -> None:
    kg("ingest", many)
    expected = fingerprint(graph)
    wipe(graph)
    ran = kg("ingest", many, *workers)
    assert (ran.code, fingerprint(graph)) == (0, expected)


def test_a_run_in_a_thread_is_not_disturbed(kg: Kg, graph: Graph) -> None:
    """Signals are the main thread's: elsewhere nothing is installed, and nothing fails."""
    from threading import Thread

    from kg.cli.stopping import stoppable

    before = signal.getsignal(signal.SIGINT)
    found: list[bool] = []

    def work() -> None:
        with stoppable() as stop:
            found.append(stop())

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert (found, signal.getsignal(signal.SIGINT)) == ([False], before)


def test_a_stop_that_nobody_takes_up_ends_the_block_the_second_time() -> None:
    from kg.cli.stopping import stoppable

    with stoppable() as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)


def test_a_rebuild_that_is_killed_is_gone_on_with(
    start: Start, kg: Kg, graph: Graph, many: Path, environment: Settings
) -> None:
    shutil.rmtree(environment.home / "archive", ignore_errors=True)
    kg("ingest", many)
    before = fingerprint(graph)
    process = start("rebuild", "--yes", "--log-documents")
    committed(process, 50)
    process.kill()
    process.wait()
    ran = kg("rebuild")
    assert (ran.code, fingerprint(graph)) == (0, before)
    assert f"The graph is the one it was: 80 documents, checksum {before.checksum}." in ran.out


def test_ctrl_c_while_the_interpreter_closes_changes_nothing() -> None:
    late = (
        "import atexit, os, signal; from kg.cli import main; "
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT)); main(['--version'])"
    )
    ran = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
