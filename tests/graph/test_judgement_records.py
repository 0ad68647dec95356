"""Judgements as records: taken in once, before or after the documents, in any order, and never out of shape."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.moving.corrections import BadRecord, apply_judgements, read_judgements
from kg.writing.correcting import confirm, reject, unreject
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document
from tests.graph.test_corrections import BY, PACK, STORY, WHY, claims_of, pack

pytestmark = pytest.mark.graph

__all__ = ["pack"]

MORE = (
    *(document(f"Ben Zhou runs {name}.", [("Ben Zhou", "OFFICER_OF", name)]) for name in ("Bybit", "Sinbad")),
    document(
        "Lazarus used Sinbad, or Quillon; Lazarus Group robbed Bybit.",
        [("Lazarus", "USED", "Sinbad"), ("Lazarus Group", "theft!", "Bybit", {"start_date": "2025-02-24"})],
        aliases={"Lazarus Group": ["Lazarus"], "Sinbad": ["Quillon"]},
    ),
)
PASSING = document(
    "Quillon, Perrin and Bybit used Lazarus Group with Cambodia and Huione Group.",
    [("Quillon", "USED", "Perrin"), ("Bybit", "USED", "Lazarus Group"), ("Huione Group", "LOCATED_IN", "Cambodia")],
)


@pytest.mark.parametrize("seed", [0, 3, 11])
def test_documents_and_judgements_in_any_order_make_the_same_graph(graph: Graph, seed: int) -> None:
    chance, documents = random.Random(seed), [*PACK, *MORE]
    some = chance.sample([claim.id for item in documents for claim in item.claims], 12)
    write_documents(graph, documents, now=NOW)
    before = fingerprint(graph)
    for claim in some[:9]:
        reject(graph, claim, **WHY)
    for claim in some[9:]:
        confirm(graph, claim, **BY)
    judged, records = fingerprint(graph), list(read_judgements(graph))
    wipe(graph)
    chance.shuffle(documents)
    chance.shuffle(records)
    for step in range(4):
        apply_judgements(graph, records[3 * step : 3 * step + 3], now=NOW)
        write_documents(graph, documents[2 * step : 2 * step + 2], now=NOW)
        if step == 1:
            write_documents(graph, [PASSING], now=NOW)
    retract(graph, PASSING.document.id, now=NOW, reason="a hoax")
    assert fingerprint(graph) == judged
    for claim in chance.sample(some, 12):
        unreject(graph, claim, **BY)
    assert fingerprint(graph) == before


def test_judgements_as_records_are_taken_in_once(pack: Graph) -> None:
    reject(pack, claims_of(pack, "USED")[0], **WHY)
    retract(pack, STORY.document.id, now=NOW, reason="a hoax")
    records = list(read_judgements(pack))
    assert sorted(one["verdict"] for one in records) == ["reject", "retract"]
    assert apply_judgements(pack, records, now=NOW) == {"known": 2}
    assert list(read_judgements(pack)) == records


@pytest.mark.parametrize("late", [True, False], ids=["after", "before"])
def test_records_make_the_same_graph_before_and_after_the_documents(pack: Graph, late: bool) -> None:
    reject(pack, claims_of(pack, "alias")[0], **WHY)
    undone = claims_of(pack, "LOCATED_IN")[0]
    reject(pack, undone, **WHY)
    unreject(pack, undone, **BY)
    confirm(pack, claims_of(pack, "OWNS")[0], **BY)
    retract(pack, STORY.document.id, now=NOW, reason="a hoax")
    pair = {"verdict": "same", "left": "org:perrin", "right": "org:vantage"}
    apply_judgements(pack, [pair], now=NOW)
    after, records = fingerprint(pack), list(read_judgements(pack))
    wipe(pack)
    if late:
        write_documents(pack, list(PACK), now=NOW)
    apply_judgements(pack, records, now=NOW)
    outcomes = {one.document_id: one.outcome for one in write_documents(pack, list(PACK), now=NOW)}
    assert outcomes[STORY.document.id] == "retracted"
    assert (fingerprint(pack), list(read_judgements(pack))) == (after, records)


def test_an_undone_record_undoes_what_holds_here(pack: Graph) -> None:
    before = fingerprint(pack)
    claim = claims_of(pack, "USED")[0]
    reject(pack, claim, **WHY)
    held = list(read_judgements(pack))
    assert apply_judgements(pack, [{**held[0], "withdrawn": NOW, "withdrawn_by": "bob"}], now=NOW) == {"applied": 1}
    assert fingerprint(pack) == before
    assert apply_judgements(pack, held, now=NOW) == {"known": 1}
    assert fingerprint(pack) == before


GOOD = {"verdict": "reject", "id": "j", "at": NOW, "claim": "c", "document": "d", "predicate": "USED", "subject_ref": "org:a",
        "target": "org:b", "start": 0, "end": 9}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ([], "judgement 1: its verdict is none of"),
        ({}, "its verdict is none of"),
        ({**GOOD, "verdict": "doubt"}, "its verdict is none of"),
        ({**GOOD, "claim": None}, "it has no claim"),
        ({"verdict": "same", "left": "org:a"}, "it has no right"),
        ({"verdict": "retract", "document": "d", "at": NOW}, "it has no why"),
        ({**GOOD, "start": "0"}, "its start is of another type"),
        ({**GOOD, "end": True}, "its end is of another type"),
        ({**GOOD, "why": ["x"]}, "its why is of another type"),
        ({**GOOD, "why": "x" * 10_001}, "its why is of another type, or too long"),
        ({**GOOD, "why": "\ud800"}, "its why is of another type"),
        ({**GOOD, "labels": "Entity"}, "it has an unknown field 'labels'"),
    ],
)
def test_a_record_out_of_shape_is_refused_and_nothing_written(graph: Graph, record: Any, said: str) -> None:
    with pytest.raises(BadRecord, match=said):
        apply_judgements(graph, [record], now=NOW)
    assert list(read_judgements(graph)) == []
