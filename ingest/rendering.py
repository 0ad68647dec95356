"""Records of documents as text in each form that `kg extract` prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ingest.pages.page import page
from ingest.unread import unread_lines
from kg.printable import printable

Record = dict[str, Any]


def _json(records: Sequence[Record]) -> str:
    """One document as one object, several as a list."""
    found: Any = records[0] if len(records) == 1 else list(records)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _jsonl(records: Sequence[Record]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _text(records: Sequence[Record]) -> str:
    lines = (line for record in records for line in unread_lines(record))
    return "".join("\t".join(map(printable, line.split("\t"))) + "\n" for line in lines)


RENDERERS: Final[Mapping[str, Callable[[Sequence[Record]], str]]] = MappingProxyType(
    {"json": _json, "jsonl": _jsonl, "html": page, "text": _text}
)
"""Each form by its name; "text" is of unread sentences, "html" of what was read."""
