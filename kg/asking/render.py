"""Rows into text: a table for people, json, jsonl and csv for programs, html for a file to send on.

What a row holds comes from documents that anybody may have written. So markup and control characters never reach a
terminal, markup never reaches a page, and no cell of a csv file is a formula.
"""

from __future__ import annotations

import csv
import html
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final

from kg.errors import UsageError
from kg.printable import OBEYED, printable_json

Row = Mapping[str, Any]

NOTHING_FOUND: Final = "No rows: the graph holds nothing that answers this. Absence proves nothing."
DEFAULT_WIDTH: Final = 100
_READABLE: Final = 20
"""Characters to which a column may be squeezed; where a table would need narrower ones, each row is a block instead."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_LINK: Final = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def render(
    rows: Iterable[Row],
    columns: Sequence[str],
    form: str = "table",
    *,
    title: str = "",
    width: int = DEFAULT_WIDTH,
    colour: bool = False,
) -> str:
    """Render rows in one of FORMS, with exactly these columns in this order; raise UsageError on another form.

    The text ends with a newline, unless it is empty (jsonl without rows). `width` and `colour` matter to a table only,
    which the variable NO_COLOR leaves without colour.
    """
    if form not in FORMS:
        raise UsageError(f"format {form!r}", "there is none of that name", f"use one of {', '.join(FORMS)}")
    plain_rows = [{column: plain(row.get(column)) for column in columns} for row in rows]
    if form == "html":
        return _html(plain_rows, columns, title)
    if form == "table":
        return _table(plain_rows, columns, title, width=width, colour=colour and not os.environ.get("NO_COLOR"))
    return _FORMS[form](plain_rows, columns)


def plain(value: Any) -> Any:
    """Turn a value into what JSON knows: temporal values become ISO 8601 text, numbers that are none become null."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (date, time)):
        return value.isoformat()
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def _json(rows: Sequence[Row], _: Sequence[str]) -> str:
    return printable_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def _jsonl(rows: Sequence[Row], _: Sequence[str]) -> str:
    return "".join(printable_json(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(columns)
    writer.writerows([_csv_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run as a formula; numbers stay as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    text = _flat(value)
    defused = f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    return OBEYED.sub(" ", defused)


def _flat(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _readable(value: Any) -> str:
    """Write a value for people: no more digits than mean something, nothing that a terminal would obey."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1 else f"{value:,.2f}".removesuffix(".00")
    return OBEYED.sub(" ", _flat(value))


def _table(rows: Sequence[Row], columns: Sequence[str], title: str, *, width: int, colour: bool) -> str:
    from rich.console import Console

    if not rows:
        return f"{NOTHING_FOUND}\n"
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, markup=False, emoji=False
    )
    console.print(_grid(rows, columns, title) if _fits(rows, columns, width) else _blocks(rows, columns, title))
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def _fits(rows: Sequence[Row], columns: Sequence[str], width: int) -> bool:
    """Tell whether all columns stand side by side without one that is squeezed beyond reading."""
    longest = (max(len(column), *(len(_readable(row[column])) for row in rows)) for column in columns)
    between = 3
    return sum(min(length, _READABLE) + between for length in longest) <= width


def _grid(rows: Sequence[Row], columns: Sequence[str], title: str) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=Text(title) if title else None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        numeric = all(isinstance(row[column], (int, float)) or row[column] is None for row in rows)
        grid.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_readable(row[column])) for column in columns))
    return grid


def _blocks(rows: Sequence[Row], columns: Sequence[str], title: str) -> Any:
    """Lay each row out as lines of column and value, for columns too many to stand side by side."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    blocks: list[Any] = [Text(title, style="italic")] if title else []
    for row in rows:
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", min_width=max(map(len, columns)))
        block.add_column(overflow="fold")
        for column in columns:
            if row[column] is not None:
                block.add_row(Text(column), Text(_readable(row[column])))
        blocks += [Text(""), block]
    return Group(*blocks)


def _html(rows: Sequence[Row], columns: Sequence[str], title: str) -> str:
    heading = html.escape(title or "Rows")
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_html_cell(row[column])}</td>" for column in columns) + "</tr>" for row in rows
    )
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return _PAGE.format(title=heading, body=table if rows else f"<p>{html.escape(NOTHING_FOUND)}</p>")


def _html_cell(value: Any) -> str:
    """Escape a value; only what is an http address as a whole becomes a link."""
    text = html.escape(_readable(value))
    if isinstance(value, str) and _LINK.fullmatch(value):
        return f'<a href="{text}" rel="noopener noreferrer">{text}</a>'
    return text


_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #ccc; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""

_FORMS: Final[Mapping[str, Callable[[Sequence[Row], Sequence[str]], str]]] = MappingProxyType(
    {"json": _json, "jsonl": _jsonl, "csv": _csv}
)
FORMS: Final = ("table", *_FORMS, "html")
"""The names of the forms that `render` knows."""
