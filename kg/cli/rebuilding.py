"""`kg rebuild`: the same graph again from the archive and the judgements, here or on another server."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import moment, now, open_graph, remark
from kg.cli.lists import tell as tell_list
from kg.cli.loading import reading, reading_options, tell
from kg.cli.stopping import stoppable
from kg.errors import KgError, UsageError
from kg.settings import read_settings

if TYPE_CHECKING:
    from ingest.archive import Archive
    from ingest.lists.kept import KeptPull
    from ingest.rebuild import Archived
    from kg.graph import Graph
    from kg.moving.rebuilding import Before

NAMED = 20
"""Documents that would be lost and are named one by one; the rest is counted."""
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


class WouldLose(KgError):
    """The rebuild would leave out documents that the graph holds; nothing was removed."""


@click.command()
@click.option("--archive", "folder", type=FOLDER, help="The archive; otherwise the one of this home.")
@click.option("--judgements", type=FILE, help="Judgements to apply, as `kg export judgements` writes them.")
@click.option("--force", is_flag=True, help="Go on although documents of the graph are not in the archive.")
@click.option("--yes", is_flag=True, help="Do not ask before the graph is emptied.")
@reading_options
def rebuild(folder: Path | None, judgements: Path | None, force: bool, yes: bool, **how: Any) -> int:
    """Empty the graph and load every archived document again, then say whether the graph is the one it was.

    Its judgements are saved first and applied again. Cut off in the middle, the same command goes on.

    Example: kg rebuild --workers 2
    """
    from ingest.archive import Archive
    from ingest.lists.kept import kept_pulls

    home = read_settings().home
    archive = Archive(folder or home / "archive", moment)
    kept = _Kept(archive, _archived(archive), kept_pulls(archive.folder))
    if not (kept.documents or kept.pulls):
        rule = "no document and no list is archived there"
        raise UsageError(str(archive.folder), rule, "name the folder with --archive")
    with open_graph(importing=True) as graph:
        before = _prepare(graph, kept, home, judgements, force=force, yes=yes)
        return _fill(graph, before, kept, home, how)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a graph can be built of again: documents and pulls of lists, in the order in which they came."""

    archive: Archive
    documents: list[Archived]
    pulls: list[KeptPull]

    @property
    def hashes(self) -> set[str]:
        return {one.sha256 for one in self.documents} | {pull.raw_sha256 for pull in self.pulls}


def _archived(archive: Archive) -> list[Archived]:
    from ingest.rebuild import archived

    return archived(archive, on_damaged=lambda error: click.echo(f"damaged: {error}", err=True))


def _prepare(graph: Graph, kept: _Kept, home: Path, judgements: Path | None, *, force: bool, yes: bool) -> Before:
    """Everything that may say no comes before the first thing is removed."""
    from kg.moving.rebuilding import begin, look, unfinished

    given = (str(judgements.resolve()),) if judgements else ()
    before = unfinished(graph)
    if before is not None:
        remark("A rebuild was cut off here: going on with it.")
        return begin(graph, replace(before, judgements=tuple(dict.fromkeys((*before.judgements, *given)))))
    before = look(graph)
    saved: tuple[str, ...] = ()
    if before.documents:
        _refuse_loss(graph, kept.hashes, force=force)
        _ask(f"Empty the graph at {graph.endpoint.uri} ({before.documents} documents) and build it again?", yes)
        saved = _save_judgements(graph, home)
    return begin(graph, replace(before, judgements=(*saved, *given)))


def _refuse_loss(graph: Graph, archived: set[str], *, force: bool) -> None:
    from kg.moving.rebuilding import documents_without

    lost = 0
    for row in documents_without(graph, archived):
        lost += 1
        if lost <= NAMED:
            click.echo(f"not in the archive: {row['id'][:12]} {row['title'] or ''}".rstrip(), err=True)
    if lost > NAMED:
        click.echo(f"not in the archive: and {lost - NAMED} more", err=True)
    if lost and not force:
        raise WouldLose(
            f"{lost} document{'' if lost == 1 else 's'}",
            "would be lost: the graph holds them, the archive does not",
            "ingest them again, save a dump with `kg export dump`, or give --force",
        )


def _ask(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("kg rebuild", "empties the graph, and nobody is there to ask", "--yes says so beforehand")
    click.confirm(question, abort=True, err=True)


def _save_judgements(graph: Graph, home: Path) -> tuple[str, ...]:
    from kg.moving.corrections import read_judgements

    records = [json.dumps(record, ensure_ascii=False, sort_keys=True) for record in read_judgements(graph)]
    if not records:
        return ()
    path = home / f"judgements-{moment().replace(':', '')}.jsonl"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(f"{record}\n" for record in records)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    remark(f"{len(records)} judgements are saved in {path}")
    return (str(path),)


def _fill(graph: Graph, before: Before, kept: _Kept, home: Path, how: dict[str, Any]) -> int:
    from ingest.lists.replay import replay
    from ingest.rebuild import rebuild as refill
    from kg.moving.corrections import apply_judgements
    from kg.moving.rebuilding import end, look

    apply_judgements(graph, _records(before.judgements), now=now())
    with stoppable() as stop:
        for pulled in replay(graph, kept.archive.folder, kept.pulls, home / "spool", stop=stop):
            tell_list(pulled)
        if stop():
            remark("kg: stopped in order; the same command goes on")
            return 130
    code = 0
    if kept.documents:
        with reading(graph, **how) as loader:
            report = refill(loader, kept.archive, kept.documents)
        code = tell(report)
        if report.stopped:
            return code
    after = look(graph)
    end(graph)
    return _compare(before, after) or code


def _records(paths: Iterable[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        try:
            lines = Path(path).read_text("utf-8").splitlines()
            yield from (json.loads(line) for line in lines if line.strip())
        except (OSError, ValueError) as error:
            raise KgError(
                path, f"cannot be read as judgements ({error})", "one JSON object a line is wanted"
            ) from error


def _compare(before: Before, after: Before) -> int:
    """Say whether the graph is the one it was; 1 where it is not."""
    if before.checksum is None:
        click.echo(f"The graph holds {after.documents} documents; checksum {after.checksum}.")
        return 0
    if before.checksum == after.checksum:
        click.echo(f"The graph is the one it was: {after.documents} documents, checksum {after.checksum}.")
        return 0
    click.echo(
        f"The graph is another: {after.documents} documents, checksum {after.checksum}; "
        f"before {before.documents} documents, checksum {before.checksum}."
    )
    if before.readers != after.readers:
        remark(f"note: they were read by {', '.join(before.readers)}, and now by {', '.join(after.readers)}")
    return 1
