"""What the library logs while a command runs, such as whom a part of a name was taken for, as remarks on standard error."""

from __future__ import annotations

import logging

from kg.cli.context import remark


class Remarks(logging.Handler):
    """Tells warnings as remarks: one line each, none with --quiet."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one."""
        remark(record.getMessage())


def tell_warnings() -> None:
    """Have warnings of kg's own modules told, each once however often this is called."""
    logger = logging.getLogger("kg")
    if not any(isinstance(handler, Remarks) for handler in logger.handlers):
        logger.addHandler(Remarks(logging.WARNING))
