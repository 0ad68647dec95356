"""Records of `kg extract` -> one HTML page: self-contained, without scripts, with everything of a document escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Final

from ingest.pages.claims import claim_items, entity_rows, rejected_rows
from ingest.pages.marking import marked
from ingest.pages.marks import marks_of
from kg.ontology import ENTITY_LABELS
from kg.printable import printable

Record = dict[str, Any]

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
<footer>Read by {reader}. A confidence is the chance that the words were read right, learned from annotated documents; in a graph the reliability of the source is multiplied in.</footer>
</body>
</html>
"""

_DOCUMENT: Final = """\
<section class="document" id="{prefix}" aria-labelledby="{prefix}-title">
<header>
<h1 id="{prefix}-title"><bdi>{title}</bdi></h1>
<p class="facts">{facts}</p>
<ul class="legend" aria-label="What the marks mean">{legend}</ul>
</header>
<div class="columns">
<article class="text" aria-label="Text">{text}</article>
<aside aria-label="What was read">
{sides}
</aside>
</div>
</section>"""


def page(records: Sequence[Record]) -> str:
    """Render one or more documents as one page; several get a list of contents and a section each.

    The records are those of `ingest.extract`. Nothing is loaded from anywhere, and the page's own policy forbids it.
    """
    titles = [_title(record) for record in records]
    body = [_document(record, f"d{number}") for number, record in enumerate(records, 1)]
    if len(records) > 1:
        body.insert(0, _contents(titles))
    return _PAGE.format(
        title=escape(titles[0] if len(records) == 1 else f"{len(records)} documents"),
        style=_style(),
        digest=_digest(),
        body="\n".join(body),
        reader=escape("; ".join(sorted({printable(record["reader"]) for record in records}))),
    )


def _contents(titles: Sequence[str]) -> str:
    items = "".join(
        f'<li><a href="#d{number}"><bdi>{escape(title)}</bdi></a></li>' for number, title in enumerate(titles, 1)
    )
    return f'<nav aria-label="Documents"><ol>{items}</ol></nav>'


def _document(record: Record, prefix: str) -> str:
    return _DOCUMENT.format(
        prefix=prefix,
        title=escape(_title(record)),
        facts=_facts(record),
        legend=_legend(),
        text=marked(record["text"], marks_of(record, prefix)),
        sides="\n".join(_sides(record, prefix)),
    )


def _sides(record: Record, prefix: str) -> Iterator[str]:
    items = claim_items(record, prefix)
    yield f"<h2>Claims ({len(items)})</h2>"
    yield f'<ol class="claims">{"".join(items)}</ol>' if items else "<p>No relation and no action was read.</p>"
    yield from _table(
        f"Entities ({len(record['entities'])})", "<th>name<th>type<th>known by<th>places", entity_rows(record, prefix)
    )
    yield from _table("Taken for no wallet", "<th>string<th>why", rejected_rows(record))


def _table(heading: str, head: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"<h2>{heading}</h2>"
        yield f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _title(record: Record) -> str:
    return printable(record["title"] or f"Document {record['id'][:12]}")


def _facts(record: Record) -> str:
    said = [
        record["publisher"] or "unknown publisher",
        record["published"] or "no date",
        f"document {record['id'][:12]}",
    ]
    facts = [escape(printable(fact)) for fact in said]
    if record["url"]:  # an http address as a whole, or none: what reads documents sees to that
        url = escape(record["url"])
        facts.append(f'<a href="{url}" rel="noopener noreferrer">{url}</a>')
    return " · ".join(facts)


def _legend() -> str:
    labels = [f'<li><span class="entity {label.lower()}">{label}</span></li>' for label in ENTITY_LABELS]
    others = (
        '<li><span class="said">sentence of a claim</span> with the claims’ numbers</li>',
        '<li><span class="said alleged">alleged or proposed</span>, <span class="said denied">denied</span></li>',
        '<li><span class="trigger">word</span> that tells an action</li>',
        '<li><span class="stands">words</span> that stand for an entity</li>',
    )
    return "".join([*labels, *others])


@cache
def _style() -> str:
    return files("ingest.pages").joinpath("page.css").read_text("utf-8")


@cache
def _digest() -> str:
    return base64.b64encode(hashlib.sha256(_style().encode("utf-8")).digest()).decode("ascii")
