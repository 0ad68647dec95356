"""A text with marks on stretches of it, as HTML: cut at every edge of a mark, so that marks may overlap as they like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from kg.model import Span

_CLASSES = {"entity": 0, "stands": 1, "trigger": 2, "rejected": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of the text: `what` it is ("said", "entity", "stands", "trigger", "rejected"), and what is said of it.

    `title` is shown when pointed at, `link` where it leads, `style` one more class, `after` HTML that follows its end.
    """

    span: Span
    what: str
    title: str = ""
    link: str = ""
    style: str = ""
    anchor: str = ""
    after: str = field(default="", compare=False)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Give the text as HTML with its marks; every character of the text stands there once, escaped."""
    kept = sorted({mark for mark in marks if 0 <= mark.span[0] < mark.span[1] <= len(text)}, key=_order)
    cuts = sorted({0, len(text), *(edge for mark in kept for edge in mark.span)})
    return "".join(_pieces(text, kept, cuts))


def _order(mark: Mark) -> tuple[Span, str, str, str]:
    return (mark.span, mark.what, mark.title, mark.link)


def _pieces(text: str, marks: Sequence[Mark], cuts: Sequence[int]) -> Iterator[str]:
    """Sweep over the cuts with the marks that are open; a piece is written inside each of them."""
    waiting = 0
    opened: list[Mark] = []
    anchored: set[str] = set()
    for start, end in pairwise(cuts):
        while waiting < len(marks) and marks[waiting].span[0] == start:
            opened.append(marks[waiting])
            waiting += 1
        yield _piece(escape(text[start:end]), opened, anchored)
        yield "".join(mark.after for mark in _inside_out(opened) if mark.span[1] == end)
        opened = [mark for mark in opened if mark.span[1] > end]


def _piece(html: str, opened: Iterable[Mark], anchored: set[str]) -> str:
    """Wrap a piece: what is said of the words innermost, the sentence that they stand in outermost."""
    linked = False
    for mark in _inside_out(opened):
        html = _wrapped(html, mark, anchored, linked=linked)
        linked = linked or bool(mark.link)
    return html


def _inside_out(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: _CLASSES.get(mark.what, len(_CLASSES)))


def _wrapped(html: str, mark: Mark, anchored: set[str], *, linked: bool) -> str:
    attributes = f' class="{escape(" ".join(filter(None, (mark.what, mark.style))))}"'
    if mark.title:
        attributes += f' title="{escape(mark.title)}"'
    if mark.anchor and mark.anchor not in anchored:  # the first piece of a stretch is where a link leads
        anchored.add(mark.anchor)
        attributes += f' id="{escape(mark.anchor)}"'
    if mark.link and not linked:  # a link within a link is no HTML
        return f'<a href="#{escape(mark.link)}"{attributes}>{html}</a>'
    return f"<span{attributes}>{html}</span>"
