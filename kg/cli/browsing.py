"""`kg browser` and `kg style`: what Neo4j Browser takes in, all questions as saved Cypher and how it draws the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import KgError

STYLE, SAVED = "kg.grass", "kg-saved-cypher.zip"


@click.command()
def style() -> None:
    """Print how Neo4j Browser shall draw the graph (GraSS): colours and captions by label, colour and width by type of edge.

    Drop the file onto Browser's page.

    Example: kg style > kg.grass
    """
    from kg.browser.style import grass

    click.echo(grass(), nl=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def browser(folder: Path) -> None:
    """Write what Neo4j Browser takes in to FOLDER: its style, and all canned questions with a guide as saved Cypher.

    Drop each of the two files onto Browser's page; docs/browser.md shows the rest. Files of these names are written anew.

    Example: kg browser kg-browser
    """
    from kg.asking.queries import load_queries
    from kg.browser.saved import saved_cypher
    from kg.browser.style import grass

    known = load_queries()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STYLE).write_text(grass(), "utf-8")
        (folder / SAVED).write_bytes(saved_cypher(known.values()))
    except OSError as error:
        raise KgError(str(folder), f"cannot be written ({error.strerror or error})", "name another folder") from error
    click.echo(f"{folder / STYLE}: how the graph is drawn")
    click.echo(f"{folder / SAVED}: {len(known)} questions and a guide")
    click.echo("Drop each of them onto Neo4j Browser's page.", err=True)
