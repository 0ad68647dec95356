"""Several makers at work at once, each a little ahead of whoever takes what they make, one maker's things after another's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, Full, Queue
from typing import Final, Generic, TypeVar

Made = TypeVar("Made")
Maker = Callable[[], Iterator[Made]]

AT_ONCE: Final = 6
AHEAD: Final = 32
"""Things of one maker that wait to be taken; then it pauses."""
_PATIENCE: Final = 0.2
_GRACE: Final = 2.0
"""Seconds that those who are still at work are waited for when nothing more is wanted."""


class _End:
    """What a maker's queue holds last: why it broke off, if it did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class Ahead(Generic[Made]):
    """Runs makers in threads. `take` yields all that they make, in the order of the makers, whoever is quickest.

    So the order depends on no chance, and a slow maker holds up what comes after it, but not the making of it.
    """

    def __init__(self, makers: Sequence[Maker[Made]], *, at_once: int = AT_ONCE, ahead: int = AHEAD) -> None:
        self._closed = threading.Event()
        self._queues: list[Queue[Made | _End]] = [Queue(ahead) for _ in makers]
        self._work = iter(list(zip(makers, self._queues, strict=True)))
        self._next = threading.Lock()
        # daemons: a program that ends does not wait for a server that drips
        self._threads = [threading.Thread(target=self._serve, daemon=True, name="fetching") for _ in range(at_once)]
        for thread in self._threads:
            thread.start()

    def take(self) -> Iterator[Made]:
        """Yield what is made; an exception of a maker is raised where its next thing would have come."""
        for queue in self._queues:
            while not isinstance(one := queue.get(), _End):
                yield one
            if one.error is not None:
                raise one.error

    def close(self) -> None:
        """Let the makers go: what they still make is not wanted."""
        self._closed.set()
        for queue in self._queues:
            with suppress(Empty):
                while True:
                    queue.get_nowait()
        until = time.monotonic() + _GRACE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _serve(self) -> None:
        while not self._closed.is_set():
            with self._next:
                work = next(self._work, None)
            if work is None:
                return
            self._run(*work)

    def _run(self, maker: Maker[Made], queue: Queue[Made | _End]) -> None:
        try:
            for one in maker():
                if not self._put(queue, one):
                    return
        except BaseException as error:  # noqa: BLE001 raised again where it is taken
            self._put(queue, _End(error))
        else:
            self._put(queue, _End())

    def _put(self, queue: Queue[Made | _End], one: Made | _End) -> bool:
        while not self._closed.is_set():
            try:
                queue.put(one, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False
