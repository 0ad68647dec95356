"""Loads real lists and documents into the test run's graph, as the commands do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingest.lists.files import gathered
from ingest.lists.pull import Puller, pull
from ingest.pipeline import build_nlp, reader_version
from ingest.report import Report
from ingest.run import Loader, ingest
from ingest.source import source_named
from kg.graph import Graph
from tests.conftest import NOW

PLACES = {
    "ofac-sdn": "ofac/sdn_csv_bench",
    "mitre-attack": "threat_actors/mitre_attack/enterprise-attack-groups-bundle.json",
    "misp-galaxy": "threat_actors/misp_galaxy",
}
"""Where lists are below ../shared/data."""
OLDEST = 22_000
"""The smallest of OFAC's numbers that is loaded."""


def pull_lists(graph: Graph, shared: Path, folder: Path, names: Iterable[str] = PLACES) -> None:
    """Pull lists from their real files; `folder` holds what is on its way."""
    for name in names:
        source = source_named(name)
        place = shared / "data" / PLACES[name]
        place = _younger_half(place, folder) if name == "ofac-sdn" else place
        with gathered(source, [str(place)], folder) as paths:
            pull(Puller(graph, folder, NOW), source, paths, any_size=True)


def _younger_half(place: Path, folder: Path) -> Path:
    """A copy of OFAC's tables without the entries of the first decades: half the time, and nothing that is asked about."""
    copy = folder / "younger"
    copy.mkdir()
    for table in place.glob("*.csv"):
        lines = table.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not line.split(b",")[0].isdigit() or int(line.split(b",")[0]) >= OLDEST]
        (copy / table.name).write_bytes(b"".join(kept))
    return copy


def read_into(graph: Graph, paths: Iterable[Path]) -> Report:
    """Ingest documents with the real pipeline; a document that is skipped fails the test."""
    nlp = build_nlp()
    report = ingest(Loader(graph, nlp, reader_version(nlp), NOW), list(paths))
    assert not report.skipped, report
    return report
