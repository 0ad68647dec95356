"""However many processes read, and in whatever order documents come, each document comes to the same claims."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.job import Job, read_job
from ingest.pipeline import reader_version
from ingest.workers import Workers
from kg.model import DocumentClaims

GOLD = Path(__file__).parents[1] / "gold"
FEW = 3


def jobs() -> list[Job]:
    samples = sorted(Path(str(files("ingest") / "samples")).glob("*.json"))
    annotated = sorted((GOLD / "train").rglob("*.json"))[:FEW]
    return [Job(path.name, path.read_bytes(), recorded="2026-01-02T03:04:05Z") for path in [*samples, *annotated]]


def read_by(count: int, wanted: list[Job]) -> dict[str, DocumentClaims | None]:
    with Workers(count) as workers:
        return {done.job.name: done.claims for done in workers.read(wanted)}


def test_one_process_or_two_and_any_order_make_no_difference(nlp: Any) -> None:
    wanted = jobs()
    here = {job.name: read_job(nlp, reader_version(nlp), job).claims for job in wanted}
    found = {name: repr(claims) for name, claims in read_by(2, wanted[::-1]).items()}
    assert None not in here.values()
    assert [name for name, claims in here.items() if repr(claims) != found[name]] == []
