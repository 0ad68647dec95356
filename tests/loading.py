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


def pull_lists(graph: Graph, shared: Path, folder: Path, names: Iterable[str] = PLACES) -> None:
    """Pull lists from their real files; `folder` holds what is on its way."""
    for name in names:
        source = source_named(name)
        with gathered(source, [str(shared / "data" / PLACES[name])], folder) as paths:
            pull(Puller(graph, folder, NOW), source, paths)


def read_into(graph: Graph, paths: Iterable[Path]) -> Report:
    """Ingest documents with the real pipeline; a document that is skipped fails the test."""
    nlp = build_nlp()
    report = ingest(Loader(graph, nlp, reader_version(nlp), NOW), list(paths))
    assert not report.skipped, report
    return report
