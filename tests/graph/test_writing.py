"""Documents become nodes and edges, and the order in which they come changes nothing."""

from __future__ import annotations

from itertools import permutations
from threading import Barrier, Thread

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

LAUNDERING = document(
    "Huione Group laundered money for the Lazarus Group, FinCEN said in Cambodia.",
    [
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"amount": 37e6, "currency": "USD"}),
        ("Huione Group", "LOCATED_IN", "Cambodia"),
        ("FinCEN", "finding!", "Huione Group", {"start_date": "2025-05-01"}),
    ],
    publisher="FinCEN",
    primary="FinCEN",
)
ALLEGED = document(
    "Huione Group allegedly laundered for Lazarus Group, known as Lazarus, which robbed Bybit of Ben Zhou.",
    [
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "alleged", "confidence": 0.5}),
        ("Lazarus Group", "theft!", "Bybit", {"start_date": "2025-02-21"}),
        ("Ben Zhou", "OFFICER_OF", "Bybit"),
    ],
    aliases={"Lazarus Group": ["Lazarus"]},
    publisher="The Ledger",
)
SHORT = document(
    "Lazarus used Sinbad; FinCEN acted against Huione Group and Ben Zhou of Bybit was robbed.",
    [
        ("Lazarus", "USED", "Sinbad"),
        ("FinCEN", "finding!", "Huione Group", {"start_date": "2025-05"}),
        ("Ben Zhou", "OFFICER_OF", "Bybit"),
        ("Lazarus", "theft!", "Bybit", {"start_date": "2025-02-24"}),
    ],
    publisher="The Wire",
)
DENIAL = document(
    "Huione Group denied that it laundered for Lazarus Group.",
    [("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "denied"})],
    publisher="The Herald",
)


def edges(graph: Graph) -> set[tuple]:
    rows = graph.read(
        "MATCH (a:Entity)-[e]->(b:Entity) RETURN a.name AS a, type(e) AS type, b.name AS b, e.status AS status"
    )
    return {(row["a"], row["type"], row["b"], row["status"]) for row in rows}


def write(graph: Graph, *documents) -> None:
    for item in documents:
        write_documents(graph, [item], now=NOW)


def test_a_document_becomes_its_entities_and_edges(graph: Graph) -> None:
    write(graph, LAUNDERING)
    assert edges(graph) == {
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", "asserted"),
        ("Huione Group", "LOCATED_IN", "Cambodia", "asserted"),
    }
    labels = graph.read("MATCH (e:Entity) RETURN e.id AS id, [l IN labels(e) WHERE l <> 'Entity'] AS labels")
    assert {(row["id"], *row["labels"]) for row in labels} == {
        ("org:huione group", "Company"),
        ("org:lazarus group", "Group"),
        ("org:fincen", "Agency"),
        ("country:kh", "Country"),
    }


def test_a_party_stands_beside_its_action(graph: Graph) -> None:
    write(graph, LAUNDERING)
    rows = graph.read(
        "MATCH (a)-[:PERFORMED]->(x:Action)-[:TARGETED]->(b) RETURN a.name AS a, x.kind AS kind, x.start_date AS day, b.name AS b"
    )
    assert rows == [{"a": "FinCEN", "kind": "finding", "day": "2025-05-01", "b": "Huione Group"}]


def test_an_edge_is_the_sum_of_its_claims(graph: Graph) -> None:
    write(graph, LAUNDERING, ALLEGED, DENIAL)
    edge = graph.read("MATCH (:Company {name: 'Huione Group'})-[e:LAUNDERED_FOR]->() RETURN properties(e) AS e")[0]["e"]
    del edge["key"]
    assert edge == {
        "status": "asserted", "confidence": 0.9, "claims": 3, "sources": 2, "denials": 1, "shown": True,
        "first_seen": "2025-05-01", "last_seen": "2025-05-01", "amount": 37e6, "currency": "USD",
    }  # fmt: skip


def test_a_denial_alone_makes_a_denied_edge(graph: Graph) -> None:
    write(graph, DENIAL)
    assert edges(graph) == {("Huione Group", "LAUNDERED_FOR", "Lazarus Group", "denied")}


def test_an_alias_of_one_document_joins_the_name_of_another(graph: Graph) -> None:
    write(graph, SHORT, ALLEGED)
    rows = graph.read("MATCH (g:Group) RETURN g.id AS id, g.name AS name, g.refs AS refs, g.aliases AS aliases")
    assert rows == [
        {
            "id": "org:lazarus",
            "name": "Lazarus Group",
            "refs": ["org:lazarus", "org:lazarus group"],
            "aliases": ["Lazarus"],
        }
    ]


def test_one_event_told_twice_is_one_action(graph: Graph) -> None:
    write(graph, ALLEGED, SHORT)
    rows = graph.read("MATCH (a:Action {kind: 'theft'}) RETURN size(a.refs) AS refs")
    assert rows == [{"refs": 2}]


def test_persons_join_on_a_shared_organisation(graph: Graph) -> None:
    write(graph, ALLEGED, SHORT)
    assert graph.read("MATCH (p:Person) RETURN size(p.refs) AS refs") == [{"refs": 2}]


def test_namesakes_stay_apart_as_candidates(graph: Graph) -> None:
    write(graph, document("Ben Zhou runs Bybit.", [("Ben Zhou", "OFFICER_OF", "Bybit")]))
    write(graph, document("Ben Zhou runs Sinbad.", [("Ben Zhou", "OFFICER_OF", "Sinbad")]))
    rows = graph.read(
        "MATCH (a:Person)-[e:SAME_AS]->(b:Person) "
        "MATCH (c:Claim {edge: e.key})-[:EVIDENCE]->(p) RETURN a.name AS a, b.name AS b, e.status AS status, collect(p.text) AS texts"
    )
    assert [(row["a"], row["b"], row["status"], sorted(row["texts"])) for row in rows] == [
        ("Ben Zhou", "Ben Zhou", "proposed", ["Ben Zhou runs Bybit.", "Ben Zhou runs Sinbad."])
    ]


def test_an_alias_that_two_claim_joins_neither(graph: Graph) -> None:
    write(graph, document("APT28 is Cozy Bear.", [], aliases={"APT28": ["Cozy Bear"]}))
    write(graph, document("APT29 is Cozy Bear.", [], aliases={"APT29": ["Cozy Bear"]}))
    write(graph, document("Cozy Bear used Sinbad.", [("Cozy Bear", "USED", "Sinbad")]))
    names = graph.read("MATCH (g:Group) RETURN g.id AS id ORDER BY id")
    assert [row["id"] for row in names] == ["org:apt28", "org:apt29", "org:cozy bear"]


def test_an_alias_that_two_claim_joins_the_one_that_is_left_when_the_other_is_retracted(graph: Graph) -> None:
    left = document("Radley, or Quillon, owns Garnet.", [("Radley", "OWNS", "Garnet")], aliases={"Radley": ["Quillon"]})
    gone = document("Osmund, or Quillon, owns Moxon.", [("Osmund", "OWNS", "Moxon")], aliases={"Osmund": ["Quillon"]})
    write(graph, document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")]), left)
    alone = fingerprint(graph)
    write(graph, gone)
    retract(graph, gone.document.id, now=NOW, reason="a hoax")
    assert fingerprint(graph) == alone


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_ingestion_changes_nothing(graph: Graph, order: tuple[int, ...]) -> None:
    documents = [LAUNDERING, ALLEGED, SHORT, DENIAL]
    write_documents(graph, documents, now=NOW)
    together = fingerprint(graph)
    wipe(graph)
    write(graph, *(documents[i] for i in order))
    assert fingerprint(graph) == together


def test_a_second_run_adds_nothing(graph: Graph) -> None:
    write(graph, LAUNDERING, ALLEGED, SHORT)
    before = fingerprint(graph)
    outcomes = [
        write_documents(graph, [item], now="2027-01-01T00:00:00Z")[0].outcome for item in (LAUNDERING, ALLEGED, SHORT)
    ]
    assert (outcomes, fingerprint(graph)) == (["unchanged"] * 3, before)


@pytest.mark.parametrize(("kept", "taken"), list(permutations([LAUNDERING, ALLEGED, SHORT, DENIAL], 2)))
def test_what_is_retracted_leaves_no_trace(graph: Graph, kept, taken) -> None:
    write(graph, kept)
    alone = fingerprint(graph)
    write(graph, taken)
    retract(graph, taken.document.id, now=NOW, reason="test")
    assert fingerprint(graph) == alone


def test_a_retracted_document_stays_retracted(graph: Graph) -> None:
    write(graph, LAUNDERING)
    retract(graph, LAUNDERING.document.id, now=NOW, reason="a hoax")
    written = write_documents(graph, [LAUNDERING], now=NOW)[0]
    assert (written.outcome, written.reason) == ("retracted", "retracted on 2026-01-02: a hoax")
    assert graph.read("MATCH (e:Entity) RETURN e") == []


def test_a_newer_reader_replaces_claims_when_asked(graph: Graph) -> None:
    write(graph, LAUNDERING)
    newer = document(
        LAUNDERING.document.text,
        [("Huione Group", "USED", "Lazarus Group")],
        publisher="FinCEN",
        primary="FinCEN",
        reader="hand-2",
    )
    assert write_documents(graph, [newer], now=NOW)[0].outcome == "older reader"
    assert write_documents(graph, [newer], now=NOW, reread=True)[0].outcome == "reread"
    assert edges(graph) == {("Huione Group", "USED", "Lazarus Group", "asserted")}


def test_racing_writers_leave_the_sum_of_both(graph: Graph) -> None:
    halves = [
        [document(f"Report {i}: Huione Group laundered for Lazarus Group, aka Lazarus.", [("Huione Group", "LAUNDERED_FOR", "Lazarus Group")],
                  publisher=f"Paper {i}", aliases={"Lazarus Group": ["Lazarus"]}) for i in range(j, 24, 2)]
        for j in range(2)
    ]  # fmt: skip
    write_documents(graph, [*halves[0], *halves[1]], now=NOW)
    together = fingerprint(graph)
    wipe(graph)
    barrier = Barrier(2)

    def race(documents) -> None:
        barrier.wait()
        write(graph, *documents)

    threads = [Thread(target=race, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fingerprint(graph) == together


def test_every_offset_points_at_its_words(graph: Graph) -> None:
    write(graph, LAUNDERING, ALLEGED)
    rows = graph.read(
        "MATCH (p:Passage)-[:IN]->(d:Document) "
        "WHERE substring(d.text, p.start_char, p.end_char - p.start_char) <> p.text RETURN p.id"
    )
    assert rows == []
