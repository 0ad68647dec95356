"""What a person judged about a list's claims holds through its versions, and the order in which things come changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.lists import pull as pulling
from ingest.lists.pull import Puller, pull
from ingest.lists.record import Fact, Link, Record, Thing
from ingest.source import ListRefused, ListSource
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.moving.corrections import apply_judgements, read_judgements
from kg.writing.correcting import confirm, reject, unreject
from kg.writing.documents import write_documents
from kg.writing.dropping import drop_list
from tests.conftest import NOW, wipe
from tests.graph.handmade import document
from tests.listing import SOURCE, entry, source, write

pytestmark = pytest.mark.graph

LATER, LAST = "2026-02-03T04:05:06Z", "2026-03-04T05:06:07Z"
BY: dict[str, Any] = {"by": "ann", "now": LATER}
WHY = {"why": "another one is meant", **BY}
QUILLON = entry("1", "Quillon", aliases=["Vantage"], facts=[Fact("identifier", "imo::9187629")])
OSMUND = entry("2", "Osmund", "Group", links=[Link("LOCATED_IN", Thing("Cuba", "Country"))])
LIST = (QUILLON, OSMUND)
SECOND = source(name="second", title="A Second List", publisher="Second Press", reliability=0.8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def load(
    graph: Graph, folder: Path, records: Sequence[Record] = LIST, *, of: ListSource = SOURCE, now: str = NOW, **how: Any
) -> pulling.Pulled:
    return pull(Puller(graph, folder / "spool", now, **how), of, [write(folder / "a.list", records)])


def claim_of(graph: Graph, predicate: str, value: str | None = None) -> str:
    rows = graph.read(
        "MATCH (c:Claim {predicate: $predicate}) WHERE coalesce(c.value, '') = coalesce($value, c.value, '') "
        "AND NOT c.subject_ref = 'org:office of made up affairs' RETURN c.id AS id ORDER BY id",
        {"predicate": predicate, "value": value},
    )
    return str(rows[0]["id"])


JUDGED = {
    "an alias": ("alias", "Vantage"), "a name": ("name", "Quillon"), "an edge": ("LOCATED_IN", None),
    "a party": ("TARGETED", None), "an identifier": ("identifier", None),
}  # fmt: skip
kinds = pytest.mark.parametrize("kind", JUDGED.values(), ids=JUDGED)
NEWER = (
    replace(QUILLON, facts=(*QUILLON.facts, Fact("alias", "Garnet"))),
    replace(OSMUND, facts=(Fact("tag", "new"),)),
)


@kinds
def test_a_rejected_claim_stays_rejected_after_a_newer_version_and_another_pull(
    graph: Graph, folder: Path, kind: tuple
) -> None:
    load(graph, folder)
    claim = claim_of(graph, *kind)
    reject(graph, claim, **WHY)
    rejected = fingerprint(graph)
    for version in (NEWER, NEWER, LIST):
        load(graph, folder, version, now=LAST)
        assert graph.read(
            "MATCH (c:Claim {id: $id}) RETURN c.reason AS why, c.judged IS NOT NULL AS judged", {"id": claim}
        ) == [{"why": WHY["why"], "judged": True}]
    assert fingerprint(graph) == rejected
    unreject(graph, claim, by="ann", now=LAST)
    undone = fingerprint(graph)
    wipe(graph)
    load(graph, folder)
    assert undone == fingerprint(graph)


@kinds
def test_a_confirmed_claim_stays_confirmed(graph: Graph, folder: Path, kind: tuple) -> None:
    unsure = source(reliability=0.9)
    doubted = tuple(
        replace(one, facts=tuple(replace(fact, confidence=0.5) for fact in one.facts),
                links=tuple(replace(link, confidence=0.5) for link in one.links)) for one in LIST
    )  # fmt: skip
    load(graph, folder, doubted, of=unsure)
    claim = claim_of(graph, *kind)
    confirm(graph, claim, **BY)
    confirmed = fingerprint(graph)
    for version in (NEWER, doubted):
        load(graph, folder, version, of=unsure, now=LAST)
        rows = graph.read(
            "MATCH (c:Claim {id: $id}) RETURN c.confidence AS sure, c.judged IS NOT NULL AS judged", {"id": claim}
        )
        assert rows == [{"sure": 0.9, "judged": True}]
    assert fingerprint(graph) == confirmed


def test_a_confirmed_measure_ends_with_its_listing_and_stays_confirmed(graph: Graph, folder: Path) -> None:
    load(graph, folder)
    claim = claim_of(graph, "TARGETED")
    confirm(graph, claim, **BY)
    load(graph, folder, [entry("9", "Perrin")], now=LAST)
    rows = graph.read(
        "MATCH (c:Claim {id: $id}) RETURN c.end_date AS day, c.judged IS NOT NULL AS judged", {"id": claim}
    )
    assert rows == [{"day": LAST[:10], "judged": True}]


@kinds
def test_what_was_judged_before_the_list_came_holds_for_it(graph: Graph, folder: Path, kind: tuple) -> None:
    load(graph, folder)
    reject(graph, claim_of(graph, *kind), **WHY)
    after, records = fingerprint(graph), list(read_judgements(graph))
    wipe(graph)
    apply_judgements(graph, records, now=NOW)
    load(graph, folder)
    assert fingerprint(graph) == after


def test_what_the_list_itself_took_back_does_not_come_back_when_its_rejection_is_undone(
    graph: Graph, folder: Path
) -> None:
    load(graph, folder)
    claim = claim_of(graph, "alias", "Vantage")
    reject(graph, claim, **WHY)
    without = (replace(QUILLON, facts=QUILLON.facts[1:]), OSMUND)
    load(graph, folder, without, now=LATER)
    unreject(graph, claim, by="ann", now=LAST)
    undone = fingerprint(graph)
    wipe(graph)
    load(graph, folder, without)
    assert undone.checksum == fingerprint(graph).checksum


def test_a_judgement_about_a_record_that_is_not_there_breaks_nothing(graph: Graph, folder: Path) -> None:
    twice = (entry("1", "Quillon", links=[Link("OWNS", Thing("Perrin"))]), entry("2", "Osmund", links=[Link("OWNS", Thing("Perrin"), source=Thing("Quillon"))]))  # fmt: skip
    load(graph, folder, twice)
    reject(graph, claim_of(graph, "OWNS"), **WHY)
    records = list(read_judgements(graph))
    for kept in twice:
        wipe(graph)
        load(graph, folder, [kept])
        apply_judgements(graph, records, now=NOW)
        load(graph, folder, twice, now=LATER)
        assert graph.read("MATCH ()-[e:OWNS]->() RETURN e.claims AS claims") == [{"claims": 1}]


PROSE = document("Vantage used Sinbad.", [("Vantage", "USED", "Sinbad")], publisher="The Wire")


@pytest.mark.parametrize("list_first", [True, False])
def test_an_article_about_an_alias_joins_the_listed_entity_whichever_comes_first(
    graph: Graph, folder: Path, list_first: bool
) -> None:
    load(graph, folder)
    write_documents(graph, [PROSE], now=NOW)
    expected = fingerprint(graph)
    rows = graph.read("MATCH (e:Entity)-[:USED]->() RETURN e.name AS name, e.refs AS refs")
    assert rows == [{"name": "Quillon", "refs": ["org:quillon", "org:vantage"]}]
    wipe(graph)
    if not list_first:
        write_documents(graph, [PROSE], now=NOW)
    load(graph, folder)
    if list_first:
        write_documents(graph, [PROSE], now=NOW)
    assert fingerprint(graph) == expected


def test_an_article_parts_again_from_an_entity_that_lost_the_alias(graph: Graph, folder: Path) -> None:
    load(graph, folder)
    write_documents(graph, [PROSE], now=NOW)
    load(graph, folder, [replace(QUILLON, facts=QUILLON.facts[1:]), OSMUND], now=LATER)
    rows = graph.read("MATCH (e:Entity)-[:USED]->() RETURN e.name AS name, e.refs AS refs")
    assert rows == [{"name": "Vantage", "refs": ["org:vantage"]}]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)], ids=str)
def test_entries_that_one_list_keeps_apart_stay_apart_though_another_joins_them(
    graph: Graph, folder: Path, order: tuple
) -> None:
    apart = [
        entry("a", "Quillon"),
        entry("b", "Vantage"),
        entry("c", "Perrin", facts=[Fact("identifier", "imo::9187629")]),
    ]
    steps = [
        lambda: load(graph, folder), lambda: load(graph, folder, apart, of=SECOND),
        lambda: write_documents(graph, [PROSE], now=NOW),
    ]  # fmt: skip
    for step in order:
        steps[step]()
    rows = graph.read(
        "MATCH (e:Company) WHERE e.name IN ['Quillon', 'Vantage', 'Perrin'] RETURN e.refs AS refs ORDER BY e.id"
    )
    # Quillon and Perrin share a number, and the second list keeps them apart
    assert [row["refs"] for row in rows] == [["org:perrin"], ["org:quillon"], ["org:vantage"]]
    first = fingerprint(graph)
    wipe(graph)
    for step in steps:
        step()
    assert fingerprint(graph) == first


@pytest.mark.parametrize("reverse", [False, True])
def test_persons_of_two_lists_who_hold_one_wallet_are_one(graph: Graph, folder: Path, reverse: bool) -> None:
    held = Link("HOLDS", Thing("0xABC", "Wallet", family="evm", key="0xabc"))
    lists = [
        (SOURCE, entry("1", "Tamsin HALE", "Person", links=[held])),
        (SECOND, entry("7", "HALE, Tamsin", "Person", links=[held])),
    ]
    for of, record in reversed(lists) if reverse else lists:
        load(graph, folder, [record], of=of)
    rows = graph.read("MATCH (e:Person) RETURN e.refs AS refs")
    assert rows == [{"refs": ["person:made-up/1:hale tamsin", "person:second/7:hale tamsin"]}]


class _Killed(BaseException):
    pass


@pytest.mark.parametrize("after", [1, 2, 3, 4, 5, 6])
def test_killed_between_batches_and_run_again_it_says_the_same(
    graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    newer = (replace(QUILLON, facts=()), entry("3", "Perrin", by=Thing("Ministry of Quiet", "Agency")))
    many = (*LIST, *(entry(str(number), f"Company {number}") for number in range(10, 14)))
    monkeypatch.setattr(pulling, "BATCH_CLAIMS", 1)
    monkeypatch.setattr(pulling, "BATCH_ENDED", 2)
    load(graph, folder, many)
    load(graph, folder, newer, now=LATER)
    whole = fingerprint(graph)
    wipe(graph)
    load(graph, folder, many)
    real, calls = pulling.write_records, []

    def dying(*arguments: Any, **how: Any) -> Any:
        calls.append(1)
        if len(calls) > after:
            raise _Killed
        return real(*arguments, **how)

    monkeypatch.setattr(pulling, "write_records", dying)
    try:
        load(graph, folder, newer, now=LATER)
    except _Killed:
        monkeypatch.setattr(pulling, "write_records", real)
        load(graph, folder, newer, now=LATER)
    assert fingerprint(graph) == whole


def test_asked_to_stop_it_stops_between_batches_and_goes_on(
    graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(graph, folder)
    whole = fingerprint(graph)
    wipe(graph)
    monkeypatch.setattr(pulling, "BATCH_CLAIMS", 1)
    stopped = load(graph, folder, stop=lambda: True)
    assert (stopped.stopped, stopped.written.added) == (True, 0)
    again = load(graph, folder)
    assert (again.stopped, again.written.added, again.written.unchanged) == (False, 2, 0)
    assert fingerprint(graph) == whole


def test_a_list_that_is_cut_off_or_too_small_writes_nothing(graph: Graph, folder: Path) -> None:
    load(graph, folder)
    before = fingerprint(graph)
    whole = write(folder / "whole.list", NEWER)
    (folder / "cut.list").write_bytes(whole.read_bytes()[:-7])
    for of, path in ((SOURCE, folder / "cut.list"), (source(bounds={"Company": (2, 9)}), whole)):
        with pytest.raises(ListRefused):
            pull(Puller(graph, folder / "spool", LATER), of, [path])
    assert fingerprint(graph) == before


def test_a_list_that_is_dropped_leaves_no_trace_and_can_be_pulled_again(graph: Graph, folder: Path) -> None:
    write_documents(graph, [PROSE], now=NOW)
    alone = fingerprint(graph)
    load(graph, folder)
    both = fingerprint(graph)
    assert drop_list(graph, "made-up", now=LATER, why="its licence ran out") == 3
    assert fingerprint(graph) == alone
    load(graph, folder, now=LAST)
    assert fingerprint(graph) == both
