"""`kg ingest`, `kg reread` and `kg retract`: what changes the graph."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.context import is_quiet, moment, now, open_graph, remark
from kg.cli.stopping import stoppable
from kg.errors import UsageError
from kg.printable import printable
from kg.settings import read_settings

if TYPE_CHECKING:
    from ingest.fetch import Client
    from ingest.intake import Store
    from ingest.run import Loader, Report
    from kg.graph import Graph
    from kg.writing.documents import Written


Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """The options of all commands that read documents."""
    for option in (
        click.option("--log-documents", is_flag=True, help="Tell each document on standard error once it is committed."),
        click.option("--time-limit", type=click.IntRange(min=1), metavar="SECONDS",
                     help="Skip a document that takes longer; needs --workers. Otherwise two minutes and more for long ones."),
        click.option("--workers", type=click.IntRange(0, 64), metavar="N",
                     help="Read in N processes of their own (0: one for each CPU), each with its own model; otherwise in this one."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|URL|- ...")
@click.option("--encoding", help="Encoding of text files that are not UTF-8, for example cp1252.")
@click.option("--any-language", is_flag=True, help="Read texts that are in another language than English too.")
@click.option("--no-archive", is_flag=True, help="Keep no copy of the bytes; `kg rebuild` cannot bring them back then.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@reading_options
def ingest(
    paths: tuple[str, ...],
    encoding: str | None,
    any_language: bool,
    no_archive: bool,
    allow_private: bool,
    **how: Any,
) -> int:
    """Load articles and notices into the graph: .json, .txt, .md, .html, .pdf, folders of them, web addresses, or
    standard input (-).

    A second run over the same documents changes nothing. Exit 3 where some documents were skipped. Ctrl-C finishes the
    documents in hand and writes what was read (exit 130).

    Example: kg ingest notices/ article.html --workers 2
    """
    from ingest.intake import is_address
    from ingest.run import ingest as load

    with open_graph() as graph, reading(graph, **how) as loader:
        kept = loader if no_archive else replace(loader, store=open_store(read_settings().home))
        client = web_client(allow_private) if any(map(is_address, paths)) else None
        report = load(kept, paths, encoding=encoding, any_language=any_language, client=client)
    return tell(report)


@click.command()
@reading_options
def reread(**how: Any) -> int:
    """Read stored documents again with the reader installed now; judgements and withdrawn claims stay.

    Example: kg reread --workers 2
    """
    from ingest.run import reread as load

    with open_graph() as graph, reading(graph, reread=True, **how) as loader:
        report = load(loader)
    if not report.documents and not report.skips and not report.stopped:
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
    from kg.writing.documents import retract as withdraw
    from kg.writing.withdrawing import one_document

    with open_graph() as graph:
        found = one_document(graph, document)
        withdraw(graph, found["id"], now=now(), reason=why)
    click.echo(f"Withdrawn: {printable(found['title'] or found['id'][:12])} ({found['id'][:12]})")


def web_client(allow_private: bool, *, interval: float = 1.0) -> Client:
    """What fetches feeds and pages, with the contact of KG_CONTACT and `interval` seconds between two requests to a host."""
    from ingest.fetch import Client, Manners
    from kg.settings import read_contact

    return Client(Manners(read_contact(), allow_private=allow_private, interval=interval))


def make_loader(graph: Graph, *, reread: bool = False, on_document: Callable[[str], None] = lambda _: None) -> Loader:
    """Load the language model and say which reader this makes."""
    from ingest.pipeline import build_nlp, reader_version
    from ingest.run import Loader

    nlp = build_nlp()
    return Loader(graph, nlp, reader_version(nlp), now(), reread, on_document)


@contextmanager
def reading(
    graph: Graph, *, workers: int | None, time_limit: int | None, log_documents: bool, reread: bool = False
) -> Iterator[Loader]:
    """A loader that reads in this process or in workers, tells what it reads and commits, and can be stopped in order."""
    with ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        count = stack.enter_context(counter())
        if workers is None and time_limit is not None:
            raise UsageError(
                "--time-limit", "nobody can end the reading but another process", "add --workers 1 or more"
            )
        if workers is None:
            loader = make_loader(graph, reread=reread, on_document=count)
        else:
            loader = _with_workers(stack, graph, count, workers=workers, time_limit=time_limit, reread=reread)
        yield replace(loader, stop=stop, on_written=_log_document if log_documents else loader.on_written)


def _with_workers(
    stack: ExitStack, graph: Graph, count: Callable[[str], None], *, workers: int, time_limit: int | None, reread: bool
) -> Loader:
    from ingest.run import Loader
    from ingest.workers import Workers

    readers = stack.enter_context(Workers(workers or os.cpu_count() or 1, seconds=time_limit))
    return Loader(graph, None, readers.wait_until_ready(), now(), reread, count, readers)


def _log_document(name: str, written: Written) -> None:
    """One line that another program can wait for: what it names is in the graph."""
    click.echo(f"committed {written.outcome.replace(' ', '-')} {written.document_id} {printable(name)}", err=True)


def open_store(home: Path) -> Store:
    """Where the bytes of documents are kept: below the home, beside the local server's data."""
    from ingest.archive import Archive
    from ingest.intake import Store
    from ingest.quarantine import Quarantine

    return Store(Archive(home / "archive", moment), Quarantine(home / "quarantine"))


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
    _name(report)
    parts = [f"{count} {outcome}" for outcome, count in sorted(report.outcomes.items(), key=lambda item: -item[1])]
    if report.skips:
        parts.append(f"{report.skips} skipped")
    total = report.documents + report.skips
    click.echo(
        f"{total} document{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to do'}; {report.claims} claims added."
    )
    if report.stopped:
        remark(
            f"kg: stopped in order: {report.documents} of {total + report.left} are in the graph, {report.left} are left; "
            "run the same command again, and it passes over those that are there"
        )
        return 130
    if not report.skips:
        return 0
    return 3 if report.documents else 1


def _name(report: Report) -> None:
    for note in report.notes:
        remark(f"note: {note}")
    if report.unnamed_notes:
        remark(f"note: and {report.unnamed_notes} more like these")
    for error in report.skipped:
        click.echo(f"skipped: {error}", err=True)
    if report.unnamed_skipped:
        click.echo(f"skipped: and {report.unnamed_skipped} more", err=True)
