"""How two names are linked: which steps a path may take, how paths are ranked, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.asking.explain import explain
from kg.asking.lookup import find_entity
from kg.asking.paths import Answer, Options, find_paths
from kg.errors import NotFound
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

TRON, EVM = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2"

DOCUMENTS = (
    document(
        "Quillon laundered for Brackenfell, also called the Bracken Crew, which robbed Tessera.",
        [
            ("Quillon", "LAUNDERED_FOR", "Brackenfell"),
            ("Brackenfell", "theft!", "Tessera", {"confidence": 0.7, "amount": 9e6, "currency": "USD"}),
        ],
        aliases={"Brackenfell": ["Bracken Crew"]},
        url="https://paper.example/heist",
    ),
    document(
        "Quillon has ties with Brackenfell, it is said.",
        [("Quillon", "ASSOCIATED_WITH", "Brackenfell", {"status": "alleged", "confidence": 0.4})],
        publisher="The Ledger",
    ),
    document(
        "Quillon used Vantage, and Vantage perhaps paid Brackenfell.",
        [
            ("Quillon", "USED", "Vantage", {"confidence": 0.9}),
            ("Vantage", "SENT_FUNDS_TO", "Brackenfell", {"status": "proposed", "confidence": 0.3}),
        ],
        publisher="The Wire",
    ),
    document(
        "Osmund has ties with Perrin; Osmund owns Radley, and Radley paid Perrin.",
        [
            ("Osmund", "ASSOCIATED_WITH", "Perrin", {"confidence": 0.3}),
            ("Osmund", "OWNS", "Radley", {"confidence": 0.7}),
            ("Radley", "SENT_FUNDS_TO", "Perrin", {"confidence": 0.6}),
        ],
    ),
    document(
        "Corvus and Dunmore robbed Garnet and Hollis.",
        [("Corvus", "theft!", "Garnet"), ("Dunmore", "theft!", "Hollis")],
    ),
    document(
        "Ketterly denies that it ever paid Lorimer or Moxon.",
        [
            ("Ketterly", "SENT_FUNDS_TO", "Lorimer", {"status": "denied"}),
            ("Ketterly", "SENT_FUNDS_TO", "Moxon", {"status": "denied"}),
        ],
    ),
    document("Ketterly paid Moxon.", [("Ketterly", "SENT_FUNDS_TO", "Moxon")], publisher="The Ledger"),
    document(
        "Nantwich and Oakham sit in Cambodia, and FinCEN knows both; Nantwich and Oakham both used Fernhill.",
        [
            ("Nantwich", "LOCATED_IN", "Cambodia"),
            ("Oakham", "LOCATED_IN", "Cambodia"),
            ("Nantwich", "ASSOCIATED_WITH", "FinCEN"),
            ("Oakham", "ASSOCIATED_WITH", "FinCEN"),
            ("Nantwich", "USED", "Fernhill", {"confidence": 0.2}),
            ("Oakham", "USED", "Fernhill", {"confidence": 0.2}),
        ],
    ),
    document(f"Quillon holds {TRON} and {EVM}.", [("Quillon", "HOLDS", TRON), ("Quillon", "HOLDS", EVM)]),
    document("Tamsin Hale runs Osmund.", [("Tamsin Hale", "OFFICER_OF", "Osmund")]),
    document("Tamsin Hale runs Oakham.", [("Tamsin Hale", "OFFICER_OF", "Oakham")]),
)


@pytest.fixture(scope="module")
def linked(session_graph: Graph) -> Iterator[Graph]:
    wipe(session_graph)
    with pytest.MonkeyPatch.context() as patch:
        # here doubt is ranked; what is hidden for it is tested in test_shown.py
        patch.setattr("kg.evidence.SHOWN", 0.0)
        write_documents(session_graph, list(DOCUMENTS), now=NOW)
    yield session_graph
    wipe(session_graph)


def walked(answer: Answer) -> list[list[str]]:
    """Each path as the names it passes."""
    return [[path.hops[0].start.name, *(hop.end.name for hop in path.hops)] for path in answer.paths]


def test_a_direct_edge_is_a_path_of_one_hop(linked: Graph) -> None:
    path = find_paths(linked, "Quillon", "Brackenfell").paths[0]
    assert [hop.best.words for hop in path.hops] == ["Quillon laundered money for Brackenfell"]


def test_a_hop_shows_the_sentence_that_proves_it_and_its_place(linked: Graph) -> None:
    quote = find_paths(linked, "Quillon", "Brackenfell").paths[0].hops[0].best.quotes[0]
    source = DOCUMENTS[0]
    assert (quote.sentence, quote.source, quote.url, quote.published) == (
        source.passages[0].text, "The Paper", "https://paper.example/heist", "2025-05-01",
    )  # fmt: skip
    assert source.document.text[quote.start_char : quote.end_char] == quote.sentence


def test_parallel_edges_stand_beside_the_hop(linked: Graph) -> None:
    hop = find_paths(linked, "Quillon", "Brackenfell").paths[0].hops[0]
    assert [(link.type, link.status, link.confidence) for link in hop.links] == [
        ("LAUNDERED_FOR", "asserted", 0.8),
        ("ASSOCIATED_WITH", "alleged", 0.4),
    ]


def test_an_action_is_one_hop_from_who_did_it_to_whom(linked: Graph) -> None:
    answer = find_paths(linked, "Quillon", "Tessera", Options(top=1))
    assert walked(answer) == [["Quillon", "Brackenfell", "Tessera"]]
    theft = answer.paths[0].hops[1].best
    assert (theft.words, theft.amount, theft.confidence) == ("Brackenfell stole from Tessera", 9e6, 0.7)


def test_an_action_is_crossed_backwards_too(linked: Graph) -> None:
    answer = find_paths(linked, "Tessera", "Brackenfell")
    assert walked(answer) == [["Tessera", "Brackenfell"]]
    assert answer.paths[0].hops[0].best.words == "Brackenfell stole from Tessera"


@pytest.mark.parametrize(("doer", "victim"), [("Corvus", "Garnet"), ("Corvus", "Hollis"), ("Dunmore", "Garnet")])
def test_each_doer_is_linked_with_each_target(linked: Graph, doer: str, victim: str) -> None:
    assert walked(find_paths(linked, doer, victim)) == [[doer, victim]]


@pytest.mark.parametrize(("a", "b"), [("Garnet", "Hollis"), ("Hollis", "Garnet"), ("Corvus", "Dunmore")])
def test_an_action_links_neither_two_targets_nor_two_doers_directly(linked: Graph, a: str, b: str) -> None:
    assert [a, b] not in walked(find_paths(linked, a, b))


def test_the_weakest_hop_ranks_before_the_number_of_hops(linked: Graph) -> None:
    answer = find_paths(linked, "Osmund", "Perrin")
    assert walked(answer) == [["Osmund", "Radley", "Perrin"], ["Osmund", "Perrin"]]
    assert [path.weakest.best.confidence for path in answer.paths] == [0.6, 0.3]


def test_paths_come_in_one_order_from_either_side(linked: Graph) -> None:
    there, back = find_paths(linked, "Quillon", "Tessera"), find_paths(linked, "Tessera", "Quillon")
    assert walked(there) == [path[::-1] for path in walked(back)]


def test_no_more_paths_than_asked_for(linked: Graph) -> None:
    assert walked(find_paths(linked, "Osmund", "Perrin", Options(top=1))) == [["Osmund", "Radley", "Perrin"]]


@pytest.mark.parametrize(
    ("least", "paths"),
    [
        (0.0, [["Osmund", "Radley", "Perrin"], ["Osmund", "Perrin"]]),
        (0.5, [["Osmund", "Radley", "Perrin"]]),
        (0.6, [["Osmund", "Radley", "Perrin"]]),
        (0.61, []),
    ],
)
def test_no_edge_below_the_threshold_is_walked(linked: Graph, least: float, paths: list[list[str]]) -> None:
    assert walked(find_paths(linked, "Osmund", "Perrin", Options(min_confidence=least))) == paths


def test_a_threshold_also_takes_weak_edges_from_beside_a_hop(linked: Graph) -> None:
    answer = find_paths(linked, "Quillon", "Brackenfell", Options(min_confidence=0.5))
    assert [[link.type for link in hop.links] for path in answer.paths for hop in path.hops] == [["LAUNDERED_FOR"]]


def test_only_the_statuses_asked_for_are_walked(linked: Graph) -> None:
    answer = find_paths(linked, "Vantage", "Brackenfell", Options(statuses=("asserted",)))
    assert walked(answer) == [["Vantage", "Quillon", "Brackenfell"]]


def test_more_hops_than_allowed_are_not_taken(linked: Graph) -> None:
    assert walked(find_paths(linked, "Quillon", "Tessera", Options(max_hops=1))) == []


def test_what_is_denied_is_not_walked_and_shown_as_such(linked: Graph) -> None:
    answer = find_paths(linked, "Ketterly", "Lorimer")
    assert (walked(answer), [(link.words, link.status) for link in answer.denied]) == (
        [],
        [("Ketterly sent funds to Lorimer", "denied")],
    )
    assert "Denied: Ketterly sent funds to Lorimer" in explain(answer)


def test_what_is_both_stated_and_denied_is_walked_with_its_denial(linked: Graph) -> None:
    link = find_paths(linked, "Ketterly", "Moxon").paths[0].hops[0].best
    assert (link.status, link.denials, [quote.sentence for quote in link.denial_quotes]) == (
        "asserted", 1, ["Ketterly denies that it ever paid Lorimer or Moxon."],
    )  # fmt: skip


def test_countries_and_agencies_are_left_out_and_named(linked: Graph) -> None:
    answer = find_paths(linked, "Nantwich", "Oakham")
    assert (walked(answer), answer.hubs) == ([["Nantwich", "Fernhill", "Oakham"]], ("Cambodia", "FinCEN"))


def test_hubs_are_walked_when_asked_for(linked: Graph) -> None:
    answer = find_paths(linked, "Nantwich", "Oakham", Options(through_hubs=True))
    assert {path[1] for path in walked(answer)} == {"Cambodia", "FinCEN", "Fernhill"}
    assert answer.hubs == ()


def test_a_country_may_be_an_end(linked: Graph) -> None:
    assert walked(find_paths(linked, "Nantwich", "Cambodia", Options(top=1))) == [["Nantwich", "Cambodia"]]


def test_a_name_with_very_many_edges_is_a_hub(linked: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.asking.paths.HUB_DEGREE", 1)
    answer = find_paths(linked, "Nantwich", "Oakham")
    assert (walked(answer), answer.hubs) == ([], ("Cambodia", "Fernhill", "FinCEN"))


def test_without_a_link_the_answer_tells_what_was_searched(linked: Graph) -> None:
    answer = find_paths(linked, "Garnet", "Tessera", Options(min_confidence=0.25))
    text = " ".join(explain(answer).split())
    assert answer.paths == ()
    assert (
        "No link found. Searched: all edges and actions of status asserted, alleged, proposed, up to 6 hops, confidence 0.25 or more."
        in text
    )
    assert "Not walked: denied, what was not surely read (--weak walks it), countries, agencies and other hubs." in text
    assert "That proves no absence" in text


def test_a_name_has_no_path_to_itself(linked: Graph) -> None:
    answer = find_paths(linked, "Brackenfell", "Bracken Crew")
    assert (answer.paths, answer.start) == ((), answer.end)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Quillon", "org:quillon"),
        ("  quillon ", "org:quillon"),
        ("QUILLON, Inc.", "org:quillon"),
        ("org:quillon", "org:quillon"),
        ("Bracken Crew", "org:brackenfell"),
        ("the bracken crew", "org:brackenfell"),
        (TRON, f"wallet:tron:{TRON}"),
        ("TJRabPrwbZy45 sbavfcjinPJC\n18kjpRTv8 ", f"wallet:tron:{TRON}"),
        (EVM.lower(), f"wallet:evm:{EVM.lower()}"),
        (f" {EVM[:20]} {EVM[20:]}", f"wallet:evm:{EVM.lower()}"),
        ("cambodia", "country:kh"),
        ("Kingdom of Cambodia", "country:kh"),
        ("KHM", "country:kh"),
    ],
)
def test_a_name_alias_address_or_id_is_found_as_it_is_typed(linked: Graph, asked: str, meant: str) -> None:
    assert find_entity(linked, asked).id == meant


def test_a_misspelt_name_is_answered_with_near_ones(linked: Graph) -> None:
    with pytest.raises(
        NotFound, match=r"'Brackenfel': no entity .* did you mean Brackenfell \(Group, org:brackenfell\)"
    ):
        find_paths(linked, "Quillon", "Brackenfel")


@pytest.mark.parametrize("unknown", ["Zzyzx", "", "***", "') DETACH DELETE n //", "a AND NOT b~~ +(x", "x" * 10_000])
def test_an_unknown_name_is_refused_whatever_it_holds(linked: Graph, unknown: str) -> None:
    with pytest.raises(NotFound, match="no entity in the graph is called so"):
        find_entity(linked, unknown)


def test_a_name_of_two_is_refused_with_both(linked: Graph) -> None:
    with pytest.raises(
        NotFound, match=r"'Tamsin Hale': 2 entities are called so: .*; ask again with the id"
    ) as refused:
        find_entity(linked, "Tamsin Hale")
    ids = [row["id"] for row in linked.read("MATCH (p:Person) RETURN p.id AS id")]
    assert len(ids) == 2
    assert all(found in str(refused.value) for found in ids)
