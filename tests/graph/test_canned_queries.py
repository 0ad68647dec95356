"""Every question in cypher/ answers with its golden rows, and keeps to what the graph's evidence allows it to say.

`KG_WRITE_GOLDEN=1` writes tests/golden/<stem>.json anew from the parameters it holds; look at the difference before it is kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.asking.queries import bind, load_queries, load_query
from kg.asking.render import plain
from kg.graph import Graph
from kg.writing.documents import retract, write_documents
from tests.conftest import NOW, wipe
from tests.graph.questions_pack import BYBIT_WALLET, NOTICE, PACK, WIRE

pytestmark = pytest.mark.graph

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json") if "pack" not in json.loads(path.read_text("utf-8")))
"""Those whose rows come from the seven documents; test_field_queries.py asks the others."""


@contextmanager
def all_shown() -> Iterator[None]:
    """Here doubt is ranked and filtered; what is hidden for it is tested in test_shown.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.evidence.SHOWN", 0.0)
        yield


@pytest.fixture(scope="module")
def pack_graph(session_graph: Graph) -> Iterator[Graph]:
    """The seven documents; the tests that change the graph use `graph`, which empties it, so they stand at the end."""
    wipe(session_graph)
    with all_shown():
        write_documents(session_graph, list(PACK), now=NOW)
    yield session_graph
    wipe(session_graph)


@pytest.fixture
def changing_graph(graph: Graph) -> Iterator[Graph]:
    with all_shown():
        write_documents(graph, list(PACK), now=NOW)
        yield graph


def ask(graph: Graph, name: str, /, **raw: Any) -> list[dict[str, Any]]:
    query = load_query(name)
    return [plain(row) for row in graph.read(query.text, bind(query, raw))]


def test_every_question_has_golden_rows():
    assert sorted(load_queries()) == sorted(path.stem for path in GOLDEN.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_answers_with_its_golden_rows(pack_graph, name):
    path = GOLDEN / f"{name}.json"
    golden = json.loads(path.read_text("utf-8"))
    rows = ask(pack_graph, name, **golden["params"])
    if os.environ.get("KG_WRITE_GOLDEN"):
        text = json.dumps({"params": golden["params"], "rows": rows}, ensure_ascii=False, indent=2)
        path.write_text(text + "\n", "utf-8")
        pytest.skip(f"{path.name} is written anew")
    assert rows
    assert rows == golden["rows"]


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_header(pack_graph, name):
    query = load_query(name)
    params = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))["params"]
    rows = pack_graph.read(query.text, bind(query, params))
    assert {tuple(row) for row in rows} == {query.returns}


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_cuts_the_same_order_short(pack_graph, name):
    params = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))["params"]
    assert ask(pack_graph, name, **params, limit=2) == ask(pack_graph, name, **params)[:2]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"launderers"}))
@pytest.mark.parametrize(
    "hostile",
    ["", "   ", "'}) DETACH DELETE n //", '"', "\\", '\\"', "a AND (b OR", "*", "[x TO y]", "/x/", "~^:!", "\x00", "x" * 10_000,
     "x y " * 2_500, "nobody of that name"],
)  # fmt: skip
def test_a_name_that_is_none_has_no_rows(pack_graph, name, hostile):
    other = {"other": "Lazarus Group"} if name == "edge_evidence" else {}
    assert ask(pack_graph, name, name=hostile, **other) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("org:huione group", "Huione Group"),
        ("huione GROUP ", "Huione Group"),
        ("Huione", "Huione Group"),
        ("The  Huione Group", "Huione Group"),
        ("hidden cobra", "Lazarus Group"),
        ("tornado", "Tornado Cash"),
        ("PLC", "Huione Pay PLC"),
        ("country:kh", "Cambodia"),
        (BYBIT_WALLET.lower(), BYBIT_WALLET),
        (f"wallet:evm:{BYBIT_WALLET.lower()}", BYBIT_WALLET),
    ],
)
def test_a_name_is_found_by_id_name_alias_or_part(pack_graph, asked, found):
    assert {row["entity"] for row in ask(pack_graph, "entity_profile", name=asked)} == {found}


def test_of_names_that_fit_alike_the_one_with_most_links_is_meant(pack_graph):
    pack_graph.command(
        """
        UNWIND ['org:a', 'org:b'] AS id
        CREATE (e:Entity:Company {id: id, name: 'Twin Sons', name_key: 'twin sons', aliases: [], refs: [id]})
        WITH e ORDER BY e.id
        WITH collect(e) AS twins
        MATCH (k:Country)
        WITH k, twins[1] AS richer
        CREATE (richer)-[:LOCATED_IN {status: 'asserted', confidence: 0.5, sources: 1, key: 'none'}]->(k)
        """
    )
    rows = ask(pack_graph, "entity_profile", name="twin sons")
    pack_graph.command("MATCH (e:Entity {name: 'Twin Sons'}) DETACH DELETE e")
    assert rows[0]["value"] == "org:b"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("entity_wallets", {"name": "Huione Group"}),
        ("wallet_holders", {"name": BYBIT_WALLET}),
        ("edge_evidence", {"name": "Huione Group", "other": "Lazarus Group"}),
        ("launderers", {}),
        ("neighbourhood", {"name": "Lazarus Group"}),
        ("actions_against", {"name": "Binance"}),
        ("entity_profile", {"name": "Bybit"}),
    ],
)
def test_a_threshold_leaves_out_what_is_less_sure(pack_graph, name, raw):
    every = ask(pack_graph, name, **raw)
    sure = ask(pack_graph, name, **raw, min_confidence="0.7")
    assert sure == [row for row in every if row["confidence"] is None or row["confidence"] >= 0.7]
    assert len(sure) < len(every)


