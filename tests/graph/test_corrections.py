"""A rejected claim is gone with all that only it carried, a confirmed one is as sure as its source, and undoing is exact."""

from __future__ import annotations

from typing import Any

import pytest

from kg.asking.paths import find_paths
from kg.checksum import fingerprint
from kg.errors import NotFound, UsageError
from kg.graph import Graph
from kg.moving.corrections import apply_judgements, read_judgements
from kg.writing.correcting import AlreadyJudged, confirm, find_claim, reject, unreject
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

BY = {"by": "ann", "now": "2026-02-03T04:05:06Z"}
WHY = {"why": "misread", **BY}
STORY = document(
    "Huione Group laundered for Lazarus Group, FinCEN found in Cambodia, and Ben Zhou of Bybit was robbed.",
    [
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"amount": 37e6, "currency": "USD"}),
        ("Huione Group", "LOCATED_IN", "Cambodia"),
        ("FinCEN", "finding!", "Huione Group", {"start_date": "2025-05-01"}),
        ("Lazarus Group", "theft!", "Bybit", {"start_date": "2025-02-21"}),
        ("Ben Zhou", "OFFICER_OF", "Bybit"),
    ],
    publisher="The Ledger",
)
SECOND = document(
    "Huione Group washed money for Lazarus Group; Ben Zhou runs Bybit.",
    [("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "alleged"}), ("Ben Zhou", "OFFICER_OF", "Bybit")],
    publisher="The Wire",
)
ALIASED = document("Osmund, or Quillon, owns Perrin.", [("Osmund", "OWNS", "Perrin")], aliases={"Osmund": ["Quillon"]})
QUILLON = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")])
PACK = (STORY, SECOND, ALIASED, QUILLON)


def claims_of(graph: Graph, predicate: str, **where: str) -> list[str]:
    rows = graph.read(
        "MATCH (c:Claim {predicate: $predicate}) "
        "WHERE all(name IN keys($where) WHERE c[name] = $where[name]) RETURN c.id AS id ORDER BY id",
        {"predicate": predicate, "where": where},
    )
    return [row["id"] for row in rows]


ALL = [one for item in PACK for one in item.claims]
OF_EACH_KIND = {f"{one.predicate} {one.subject_ref.split(':')[0]}": one.id for one in reversed(ALL)}
each_kind_of_claim = pytest.mark.parametrize("claim", OF_EACH_KIND.values(), ids=OF_EACH_KIND)


@pytest.fixture
def pack(graph: Graph) -> Graph:
    write_documents(graph, list(PACK), now=NOW)
    return graph


@each_kind_of_claim
def test_undoing_a_rejection_leaves_the_graph_as_it_was(pack: Graph, claim: str) -> None:
    before = fingerprint(pack)
    reject(pack, claim, **WHY)
    assert fingerprint(pack) != before
    unreject(pack, claim, **BY)
    assert fingerprint(pack) == before


def test_undoing_all_rejections_in_the_order_of_their_making_leaves_the_graph_as_it_was(pack: Graph) -> None:
    before = fingerprint(pack)
    for claim in ALL:
        reject(pack, claim.id, **WHY)
    nothing = pack.read("MATCH (n) WHERE n:Entity OR n:Action RETURN n UNION MATCH ()-[n]->(:Entity) RETURN n")
    assert nothing == []
    for claim in ALL:
        unreject(pack, claim.id, **BY)
    assert fingerprint(pack) == before


@each_kind_of_claim
def test_what_is_rejected_before_the_documents_come_makes_the_same_graph(pack: Graph, claim: str) -> None:
    reject(pack, claim, **WHY)
    after = fingerprint(pack)
    records = list(read_judgements(pack))
    wipe(pack)
    apply_judgements(pack, records, now=NOW)
    for item in reversed(PACK):
        write_documents(pack, [item], now=NOW)
    assert fingerprint(pack) == after


def test_rejecting_the_only_claim_of_an_edge_takes_the_edge_away(pack: Graph) -> None:
    reject(pack, claims_of(pack, "LOCATED_IN")[0], **WHY)
    assert pack.read("MATCH ()-[e:LOCATED_IN]->() RETURN e") == []
    assert pack.read("MATCH (c:Country) RETURN c.name AS name") == [{"name": "Cambodia"}]


def test_rejecting_one_of_two_claims_lowers_the_sources_of_their_edge(pack: Graph) -> None:
    ask = "MATCH ()-[e:LAUNDERED_FOR]->() RETURN e.sources AS sources, e.claims AS claims, e.status AS status"
    assert pack.read(ask) == [{"sources": 2, "claims": 2, "status": "asserted"}]
    reject(pack, claims_of(pack, "LAUNDERED_FOR", document=STORY.document.id)[0], **WHY)
    assert pack.read(ask) == [{"sources": 1, "claims": 1, "status": "alleged"}]


def test_rejecting_all_claims_about_an_entity_takes_it_away(pack: Graph) -> None:
    about = [*claims_of(pack, "LOCATED_IN"), *claims_of(pack, "name", subject_ref="country:kh")]
    about += claims_of(pack, "label", subject_ref="country:kh")
    for claim in about:
        reject(pack, claim, **WHY)
    assert pack.read("MATCH (c:Country) RETURN c") == []
    assert pack.read("MATCH ()-[m:MENTIONS]->(e:Entity) WHERE 'country:kh' IN m.refs RETURN m") == []


def test_a_name_that_is_rejected_is_no_name_of_the_entity_any_more(pack: Graph) -> None:
    reject(pack, claims_of(pack, "name", subject_ref="org:perrin")[0], **WHY)
    rows = pack.read("MATCH (e:Entity)<-[:OWNS]-() RETURN e.name AS name, e.refs AS refs")
    assert rows == [{"name": "perrin", "refs": ["org:perrin"]}]


def test_an_entity_that_only_relations_speak_of_stays_while_they_do(pack: Graph) -> None:
    for predicate in ("name", "label"):
        reject(pack, claims_of(pack, predicate, subject_ref="org:perrin")[0], **WHY)
    assert pack.read("MATCH (e:Entity)<-[:OWNS]-() RETURN e.refs AS refs") == [{"refs": ["org:perrin"]}]
    reject(pack, claims_of(pack, "OWNS")[0], **WHY)
    assert pack.read("MATCH (e:Entity {id: 'org:perrin'}) RETURN e") == []


def test_rejecting_an_alias_parts_what_it_had_joined(pack: Graph) -> None:
    ask = "MATCH (e:Entity) WHERE e.id IN ['org:osmund', 'org:quillon'] RETURN e.refs AS refs ORDER BY e.id"
    assert pack.read(ask) == [{"refs": ["org:osmund", "org:quillon"]}]
    reject(pack, claims_of(pack, "alias")[0], **WHY)
    assert pack.read(ask) == [{"refs": ["org:osmund"]}, {"refs": ["org:quillon"]}]


def test_an_alias_that_two_claim_joins_the_one_that_is_left_when_the_other_is_rejected(pack: Graph) -> None:
    other = document(
        "Radley, or Quillon, owns Garnet.", [("Radley", "OWNS", "Garnet")], aliases={"Radley": ["Quillon"]}
    )
    write_documents(pack, [other], now=NOW)
    reject(pack, claims_of(pack, "alias", subject_ref="org:osmund")[0], **WHY)
    after, records = fingerprint(pack), list(read_judgements(pack))
    rows = pack.read("MATCH (e:Entity) WHERE 'org:quillon' IN e.refs RETURN e.refs AS refs")
    assert rows == [{"refs": ["org:quillon", "org:radley"]}]
    wipe(pack)
    apply_judgements(pack, records, now=NOW)
    write_documents(pack, [other, *PACK], now=NOW)
    assert fingerprint(pack) == after


def test_a_rejected_claim_is_on_no_path(pack: Graph) -> None:
    assert find_paths(pack, "Osmund", "Vantage").paths
    reject(pack, claims_of(pack, "USED")[0], **WHY)
    assert find_paths(pack, "Osmund", "Vantage").paths == ()


def test_a_confirmed_claim_is_as_sure_as_its_source(pack: Graph) -> None:
    before = fingerprint(pack)
    claim = claims_of(pack, "USED")[0]
    pack.command("MATCH (s:Source) SET s.reliability = 0.93")
    ask = "MATCH ()-[e:USED]->() RETURN e.confidence AS edge"
    confirm(pack, claim, **BY)
    assert pack.read(ask) == [{"edge": 0.93}]
    unreject(pack, claim, **BY)
    pack.command("MATCH (s:Source) SET s.reliability = 0.8")
    assert fingerprint(pack) == before


def test_judging_twice_says_who_did_it_first(pack: Graph) -> None:
    claim = claims_of(pack, "USED")[0]
    first = reject(pack, claim, **WHY)
    again = reject(pack, claim, why="again", by="bob", now=NOW)
    assert (first.new, again.new, again.judgement) == (True, False, first.judgement)
    with pytest.raises(AlreadyJudged, match=r"by ann on 2026-02-03; `kg unreject"):
        confirm(pack, claim, **BY)


def test_every_judgement_is_kept_with_who_when_and_why(pack: Graph) -> None:
    claim = claims_of(pack, "USED")[0]
    for _ in range(2):
        reject(pack, claim, **WHY)
        unreject(pack, claim, by="bob", now="2026-03-03T03:03:03Z")
    kept = [
        {name: one[name] for name in ("by", "at", "why", "withdrawn", "withdrawn_by")} for one in read_judgements(pack)
    ]
    told = {"by": "ann", "at": BY["now"], "why": "misread", "withdrawn": "2026-03-03T03:03:03Z", "withdrawn_by": "bob"}
    assert kept == [told, told]


def test_a_rejection_without_a_reason_is_refused(pack: Graph) -> None:
    with pytest.raises(UsageError, match="a rejection needs a reason"):
        reject(pack, claims_of(pack, "USED")[0], why="  ", **BY)


def test_undoing_what_nobody_judged_is_not_found(pack: Graph) -> None:
    with pytest.raises(NotFound, match="nobody has judged it"):
        unreject(pack, claims_of(pack, "USED")[0], **BY)


def test_a_candidate_is_no_statement_of_a_document(graph: Graph) -> None:
    for name in ("Bybit", "Sinbad"):
        write_documents(graph, [document(f"Ben Zhou runs {name}.", [("Ben Zhou", "OFFICER_OF", name)])], now=NOW)
    with pytest.raises(UsageError, match="no document states it"):
        reject(graph, claims_of(graph, "SAME_AS")[0], **WHY)


def test_a_claim_of_a_retracted_document_is_gone_already(pack: Graph) -> None:
    retract(pack, QUILLON.document.id, now=NOW, reason="a hoax")
    with pytest.raises(NotFound, match="its document was retracted"):
        reject(pack, claims_of(pack, "USED")[0], **WHY)


def test_a_claim_is_found_by_the_beginning_of_its_id(pack: Graph) -> None:
    claim = claims_of(pack, "USED")[0]
    assert find_claim(pack, claim[:8].upper()) == claim


@pytest.mark.parametrize("text", ["", "abc", "deadbeef", "'; MATCH (n) DETACH DELETE n"])
def test_an_unknown_claim_is_not_found(pack: Graph, text: str) -> None:
    with pytest.raises(NotFound, match="no claim in the graph has an id that begins so"):
        find_claim(pack, text)


def test_an_ambiguous_beginning_lists_the_claims(graph: Graph) -> None:
    graph.command("UNWIND ['aaaaaaaa1', 'aaaaaaaa2'] AS id CREATE (:Claim {id: id})")
    with pytest.raises(NotFound, match="several claims begin so: aaaaaaaa1, aaaaaaaa2"):
        find_claim(graph, "aaaaaaaa")


def reread(graph: Graph, text: str, claims: list[tuple[Any, ...]], **options: Any) -> None:
    newer = document(text, claims, reader="hand-2", **options)
    assert write_documents(graph, [newer], now=NOW, reread=True)[0].outcome == "reread"


def test_a_rejection_survives_a_newer_reader(pack: Graph) -> None:
    reject(pack, claims_of(pack, "USED")[0], **WHY)
    after = fingerprint(pack)
    reread(pack, QUILLON.document.text, [("Quillon", "USED", "Vantage")])
    assert pack.read("MATCH ()-[e:USED]->() RETURN e") == []
    pack.command("MATCH (d:Document) SET d.reader = 'hand-1'")
    assert fingerprint(pack) == after


def test_a_confirmation_survives_a_newer_reader(pack: Graph) -> None:
    pack.command("MATCH (s:Source) SET s.reliability = 0.93")
    confirm(pack, claims_of(pack, "USED")[0], **BY)
    reread(pack, QUILLON.document.text, [("Quillon", "USED", "Vantage", {"confidence": 0.2})])
    ask = "MATCH ()-[e:USED]->() RETURN e.confidence AS confidence"
    assert pack.read(ask) == [{"confidence": 0.93}]
    unreject(pack, claims_of(pack, "USED")[0], **BY)
    assert pack.read(ask) == [{"confidence": 0.2}]


def test_the_same_statement_in_overlapping_words_inherits_a_rejection(pack: Graph) -> None:
    claim = claims_of(pack, "USED")[0]
    reject(pack, claim, **WHY)
    # a judgement of a reader that gave the claim another id, and the sentence another end
    pack.command("MATCH (j:Judgement) SET j.claim = 'f' + substring(j.claim, 1), j.start = 4, j.end = 900")
    reread(pack, QUILLON.document.text, [("Quillon", "USED", "Vantage")])
    assert pack.read("MATCH ()-[e:USED]->() RETURN e") == []
    unreject(pack, claim, **BY)
    assert pack.read("MATCH ()-[e:USED]->() RETURN e.claims AS claims") == [{"claims": 1}]


@pytest.mark.parametrize(("start", "end", "predicate"), [(21, 40, "USED"), (0, 9, "OWNS")])
def test_other_words_or_another_statement_inherit_nothing(pack: Graph, start: int, end: int, predicate: str) -> None:
    reject(pack, claims_of(pack, "USED")[0], **WHY)
    pack.command(
        "MATCH (j:Judgement) SET j.claim = 'f', j.start = $start, j.end = $end, j.predicate = $predicate",
        start=start, end=end, predicate=predicate,
    )  # fmt: skip
    reread(pack, QUILLON.document.text, [("Quillon", "USED", "Vantage")])
    assert pack.read("MATCH ()-[e:USED]->() RETURN e.claims AS claims") == [{"claims": 1}]


def test_what_the_newer_reader_does_not_say_any_more_can_still_be_undone(pack: Graph) -> None:
    claim = claims_of(pack, "USED")[0]
    reject(pack, claim, **WHY)
    reread(pack, QUILLON.document.text, [("Quillon", "OWNS", "Vantage")])
    assert find_claim(pack, claim[:10]) == claim
    assert [one.why for one in unreject(pack, claim, **BY)] == ["misread"]


def test_a_rejection_survives_retracting_and_coming_again(pack: Graph) -> None:
    reject(pack, claims_of(pack, "USED")[0], **WHY)
    after = fingerprint(pack)
    pack.command("MATCH (d:Document {id: $id}) SET d.reader = 'x'", id=QUILLON.document.id)
    retract(pack, QUILLON.document.id, now=NOW, reason="a hoax")
    pack.command(
        "MATCH (d:Document {id: $id})<-[:IN]-(p) OPTIONAL MATCH (p)<-[:EVIDENCE]-(c) DETACH DELETE d, p, c",
        id=QUILLON.document.id,
    )
    write_documents(pack, [QUILLON], now=NOW)
    assert fingerprint(pack) == after
