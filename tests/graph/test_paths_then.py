"""Paths as of a day, through targets of one measure, with what undid a measure later, and how they are cited."""

from __future__ import annotations

import pytest

from kg.asking.explain import explain
from kg.asking.paths import Answer, Options, find_paths
from kg.asking.then import Then, day
from kg.errors import UsageError
from kg.graph import Graph
from kg.writing.documents import retract, write_documents
from tests.graph.handmade import document

pytestmark = pytest.mark.graph


def write(graph: Graph, *items, now: str = "2026-01-02T03:04:05Z") -> None:
    for item in items:
        write_documents(graph, [item], now=now)


EARLY = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage", {"confidence": 0.5})], published="2024-03-01")
LATE = document(
    "Quillon surely used Vantage.", [("Quillon", "USED", "Vantage", {"confidence": 0.8})],
    published="2025-03-01", publisher="The Wire",
)  # fmt: skip
UNDATED = document("Quillon owns Radley.", [("Quillon", "OWNS", "Radley")], publisher="The Post", published=None)


def ask(graph: Graph, a: str = "Quillon", b: str = "Vantage", **options) -> Answer:
    return find_paths(graph, a, b, Options(weak=True, **options))


def strengths(answer: Answer) -> list[tuple[float, int]]:
    return [(hop.best.confidence, hop.best.sources) for path in answer.paths for hop in path.hops]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2024-02-28", []), ("2024-03-01", [(0.5, 1)]), ("2025-02-28", [(0.5, 1)]), ("2025-03-01", [(0.9, 2)])],
)
def test_a_link_is_as_strong_as_what_was_public_by_then(graph: Graph, as_of: str, found: list) -> None:
    write(graph, EARLY, LATE)
    assert strengths(ask(graph, then=Then(as_of))) == found
    assert strengths(ask(graph)) == [(0.9, 2)]


def test_what_was_known_here_goes_by_when_it_came(graph: Graph) -> None:
    write(graph, EARLY, now="2026-01-10T00:00:00Z")
    write(graph, LATE, now="2026-01-20T00:00:00Z")
    assert strengths(ask(graph, then=Then(known_on="2026-01-09"))) == []
    assert strengths(ask(graph, then=Then(known_on="2026-01-10"))) == [(0.5, 1)]
    assert strengths(ask(graph, then=Then(known_on="2026-01-20"))) == [(0.9, 2)]
    quotes = [
        quote.sentence
        for path in ask(graph, then=Then(known_on="2026-01-10")).paths
        for quote in path.hops[0].best.quotes
    ]
    assert quotes == ["Quillon used Vantage."]


def test_an_undated_document_was_never_public_by_any_day(graph: Graph) -> None:
    write(graph, UNDATED)
    assert ask(graph, b="Radley", then=Then("2030-01-01")).paths == ()
    assert len(ask(graph, b="Radley").paths) == 1


def test_what_was_withdrawn_since_is_left_out_and_the_answer_says_so(graph: Graph) -> None:
    write(graph, EARLY, LATE)
    retract(graph, EARLY.document.id, now="2026-02-01T00:00:00Z", reason="wrong")
    answer = ask(graph, then=Then("2025-03-01", "2026-01-03"))
    assert strengths(answer) == [(0.8, 1)]
    assert "(as public by 2025-03-01, as known here by 2026-01-03; what was withdrawn since is left out)" in explain(
        answer
    )


SANCTION = document(
    "FinCEN sanctioned Quillon.",
    [("FinCEN", "sanction!", "Quillon", {"start_date": "2022-05-01"})],
    published="2022-05-01",
)
DELISTED = document(
    "FinCEN took Quillon off its list.", [("FinCEN", "delisting!", "Quillon", {"start_date": "2025-03-21"})],
    published="2025-03-21", publisher="The Wire",
)  # fmt: skip
EARLIER = document(
    "FinCEN had taken Quillon off once.", [("FinCEN", "delisting!", "Quillon", {"start_date": "2020-01-01"})],
    published="2020-01-02", publisher="The Post",
)  # fmt: skip


def test_a_measure_is_shown_with_what_undid_it_later(graph: Graph) -> None:
    write(graph, SANCTION, DELISTED, EARLIER)
    answer = find_paths(graph, "FinCEN", "Quillon", Options(weak=True))
    links = [link for path in answer.paths for hop in path.hops for link in hop.links if "sanction" in link.type]
    assert [[(one.kind, one.date) for one in link.answered] for link in links] == [[("delisting", "2025-03-21")]]
    told = explain(answer)
    assert "     later: FinCEN" in told
    assert "FinCEN took Quillon off its list." in told
    earlier = find_paths(graph, "FinCEN", "Quillon", Options(weak=True, through_hubs=True, then=Then("2023-01-01")))
    assert all(not link.answered for path in earlier.paths for hop in path.hops for link in hop.links)


BOTH = document(
    "FinCEN sanctioned Quillon and Vantage.", [("FinCEN", "sanction!", "Quillon"), ("FinCEN", "sanction!", "Vantage")]
)


def test_targets_of_one_measure_are_linked_only_when_asked(graph: Graph) -> None:
    write(graph, BOTH)
    assert find_paths(graph, "Quillon", "Vantage", Options(weak=True)).paths == ()
    answer = find_paths(graph, "Quillon", "Vantage", Options(weak=True, co_targeted=True))
    assert [hop.best.words for path in answer.paths for hop in path.hops] == [
        "Quillon and Vantage were both targets of one sanction"
    ]


def test_a_citation_names_hash_address_retrieval_and_reader(graph: Graph) -> None:
    write(graph, EARLY)
    told = explain(ask(graph), cite=True)
    assert EARLY.document.id in told
    assert f"retrieved 2026-01-02T03:04:05Z, read by {EARLY.reader}" in told
    assert "Documents, by" not in explain(ask(graph))


@pytest.mark.parametrize("text", ["yesterday", "2025", "2025-02-30", "20250101"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        day(text, "--as-of")
