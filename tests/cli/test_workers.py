"""Reading processes: answers in order, whatever dies or hangs, and none of them outlives whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import spacy

from ingest.job import Done, Job
from ingest.pipeline import ModelMissing
from ingest.worker import Worker
from ingest.workers import Workers
from kg.errors import SkipDocument


@pytest.fixture(autouse=True)
def small_model(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline without any trained part: it loads at once, and reads wallets and sentences."""
    folder = tmp_path_factory.getbasetemp() / "blank"
    if not folder.exists():
        spacy.blank("en").to_disk(folder)
    monkeypatch.setenv("KG_SPACY_MODEL", str(folder))


def jobs(*names: str) -> list[Job]:
    return [Job(name, f"The {name} report names nobody.".encode()) for name in names]


def told(done: Done) -> tuple[str, str]:
    return done.job.name, "read" if done.claims is not None else str(done.error)


@pytest.fixture
def strike(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Each (name, signal) in the list is sent once to the process that is about to read the document of that name."""
    planned: list[tuple[str, int]] = []
    honest = Worker.read

    def read(worker: Worker, job: Job, seconds: int) -> Done:
        worker.wait_until_ready()
        for plan in [plan for plan in planned if plan[0] == job.name][:1]:
            planned.remove(plan)
            os.kill(worker.pid, plan[1])
        return honest(worker, job, seconds)

    monkeypatch.setattr(Worker, "read", read)
    yield planned


@pytest.mark.parametrize("count", [1, 3])
def test_answers_come_in_the_order_of_the_jobs(count: int) -> None:
    wanted = [Job(f"{number}.txt", b"A sentence. " * (1 + 400 * (number % 3))) for number in range(30)]
    with Workers(count) as workers:
        found = list(workers.read(wanted))
    assert [done.job.name for done in found] == [job.name for job in wanted]
    assert [len(done.claims.passages) for done in found] == [1 + 400 * (number % 3) for number in range(30)]


def test_they_read_again_and_again() -> None:
    with Workers(1) as workers:
        found = [[told(done) for done in workers.read(jobs("a.txt", "b.txt"))] for _ in range(10)]
    assert found == [[("a.txt", "read"), ("b.txt", "read")]] * 10


def test_what_is_no_document_is_answered_with_the_reason() -> None:
    broken = Job("gone.txt", error=SkipDocument("gone.txt", "does not exist", ""))
    with Workers(1) as workers:
        found = list(workers.read([Job("a.txt", b"\x00\x01"), broken, *jobs("b.txt")]))
    assert [(done.job.name, done.claims is not None, done.refused) for done in found] == [
        ("a.txt", False, True),
        ("gone.txt", False, False),
        ("b.txt", True, False),
    ]


def test_a_process_that_dies_is_replaced_and_its_document_read_by_another(strike: list[tuple[str, int]]) -> None:
    strike.append(("b.txt", signal.SIGKILL))
    with Workers(2) as workers:
        before = workers.pids
        found = [told(done) for done in workers.read(jobs("a.txt", "b.txt", "c.txt", "d.txt"))]
        after = workers.pids
    assert found == [(name, "read") for name in ("a.txt", "b.txt", "c.txt", "d.txt")]
    assert (len(after), len(after & before)) == (2, 1)


def test_a_document_that_kills_twice_is_skipped_and_named(strike: list[tuple[str, int]]) -> None:
    strike += [("b.txt", signal.SIGSEGV)] * 2
    with Workers(2) as workers:
        found = [told(done) for done in workers.read(jobs("a.txt", "b.txt", "c.txt"))]
    said = f"b.txt: the process that read it was ended by signal {int(signal.SIGSEGV)}, twice"
    assert [found[0], found[2]] == [("a.txt", "read"), ("c.txt", "read")]
    assert found[1][1].startswith(said)


def test_a_document_that_takes_too_long_is_skipped_and_named(strike: list[tuple[str, int]]) -> None:
    strike.append(("b.txt", signal.SIGSTOP))
    with Workers(1, seconds=2) as workers:
        found = [told(done) for done in workers.read(jobs("a.txt", "b.txt", "c.txt"))]
    assert found == [
        ("a.txt", "read"),
        ("b.txt", "b.txt: reading it took more than 2 s; split it, or allow it more with --time-limit"),
        ("c.txt", "read"),
    ]


def test_what_making_the_jobs_raises_is_raised_after_the_answers_before_it() -> None:
    def failing() -> Iterator[Job]:
        yield from jobs("a.txt", "b.txt")
        raise ValueError("the disk is full")

    found = []
    with Workers(2) as workers, pytest.raises(ValueError, match="the disk is full"):
        for done in workers.read(failing()):
            found.append(told(done))
    assert found == [("a.txt", "read"), ("b.txt", "read")]


def test_a_missing_model_is_told_by_its_own_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SPACY_MODEL", "no_such_model")
    with Workers(2) as workers, pytest.raises(ModelMissing, match="no_such_model"):
        workers.wait_until_ready()


def test_only_so_much_is_prepared_before_it_is_taken() -> None:
    made = 0

    def counted() -> Iterator[Job]:
        nonlocal made
        for number in range(1_000):
            made += 1
            yield Job(f"{number}.txt", b"A sentence.")

    with Workers(1) as workers:
        answers = workers.read(counted())
        next(answers)
        deadline = time.monotonic() + 30
        while made < 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        assert 200 <= made <= 210


def test_leaving_the_block_ends_the_processes() -> None:
    with Workers(2) as workers:
        pids = workers.pids
        next(workers.read(jobs("a.txt", "b.txt")))
    assert [pid for pid in pids if psutil.pid_exists(pid)] == []


ORPHANS = """
import sys, time
from ingest.job import Job
from ingest.workers import Workers
with Workers(2) as workers:
    workers.wait_until_ready()
    answers = workers.read(Job("a.txt", b"A sentence. " * 2000) for _ in range(10_000))
    next(answers)
    print(*workers.pids, flush=True)
    for answer in answers:
        pass
"""


def test_processes_end_by_themselves_when_the_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        processes = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        parent.kill()
    gone, alive = psutil.wait_procs(processes, timeout=30)
    for process in alive:
        process.kill()
    assert (len(gone), alive) == (2, [])


def test_a_module_in_the_working_folder_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "__init__.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    with Workers(1) as workers:
        assert [told(done) for done in workers.read(jobs("a.txt"))] == [("a.txt", "read")]
