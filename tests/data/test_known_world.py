"""Who the lists know, and by which names: three of them agree, and differ, about the hackers of North Korea and Russia."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.asking.lookup import find_entity
from kg.graph import Graph
from tests.cli.conftest import Kg, environment, kg, nlp  # noqa: F401  (fixtures)
from tests.loading import read_into

pytestmark = [pytest.mark.data, pytest.mark.graph]

ARTICLE = (
    "Hidden Cobra drains an exchange\n\n"
    "The hacking group Hidden Cobra stole $12 million from the exchange Velloria on 3 May 2024, investigators said. "
    "Velloria is based in Estonia.\n"
)


def names_of(graph: Graph, entity: str) -> set[tuple[str, str]]:
    """What an entity is called, and by which list, each name in the capitals of its source."""
    rows = graph.read(
        """
        MATCH (e:Entity {id: $id})<-[:SUBJECT]-(c:Claim)-[:EVIDENCE]->(:Passage)-[:IN]->(d:Document)
        WHERE c.predicate IN ['name', 'alias'] AND c.withdrawn IS NULL
        RETURN d.list_name AS list, c.value AS name
        """,
        {"id": entity},
    )
    return {(row["list"], row["name"]) for row in rows}


def test_lazarus_is_found_by_the_names_of_three_lists(known_world: Graph) -> None:
    lazarus = find_entity(known_world, "Lazarus Group")
    assert find_entity(known_world, "HIDDEN COBRA") == find_entity(known_world, "ZINC") == lazarus
    assert lazarus.label == "Group"
    assert names_of(known_world, lazarus.id) >= {
        ("ofac-sdn", "LAZARUS GROUP"), ("ofac-sdn", "HIDDEN COBRA"), ("mitre-attack", "ZINC"),
        ("mitre-attack", "HIDDEN COBRA"), ("misp-galaxy", "Hidden Cobra"),
    }  # fmt: skip


def test_apt38_is_bluenoroff_and_misp_s_other_view_is_shown(known_world: Graph, kg: Kg) -> None:  # noqa: F811
    found = find_entity(known_world, "APT38")
    assert found == find_entity(known_world, "Bluenoroff")
    assert names_of(known_world, found.id) >= {("ofac-sdn", "APT38"), ("mitre-attack", "APT38")}
    rows = json.loads(kg("show", "APT38", "--claims", "--format", "json").out)
    others = {(row["value"], row["source"], row["sentence"]) for row in rows if row["fact"] == "alias of another"}
    lazarus = find_entity(known_world, "Lazarus Group")
    assert others == {(f"{lazarus.name} ({lazarus.id})", "MISP Project", "also known as APT38")}
    table = kg("show", "APT38", "--claims").out
    assert "Others that are called APT38" in table


def test_what_one_list_keeps_apart_stays_apart(known_world: Graph) -> None:
    ids = {find_entity(known_world, name).id for name in ("LAZARUS GROUP", "BLUENOROFF", "ANDARIEL")}
    assert len(ids) == 3
    assert find_entity(known_world, "APT28").id != find_entity(known_world, "APT29").id


def test_a_later_article_meets_the_listing_and_its_wallets(known_world: Graph, tmp_path: Path) -> None:
    before = find_entity(known_world, "Lazarus Group")
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    read_into(known_world, [tmp_path / "article.txt"])
    assert find_entity(known_world, "Hidden Cobra").id == before.id
    row = known_world.read(
        """
        MATCH (e:Entity {id: $id})
        RETURN EXISTS { (:Agency {name: 'Office of Foreign Assets Control'})-[:PERFORMED]->(:Action {kind: 'sanction'})-[:TARGETED]->(e) } AS listed,
               EXISTS { (e)-[:PERFORMED]->(:Action {kind: 'theft'})-[:TARGETED]->({name: 'Velloria'}) } AS stole,
               COUNT { (e)-[:ASSOCIATED_WITH]-(:Person)-[:HOLDS]->(:Wallet) } AS wallets
        """,
        {"id": before.id},
    )[0]
    assert row["listed"]
    assert row["stole"]
    # those whom OFAC links to it held them; the listing itself had no address when this file was made
    assert row["wallets"] >= 15
