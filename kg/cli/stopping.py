"""Ctrl-C and SIGTERM: the first asks a command to come to an end in order, the second ends it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SAID = b"kg: stopping after the documents in hand; once more stops at once\n"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether the block was asked to stop. Asked a second time, KeyboardInterrupt is raised in it."""
    asked = False

    def note(_number: int, _frame: Any) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        # not by way of a buffer, which the signal may have caught half written
        os.write(2, _SAID)

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False  # signals are the main thread's alone
        return
    before = {number: signal.signal(number, note) for number in SIGNALS}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
