"""Reading in several processes at once: answers come in the order of the jobs, none is lost, and little waits in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Condition, Semaphore, Thread
from typing import Final

from ingest.job import Done, Job
from ingest.worker import Died, Worker, WorkerLost
from kg.errors import SkipDocument

READ_SECONDS, BYTES_A_SECOND = 120, 500
"""What one document may take: two minutes, and a second more for each 500 bytes; reading usually does fifty times that."""
AHEAD: Final = 2
"""Jobs prepared beyond those being read, so that no worker waits for the disk."""
UNWRITTEN, UNWRITTEN_BYTES = 200, 16_000_000
"""What may be read and not yet taken: that many documents, of that many bytes together."""
TRIES: Final = 2
"""A process may die of its neighbours' hunger for memory; a document that kills a second one is the cause."""


class Workers:
    """A number of reading processes. Leaving the block ends them; they end by themselves where the parent is gone."""

    def __init__(self, count: int, *, seconds: int | None = None) -> None:
        self._count = count
        self._seconds = seconds
        self._budget = _Budget(UNWRITTEN, UNWRITTEN_BYTES)
        self._ahead = Semaphore(count + AHEAD)
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._alive: set[Worker] = set()
        self._threads = ThreadPoolExecutor(count, "reading")
        for _ in range(count):
            self._idle.put(self._start())

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._budget.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self._alive):
            worker.close()
        self._threads.shutdown()

    @property
    def pids(self) -> frozenset[int]:
        """The processes that are alive now."""
        return frozenset(worker.pid for worker in tuple(self._alive))

    def wait_until_ready(self) -> str:
        """Wait until all have loaded their model and say which reader they are; raises ModelMissing or WorkerLost."""
        versions = {worker.wait_until_ready() for worker in tuple(self._alive)}
        return versions.pop()

    def read(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield what became of each job, in order. The jobs are made in a thread of their own; what they raise is raised."""
        answers: SimpleQueue[Future[Done] | None] = SimpleQueue()
        Thread(target=self._hand_out, args=(jobs, answers), name="preparing", daemon=True).start()
        while (answer := answers.get()) is not None:
            done = answer.result()
            self._budget.give_back(done.job.size)
            yield done

    def _hand_out(self, jobs: Iterable[Job], answers: SimpleQueue[Future[Done] | None]) -> None:
        try:
            jobs = iter(jobs)
            while self._next(jobs, answers):
                continue
        except BaseException as error:  # noqa: BLE001 raised again where the answers are taken
            failed: Future[Done] = Future()
            failed.set_exception(error)
            answers.put(failed)
        answers.put(None)

    def _next(self, jobs: Iterator[Job], answers: SimpleQueue[Future[Done] | None]) -> bool:
        self._ahead.acquire()
        taken = False
        try:
            job = next(jobs, None)
            taken = job is not None and self._budget.take(job.size)
        finally:
            if not taken:
                self._ahead.release()
        if job is None or not taken:
            return False
        answers.put(self._threads.submit(self._read, job))
        return True

    def _read(self, job: Job) -> Done:
        try:
            for tried in range(1, TRIES + 1):
                try:
                    return self._read_once(job)
                except Died as error:
                    said = error
                    if not error.in_time or tried == TRIES or self._budget.closed:
                        break
            return Done(job, error=_given_up(job, said))
        finally:
            self._ahead.release()

    def _read_once(self, job: Job) -> Done:
        worker = self._idle.get()
        try:
            return worker.read(job, self._seconds or READ_SECONDS + job.size // BYTES_A_SECOND)
        except (Died, WorkerLost):
            worker = self._replaced(worker)
            raise
        finally:
            self._idle.put(worker)

    def _replaced(self, worker: Worker) -> Worker:
        self._alive.discard(worker)
        worker.close()
        return worker if self._budget.closed else self._start()

    def _start(self) -> Worker:
        worker = Worker()
        self._alive.add(worker)
        return worker


def _given_up(job: Job, died: Died) -> SkipDocument:
    if died.in_time:
        return SkipDocument(
            job.name, f"the process that read it {died.said}, twice", "split it, or report it with kg's version"
        )
    return SkipDocument(job.name, f"reading it {died.said}", "split it, or allow it more with --time-limit")


class _Budget:
    """How much may be on its way: who takes waits until there is room. One thing goes through alone, however large."""

    def __init__(self, count: int, size: int) -> None:
        self._most, self._largest = count, size
        self._count = self._size = 0
        self._changed = Condition()
        self.closed = False

    def take(self, size: int) -> bool:
        """Wait for room and take it; False where nothing is wanted any more."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._has_room(size))
            self._count += 1
            self._size += size
            return not self.closed

    def _has_room(self, size: int) -> bool:
        return not self._count or (self._count < self._most and self._size + size <= self._largest)

    def give_back(self, size: int) -> None:
        """Make room."""
        with self._changed:
            self._count -= 1
            self._size -= size
            self._changed.notify_all()

    def close(self) -> None:
        """Let go who waits; nothing is wanted any more."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
