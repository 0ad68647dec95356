"""The fixture of OFAC's CSV set, and the same set written in OFAC's other forms."""

from __future__ import annotations

import csv
from pathlib import Path

from ingest.lists.record import Record

FIXTURES = Path(__file__).parents[1] / "fixtures" / "sources" / "ofac"
NAMES = ("sdn", "alt", "add", "sdn_comments")
WIDTHS = {
    "sdn": (10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000),
    "alt": (10, 10, 8, 350, 200),
    "add": (10, 10, 750, 116, 250, 200),
    "sdn_comments": (10, 100),
}


def csv_set() -> list[Path]:
    return [FIXTURES / f"{name}.csv" for name in NAMES]


def copied(folder: Path, **changed: bytes | None) -> list[Path]:
    """The CSV set in a folder; `changed` gives a file other bytes, or leaves it out."""
    for path in csv_set():
        data = changed.get(path.stem, path.read_bytes())
        if data is not None:
            (folder / path.name).write_bytes(data)
    return sorted(folder.glob("*.csv"))


def in_form(form: str, folder: Path) -> list[Path]:
    """Write the set as OFAC writes that form; numbers to the right of their column, everything else to the left."""
    for name in NAMES:
        rows = list(csv.reader((FIXTURES / f"{name}.csv").read_text().rstrip("\x1a").splitlines()))
        if form == ".ff":
            text = "".join(f"{_fixed(row, WIDTHS[name])}\r\n" for row in rows)
        else:
            sign = {".pip": "|", ".del": "@"}[form]
            text = "".join(sign.join(_quoted(field) for field in row) + "\r\n" for row in rows)
        (folder / f"{name}{form}").write_bytes(text.encode() + b"\x1a")
    return sorted(folder.glob(f"*{form}"))


def _fixed(row: list[str], widths: tuple[int, ...]) -> str:
    return "".join(
        field.rjust(width) if field.isdecimal() else field.ljust(width)
        for field, width in zip(row, widths, strict=True)
    )


def _quoted(field: str) -> str:
    return field if field.isdecimal() or field == "-0- " else f'"{field}"'


def values(record: Record, predicate: str) -> set[str]:
    return {fact.value for fact in record.facts if fact.predicate == predicate}
