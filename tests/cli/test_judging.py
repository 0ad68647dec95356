"""What a person says of two entities: one in every question, exactly undone, and never against itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.cli.conftest import Kg
from tests.conftest import NOW, wipe
from tests.graph.handmade import document

pytestmark = pytest.mark.graph

QUILLON = document("Quillon used Vantage.", [("Quillon", "USED", "Vantage")])
OSMUND = document("Osmund used Vantage.", [("Osmund", "USED", "Vantage")], publisher="The Wire")
GARNET = document("Garnet used Perrin.", [("Garnet", "USED", "Perrin")], publisher="The Post")
TOGETHER = document("Quillon paid Osmund.", [("Quillon", "SENT_FUNDS_TO", "Osmund")])
ALIASED = document("Osmund, or Quillon, owns Perrin.", [("Osmund", "OWNS", "Perrin")], aliases={"Osmund": ["Quillon"]})
HALE = document("Tamsin Hale runs Radley.", [("Tamsin Hale", "OFFICER_OF", "Radley")])


def write(graph: Graph, *documents) -> None:
    for item in documents:
        write_documents(graph, [item], now=NOW)


def refs(graph: Graph) -> set[tuple[str, ...]]:
    return {tuple(row["refs"]) for row in graph.read("MATCH (e:Entity) RETURN e.refs AS refs")}


@pytest.mark.parametrize(
    "documents", [(QUILLON, OSMUND), (QUILLON, OSMUND, TOGETHER)], ids=["apart", "in one document"]
)
def test_two_are_one_in_every_question_and_undone_the_graph_is_as_before(
    kg: Kg, graph: Graph, documents: tuple
) -> None:
    write(graph, *documents)
    before = fingerprint(graph)
    ran = kg("same", "quillon", "Osmund", "--why", "one register", "--by", "Ann")
    assert (ran.code, ran.out[:38]) == (0, "Judged: Quillon and Osmund are the sam")
    assert ("org:osmund", "org:quillon") in refs(graph)
    shown = {kg("path", name, "Vantage", "--format", "json").out for name in ("org:quillon", "org:osmund")}
    assert len(shown) == 1
    assert json.loads(shown.pop())["paths"][0]["hops"][0]["links"][0]["sources"] == 2
    assert kg("same", "org:quillon", "org:osmund").code == 2  # they are one already

    listed = json.loads(kg("judgements", "--format", "json").out)
    assert [(row["verdict"], row["by"], row["why"]) for row in listed] == [("same", "Ann", "one register")]
    assert kg("undo", listed[0]["id"][:8]).out.startswith("Undone: same of ")
    assert fingerprint(graph) == before
    assert json.loads(kg("judgements", "--format", "json").out) == []
    undone = json.loads(kg("judgements", "--undone", "--format", "json").out)
    assert undone[0]["withdrawn"]


def test_a_judgement_holds_for_documents_that_come_later_and_in_any_order(kg: Kg, graph: Graph) -> None:
    write(graph, QUILLON, OSMUND)
    assert kg("same", "Quillon", "Osmund", "--by", "Ann").code == 0
    write(graph, GARNET, TOGETHER)
    assert ("org:osmund", "org:quillon") in refs(graph)
    late = fingerprint(graph)
    judged = graph.read("MATCH (j:Judgement) RETURN properties(j) AS j")
    wipe(graph)
    for row in judged:
        graph.command("CREATE (j:Judgement) SET j = $j", j=row["j"])
    write(graph, TOGETHER, OSMUND, GARNET, QUILLON)
    assert fingerprint(graph) == late


def test_different_keeps_an_alias_from_joining_and_undone_lets_it(kg: Kg, graph: Graph) -> None:
    write(graph, QUILLON, ALIASED)
    before = fingerprint(graph)
    assert ("org:osmund", "org:quillon") in refs(graph)
    assert kg("different", "Quillon", "Osmund", "--by", "Ann").code == 0
    assert {("org:osmund",), ("org:quillon",)} <= refs(graph)
    identity = json.loads(kg("judgements", "--format", "json").out)[0]["id"]
    assert kg("undo", identity).code == 0
    assert fingerprint(graph) == before


def test_a_contradiction_is_refused_with_its_chain(kg: Kg, graph: Graph) -> None:
    write(graph, QUILLON, OSMUND, GARNET)
    assert kg("different", "Quillon", "Garnet", "--by", "Ann").code == 0
    assert kg("same", "Quillon", "Osmund", "--by", "Bob").code == 0
    before = fingerprint(graph)
    ran = kg("same", "Osmund", "Garnet", "--by", "Cyd")
    assert ran.code == 1
    assert "different" in ran.err
    assert "(Ann)" in ran.err
    assert "(Bob)" in ran.err
    assert fingerprint(graph) == before


def test_calling_different_what_a_chain_makes_one_is_refused(kg: Kg, graph: Graph) -> None:
    write(graph, QUILLON, OSMUND, GARNET)
    assert kg("same", "Quillon", "Osmund", "--by", "Ann").code == 0
    assert kg("same", "Osmund", "Garnet", "--by", "Bob").code == 0
    ran = kg("different", "Quillon", "Garnet", "--by", "Cyd")
    assert ran.code == 1
    assert "is the same as" in ran.err
    assert ran.err.count(" since ") == 2


def test_judgements_go_to_another_graph_as_text(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    write(graph, QUILLON, OSMUND, TOGETHER)
    kg("same", "Quillon", "Osmund", "--by", "Ann")
    judged, path = fingerprint(graph), tmp_path / "judgements.jsonl"
    assert kg("export", "judgements", path).code == 0
    wipe(graph)
    assert kg("import", "judgements", path).code == 0
    write(graph, TOGETHER, OSMUND, QUILLON)
    assert fingerprint(graph) == judged


def test_judgements_that_contradict_each_other_are_not_imported(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    pairs = [("same", "org:a", "org:b"), ("same", "org:b", "org:c"), ("different", "org:a", "org:c")]
    lines = [json.dumps({"verdict": verdict, "left": a, "right": b, "by": "Ann", "at": NOW}) for verdict, a, b in pairs]
    path.write_text("\n".join(lines))
    ran = kg("import", "judgements", path)
    assert ran.code == 1
    assert "org:a is different from org:c" in ran.err
    assert graph.read("MATCH (j:Judgement) RETURN count(j) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("same", "Quillon", "Nobody At All"), 4, "no entity in the graph is called so"),
        (("same", "Quillon", "Tamsin Hale"), 2, "one is a person and one is not"),
        (("same", "Quillon", "org:quillon"), 2, "they are one entity already"),
        (("different", "Quillon", "org:quillon"), 2, "these names do not tell which"),
        (("undo", "ffffffff"), 4, "no judgement on names that holds begins so"),
        (("same", "Quillon", "Osmund", "--by", " "), 2, "nobody is named"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    kg: Kg, graph: Graph, arguments: tuple[str, ...], code: int, said: str
) -> None:
    write(graph, QUILLON, OSMUND, HALE)
    ran = kg(*arguments)
    assert (ran.code, said in ran.err) == (code, True), ran
    assert graph.read("MATCH (j:Judgement) RETURN count(j) AS n") == [{"n": 0}]


def test_judging_twice_says_so(kg: Kg, graph: Graph) -> None:
    write(graph, QUILLON, OSMUND)
    kg("different", "Quillon", "Osmund", "--by", "Ann")
    assert kg("different", "Osmund", "Quillon", "--by", "Bob").out.startswith("Judged already: ")
