"""What is loaded at once is read, resolved and written to files as a writer would have it in the graph."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import documents
from kg.bulk import bulk_load
from kg.bulk.adding import ACTION, EDGE, ENTITY
from kg.bulk.files import Files
from kg.bulk.gathering import CLAIM_COLUMNS, BadItem, Gathered, gather
from kg.bulk.laying import CLAIM, DOCUMENT
from kg.bulk.resolving import resolve
from kg.bulk.spool import PARTS, Parts, Spool
from kg.errors import DatabaseRefused
from kg.events import EventFacts, resolve_events
from kg.evidence import Statement, Summary
from kg.identity import Naming, resolve_organisations
from kg.model import Claim, Document, DocumentClaims, Source
from kg.settings import read_settings
from kg.writing.describing import action_properties, entity_properties
from kg.writing.fresh import called
from kg.writing.linking import family_of
from kg.writing.records import Listed
from kg.writing.truth import _LITERAL, _STATEMENT, _document, claim_properties
from tests.graph.handmade import document

NOW = "2026-01-02T03:04:05Z"
COLUMNS = {"id": "string", "names": "string[]", "count": "long", "sure": "double"}
SAMPLE = document(
    "Huione Group laundered for Lazarus Group, aka Lazarus, FinCEN found.",
    [("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"amount": 37e6, "currency": "USD"}), ("FinCEN", "finding!", "Huione Group", {"start_date": "2025-05"})],
    aliases={"Lazarus Group": ["Lazarus"]},
)  # fmt: skip


def gathered(items: Any, folder: Path) -> Gathered:
    return gather(items, folder, reader="r-1", now=NOW)


def lines(folder: Path, *rows: list[Any]) -> dict[str, list[str]]:
    made = Files(folder, "\x1f")
    nodes = made.nodes("Thing", COLUMNS)
    for number, row in enumerate(rows):
        nodes.write(number, row)
    words = made.close()
    return {
        path.name: path.read_bytes().decode().split("\n", 1)[1].splitlines()
        for path in sorted(folder.glob("*.csv"))
        if f"--nodes=Thing=./{path.name}" in words
    }


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (["a", ["x", "y"], 3, 0.5], '0,"a","x\x1fy",3,0.5'),
        (["", None, None, None], '0,"",,,'),
        (['say "no", \\ ', ["one"], -1, 1e-07], '0,"say ""no"", \\ ","one",-1,1e-07'),
        (["a", ["", "b", ""], 0, 37e6], '0,"a","\x1fb\x1f",0,37000000.0'),
        (["汇旺 \u2028 \x00", [], 1, 1.0], '0,"汇旺 \u2028 \x00",,1,1.0'),
    ],
    ids=range(5),
)
def test_a_value_is_written_so_that_it_is_read_back_as_it_is(tmp_path: Path, row: list[Any], line: str) -> None:
    lines(tmp_path, row)
    assert (tmp_path / "000-Thing.csv").read_bytes().decode().split("\n")[1] == line


@pytest.mark.parametrize("text", ["two\nlines", "two\r\nlines", "two\rlines"])
def test_values_of_several_lines_slow_down_no_others(tmp_path: Path, text: str) -> None:
    made = Files(tmp_path, "\x1f")
    nodes = made.nodes("Thing", COLUMNS)
    for number, value in enumerate(["one line", text]):
        nodes.write(number, [value, None, None, None])
    assert made.close() == [
        "--nodes=Thing=./000-Thing.csv", "--nodes=Thing=./001-Thing.csv",
        "--multiline-fields=./001-Thing.csv", "--multiline-fields-format=v2",
    ]  # fmt: skip


def test_a_whole_number_among_others_stays_a_whole_number(tmp_path: Path) -> None:
    found = lines(tmp_path, ["a", None, None, 0.5], ["b", None, None, 1])
    assert found == {"000-Thing.csv": ['0,"a",,,0.5'], "001-Thing.csv": ['1,"b",,,1']}
    assert (tmp_path / "001-Thing.csv").read_text().startswith(":ID,id:string,names:string[],count:long,sure:long\n")


def test_empty_lists_are_noted_since_no_file_tells_them_from_nothing(tmp_path: Path) -> None:
    made = Files(tmp_path, "\x1f")
    nodes = made.nodes("Thing:Other", COLUMNS)
    for number, names in enumerate(([], [""], None, ["", ""])):
        nodes.write(number, [f"t{number}", names, None, None])
    made.close()
    assert made.written.empties == [("Thing", "t0", "names", []), ("Thing", "t1", "names", [""])]
    assert (made.written.nodes, made.written.properties) == (4, 5)


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadItem, match="holds half a character, which no database takes"):
        lines(tmp_path, ["a\ud800b", None, None, None])


def test_a_property_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadItem, match="has no column for colour"):
        Files(tmp_path, "\x1f").nodes("Thing", COLUMNS).put(1, {"id": "a", "colour": "red"})


def test_what_parts_lists_stands_in_no_name(tmp_path: Path) -> None:
    name = "Tick\x1fTock \x1e"
    claims = tuple(replace(claim, value=name) if claim.predicate == "alias" else claim for claim in SAMPLE.claims)
    assert gathered([SAMPLE], tmp_path).delimiter() == "\x1f"
    assert gathered([replace(SAMPLE, claims=claims)], tmp_path).delimiter() == "\x1d"


def test_names_that_hold_all_that_could_part_them_are_refused(tmp_path: Path) -> None:
    name = "".join(map(chr, (*range(0x1C, 0x20), *range(0xE000, 0xE100))))
    wild = replace(SAMPLE, document=replace(SAMPLE.document, source=Source(name, 0.5)))
    with pytest.raises(BadItem, match="hold every character that could part them"):
        gathered([wild], tmp_path).delimiter()


def test_every_property_has_a_column() -> None:
    spans = {"subject_span": (1, 2), "object_span": (3, 4), "amount": 1.0}
    words = {one.name: "x" for one in fields(Claim) if one.name not in ("id", "passage_ids", "confidence", *spans)}
    claim = Claim(
        id="c", passage_ids=("p",), confidence=0.5, **{**words, **spans, "predicate": "name", "subject_ref": "org:x"}
    )
    assert claim_properties(claim, NOW).keys() == set(CLAIM_COLUMNS)
    assert set(CLAIM) == {*CLAIM_COLUMNS, "edge"} == {*_LITERAL, *_STATEMENT, "document", "recorded"}
    made = Document("d", "text", "raw", Source("s", 0.5), *["x"] * 4, NOW, "list", "part")  # type: ignore[arg-type]
    assert {"id", *_document(made, "r", NOW)} == set(DOCUMENT)


def test_every_sum_has_a_column() -> None:
    facts = [
        {"ref": "r", "predicate": predicate, "value": value, "method": "m", "times": 1, "confidence": 0.5}
        for predicate in ("name", "alias", "kind", "birth_date", "address", "chain", "identifier")
        for value in ("mitre:x:G1", "registration:kh:1", "website:x:a.example")
    ]
    told = {
        name
        for entity, label in (("org:x", "Company"), ("wallet:evm:x", "Wallet"), ("country:kh", "Country"))
        for name in entity_properties(entity, label, facts)
    }
    assert {*told, "label_status"} == set(ENTITY)
    stated = Statement("c", "asserted", 0.5, "d", amount=1.0, currency="USD", start_date="2024", end_date="2025")
    assert action_properties("action:d:theft:1", [("action:d:theft:1", stated)]).keys() == set(ACTION)
    assert set(EDGE) == {"key", *(one.name for one in fields(Summary))}


def test_a_claim_in_a_sentence_of_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadItem, match=r"claim .* stands in passage .*, which its document does not have; mend it"):
        gathered([replace(SAMPLE, passages=(), mentions=())], tmp_path)


def test_a_document_that_comes_again_tells_only_where(tmp_path: Path) -> None:
    again = replace(SAMPLE, document=replace(SAMPLE.document, url="https://b.example", source=Source("B", 0.1)))
    found = gathered([SAMPLE, again], tmp_path)
    assert (found.documents, found.claims) == (1, len(SAMPLE.claims))
    assert found.again == {SAMPLE.document.id: ({"https://b.example"}, {"B"})}


def test_a_list_without_records_is_a_document_all_the_same(tmp_path: Path) -> None:
    found = gathered([Listed(Document("l", "", "0", Source("L", 1.0), kind="list"))], tmp_path)
    (chunk,) = found.read()
    assert chunk.document is not None
    assert (chunk.is_list, chunk.document["kind"], "text" in chunk.document) == (True, "list", False)


NAMES = sorted(
    {
        claim.value
        for item in documents(150, times=2)
        for claim in item.claims
        if claim.predicate == "name" and claim.value
    }
)


def crossed(item: DocumentClaims) -> DocumentClaims:
    """The document with other names for aliases, so that some are claimed by one and some by many."""
    aliases = {
        claim.id: NAMES[int(claim.id[:6], 16) % len(NAMES)] for claim in item.claims if claim.predicate == "alias"
    }
    return replace(
        item, claims=tuple(replace(claim, value=aliases.get(claim.id, claim.value)) for claim in item.claims)
    )


def test_names_resolved_in_blocks_are_what_all_together_would_be(tmp_path: Path) -> None:
    items = [crossed(item) for item in documents(150, times=2)]
    found = resolve(gathered(items, tmp_path))
    claims = [claim for item in items for claim in item.claims]
    namings = [
        Naming(claim.subject_ref, key.split("|", 1)[1], claim.predicate == "name", claim.document_id)
        for claim in claims
        if claim.subject_ref.startswith("org:") and (key := called(claim)) is not None
    ]
    whole = resolve_organisations(namings)
    assert len({entity for ref, entity in whole.entity.items() if ref != entity}) > 5
    assert {ref: found.where(ref) for ref in whole.entity} == whole.entity
    assert {pair for pair in found.candidates if pair[0].startswith("org:")} == whole.candidates


def test_actions_resolved_in_blocks_are_what_all_together_would_be(tmp_path: Path) -> None:
    items = list(documents(400, times=1))
    # all in one month, so that some are one event
    items = [
        replace(
            item,
            claims=tuple(replace(claim, start_date="2024-05" if claim.start_date else None) for claim in item.claims),
        )
        for item in items
    ]
    found = resolve(gathered(items, tmp_path))
    parts: dict[str, dict[str, set[str]]] = {}
    for claim in (claim for item in items for claim in item.claims if claim.predicate in ("PERFORMED", "TARGETED")):
        ends = (claim.subject_ref, str(claim.object_ref))
        action, party = ends if family_of(ends[0]) == "action" else ends[::-1]
        one = parts.setdefault(action, {"by": set(), "against": set(), "dates": set()})
        one["by" if claim.predicate == "PERFORMED" else "against"].add(found.where(party))
        one["dates"].update([claim.start_date] if claim.start_date else [])
    facts = {action: EventFacts(action.split(":")[2], *map(frozenset, one.values())) for action, one in parts.items()}
    whole = resolve_events(facts)
    assert len({entity for ref, entity in whole.entity.items() if ref != entity}) > 5
    assert {ref: found.where(ref) for ref in whole.entity} == whole.entity


def test_rows_come_back_from_the_disk_in_order(tmp_path: Path) -> None:
    rows = [(number, None, 0.5, "汇旺\ud800", ("a", number)) for number in range(70)]
    with Spool(tmp_path / "rows", at_once=8) as spool:
        for row in rows:
            spool.add(row)
        assert (list(spool), list(spool)) == (rows, rows)
    assert list(tmp_path.iterdir()) == []


def test_all_about_one_thing_is_in_one_part(tmp_path: Path) -> None:
    parts = Parts(tmp_path, "things")
    for number in range(3 * PARTS):
        parts.add(number % PARTS, (number,))
    found = [{first for first, _ in part} for part in parts]
    assert found == [{number} for number in range(PARTS)]


def test_another_server_is_refused(tmp_path: Path) -> None:
    environ = {"KG_HOME": str(tmp_path / "home"), "NEO4J_URI": "bolt://10.0.0.1", "NEO4J_PASSWORD": "x"}
    with pytest.raises(
        DatabaseRefused, match="is not the local Neo4j, and bulk loading works on its files; unset NEO4J_URI"
    ):
        bulk_load(read_settings(environ), [], now=NOW)
    assert list(tmp_path.iterdir()) == []
