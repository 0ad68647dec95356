"""`kg extract`: reading without any graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import click

from kg.cli.context import remark
from kg.errors import KgError, SkipDocument, UsageError

Record = dict[str, Any]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|- ...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "html", "text"]),
    help="json, or text with --unread, where none is named.",
)
@click.option(
    "--unread", is_flag=True, help="List instead the sentences in which a trigger word stands and no claim was read."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write one file a document into this folder."
)
@click.option("--model", help="A spaCy model by name or path; otherwise the best one installed.")
@click.option("--encoding", help="Encoding of text files that are not UTF-8, for example cp1252.")
@click.option("--any-language", is_flag=True, help="Read texts that are in another language than English too.")
def extract(
    paths: tuple[str, ...], form: str | None, unread: bool, out: Path | None, model: str | None, **how: Any
) -> int:  # fmt: skip
    """Print the entities, relations and actions of documents, with offsets; no graph and no server are needed.

    One document prints as one JSON object, several as a list (or one a line with --format jsonl). As HTML they are one
    page to look at, each a section of it; with --out each document is a file of its own.

    Example: kg extract article.txt --format html > article.html
    """
    from ingest.pipeline import build_nlp

    form = form or ("text" if unread else "json")
    _refuse_odd(form, unread=unread)
    skipped: list[KgError] = []
    nlp = build_nlp(model)
    records = [
        (path.stem, record)
        for path in _discovered(paths, skipped)
        if (record := _extracted(nlp, path, skipped, unread=unread, **how)) is not None
    ]
    if out is not None:
        _write_each(records, form, out)
    elif records:
        click.echo(_rendered([record for _, record in records], form), nl=False)
    for error in skipped:
        click.echo(f"skipped: {error}", err=True)
    if not skipped:
        return 0
    return 3 if records else 1


def _refuse_odd(form: str, *, unread: bool) -> None:
    if unread and form == "html":
        raise UsageError("--unread", "is a list, which no HTML page is made of", "leave out --format, or name json")
    if form == "text" and not unread:
        raise UsageError("--format text", "is the form of --unread only", "add --unread, or name json, jsonl or html")


def _discovered(paths: tuple[str, ...], skipped: list[KgError]) -> list[Path]:
    from ingest.documents.discovery import discover

    return list(discover(paths, on_skip=skipped.append))


def _extracted(
    nlp: Any, path: Path, skipped: list[KgError], *, unread: bool, encoding: str | None, any_language: bool
) -> Record | None:
    from ingest.documents.discovery import read_bytes
    from ingest.documents.document import load_document
    from ingest.documents.language import refuse_other_language
    from ingest.extract import extract as to_record
    from ingest.pipeline import read, reader_version
    from ingest.unread import read_unread

    try:
        document = load_document(read_bytes(path), name=str(path), encoding=encoding)
        if not any_language:
            refuse_other_language(document.text, name=str(path))
    except SkipDocument as error:
        skipped.append(error)
        return None
    if unread:
        return read_unread(nlp, document)
    reading = read(nlp, document.text, published=document.published, publisher=document.source.name)
    return to_record(document, reading, reader=reader_version(nlp))


def _rendered(records: list[Record], form: str) -> str:
    from ingest.rendering import RENDERERS

    return RENDERERS[form](records)


def _write_each(records: list[tuple[str, Record]], form: str, folder: Path) -> None:
    """Write one file a document, named as the document's own; of two that bear one name the second gets a number."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for stem, record in records:
        name = next(name for name in _names(stem) if name not in taken)
        taken.add(name)
        suffix = "txt" if form == "text" else form
        (folder / f"{name}.{suffix}").write_text(_rendered([record], form), "utf-8")
    remark(f"{len(records)} files in {folder}")


def _names(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
