"""The questions that need a whole field answer with their golden rows, begin at an index, and draw the lines they claim to draw.

`KG_WRITE_GOLDEN=1` writes tests/golden/<stem>.json anew from the parameters it holds; look at the difference before it is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.asking.queries import Query, bind, load_queries, load_query
from kg.asking.render import plain
from kg.browser.guide import GUIDE, Step
from kg.browser.scripts import literal
from kg.graph import Graph
from tests.conftest import NOW, wipe
from tests.graph.ballast import ballast
from tests.graph.field_names import HERON_WALLET, PASSED_WALLET, PAY_WALLET
from tests.graph.field_pack import write_field

pytestmark = pytest.mark.graph

GOLDEN = Path(__file__).parents[1] / "golden"
KEPT = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(GOLDEN.glob("*.json"))}
NAMES = [name for name, kept in KEPT.items() if kept.get("pack") == "field"]
QUERIES = load_queries()
VALUES = {"string": "Grey Heron", "date": "2024"}
"""A value for whatever a question cannot do without."""
SCANS = (
    "AllNodes",
    "ByLabel",
    "ByLabels",
    "AllRelationships",
    "RelationshipType",
    "RelationshipTypes",
    "NodeIndexScan",
)
"""Words in the names of operators that look through all there is of a kind."""


@pytest.fixture(scope="module")
def field(session_graph: Graph) -> Iterator[Graph]:
    wipe(session_graph)
    write_field(session_graph, now=NOW)
    yield session_graph
    wipe(session_graph)


def ask(graph: Graph, name: str, /, **raw: Any) -> list[dict[str, Any]]:
    query = load_query(name)
    return [plain(row) for row in graph.read(query.text, bind(query, raw))]


@pytest.mark.parametrize("name", NAMES)
def test_answers_with_its_golden_rows(field: Graph, name: str) -> None:
    kept = KEPT[name]
    rows = ask(field, name, **kept["params"])
    if os.environ.get("KG_WRITE_GOLDEN"):
        text = json.dumps(kept | {"rows": rows}, ensure_ascii=False, indent=2)
        (GOLDEN / f"{name}.json").write_text(text + "\n", "utf-8")
        pytest.skip(f"{name}.json is written anew")
    assert rows
    assert rows == kept["rows"]
    assert {tuple(row) for row in rows} == {load_query(name).returns}


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_cuts_the_same_order_short(field: Graph, name: str) -> None:
    assert ask(field, name, **KEPT[name]["params"], limit=1) == KEPT[name]["rows"][:1]


@pytest.mark.parametrize("name", [name for name in NAMES if {param.name for param in QUERIES[name].params} >= {"name"}])
@pytest.mark.parametrize("hostile", ["'}) DETACH DELETE n //", "x" * 10_000])
def test_a_name_that_is_none_has_no_rows(field: Graph, name: str, hostile: str) -> None:
    assert ask(field, name, **{**KEPT[name]["params"], "name": hostile}) == []


def test_every_question_that_does_not_say_otherwise_begins_at_an_index(field: Graph) -> None:
    begun = {name: query for name, query in QUERIES.items() if not query.whole_graph}
    with ballast(field):
        scans = {name: scanned(field, query) for name, query in begun.items()}
    assert len(begun) > 25
    assert {name: found for name, found in scans.items() if found} == {}


def scanned(graph: Graph, query: Query) -> list[str]:
    """The operators of a question's plan that look at all nodes or edges of a kind."""
    parameters = bind(query, {param.name: VALUES[param.type] for param in query.params if param.required})
    return [operator for operator in graph.plan(query.text, parameters) if any(word in operator for word in SCANS)]


def test_a_scan_is_noticed(field: Graph) -> None:
    scans = (
        "MATCH (n) RETURN n",
        "MATCH (e:Entity) RETURN e",
        "MATCH ()-[r]->() RETURN r",
        "MATCH ()-[r:OWNS]->() RETURN r",
        "MATCH ()-[r:OWNS|USED]-() RETURN r",
        "MATCH (e:Entity|Action) RETURN e",
    )
    for statement in scans:
        assert any(word in operator for operator in field.plan(statement) for word in SCANS), field.plan(statement)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("shared_services", {"min_groups": 1}),
        ("supporters", {"name": "Iron Gull"}),
        ("near_sanctioned", {"name": "Grey Heron"}),
        ("bridges", {"name": "Grey Heron", "other": "Brass Lantern"}),
        ("community", {"name": "Selby Trust"}),
        ("links_as_of", {"name": "Grey Heron"}),
    ],
)
def test_what_was_not_surely_read_comes_only_when_asked_for(field: Graph, name: str, raw: dict[str, Any]) -> None:
    assert ask(field, name, **raw) != ask(field, name, **raw, weak="true")


