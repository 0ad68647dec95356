"""A list is pulled: its records come, change, end and come back, and the graph says what the list says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lists.pull import Pulled, Puller
from ingest.lists.pull import pull as pull_list
from ingest.lists.record import Fact, Link, Record, Thing
from ingest.source import ListSource
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.writing.records import RecordsWritten
from tests.conftest import NOW, wipe
from tests.listing import SOURCE, entry, source, write

pytestmark = pytest.mark.graph

LATER, LAST = "2026-02-03T04:05:06Z", "2026-03-04T05:06:07Z"
QUILLON = entry("1", "Quillon", aliases=["Vantage", "QL Trade"], facts=[Fact("birth_date", "1970", confidence=0.6)])
OSMUND = entry("2", "Osmund", "Group", links=[Link("LOCATED_IN", Thing("Cuba", "Country")), Link("HOLDS", Thing("0xABC", "Wallet", family="evm", key="0xabc"))])  # fmt: skip
HALE = entry("3", "Tamsin Hale", "Person", links=[Link("OFFICER_OF", Thing("Quillon", entry="1"))], sanctioned=None)
LIST = (QUILLON, OSMUND, HALE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def pull(
    graph: Graph, folder: Path, records: Sequence[Record], *, now: str = NOW, of: ListSource = SOURCE, published: str | None = None
) -> Pulled:  # fmt: skip
    path = write(folder / f"{of.name}.list", records, published=published)
    return pull_list(Puller(graph, folder / "spool", now), of, [path])


def names(graph: Graph) -> set[tuple[str, tuple[str, ...]]]:
    rows = graph.read("MATCH (e:Entity) RETURN e.name AS name, e.aliases AS aliases")
    return {(row["name"], tuple(row["aliases"])) for row in rows}


def sanctions(graph: Graph) -> set[tuple[str | None, ...]]:
    rows = graph.read(
        "MATCH (x:Action)-[:TARGETED]->(e) OPTIONAL MATCH (by)-[:PERFORMED]->(x) "
        "RETURN by.name AS by, e.name AS name, x.start_date AS start, x.end_date AS end"
    )
    return {(row["by"], row["name"], row["start"], row["end"]) for row in rows}


def recorded(graph: Graph) -> set[tuple[str, ...]]:
    """All claims with when they came and went, by the id that Neo4j gives to a node that is made."""
    rows = graph.read("MATCH (c:Claim) RETURN elementId(c) AS node, c.id AS id, c.recorded AS at, c.withdrawn AS gone")
    return {(row["node"], row["id"], str(row["at"]), str(row["gone"])) for row in rows}


def live(graph: Graph) -> list[tuple]:
    """All that is said, but for the date since which."""
    rows = graph.read(
        "MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN c.id AS id, c.status AS status, c.confidence AS confidence, "
        "c.start_date AS start, c.end_date AS end, c.value_key AS key, c.edge AS edge ORDER BY id"
    )
    return [tuple(row.values()) for row in rows]


OFFICE = "Office of Made-up Affairs"


def test_a_list_becomes_entities_edges_and_measures(graph: Graph, folder: Path) -> None:
    pulled = pull(graph, folder, LIST, published="2026-01-01")
    assert (pulled.written.added, pulled.written.changed, pulled.labels["records"]) == (3, 0, 3)
    assert names(graph) == {
        ("Quillon", ("QL Trade", "Vantage")), ("Osmund", ()), ("Tamsin Hale", ()), ("Cuba", ()), ("0xabc", ()), (OFFICE, ()),
    }  # fmt: skip
    assert sanctions(graph) == {(OFFICE, "Quillon", "2020-01-02", None), (OFFICE, "Osmund", "2020-01-02", None)}
    edges = graph.read(
        "MATCH (a:Entity)-[e]->(b:Entity) RETURN a.name AS a, type(e) AS type, b.name AS b ORDER BY a, b"
    )
    assert [tuple(row.values()) for row in edges] == [
        ("Osmund", "HOLDS", "0xabc"), ("Osmund", "LOCATED_IN", "Cuba"), ("Tamsin Hale", "OFFICER_OF", "Quillon"),
    ]  # fmt: skip


def test_every_record_is_a_passage_of_one_document(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST, published="2026-01-01")
    rows = graph.read("MATCH (p:Passage)-[:IN]->(d:Document)-[:FROM]->(s:Source) RETURN p.record AS record, d.title AS title, d.published AS day, s.name AS source ORDER BY record")  # fmt: skip
    assert [tuple(row.values()) for row in rows] == [(one, "The Made-up List", "2026-01-01", "Made-up Press") for one in ("", "1", "2", "3")]  # fmt: skip
    misplaced = graph.read(
        "MATCH (c:Claim)-[:EVIDENCE]->(p:Passage) WHERE c.predicate IN ['alias', 'name'] "
        "AND substring(p.text, c.subject_start, c.subject_end - c.subject_start) <> c.value RETURN c.id"
    )
    assert misplaced == []


def test_the_same_list_again_writes_nothing(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    before, claims = fingerprint(graph), recorded(graph)
    again = pull(
        graph, folder, [replace(one, locator="elsewhere") for one in reversed(LIST)], now=LATER, published="2026-02-01"
    )
    assert again.written == RecordsWritten(unchanged=3)
    assert (fingerprint(graph), recorded(graph)) == (before, claims)
    # that it was looked at is noted all the same: a list that nobody pulls any more must show
    assert {row["at"] for row in graph.read("MATCH (r:Run) RETURN r.at AS at")} == {NOW, LATER}


def test_a_dry_run_tells_what_would_change_and_writes_nothing(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    before, claims = fingerprint(graph), recorded(graph)
    path = write(folder / "new.list", [replace(QUILLON, facts=()), OSMUND, entry("4", "Perrin")])
    dry = pull_list(Puller(graph, folder / "spool", LATER), SOURCE, [path], dry=True)
    assert dry.written == RecordsWritten(added=1, changed=1, ended=1, unchanged=1)
    assert [one.split(":")[0] for one in dry.examples] == ["change", "add", "end"]
    assert (fingerprint(graph), recorded(graph)) == (before, claims)


NEWER = {
    "a record more": (*LIST, entry("4", "Perrin", links=[Link("OWNS", Thing("Quillon", entry="1"))], sanctioned=None)),
    "an alias less": (replace(QUILLON, facts=QUILLON.facts[1:]), OSMUND, HALE),
    "an alias more": (replace(QUILLON, facts=(*QUILLON.facts, Fact("alias", "Garnet"))), OSMUND, HALE),
    "a weak alias": (replace(QUILLON, facts=(*QUILLON.facts[1:], Fact("alias", "Vantage", weak=True))), OSMUND, HALE),
    "a confidence": (replace(QUILLON, facts=(*QUILLON.facts[:2], Fact("birth_date", "1970"))), OSMUND, HALE),
    "a date": (entry("1", "Quillon", aliases=["Vantage", "QL Trade"], sanctioned="2020-01-03"), OSMUND, HALE),
    "a label": (QUILLON, replace(OSMUND, subject=Thing("Osmund", "Company")), HALE),
    "a name": (replace(QUILLON, subject=Thing("Quillon Trading", "Company")), OSMUND, HALE),
    "a status": (QUILLON, replace(OSMUND, links=tuple(replace(one, status="alleged") for one in OSMUND.links)), HALE),
    "no edges": (QUILLON, replace(OSMUND, links=()), replace(HALE, links=())),
    "a namesake": (*LIST, entry("5", "Quillon", sanctioned=None)),
    "no measure": (replace(QUILLON, measures=()), OSMUND, HALE),
    "no measure at all": (replace(QUILLON, measures=()), replace(OSMUND, measures=()), HALE),
    "another office": (QUILLON, entry("2", "Osmund", "Group", by=Thing("Ministry of Quiet", "Agency")), HALE),
    "only who has no measure gone": (QUILLON, OSMUND),
}  # fmt: skip
versions = pytest.mark.parametrize("newer", NEWER.values(), ids=NEWER)


@versions
def test_a_newer_version_after_the_older_says_what_the_newer_says_alone(
    graph: Graph, folder: Path, newer: Sequence[Record]
) -> None:
    pull(graph, folder, newer)
    alone, said = fingerprint(graph), live(graph)
    wipe(graph)
    pull(graph, folder, LIST)
    pulled = pull(graph, folder, newer, now=LATER)
    assert live(graph) == said
    ended = graph.read("MATCH (p:Passage) WHERE p.ended IS NOT NULL AND p.record <> '' RETURN p.record AS record")
    graph.command("MATCH (p:Passage) WHERE p.ended IS NOT NULL DETACH DELETE p")
    assert (fingerprint(graph).checksum, len(ended)) == (alone.checksum, pulled.written.ended)


@versions
def test_the_older_version_again_leaves_the_graph_as_it_was(
    graph: Graph, folder: Path, newer: Sequence[Record]
) -> None:
    pull(graph, folder, LIST)
    before = fingerprint(graph)
    pull(graph, folder, newer, now=LATER)
    assert fingerprint(graph) != before
    pull(graph, folder, LIST, now=LAST)
    graph.command("MATCH (p:Passage) WHERE p.ended IS NOT NULL DETACH DELETE p")
    assert fingerprint(graph) == before


def test_an_alias_that_a_newer_version_lacks_is_withdrawn_with_the_reason(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    pulled = pull(graph, folder, NEWER["an alias less"], now=LATER)
    assert (pulled.written.changed, pulled.written.claims_added, pulled.written.claims_withdrawn) == (1, 0, 1)
    rows = graph.read(
        "MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL RETURN c.value AS value, c.withdrawn AS at, c.reason AS why"
    )
    assert [(row["value"], row["at"], row["why"]) for row in rows] == [
        ("Vantage", LATER, "no longer stated by The Made-up List")
    ]
    assert ("Quillon", ("QL Trade",)) in names(graph)


def test_what_did_not_change_keeps_when_it_came(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST, published="2026-01-01")
    pull(graph, folder, NEWER["an alias more"], now=LATER, published="2026-02-01")
    rows = graph.read(
        "MATCH (c:Claim {predicate: 'alias'}) RETURN c.value AS value, c.recorded AS at, c.published AS day ORDER BY value"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Garnet", LATER, "2026-02-01"), ("QL Trade", NOW, "2026-01-01"), ("Vantage", NOW, "2026-01-01"),
    ]  # fmt: skip


def test_a_listing_that_vanished_ends_and_what_else_it_said_stays(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    pulled = pull(graph, folder, (OSMUND, HALE), now=LATER, published="2026-02-01")
    assert (pulled.written.ended, pulled.written.claims_withdrawn) == (1, 0)
    assert sanctions(graph) == {(OFFICE, "Quillon", "2020-01-02", "2026-02-01"), (OFFICE, "Osmund", "2020-01-02", None)}
    assert ("Quillon", ("QL Trade", "Vantage")) in names(graph)
    ended = graph.read("MATCH (p:Passage) WHERE p.ended IS NOT NULL RETURN p.record AS record, p.hash AS hash")
    assert ended == [{"record": "1", "hash": None}]
    assert graph.read("MATCH (a:Action {kind: 'delisting'}) RETURN a") == []
    assert pull(graph, folder, (OSMUND, HALE), now=LAST).written.ended == 0


def test_a_listing_that_vanished_from_a_list_without_a_date_ended_when_that_was_seen(
    graph: Graph, folder: Path
) -> None:
    pull(graph, folder, LIST)
    pull(graph, folder, (OSMUND, HALE), now=LATER)
    assert (OFFICE, "Quillon", "2020-01-02", LATER[:10]) in sanctions(graph)


def test_an_end_that_the_list_itself_had_stated_stays(graph: Graph, folder: Path) -> None:
    over = replace(QUILLON, measures=(replace(QUILLON.measures[0], end_date="2021-06"),))
    pull(graph, folder, (over, OSMUND))
    pull(graph, folder, (OSMUND,), now=LATER)
    assert (OFFICE, "Quillon", "2020-01-02", "2021-06") in sanctions(graph)


def test_what_had_no_measure_is_withdrawn_when_it_vanishes(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    pull(graph, folder, (QUILLON, OSMUND), now=LATER)
    assert "Tamsin Hale" not in {name for name, _ in names(graph)}
    reasons = graph.read(
        "MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL RETURN DISTINCT c.reason AS why, c.withdrawn AS at"
    )
    assert reasons == [{"why": "no longer stated by The Made-up List", "at": LATER}]


def test_a_listing_that_comes_back_is_open_again(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    before = fingerprint(graph)
    pull(graph, folder, (OSMUND,), now=LATER)
    back = pull(graph, folder, LIST, now=LAST)
    assert (back.written.changed, back.written.unchanged) == (2, 1)
    assert graph.read("MATCH (p:Passage) WHERE p.ended IS NOT NULL RETURN p") == []
    assert (fingerprint(graph), sanctions(graph)) == (before, {(OFFICE, "Quillon", "2020-01-02", None), (OFFICE, "Osmund", "2020-01-02", None)})  # fmt: skip


def test_an_office_keeps_its_name_when_its_last_listing_vanished(graph: Graph, folder: Path) -> None:
    quiet = entry("9", "Perrin", by=Thing("Ministry of Quiet", "Agency"))
    pull(graph, folder, (QUILLON, quiet))
    pull(graph, folder, (QUILLON,), now=LATER, published="2026-02-01")
    assert sanctions(graph) == {
        (OFFICE, "Quillon", "2020-01-02", None), ("Ministry of Quiet", "Perrin", "2020-01-02", "2026-02-01"),
    }  # fmt: skip
    assert graph.read("MATCH (a:Agency) RETURN count(a) AS n") == [{"n": 2}]


def test_a_list_of_parts_is_a_document_for_each_and_one_that_vanished_ends(graph: Graph, folder: Path) -> None:
    parts = (replace(QUILLON, part="a"), entry("1", "Quillon", part="b"), entry("2", "Vantage", part="b"))
    pull(graph, folder, parts)
    rows = graph.read("MATCH (d:Document) RETURN d.list_part AS part, d.title AS title ORDER BY part")
    assert [tuple(row.values()) for row in rows] == [("a", "The Made-up List (a)"), ("b", "The Made-up List (b)")]
    # what one part calls by a second name the other keeps apart
    entities = graph.read("MATCH (e:Company) RETURN e.refs AS refs")
    assert {tuple(row["refs"]) for row in entities} == {("org:quillon",), ("org:vantage",)}
    pulled = pull(graph, folder, parts[:1], now=LATER)
    assert (pulled.written.ended, pulled.written.unchanged) == (2, 1)


def test_a_list_whose_reliability_is_seen_otherwise_changes_all_its_claims(graph: Graph, folder: Path) -> None:
    pull(graph, folder, LIST)
    pulled = pull(graph, folder, LIST, of=source(reliability=0.5), now=LATER)
    assert (pulled.written.changed, pulled.written.claims_withdrawn) == (3, 0)
    assert max(row[2] for row in live(graph)) == 0.5
