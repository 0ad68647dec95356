"""Keeps the tokenizer's time within bounds: a run of characters without any space is cut before it is offered to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from spacy.tokens import Doc

LONGEST_RUN: Final = 1_000
"""No URL that is printed is as long; what is longer is a dump, or meant to do harm."""
PIECE: Final = 200

_RUN: Final = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")

Tokenizer = Callable[[str], Doc]


def bounded(tokenizer: Tokenizer) -> Tokenizer:
    """Wrap a tokenizer: of a run over `LONGEST_RUN` characters without a space it gets pieces of `PIECE`, one after the other.

    spaCy peels brackets and quotes off a run one at a time and looks at all the rest each time: a line of sixty thousand
    quotes costs it a quarter of an hour. The Doc's text is the text that came in, whatever was cut.
    """
    return _Bounded(tokenizer)


class _Bounded:
    """A tokenizer with bounds; what else is asked of it (its vocabulary, its bytes) the wrapped one answers."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        pieces = _pieces(text)
        if len(pieces) == 1:
            return self._tokenizer(text)
        return Doc.from_docs([self._tokenizer(piece) for piece in pieces], ensure_whitespace=False)

    def __getattr__(self, name: str) -> Any:
        if name == "_tokenizer":  # asked while it is unpickled, before it has one
            raise AttributeError(name)
        return getattr(self._tokenizer, name)


def _pieces(text: str) -> list[str]:
    """Cut the text inside its long runs only; an empty text is one piece."""
    cuts = [at for run in _RUN.finditer(text) for at in range(run.start() + PIECE, run.end(), PIECE)]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
