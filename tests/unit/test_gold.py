"""The project's own annotated documents: each keeps to the ontology, stands in the folder of its hash, and quotes its text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kg.evaluating.scoring import score
from kg.ontology import ENTITY_LABELS, KINDS, STATUSES, allows

GOLD = Path(__file__).parents[1] / "gold"
SPLITS = {0: "train", 1: "train", 2: "choose", 3: "measure"}
OWN = sorted(file for split in sorted(set(SPLITS.values())) for file in (GOLD / split).glob("*.json"))
TWICE = sorted((GOLD / "second").glob("*.json"))
AGREED = {"ENTITY": 0.95, "RELATION": 0.75, "ACTION": 0.85}
"""What two careful readers reach at least; a document that was annotated carelessly pulls it below."""


def document(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text("utf-8"))


def test_there_are_two_hundred_documents_and_a_tenth_was_annotated_twice():
    assert len(OWN) >= 200
    assert len(TWICE) * 10 >= len(OWN) - 10


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_a_document_stands_in_the_folder_of_its_hash(file):
    assert file.stem == document(file)["id"]
    assert SPLITS[int(hashlib.sha256(file.stem.encode()).hexdigest(), 16) % 4] == file.parent.name


@pytest.mark.parametrize("file", [*OWN, *TWICE], ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_document_keeps_to_the_ontology_and_quotes_its_text(file):
    gold = document(file)
    labels = {entity["id"]: entity["type"] for entity in gold["entities"]}
    assert set(labels.values()) <= set(ENTITY_LABELS)
    assert hashlib.sha256(gold["text"].encode()).hexdigest() == gold["sha256"]
    assert [m for entity in gold["entities"] for m in entity["mentions"] if m not in gold["text"]] == []
    for relation in gold["relations"]:
        assert allows(relation["type"], labels[relation["from"]], labels[relation["to"]])
    for action in gold["actions"]:
        assert action["kind"] in KINDS
        assert {*action["by"], *action["against"]} <= labels.keys()
    for item in [*gold["relations"], *gold["actions"]]:
        assert item["status"] in STATUSES
        assert item["evidence"] in gold["text"]


def test_no_text_stands_in_two_folders():
    hashes = [document(file)["sha256"] for file in OWN]
    assert len(set(hashes)) == len(hashes)


def test_two_readers_agree():
    first = {file.stem: file for file in OWN}
    report = score(GOLD / "second", lambda file, _: document(first[file.stem]))
    assert {
        name: round(report.tallies[name].ratios()[2], 2)
        for name in AGREED
        if report.tallies[name].ratios()[2] < AGREED[name]
    } == {}
