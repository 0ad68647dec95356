"""PDF -> its words as paragraphs and lines, by pypdf: ligatures and words cut at line ends mended, page furniture left out."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.documents.limits import MAX_TEXT, allowed, remedy
from kg.errors import SkipDocument

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES: Final = 2_000
MAX_SECONDS: Final = 120.0
"""Time that the pages of one file may take, looked at between two pages; an honest page takes a few hundredths of a second."""
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_EDGE: Final = 3
"""Lines at the top and at the foot of a page among which its furniture is looked for."""
_OFTEN: Final = 0.6
_LEAST_PAGES: Final = 3
_PAGE_NUMBER: Final = re.compile(r"(?i)\W*(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?\W*")
_BULLET: Final = re.compile(r"([•▪◦‣●○■□–*-]|\(?([0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s")
_CUT: Final = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_BEGINS: Final = re.compile(r"([^\W\d_]+)")
_WHOLE_PREFIXES: Final = frozenset(
    "anti co counter cross ex high inter long low mid multi non on off peer post pre pro self semi short state sub third "
    "two three well world".split()
)
"""First halves that keep their hyphen unless the document itself writes the word in one."""
_FULL: Final = 0.75
"""The part of a page's usual line width from which on a line may go on in the next one."""
_LONGEST_PARAGRAPH: Final = 10_000
"""Characters from which on a paragraph ends with its line: joining without end would take quadratic time."""
_TAIL: Final = 200
"""Characters at the end of a line in which its last word and its last sign are looked for."""
_TITLE_OF_A_PROGRAM: Final = re.compile(r"(?i)^(microsoft word|untitled|document\d*|\S+\.(docx?|pdf|indd|pages))\b")


@dataclass(frozen=True, slots=True)
class Pdf:
    """The words of a PDF; `title` is the one its properties bear, where a person seems to have given it."""

    text: str
    title: str | None = None


def read_pdf(raw: bytes, *, name: str) -> Pdf:
    """Read a PDF. Raises SkipDocument where it is locked, damaged, too long, or holds pictures of pages and no text."""
    pages, title = _pages(raw, name)
    lines = [[line.translate(_LIGATURES).strip() for line in page.split("\n")] for page in pages]
    kept = _without_furniture(lines)
    text = "\n\n".join(_paragraphs([line for page in kept for line in page]))
    if not text.strip():
        raise SkipDocument(name, "is a PDF without any text, as of scanned pages", "run OCR on it, or give its text")
    return Pdf(text, title)


def _pages(raw: bytes, name: str) -> tuple[list[str], str | None]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    # what it mends on the way is no news to a user
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise SkipDocument(name, "is a PDF that is locked with a password", "save it unlocked")
        if len(reader.pages) > MAX_PAGES:
            raise SkipDocument(name, f"has more than {MAX_PAGES:,} pages", "split it into its documents")
        return list(_texts(reader.pages, name)), _title(reader.metadata)
    except LimitReachedError as error:
        raise SkipDocument(name, "is a PDF that unpacks to more than any text needs", "give its text") from error
    except DependencyError as error:
        raise SkipDocument(name, "is a PDF that is locked with a password", "save it unlocked") from error
    except SkipDocument:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        # a damaged file breaks the library at any point, each with an error of its own
        said = " ".join(str(error).split())[:150] or type(error).__name__
        raise SkipDocument(name, f"is a PDF that cannot be read ({said})", "open it and save it anew") from error


def _texts(pages: Iterable[PageObject], name: str) -> Iterator[str]:
    """The text of each page; raises SkipDocument where they take too long or hold more than a document may."""
    began, size = time.monotonic(), 0
    for page in pages:
        text = page.extract_text()
        size += len(text)
        if size > (most := allowed(MAX_TEXT)):
            raise SkipDocument(name, f"is a PDF with more than {most // 1_000_000} MB of text", remedy(2 * most))
        if time.monotonic() - began > MAX_SECONDS:
            raise SkipDocument(name, f"is a PDF that takes more than {MAX_SECONDS:.0f} s to read", "give its text")
        yield text


def _title(metadata: object) -> str | None:
    title = getattr(metadata, "title", None)
    text = " ".join(str(title).split()) if title else ""
    return text if " " in text and not _TITLE_OF_A_PROGRAM.match(text) else None


def _without_furniture(pages: Sequence[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and what stands at the top or foot of most pages."""
    filled = [[place for place, line in enumerate(page) if line] for page in pages]
    edges = [{*places[:_EDGE], *places[-_EDGE:]} for places in filled]
    seen: Counter[str] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        seen.update({_shape(page[place]) for place in edge})
    often = max(_LEAST_PAGES, _OFTEN * len(pages))

    def is_furniture(line: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(line)) or seen[_shape(line)] >= often

    return [
        [line for place, line in enumerate(page) if place not in edge or not is_furniture(line)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _shape(line: str) -> str:
    """A line with its numbers made alike: "Page 3 of 9" and "Page 4 of 9" are one."""
    return re.sub(r"\d+", "#", line.casefold())


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines of a paragraph; rows of lists and tables, headings and short lines stay lines of their own."""
    width = _usual_width(lines)
    words = Counter(word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line))
    out: list[str] = []
    block: list[str] = []
    for line in lines:
        if not line:
            out += ["\n".join(block)] if block else []
            block = []
        elif block and _goes_on(block[-1], line, width):
            block[-1] = _joined(block[-1], line, words)
        elif block and _belongs(block[-1], line, width):
            block.append(line)
        else:
            out += ["\n".join(block)] if block else []
            block = [line]
    return [*out, "\n".join(block)] if block else out


def _usual_width(lines: Sequence[str]) -> int:
    """The length of a full line: the ninetieth percentile."""
    lengths = sorted(len(line) for line in lines)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """True where a sentence runs on into the next line."""
    last = line.rpartition("\n")[2]
    if _BULLET.match(following) or len(last) > _LONGEST_PARAGRAPH:
        return False
    if _CUT.search(last[-_TAIL:]) and following[:1].islower():
        return True
    # what was joined already is longer than any line; a full line without an end goes on
    return (len(last) >= _FULL * width and not re.search(r"[.:;?!]['\"”’)]*$", last[-_TAIL:])) or (
        following[:1].islower() and not re.search(r"[.:;?!]$", last[-_TAIL:])
    )


def _belongs(line: str, following: str, width: int) -> bool:
    """True where the next line is one of the same list or table."""
    return bool(_BULLET.match(following)) or (
        len(line.rpartition("\n")[2]) < _FULL * width and len(following) < _FULL * width
    )


def _joined(line: str, following: str, words: Counter[str]) -> str:
    """Join two lines; a word that was cut is made whole as the document itself writes it elsewhere."""
    cut, rest = _CUT.search(line[-_TAIL:]), _BEGINS.match(following)
    if cut is None or rest is None or not following[:1].islower():
        return f"{line} {following}"
    first, second = cut.group(1).lower(), rest.group(1).lower()
    hyphenated, whole = words[f"{first}-{second}"], words[f"{first}{second}"]
    keeps = hyphenated > whole or (not whole and first in _WHOLE_PREFIXES)
    return f"{line[:-1]}{'-' if keeps else ''}{following}"
