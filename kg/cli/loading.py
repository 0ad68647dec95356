"""`kg ingest`, `kg reread` and `kg retract`: what changes the graph."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli.context import is_quiet, now, open_graph, remark

if TYPE_CHECKING:
    from ingest.run import Loader, Report
    from kg.graph import Graph


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|- ...")
@click.option("--encoding", help="Encoding of text files that are not UTF-8, for example cp1252.")
def ingest(paths: tuple[str, ...], encoding: str | None) -> int:
    """Load articles and notices into the graph: .json, .txt, .md, .html, folders of them, or standard input (-).

    A second run over the same documents changes nothing. Exit 3 where some documents were skipped.

    Example: kg ingest notices/ article.html
    """
    from ingest.run import ingest as load

    with open_graph() as graph, counter() as count:
        report = load(make_loader(graph, on_document=count), paths, encoding=encoding)
    return tell(report)


@click.command()
def reread() -> int:
    """Read stored documents again with the reader installed now; judgements and withdrawn claims stay.

    Example: kg reread
    """
    from ingest.run import reread as load

    with open_graph() as graph, counter() as count:
        report = load(make_loader(graph, reread=True, on_document=count))
    if not report.documents and not report.skipped:
        click.echo("Every document was read by the reader installed now.")
        return 0
    return tell(report)


@click.command()
@click.argument("document")
@click.option("--why", default="retracted", show_default=True, help="The reason, kept with the document.")
def retract(document: str, why: str) -> None:
    """Withdraw a document (its id, the beginning of it, its URL or title) and all that only it carries.

    Example: kg retract 1e2b40ac25837d64 --why "corrected by the publisher"
    """
    from kg.withdrawing import one_document
    from kg.writing import retract as withdraw

    with open_graph() as graph:
        found = one_document(graph, document)
        withdraw(graph, found["id"], now=now(), reason=why)
    click.echo(f"Withdrawn: {found['title'] or found['id'][:12]} ({found['id'][:12]})")


def make_loader(graph: Graph, *, reread: bool = False, on_document: Callable[[str], None] = lambda _: None) -> Loader:
    """Load the language model and say which reader this makes."""
    from ingest.pipeline import build_nlp, reader_version
    from ingest.run import Loader

    nlp = build_nlp()
    return Loader(graph, nlp, reader_version(nlp), now(), reread, on_document)


@contextmanager
def counter() -> Iterator[Callable[[str], None]]:
    """A live line that counts documents and names the one in hand, on a terminal only."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    seen = 0
    with Console(stderr=True).status("reading") as line:

        def tell_document(name: str) -> None:
            nonlocal seen
            seen += 1
            line.update(f"reading {seen}: {escape(name[-80:])}")

        yield tell_document


def tell(report: Report) -> int:
    """Print what became of the documents and return the exit code: 3 where some were skipped, 1 where all were."""
    for note in report.notes:
        remark(f"note: {note}")
    for error in report.skipped:
        click.echo(f"skipped: {error}", err=True)
    parts = [f"{count} {outcome}" for outcome, count in sorted(report.outcomes.items(), key=lambda item: -item[1])]
    if report.skipped:
        parts.append(f"{len(report.skipped)} skipped")
    total = report.documents + len(report.skipped)
    click.echo(
        f"{total} document{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to do'}; {report.claims} claims added."
    )
    if not report.skipped:
        return 0
    return 3 if report.documents else 1
