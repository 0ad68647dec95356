"""`kg evaluate`: how well documents are read, by what careful readers took from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.context import remark

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="[PREDICTED] GOLD", type=FOLDER)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--errors", is_flag=True, help="List every spurious (+) and missed (-) item.")
@click.option(
    "--also",
    type=click.Choice(["intervals", "rules", "calibration", "attributes"]),
    multiple=True,
    help="Tell more: 95 % intervals over documents and the names no table knows; how often each rule was right; how often "
    "statements of each confidence were; the amounts, dates and statuses that are wrong. May be given again.",
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out statements believed less than this."
)
@click.option("--model", help="A spaCy model by name or path, where the documents are read now.")
def evaluate(
    folders: tuple[Path, ...], form: str, errors: bool, also: tuple[str, ...], min_confidence: float, model: str | None
) -> None:  # fmt: skip
    """Score what is read of documents against what careful readers took from them: precision, recall and F1.

    With one folder its documents are read now; with two the first holds what `kg extract` printed.

    Example: kg evaluate tests/gold/choose --errors
    """
    from kg.evaluating import evaluate as score_files
    from kg.evaluating import printing, score

    if len(folders) > 2:
        raise click.UsageError("give one folder of annotated documents, or two: PREDICTED GOLD")
    if len(folders) == 2:
        report = score_files(*folders, min_confidence=min_confidence)
    else:
        report = score(folders[0], reader(model)[1], min_confidence=min_confidence)
    for name in report.missing:
        remark(f"no prediction for {name}: counted as one in which nothing was found")
    if form == "json":
        click.echo(json.dumps(report.as_dict(), indent=1))
    else:
        click.echo("\n".join(printing.table_lines(report)))
    more = {
        "intervals": printing.interval_lines,
        "rules": printing.rule_lines,
        "calibration": printing.calibration_lines,
        "attributes": printing.attribute_lines,
    }
    for name in also:
        click.echo("\n".join(["", *more[name](report)]))
    if errors:
        click.echo("\n".join(report.errors))


def reader(model: str | None) -> tuple[str, Callable[[Path, Mapping[str, Any]], dict[str, Any]]]:
    """Give the name of the model that is used, and what reads a gold document's text with it as `kg extract` would."""
    from ingest.documents.document import load_document
    from ingest.extract import extract as to_record
    from ingest.pipeline import build_nlp, read, reader_version

    nlp = build_nlp(model)

    def predict(file: Path, _: Mapping[str, Any]) -> dict[str, Any]:
        document = load_document(file.read_bytes(), name=str(file))
        reading = read(nlp, document.text, published=document.published, publisher=document.source.name)
        return to_record(document, reading, reader=reader_version(nlp))

    return str(nlp.meta["kg_model"]) if "kg_model" in nlp.meta else str(nlp.meta["name"]), predict
