"""What a dossier gathers from the graph: who says what of whom, since when, what is in dispute and what is hidden."""

from __future__ import annotations

from typing import Any

import pytest

from kg.dossier.gather import gather
from kg.dossier.model import Dossier, Evidence, Relation
from kg.errors import NotFound
from kg.evidence import SHOWN
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.conftest import NOW
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

HUIONE = "org:huione group"
WALLET = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"
STATED = document(
    f"Huione Group laundered for Lazarus Group, sits in Cambodia and holds {WALLET}; FinCEN listed it.",
    [
        ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"amount": 37e6, "currency": "USD"}),
        ("Huione Group", "LOCATED_IN", "Cambodia"),
        ("Huione Group", "HOLDS", WALLET),
        ("FinCEN", "sanction!", "Huione Group", {"start_date": "2025-05-01"}),
    ],
    aliases={"Huione Group": ["Huione"]},
    url="https://paper.example/1",
)
AGAIN = document(
    "The Wire has Huione Group laundering for Lazarus Group.",
    [("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "alleged", "confidence": 0.7})],
    publisher="The Wire",
    published="2025-06-01",
)
DENIED = document(
    "Huione Group denies that it laundered for Lazarus Group.",
    [("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "denied"})],
    publisher="The Post",
    published="2025-07-01",
)
LIFTED = document(
    "FinCEN lifted it from Huione Group.",
    [("FinCEN", "delisting!", "Huione Group", {"start_date": "2025-09-01"})],
    published="2025-09-02",
)


def loaded(graph: Graph, *documents: Any, **options: Any) -> Dossier:
    write_documents(graph, list(documents or (STATED, AGAIN, DENIED, LIFTED)), now=NOW)
    return gather(graph, HUIONE, **options)


def laundering(found: Dossier) -> Relation:
    return next(one for one in found.relations if one.type == "LAUNDERED_FOR")


def test_each_part_is_gathered(graph: Graph) -> None:
    found = loaded(graph)
    assert (found.who.name, found.who.label) == ("Huione Group", "Company")
    assert {(one.predicate, one.value) for one in found.names} == {("name", "Huione Group"), ("alias", "Huione")}
    assert [one.other.id for one in found.countries] == ["country:kh"]
    assert [one.address for one in found.wallets] == [WALLET]
    assert [(one.kind, one.date, one.roles) for one in found.actions] == [
        ("sanction", "2025-05-01", ("suffered",)),
        ("delisting", "2025-09-01", ("suffered",)),
    ]
    assert [(one.type, one.other.name) for one in found.relations] == [("LAUNDERED_FOR", "Lazarus Group")]
    assert {one.publisher: one.cited for one in found.documents} == {
        "The Paper": True,
        "The Wire": True,
        "The Post": True,
    }


def test_a_statement_has_its_sum_its_sentences_and_its_denials(graph: Graph) -> None:
    one = laundering(loaded(graph))
    assert (one.sum.status, one.sum.sources, one.sum.denials, one.sum.amount) == ("asserted", 2, 1, 37e6)
    assert [(quote.publisher, quote.status) for quote in one.evidence] == [
        ("The Paper", "asserted"),
        ("The Wire", "alleged"),
    ]
    assert [(quote.publisher, quote.status) for quote in one.denied_by] == [("The Post", "denied")]


def test_a_sentence_can_be_cited_and_its_words_stand_where_it_says(graph: Graph) -> None:
    quote: Evidence = laundering(loaded(graph)).evidence[0]
    assert quote.document == STATED.document.id
    assert (quote.url, quote.published, quote.retrieved, quote.reader) == (
        "https://paper.example/1",
        "2025-05-01",
        NOW,
        "hand-1",
    )
    words = quote.passages[0]
    assert STATED.document.text[words.start_char : words.end_char] == words.text


def test_a_denial_and_a_later_delisting_stand_beside_what_they_answer(graph: Graph) -> None:
    found = loaded(graph)
    assert [(one.about, [side.says for side in one.sides]) for one in found.contradictions] == [
        ("relation", ["asserted", "denied"])
    ]
    sanction, delisting = found.actions
    assert (sanction.answered_by, delisting.answers) == ((delisting.id,), (sanction.id,))


def test_as_of_a_day_only_what_was_public_counts(graph: Graph) -> None:
    found = loaded(graph, as_of="2025-05-15")
    one = laundering(found)
    assert (one.sum.sources, one.sum.denials, one.denied_by) == (1, 0, ())
    assert (one.sum.first_seen, one.sum.last_seen) == ("2025-05-01", "2025-05-01")
    assert found.contradictions == ()
    assert [one.kind for one in found.actions] == ["sanction"]
    before = gather(graph, HUIONE, as_of="2025-01-01")
    assert (before.who.name, before.who.aliases) == ("Huione Group", ())
    assert (before.relations, before.actions, before.names, before.documents) == ((), (), (), ())


def test_what_was_not_surely_read_is_counted_and_shown_when_asked_for(graph: Graph) -> None:
    weak = document(
        "Huione Group paid Tessera, perhaps.",
        [("Huione Group", "SENT_FUNDS_TO", "Tessera", {"confidence": 0.8 * (SHOWN - 0.2)})],
    )
    found = loaded(graph, STATED, weak)
    assert dict(found.hidden) == {"SENT_FUNDS_TO": 1}
    assert {one.type for one in found.relations} == {"LAUNDERED_FOR"}
    asked = gather(graph, HUIONE, weak=True)
    assert {one.type for one in asked.relations} == {"LAUNDERED_FOR", "SENT_FUNDS_TO"}
    assert dict(asked.hidden) == {}


def test_a_hub_is_bounded_and_the_rest_is_counted(graph: Graph) -> None:
    names = ["Quillon", "Vantage", "Tessera", "Osmund", "Perrin"]
    hub = document(f"Huione Group owns {', '.join(names)}.", [("Huione Group", "OWNS", name) for name in names])
    found = loaded(graph, hub, most=2)
    assert len(found.relations) == 2
    assert [(one.part, one.shown, one.total) for one in found.left_out] == [("OWNS", 2, 5)]


def test_others_of_the_same_name_are_named(graph: Graph) -> None:
    one = document("APT29 is Cozy Bear.", [], aliases={"APT29": ["Cozy Bear"]})
    other = document("APT28 is Cozy Bear too.", [], aliases={"APT28": ["Cozy Bear"]}, publisher="The Wire")
    write_documents(graph, [one, other], now=NOW)
    found = gather(graph, "org:apt29")
    assert {(one.other.id, one.value) for one in found.namesakes} >= {("org:apt28", "Cozy Bear")}


def test_persons_of_one_name_are_candidates_with_both_sentences(graph: Graph) -> None:
    texts = ("Tamsin Hale pleaded.", "Tamsin Hale, of another town, spoke.")
    write_documents(graph, [document(text, [], aliases={"Tamsin Hale": []}) for text in texts], now=NOW)
    ids = [row["id"] for row in graph.read("MATCH (e:Person) RETURN e.id AS id ORDER BY id")]
    found = gather(graph, ids[0])
    assert [one.other.id for one in found.candidates] == ids[1:]
    assert {words.text for words in found.candidates[0].evidence[0].passages} == set(texts)


def test_the_same_graph_gives_the_same_dossier(graph: Graph) -> None:
    assert loaded(graph) == gather(graph, HUIONE)


def test_an_id_that_is_not_there_is_told(graph: Graph) -> None:
    with pytest.raises(NotFound, match="no entity in the graph has this id"):
        gather(graph, "org:nobody")


@pytest.mark.parametrize(
    "name", ["WHO", "FACTS", "RELATIONS", "COUNTS", "ACTIONS", "QUOTES", "VOICES", "CHAINS", "NAMESAKES", "DOCUMENTS"]
)
def test_every_statement_enters_by_an_index(graph: Graph, name: str) -> None:
    from kg.dossier import statements

    write_documents(graph, [STATED], now=NOW)
    known = {"id": HUIONE, "weak": False, "as_of": None, "most": 5, "keys": ["x"], "ids": ["x"], "cited": [], "quotes": 3,
             "parties": 3, "answering": []}  # fmt: skip
    assert not scans(graph, getattr(statements, name), known)


def scans(graph: Graph, statement: str, parameters: dict[str, Any]) -> list[str]:
    """The steps of a plan that read a whole label."""
    with graph._driver.session(database=graph.endpoint.database) as session:
        plan = session.run(f"EXPLAIN {statement}", parameters).consume().plan
    steps = [plan]
    for step in steps:
        steps += step.get("children", [])
    return [
        step["operatorType"]
        for step in steps
        if "LabelScan" in step["operatorType"] or "AllNodes" in step["operatorType"]
    ]
