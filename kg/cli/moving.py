"""`kg export` and `kg import`: a graph as a file, and judgements as text."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.context import open_graph

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
    from kg.dump import write_dump

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
    from kg.dump import read_dump

    with open_graph(importing=True) as graph:
        summary = read_dump(graph, file)
    click.echo(f"{summary.nodes:,} nodes, {summary.edges:,} edges loaded; checksum {summary.checksum}, as in the dump")