def test_who_launders_most_is_not_who_is_most_surely_said_to(field: Graph) -> None:
    assert [ask(field, "launderer_ranking", by=by)[0]["launderer"] for by in ("amount", "sources")] == [
        "Farrow Coin",
        "Mirefield Mixer",
    ]


def test_two_that_credit_one_source_are_one(field: Graph) -> None:
    sources = {row["launderer"]: row["sources"] for row in ask(field, "launderer_ranking")}
    assert sources["Farrow Coin"] == 1


def test_a_party_taken_off_the_list_is_not_sanctioned(field: Graph) -> None:
    assert "Wexcombe Pay" not in {row["entity"] for row in ask(field, "sanctioned_since", since="2020")}
    assert {row["wallet"] for row in ask(field, "sanctioned_wallets")} == {HERON_WALLET}
    assert ask(field, "near_sanctioned", name="Wexcombe Pay") == []


def test_who_stands_around_a_sanctioned_party_is_not_sanctioned(field: Graph) -> None:
    found = {row["other"] for row in ask(field, "near_sanctioned", name="Grey Heron")}
    assert HERON_WALLET not in found
    assert PASSED_WALLET in found


def test_a_denied_link_is_none(field: Graph) -> None:
    assert [row["named_with"] for row in ask(field, "named_together", name="Selby Trust")] == ["Farrow Coin"]
    assert "Selby Trust" not in {row["party"] for row in ask(field, "ownership_chains", name="Farrow Coin")}


@pytest.mark.parametrize(
    "name", ["Grey Heron", "Kestrel Exchange", "Iron Gull", "Selby Trust", "Farrow Coin", PAY_WALLET]
)
def test_as_of_today_links_are_as_the_graph_has_summed_them(field: Graph, name: str) -> None:
    stored = field.read(
        """
        MATCH (e:Entity {name: $name})-[r]-(other)
        WHERE r.key IS NOT NULL AND type(r) <> 'SAME_AS'
        RETURN type(r) AS edge, other.name AS linked_to, r.status AS status, r.confidence AS confidence, r.claims AS claims,
          r.sources AS sources, r.denials AS denials, r.first_seen AS first_seen, r.last_seen AS last_seen, r.shown AS shown
        """,
        {"name": name},
    )
    for weak in (False, True):
        expected = {
            tuple(value for key, value in row.items() if key != "shown") for row in stored if weak or row["shown"]
        }
        rows = ask(field, "links_as_of", name=name, weak=weak)
        assert expected
        assert {tuple(row[key] for key in stored[0] if key != "shown") for row in rows} == expected


def test_what_was_taken_back_since_was_known_then(field: Graph) -> None:
    def laundering(**raw: Any) -> list[str]:
        rows = ask(field, "links_as_of", name="Kestrel Exchange", **raw)
        return [row["linked_to"] for row in rows if row["edge"] == "LAUNDERED_FOR"]

    assert laundering(known_on="2024-11-30") == ["Pale Fox"]
    assert laundering(known_on="2024-12-01") == []
    assert laundering() == []


def test_what_was_not_public_then_is_left_out(field: Graph) -> None:
    statuses = {as_of: ask(field, "links_as_of", name="Malta", as_of=as_of) for as_of in ("2024-05-01", "2024-05-02")}
    assert {as_of: len(rows) for as_of, rows in statuses.items()} == {"2024-05-01": 0, "2024-05-02": 2}


@pytest.mark.parametrize("step", GUIDE, ids=lambda step: step.title)
def test_a_step_of_the_guide_finds_something(field: Graph, step: Step) -> None:
    asked = {"name": "Grey Heron", "other": "Kestrel Exchange"}
    parameters = {name: asked.get(name, value) for name, value in step.parameters.items()}
    assert field.read(step.statement, parameters)


@pytest.mark.parametrize(
    "value", ["O'Neill", 'a "quoted" \\ word', "\n\t\r", "\\u0027", " ", 5, 0.5, True, ["a", "b'"], []]
)
def test_a_parameter_line_means_the_value_that_was_given(field: Graph, value: Any) -> None:
    assert field.read(f"RETURN {literal(value)} AS value") == [{"value": value}]
