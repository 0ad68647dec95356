"""Near copies are one source, a newer text of a page supersedes the older, and neither order nor retraction leaves a trace."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.moving.dump import read_dump, write_dump
from kg.writing.correcting import confirm, reject
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

LATER = "2026-03-01T00:00:00Z"
BODY = [
    "Investigators in Rotterdam said on Tuesday that Quillon had moved the proceeds of Brackenfell through 41 accounts.",
    "Quillon, which was registered in Tallinn in 2019, handled $37.4 million between March and October, the filing says.",
    "The money came from a raid on the bridge of Tessera, where 9,120 coins were taken within forty minutes.",
    "Prosecutor Hanneke Vlasman told the court that the firm had ignored eleven warnings from its own bank.",
    '"They knew whose money it was, and they took six per cent for it," Vlasman said.',
    "A lawyer for the firm, Pieter Onderdelinden, declined to comment when he was reached at his office in Utrecht.",
    "The case file names a warehouse in Vlissingen where servers were found behind a false wall in November.",
    "Records of the port show that two of the servers had been shipped from Constanta under a false label.",
    "A hearing is set for the ninth of January, when the judge will decide about the frozen accounts.",
]
CLAIMS = [("Quillon", "LAUNDERED_FOR", "Brackenfell", {"amount": 37.4e6, "currency": "USD"})]


def story(sentences, *, publisher, claims=CLAIMS, recorded=None, **fields):
    made = document("\n".join(sentences), claims, publisher=publisher, **fields)
    return replace(made, document=replace(made.document, recorded=recorded)) if recorded else made


ORIGINAL = story(["Quillon accused of washing a raid's proceeds", *BODY], publisher="The Wire", published="2025-05-01")
WIRED = story(
    ["Court hears of 41 accounts", "ROTTERDAM (Reuters) - " + BODY[0], *BODY[1:7]],
    publisher="The Herald",
    published="2025-05-02",
)
LONGER = story(
    ["Firm in the dock", *BODY, "Readers of this page can write to the desk about anything they saw."],
    publisher="The Ledger",
    published="2025-05-02",
)
OWN_REPORT = story(
    ["A firm from Tallinn stood before judges this week: Quillon, they heard, washed what Brackenfell stole.",
     "Our reporter sat in the room for five hours and heard of boats, of a wall that was none, and of coins by the thousand."],
    publisher="The Bugle", published="2025-05-02",
)  # fmt: skip
COPIES = [ORIGINAL, WIRED, LONGER]


def write(graph: Graph, *documents, **fields) -> None:
    for item in documents:
        write_documents(graph, [item], now=NOW, **fields)


def laundering(graph: Graph) -> dict:
    return graph.read(
        "MATCH ()-[e:LAUNDERED_FOR]->() RETURN e.sources AS sources, e.claims AS claims, e.confidence AS confidence"
    )[0]


def star(graph: Graph) -> set[tuple[str, str]]:
    rows = graph.read("MATCH (a:Document)-[:COPY_OF]->(b:Document) RETURN a.id AS a, b.id AS b")
    return {(row["a"], row["b"]) for row in rows}


def ids(*items) -> list[str]:
    return [item.document.id for item in items]


def test_near_copies_are_one_source_and_another_report_is_a_second(graph: Graph) -> None:
    write(graph, ORIGINAL)
    alone = laundering(graph)
    write(graph, WIRED, LONGER)
    first, wired, longer = ids(*COPIES)
    assert star(graph) == {(wired, first), (longer, first)}
    assert laundering(graph) == {"sources": 1, "claims": 3, "confidence": alone["confidence"]}
    write(graph, OWN_REPORT)
    assert laundering(graph)["sources"] == 2
    assert len(star(graph)) == 2


def test_the_order_of_copies_and_how_they_come_changes_nothing(graph: Graph) -> None:
    found = set()
    for order in list(permutations([*COPIES, OWN_REPORT]))[::4]:
        wipe(graph)
        write(graph, *order)
        found.add(fingerprint(graph))
    wipe(graph)
    write_documents(graph, [*COPIES, OWN_REPORT], now=NOW)
    assert {*found, fingerprint(graph)} == found
    assert len(found) == 1


@pytest.mark.parametrize("taken", COPIES, ids=["the first", "a copy", "another"])
def test_a_retracted_copy_leaves_no_trace(graph: Graph, taken) -> None:
    others = [one for one in COPIES if one is not taken]
    write(graph, *others)
    before = fingerprint(graph)
    write(graph, taken)
    assert fingerprint(graph) != before
    retract(graph, taken.document.id, now=LATER, reason="test")
    assert fingerprint(graph) == before
    assert len(star(graph)) == 1


def test_what_a_copy_held_together_falls_apart_without_it(graph: Graph) -> None:
    """Two halves of a story are near copies of the whole, and of each other in nothing."""
    whole = story(BODY, publisher="The Wire")
    left = story(BODY[:5], publisher="The Herald")
    right = story(["Quillon and Brackenfell", *BODY[4:]], publisher="The Ledger")
    write(graph, left, right)
    before = fingerprint(graph)
    assert not star(graph)
    write(graph, whole)
    assert len(star(graph)) == 2
    retract(graph, whole.document.id, now=LATER, reason="test")
    assert fingerprint(graph) == before
    assert laundering(graph)["sources"] == 2


def test_a_copy_of_a_paper_does_not_make_two_sources_of_that_paper(graph: Graph) -> None:
    again = story(["Quillon, once more, and Brackenfell: what we know after a week in court."], publisher="The Wire")
    write(graph, ORIGINAL, again)
    assert laundering(graph)["sources"] == 1
    write(graph, LONGER)
    assert laundering(graph)["sources"] == 1


def test_same_words_two_months_later_and_same_form_with_other_facts_are_no_copies(graph: Graph) -> None:
    later = story([*BODY, "This was printed again."], publisher="The Ledger", published="2025-07-15")
    form = [line.replace("Rotterdam", "Bergen").replace("41", "12").replace("37.4", "8.1").replace("9,120", "310")
            .replace("Vlasman", "Aasen").replace("Hanneke", "Ola").replace("Tallinn", "Riga").replace("Tessera", "Osmund")
            .replace("Pieter Onderdelinden", "Nils Brekke").replace("Utrecht", "Molde").replace("Vlissingen", "Narvik")
            .replace("Constanta", "Gdansk") for line in BODY]  # fmt: skip
    write(graph, ORIGINAL, later, story(form, publisher="The Herald", published="2025-05-02"))
    assert not star(graph)


def test_a_dump_and_a_new_reading_keep_the_star(graph: Graph, tmp_path) -> None:
    write(graph, *COPIES)
    edges, before = star(graph), fingerprint(graph)
    newer = [replace(item, reader="hand-2") for item in COPIES]
    write(graph, *newer, reread=True)
    assert star(graph) == edges
    write(graph, *COPIES, reread=True)
    assert fingerprint(graph) == before
    write_dump(graph, tmp_path / "graph.dump")
    wipe(graph)
    read_dump(graph, tmp_path / "graph.dump")
    write(graph, OWN_REPORT, story([*BODY, "And one more line that is ours."], publisher="The Echo"))
    assert len(star(graph)) == 3


OLD = story(
    BODY,
    publisher="The Wire",
    url="http://news.example/2025/05/quillon-court?utm_source=x",
    recorded="2025-05-01T08:00:00Z",
)
NEW = story(
    [*BODY[:6], "Corrected: the firm was registered in 2020."], publisher="The Wire", claims=[("Quillon", "USED", "Tessera")],
    url="https://www.news.example/2025/05/quillon-court/#top", recorded="2025-05-02T08:00:00Z",
)  # fmt: skip
NEWEST = story(
    [*BODY[:4], *BODY[6:], "Corrected again: there were twelve warnings."], publisher="The Wire",
    url="https://news.example/2025/05/quillon-court", recorded="2025-05-03T08:00:00Z",
)  # fmt: skip
STUB = story(
    ["Quillon: page not found, try Brackenfell."],
    publisher="The Wire",
    url=NEW.document.url,
    recorded="2025-05-04T08:00:00Z",
)


def superseded(graph: Graph) -> set[tuple[str, str]]:
    rows = graph.read(
        "MATCH (a:Document)-[:SUPERSEDES]->(b:Document) WHERE b.superseded = a.recorded RETURN a.id AS a, b.id AS b"
    )
    return {(row["a"], row["b"]) for row in rows}


def test_a_newer_text_of_a_page_supersedes_the_older_whose_claims_rest(graph: Graph) -> None:
    write(graph, OLD, NEW)
    assert superseded(graph) == {(NEW.document.id, OLD.document.id)}
    assert not graph.read("MATCH ()-[e:LAUNDERED_FOR]->() RETURN e")
    assert graph.read("MATCH ()-[e:USED]->() RETURN e.claims AS claims") == [{"claims": 1}]
    rested = graph.read(
        "MATCH (c:Claim {document: $id}) RETURN DISTINCT c.withdrawn AS at, c.reason AS why", {"id": OLD.document.id}
    )
    assert rested == [{"at": NEW.document.recorded, "why": "superseded"}]
    assert graph.read("MATCH (d:Document {id: $id}) RETURN d.text AS text", {"id": OLD.document.id}) == [
        {"text": OLD.document.text}
    ]
    assert not graph.read(
        "MATCH (d:Document {id: $id})<-[:IN]-()-[m:MENTIONS]->(:Entity) RETURN m", {"id": OLD.document.id}
    )


def test_the_order_in_which_versions_come_changes_nothing(graph: Graph) -> None:
    found = set()
    for order in list(permutations([OLD, NEW, NEWEST, STUB]))[::4]:
        wipe(graph)
        write(graph, *order)
        found.add(fingerprint(graph))
        assert superseded(graph) == {(NEW.document.id, OLD.document.id), (NEWEST.document.id, NEW.document.id)}
    wipe(graph)
    write_documents(graph, [STUB, NEWEST, NEW, OLD], now=NOW)
    assert {*found, fingerprint(graph)} == found
    assert len(found) == 1


@pytest.mark.parametrize("taken", [OLD, NEW, NEWEST], ids=["oldest", "middle", "newest"])
def test_a_retracted_version_gives_back_what_it_superseded(graph: Graph, taken) -> None:
    others = [one for one in (OLD, NEW, NEWEST) if one is not taken]
    write(graph, *others)
    before = fingerprint(graph)
    mentions = graph.read("MATCH ()-[m:MENTIONS]->(:Entity) RETURN count(m) AS n")
    write(graph, taken)
    retract(graph, taken.document.id, now=LATER, reason="test")
    assert fingerprint(graph) == before
    assert graph.read("MATCH ()-[m:MENTIONS]->(:Entity) RETURN count(m) AS n") == mentions


def test_what_was_judged_of_an_older_text_holds_when_it_wakes(graph: Graph) -> None:
    write(graph, OLD)
    claim = next(claim.id for claim in OLD.claims if claim.predicate == "LAUNDERED_FOR")
    name = next(claim.id for claim in OLD.claims if claim.predicate == "name")
    reject(graph, claim, why="misread", by="me", now=NOW)
    confirm(graph, name, by="me", now=NOW)
    before = fingerprint(graph)
    write(graph, NEW)
    retract(graph, NEW.document.id, now=LATER, reason="test")
    assert fingerprint(graph) == before


def test_a_text_that_stands_at_another_address_too_is_superseded_when_both_have_a_newer_one(graph: Graph) -> None:
    elsewhere = replace(OLD, document=replace(OLD.document, url="https://mirror.example/quillon-court-2025"))
    write(graph, OLD, elsewhere, NEW)
    assert not superseded(graph)
    write(graph, replace(NEW, document=replace(NEW.document, url=elsewhere.document.url)))
    assert superseded(graph) == {(NEW.document.id, OLD.document.id)}


def test_a_new_reading_of_a_superseded_text_stays_at_rest_and_addresses_are_kept(graph: Graph) -> None:
    elsewhere = replace(NEW, document=replace(NEW.document, url="https://mirror.example/quillon-court-2025"))
    write(graph, OLD, NEW, elsewhere)
    before = fingerprint(graph)
    for reader in ("hand-2", "hand-1"):
        write(graph, replace(OLD, reader=reader), replace(NEW, reader=reader), reread=True)
        assert superseded(graph) == {(NEW.document.id, OLD.document.id)}
        assert not graph.read("MATCH ()-[e:LAUNDERED_FOR]->() RETURN e")
    assert fingerprint(graph) == before


def test_home_and_section_pages_supersede_nothing(graph: Graph) -> None:
    for url in ("https://news.example/", "https://news.example/news/", "https://news.example/tag/quillon"):
        wipe(graph)
        write(graph, *(replace(one, document=replace(one.document, url=url)) for one in (OLD, NEW)))
        assert not superseded(graph)


def test_who_a_text_credits_with_itself_is_its_source(graph: Graph) -> None:
    one = story(
        ["LONDON (Reuters) - Quillon washed coins for Brackenfell, two people told this agency."],
        publisher="The Herald",
    )
    two = story(
        ["By Reuters", "Money of Brackenfell went through Quillon, several people have said."], publisher="The Ledger"
    )
    write(graph, one, two)
    assert laundering(graph)["sources"] == 1
