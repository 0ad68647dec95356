"""Annotations of real notices whose texts stay in ../shared: offsets here, words there. `real.py OUT` writes whole gold files.

A file of `real/` says by `file` and `line` where in ../shared/data/press_releases its notice stands, with the sha256 of its
text; what is evidence elsewhere is here a pair of offsets into that text.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NOTICES = HERE.parents[2] / "shared/data/press_releases"
HALVES = ("looked_at", "unseen")
"""Rules were written with an eye on the first half, never on the second."""


def load(file: Path) -> dict[str, Any]:
    """Give one annotated notice in the gold format, its text taken from ../shared. Raises ValueError where that is another text."""
    document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    text = _text(document.pop("file"), document.pop("line"))
    if hashlib.sha256(text.encode()).hexdigest() != document["sha256"]:
        raise ValueError(f"{file.name}: the notice in ../shared is no longer the one that was annotated")
    for part in ("relations", "actions"):
        for item in document[part]:
            start, end = item["evidence"]
            item["evidence"] = text[start:end]
    return document | {"text": text}


def _text(name: str, line: int) -> str:
    row = _rows(name)[line - 1]
    text = str(row["content"]) if "content" in row else f"{row['title']}\n\n{row['abstract']}"
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (NOTICES / name).read_text("utf-8").splitlines()]


def write(folder: Path) -> None:
    """Write every annotated notice as a gold file into a folder of its half."""
    for half in HALVES:
        (folder / half).mkdir(parents=True, exist_ok=True)
        for file in sorted((HERE / "real" / half).glob("*.json")):
            text = json.dumps(load(file), ensure_ascii=False, indent=1)
            (folder / half / file.name).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