def test_evidence_is_shown_sentence_by_sentence_with_its_place(pack_graph):
    rows = ask(pack_graph, "edge_evidence", name="Lazarus Group", other="Huione Group")
    texts = {document.document.url: document.document.text for document in PACK}
    assert [row["sentence"] for row in rows][:2] == [passage.text for passage in NOTICE.passages[2:]]
    assert {texts[row["url"]][row["start_char"] : row["end_char"]] == row["sentence"] for row in rows} == {True}
    assert {row["status"] for row in rows} == {"asserted", "alleged", "denied"}


def test_a_statement_of_two_sentences_is_shown_with_both(pack_graph):
    first = ask(pack_graph, "launderers")[0]
    assert first["evidence"] == " [...] ".join(passage.text for passage in NOTICE.passages[2:])


def test_evidence_of_an_action_names_both_its_sides(pack_graph):
    rows = ask(pack_graph, "edge_evidence", name="Bybit", other="Lazarus Group")
    assert {(row["subject"], row["edge"], row["object"]) for row in rows} == {
        ("Lazarus Group", "PERFORMED theft", "theft, 1,500,000,000 USD, 2025-02-21"),
        ("theft, 1,500,000,000 USD, 2025-02-21", "TARGETED theft", "Bybit"),
    }


def test_a_name_has_no_evidence_with_itself(pack_graph):
    assert ask(pack_graph, "edge_evidence", name="Huione", other="Huione Group") == []


def test_an_action_links_its_two_sides_and_no_two_of_one_side(pack_graph):
    rows = ask(pack_graph, "neighbourhood", name="Lazarus Group", edge="theft")
    assert [(row["direction"], row["neighbour"]) for row in rows] == [("->", "Bybit")]


def test_only_a_later_measure_answers_an_older_one(pack_graph):
    rows = ask(pack_graph, "actions_against", name="Binance")
    assert {(row["kind"], row["date"]): row["answered_by"] for row in rows} == {
        ("charge", "2026"): None,
        ("dismissal", "2025-05-29"): None,
        ("charge", "2023-06"): "dismissal 2025-05-29 (asserted)",
    }


def test_a_denied_holder_is_shown_as_such_and_not_walked_over(pack_graph):
    holders = {row["holder"]: row["status"] for row in ask(pack_graph, "wallet_holders", name=BYBIT_WALLET)}
    assert holders == {"Lazarus Group": "asserted", "Bybit": "denied"}
    assert ask(pack_graph, "entity_wallets", name="Bybit") == []


def test_a_wallet_is_as_sure_as_its_weakest_step(pack_graph):
    wallets = {row["holder"]: row for row in ask(pack_graph, "entity_wallets", name="Huione Group")}
    assert {holder: (row["hops"], row["status"], row["confidence"]) for holder, row in wallets.items()} == {
        "Lazarus Group": (2, "asserted", 0.8),
        "Huione Pay PLC": (2, "alleged", 0.5),
    }


def test_launderers_of_one_name_are_those_on_either_side(pack_graph):
    assert [row["launderer"] for row in ask(pack_graph, "launderers", name="Hidden Cobra")] == [
        "Huione Group",
        "Tornado Cash",
    ]
    assert [row["client"] for row in ask(pack_graph, "launderers", name="Tornado Cash")] == ["Lazarus Group"]
    assert ask(pack_graph, "launderers", name="nobody of that name") == []


def test_a_misspelt_name_is_found_by_search(pack_graph):
    assert ask(pack_graph, "name_search", name="Lazaras grup")[0]["entity"] == "Lazarus Group"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("edge_evidence", {"name": "Lazarus Group", "other": "Bybit"}),
        ("wallet_holders", {"name": BYBIT_WALLET}),
        ("neighbourhood", {"name": "Lazarus Group"}),
    ],
)
def test_what_is_withdrawn_is_not_shown(changing_graph, name, raw):
    changing_graph.command("MATCH (c:Claim {document: $id}) SET c.withdrawn = $now", id=WIRE.document.id, now=NOW)
    shown = [row.get("evidence") or row.get("sentence") for row in ask(changing_graph, name, **raw)]
    assert not {passage.text for passage in WIRE.passages} & set(shown)


def test_what_is_retracted_is_not_shown(changing_graph):
    retract(changing_graph, WIRE.document.id, now=NOW, reason="made up")
    assert ask(changing_graph, "edge_evidence", name="Lazarus Group", other="Bybit") == []
    assert [row["holder"] for row in ask(changing_graph, "wallet_holders", name=BYBIT_WALLET)] == ["Bybit"]


def test_a_former_id_is_still_found(changing_graph):
    changing_graph.command(
        """
        MATCH (c:Claim {subject_ref: 'org:tornado cash'}) WHERE c.predicate = 'name'
        SET c.subject_ref = 'org:tornado mixer'
        """
    )
    assert ask(changing_graph, "entity_profile", name="org:tornado mixer")[0]["entity"] == "Tornado Cash"
