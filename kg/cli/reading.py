"""`kg extract`: reading without any graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.context import remark
from kg.errors import KgError, SkipDocument


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR|- ...")
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), default="json", show_default=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Write one JSON file a document into this folder."
)
@click.option("--model", help="A spaCy model by name or path; otherwise the best one installed.")
@click.option("--encoding", help="Encoding of text files that are not UTF-8, for example cp1252.")
def extract(paths: tuple[str, ...], form: str, out: Path | None, model: str | None, encoding: str | None) -> int:
    """Print the entities, relations and actions of documents, with offsets; no graph and no server are needed.

    One document prints as one JSON object, several as a list (or one a line with --format jsonl).

    Example: kg extract article.txt --format json
    """
    from ingest.pipeline import build_nlp

    skipped: list[KgError] = []
    nlp = build_nlp(model)
    records = [
        record
        for path in _discovered(paths, skipped)
        if (record := _extracted(nlp, path, encoding, skipped)) is not None
    ]
    if out is not None:
        _write_each(records, out)
    elif form == "jsonl":
        for _, each in records:
            click.echo(json.dumps(each, ensure_ascii=False))
    elif records:
        found = [record for _, record in records]
        click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
    for error in skipped:
        click.echo(f"skipped: {error}", err=True)
    if not skipped:
        return 0
    return 3 if records else 1


def _discovered(paths: tuple[str, ...], skipped: list[KgError]) -> list[Path]:
    from ingest.documents.discovery import discover

    return list(discover(paths, on_skip=skipped.append))


def _extracted(nlp: Any, path: Path, encoding: str | None, skipped: list[KgError]) -> tuple[str, dict[str, Any]] | None:
    from ingest.documents.discovery import read_bytes
    from ingest.documents.document import load_document
    from ingest.extract import extract as to_record
    from ingest.pipeline import read, reader_version

    try:
        document = load_document(read_bytes(path), name=str(path), encoding=encoding)
    except SkipDocument as error:
        skipped.append(error)
        return None
    reading = read(nlp, document.text, published=document.published, publisher=document.source.name)
    return path.stem, to_record(document, reading, reader=reader_version(nlp))


def _write_each(records: list[tuple[str, dict[str, Any]]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stem, record in records:
        (folder / f"{stem}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    remark(f"{len(records)} files in {folder}")
