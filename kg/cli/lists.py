"""`kg list`: pull sanctions lists, attribution packs and catalogues, compare two versions, tell what is there."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.context import FORMATS, is_quiet, now, open_graph, remark
from kg.cli.stopping import stoppable
from kg.printable import printable
from kg.settings import read_settings

if TYPE_CHECKING:
    from ingest.lists.pull import Pulled

SHOWN = 20
"""Records that could not be read, and fields that are not known, that are named one by one; the rest is counted."""
FROM = "A file, a folder or an https address; otherwise the publisher's own."


@click.group(name="list")
def list_() -> None:
    """Lists of the known world: sanctions lists, attribution packs, threat-actor catalogues."""


@list_.command()
@click.argument("name")
@click.option("--from", "places", multiple=True, metavar="FILE|DIR|URL", help=FROM)
@click.option(
    "--mapping",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="For own-csv: which column means what.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@click.option(
    "--any-size", is_flag=True, help="Take a file with fewer records than the list ever had for the whole list."
)
@click.option("--no-archive", is_flag=True, help="Keep no copy of the files; `kg rebuild` cannot bring them back then.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
def pull(
    name: str,
    places: tuple[str, ...],
    mapping: Path | None,
    dry_run: bool,
    any_size: bool,
    no_archive: bool,
    allow_private: bool,
) -> int:
    """Bring the graph up to date with a list: what is new is added, what changed is changed, what vanished is ended.

    The same files again write nothing. Exit 1, before anything is written, where they are no whole list; exit 3 where
    some records could not be read.

    Example: kg list pull ofac-sdn --from sdn.xml
    """
    from ingest.lists.files import gathered
    from ingest.lists.kept import keep
    from ingest.lists.pull import Puller
    from ingest.lists.pull import pull as pull_list
    from ingest.source import source_named

    source = source_named(name)
    home = read_settings().home
    with (
        gathered(source, places, home / "spool", mapping=mapping, allow_private=allow_private) as paths,
        open_graph() as graph,
        stoppable() as stop,
        bar(source.title) as progress,
    ):
        puller = Puller(graph, home / "spool", now(), progress, stop)

        def archive() -> None:
            if not no_archive:
                keep(home / "archive", source.name, paths, at=puller.now, any_size=any_size)

        pulled = pull_list(puller, source, paths, dry=dry_run, any_size=any_size, on_checked=archive)
    if not dry_run:
        set_aside(home / "quarantine", pulled, at=puller.now)
    return tell(pulled)


@list_.command()
@click.argument("name")
@click.option("--why", required=True, help="The reason, kept with what is withdrawn.")
def drop(name: str, why: str) -> None:
    """Withdraw a list as a whole, with all that only it carries, and take it out of the archive.

    Example: kg list drop forta-labels --why "licence ran out"
    """
    from ingest.lists.kept import forget
    from kg.writing.dropping import drop_list

    with open_graph() as graph:
        dropped = drop_list(graph, name, now=now(), why=why)
    forget(read_settings().home / "archive", name)
    click.echo(f"Withdrawn: {printable(name)}, {dropped} records")


@list_.command()
@click.argument("name")
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def diff(name: str, old: Path, new: Path, form: str) -> None:
    """Compare two versions of a list, file against file, without any graph: what came, changed and vanished.

    Example: kg list diff un-sc un-2018.xml un-2026.xml
    """
    from ingest.lists.diff import COLUMNS, compare, counted
    from ingest.lists.files import gathered
    from ingest.source import source_named
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    source, folder = source_named(name), read_settings().home / "spool"
    with gathered(source, [str(old)], folder) as before, gathered(source, [str(new)], folder) as after:
        counts: Counter[str] = Counter()
        rows = counted(compare(source, before, after, folder), counts, short=form == "table")
        title = f"{source.title}: {old} -> {new}"
        text = render(rows, COLUMNS, form, title=title, width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)
    remark(f"{counts['added']} added, {counts['changed']} changed, {counts['ended']} ended")


@list_.command()
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def show(form: str) -> None:
    """Tell which lists there are, whose they are, how far they are believed, and what the graph holds of each.

    Example: kg list show
    """
    from ingest.lists.overview import COLUMNS, IN_SHORT, overview
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    with open_graph() as graph:
        columns = IN_SHORT if form == "table" else COLUMNS
        text = render(overview(graph), columns, form, title="Lists", width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@contextmanager
def bar(title: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar with counts, on a terminal only."""
    if is_quiet() or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(title, total=None)

        def update(what: str, done: int, total: int | None) -> None:
            drawn.update(task, description=f"{what} {title}", completed=done, total=total)

        yield update


def set_aside(folder: Path, pulled: Pulled, *, at: str) -> None:
    """Keep what could not be read, with file, line and reason."""
    from ingest.quarantine import Quarantine
    from kg.errors import SkipDocument

    quarantine = Quarantine(folder)
    for one in pulled.notes.unreadable:
        raw = (one.raw or one.locator).encode("utf-8", "surrogateescape")
        quarantine.put(raw, SkipDocument(f"{pulled.source.name}: {one.locator}", one.rule), now=at)


def tell(pulled: Pulled) -> int:
    """Print what became of a list and return the exit code: 3 where some records could not be read."""
    _name(pulled)
    written, notes = pulled.written, pulled.notes
    for example in pulled.examples:
        click.echo(printable(f"would {example}"))
    labels = ", ".join(f"{count} {label}" for label, count in sorted(pulled.labels.items()) if label != "records")
    click.echo(
        f"{pulled.source.name}: {pulled.labels['records']} records ({labels}){f' of {notes.published}' if notes.published else ''}"
    )
    would = "would be " if pulled.dry else ""
    said = [f"{getattr(written, what)} {would}{what}" for what in ("added", "changed", "ended")]
    claims = "" if pulled.dry else f"; {written.claims_added} claims added, {written.claims_withdrawn} withdrawn"
    click.echo(f"{', '.join(said)}, {written.unchanged} unchanged; {notes.bad_records} unreadable{claims}")
    if pulled.dry and written.changed:
        remark(f"`kg list diff {pulled.source.name} OLD NEW` tells what differs in each")
    if pulled.stopped:
        remark("kg: stopped in order: what was acknowledged is kept; the same command goes on")
        return 130
    return 3 if notes.bad_records else 0


def _name(pulled: Pulled) -> None:
    notes = pulled.notes
    for warning in pulled.warnings:
        click.echo(printable(f"warning: {warning}"), err=True)
    for text in notes.remarks[:SHOWN]:
        remark(f"note: {text}")
    if len(notes.remarks) > SHOWN:
        remark(f"note: and {len(notes.remarks) - SHOWN} more like these")
    for kind, count in notes.left_out.most_common():
        remark(f"left out: {count} x {kind}")
    for rule, count in sorted(pulled.refused.items()):
        remark(f"note: {count} x {rule} is no edge of the ontology and was loaded as ASSOCIATED_WITH, or not at all")
    for field, count in notes.unknown.most_common(SHOWN):
        click.echo(printable(f"not understood: {field} ({count} x)"), err=True)
    for one in notes.unreadable[:SHOWN]:
        click.echo(printable(f"unreadable: {one.locator}: {one.rule}"), err=True)
    if notes.bad_records > SHOWN:
        click.echo(
            f"unreadable: and {notes.bad_records - SHOWN} more; all are in {read_settings().home / 'quarantine'}",
            err=True,
        )
