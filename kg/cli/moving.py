"""`kg export` and `kg import`: a graph as a file, and judgements as text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from kg.cli.context import now, open_graph
from kg.errors import KgError

LONGEST = 1_000_000
"""Characters of one line of judgements; no record needs more."""

FILE = click.Path(path_type=Path)


@click.group()
def export() -> None:
    """Write the graph, or the judgements made on it, to a file."""


@click.group(name="import")
def import_() -> None:
    """Read back what `kg export` wrote."""


@export.command(name="dump")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_dump(file: Path, force: bool) -> None:
    """Write the whole graph to a file that any Neo4j can be filled from; writers wait meanwhile.

    Example: kg export dump graph.jsonl.gz
    """
    from kg.moving.dump import write_dump

    with open_graph() as graph:
        summary = write_dump(graph, file, force=force)
    click.echo(f"{file}: {summary.nodes:,} nodes, {summary.edges:,} edges, checksum {summary.checksum}")


@import_.command(name="dump")
@click.argument("file", type=FILE)
def import_dump(file: Path) -> None:
    """Fill an empty graph from a dump; the file is checked as a whole before anything is written.

    Where an import was cut off, the same command clears what it left and begins again.

    Example: kg import dump graph.jsonl.gz
    """
    from kg.moving.dump import read_dump

    with open_graph(importing=True) as graph:
        summary = read_dump(graph, file)
    click.echo(f"{summary.nodes:,} nodes, {summary.edges:,} edges loaded; checksum {summary.checksum}, as in the dump")


@export.command(name="judgements")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_judgements(file: Path, force: bool) -> None:
    """Write what persons judged, undone or not, and which documents were retracted: one JSON record a line; - is standard output.

    Example: kg export judgements judgements.jsonl
    """
    import json

    from kg.moving.corrections import read_judgements

    with open_graph() as graph, _written(file, force) as out:
        for record in read_judgements(graph):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


@import_.command(name="judgements")
@click.argument("file", type=click.File("r", encoding="utf-8"))
def import_judgements(file: IO[str]) -> None:
    """Take judgements in, each once; those about documents that have not come yet hold when they come. - is standard input.

    Example: kg import judgements judgements.jsonl
    """
    from kg.moving.corrections import apply_judgements

    with open_graph() as graph:
        counts = apply_judgements(graph, _records(file), now=now())
    click.echo(f"{counts.get('applied', 0)} judgements applied, {counts.get('known', 0)} known already.")


@contextmanager
def _written(path: Path, force: bool) -> Iterator[IO[str]]:
    """A file that is there when it is whole, or standard output."""
    if str(path) == "-":
        yield sys.stdout
        return
    if path.exists() and not force:
        raise KgError(str(path), "is there already", "--force writes over it")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise KgError(str(path), f"cannot be written ({error.strerror or error})", "nothing was written") from error
    finally:
        part.unlink(missing_ok=True)


def _records(file: IO[str]) -> Iterator[Any]:
    import json

    try:
        while line := file.readline(LONGEST + 1):
            if len(line) > LONGEST:
                raise KgError(file.name, "has a line too long for a judgement", "name a file of `kg export judgements`")
            if line.strip():
                yield json.loads(line)
    except (ValueError, RecursionError) as error:
        raise KgError(file.name, f"a line is no JSON ({error})", "name a file of `kg export judgements`") from error
