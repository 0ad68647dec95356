"""Whatever arrives: one clear line, the right exit code, the rest goes on, and nothing is half written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.checksum import fingerprint
from kg.cli import run
from kg.graph import Graph
from kg.settings import Settings
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg

pytestmark = pytest.mark.graph

CYPHER = "'}) DETACH DELETE n //"

UNREADABLE = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "the file is empty"),
    "binary.txt": (bytes(range(256)) * 8, "looks binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "looks binary: an image"),
    "latin.txt": ("Société Générale warned.".encode("latin-1"), "byte 4 (0xe9) is not valid UTF-8"),
    "list.json": (b"[1, 2]", "is JSON but no object"),
    "no_text.json": (b'{"title": "x"}', "has no field 'text'"),
    "number.json": (b'{"text": 7}', "field 'text' is int, not a string"),
    "cut.json": (b'{"text": "Huione', "is not JSON"),
    "date.json": (b'{"text": "Huione", "published": "yesterday"}', "which is no date"),
    "scripts_only.html": (b"<html><script>alert(1)</script></html>", "is HTML without any readable text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_line_and_changes_nothing(kg: Kg, graph: Graph, tmp_path: Path, name: str) -> None:
    before = fingerprint(graph)
    content, why = UNREADABLE[name]
    (tmp_path / name).write_bytes(content)
    ran = kg("ingest", tmp_path / name)
    assert (ran.code, ran.out) == (1, "1 document: 1 skipped; 0 claims added.\n")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"skipped: {tmp_path / name}: ")
    assert why in ran.err
    assert fingerprint(graph) == before


def test_a_file_that_is_not_there_is_one_line(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    ran = kg("ingest", tmp_path / "gone.txt")
    assert (ran.code, ran.err) == (1, f"skipped: {tmp_path / 'gone.txt'}: does not exist; check the spelling\n")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", "é".encode("latin-1")], ids=["empty", "binary", "invalid UTF-8"]
)
def test_standard_input_is_checked_alike(kg: Kg, graph: Graph, content: bytes) -> None:
    ran = kg("ingest", "-", stdin=content)
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert ran.err.startswith("skipped: standard input: ")


def test_a_named_encoding_makes_it_readable(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("The Société Générale used Sinbad.".encode("latin-1"))
    assert kg("ingest", "--encoding", "cp1252", tmp_path).code == 0
    assert graph.read("MATCH (d:Document) RETURN d.text AS text") == [{"text": "The Société Générale used Sinbad."}]


def test_of_a_folder_the_good_files_are_loaded_and_each_bad_one_is_named(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.mkdir()
    (good / "huione.txt").write_text(HUIONE)
    (good / "bybit.txt").write_text(BYBIT)
    assert kg("ingest", good).code == 0
    expected = fingerprint(graph)
    kg_wipe(graph)
    for name, (content, _) in UNREADABLE.items():
        (good / name).write_bytes(content)
    ran = kg("ingest", good)
    assert (ran.code, fingerprint(graph)) == (3, expected)
    assert ran.out.startswith(f"{len(UNREADABLE) + 2} documents: 2 written, {len(UNREADABLE)} skipped; ")
    assert {Path(line.split(": ")[1]).name for line in ran.complaints} == set(UNREADABLE)


def kg_wipe(graph: Graph) -> None:
    graph.command("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def test_scripts_of_a_page_are_no_part_of_its_text(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!doctype html><html><head><title>A <b>heist</b></title><script>var evil = 'stolen';</script>"
        "<style>p { color: evil }</style></head><body onload='evil()'><article>"
        "<p>The Lazarus Group used Sinbad.</p><script>document.write('evil Bybit')</script>"
        "<p>OFAC &lt;script&gt; sanctioned <a href='javascript:evil()'>Sinbad</a>.</p></article></body></html>"
    )
    assert kg("ingest", tmp_path).code == 0
    rows = graph.read("MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT toStringOrNull(n[key]) AS value")
    assert [row["value"] for row in rows if "evil" in (row["value"] or "")] == []
    texts = graph.read("MATCH (d:Document) RETURN d.text AS text")
    assert [row["text"].split() for row in texts] == [
        "The Lazarus Group used Sinbad. OFAC <script> sanctioned Sinbad.".split()
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": CYPHER},
        {"publisher": CYPHER},
        {"url": f"https://x.example/{CYPHER}"},
        {"id": CYPHER, "licence": CYPHER},
    ],
    ids="+".join,
)
def test_cypher_in_a_field_stays_text(kg: Kg, graph: Graph, tmp_path: Path, fields: dict[str, str]) -> None:
    (tmp_path / "first.txt").write_text(HUIONE)
    (tmp_path / "second.json").write_text(json.dumps({"text": BYBIT, **fields}))
    assert kg("ingest", tmp_path).code == 0
    rows = graph.read(
        "MATCH (d:Document)-[:FROM]->(s:Source) RETURN d.text AS text, d.title AS title, s.name AS source"
    )
    assert {row["text"] for row in rows} == {HUIONE.strip(), BYBIT.strip()}
    if "title" in fields or "publisher" in fields:
        assert CYPHER in {value for row in rows for value in row.values()}


def test_cypher_in_names_stays_text(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    text = f"The Lazarus Group used Sinbad {CYPHER}. FinCEN warned about “Sinbad`}})-[:OWNS]->(n) SET n.x = 1 //”."
    (tmp_path / "a.txt").write_text(text)
    assert kg("ingest", tmp_path).code == 0
    assert graph.read("MATCH (d:Document) RETURN d.text AS text") == [{"text": text}]
    assert graph.read("MATCH (n) WHERE n.x IS NOT NULL RETURN n") == []
    assert graph.read("MATCH (e:Entity {name: 'Lazarus Group'}) RETURN e.id AS id") == [{"id": "org:lazarus group"}]


@pytest.mark.parametrize("command", [("path", CYPHER, "Lazarus Group"), ("retract", CYPHER)], ids=["path", "retract"])
def test_cypher_on_the_command_line_stays_text(kg: Kg, loaded: Graph, command: tuple[str, ...]) -> None:
    before = fingerprint(loaded)
    ran = kg(*command)
    assert (ran.code, len(ran.err.splitlines()), fingerprint(loaded)) == (4, 1, before)


@pytest.mark.parametrize(
    "name", ["Huione" + "e" * 9_994, "Huione " * 1_428 + "Bank", "Ą" * 9_999 + "ż"], ids=["a word", "words", "accents"]
)
def test_a_name_of_ten_thousand_characters_does_no_harm(kg: Kg, graph: Graph, tmp_path: Path, name: str) -> None:
    (tmp_path / "long.json").write_text(
        json.dumps(
            {
                "text": f"{name} laundered money for the Lazarus Group. The Lazarus Group used Sinbad.",
                "publisher": name,
                "title": name,
            }
        )
    )
    (tmp_path / "other.txt").write_text(SINBAD)
    ran = kg("ingest", tmp_path)
    assert (ran.code, ran.complaints) == (0, [])
    assert ran.out.startswith("2 documents: 2 written; ")
    assert {"name": "Sinbad"} in graph.read("MATCH (e:Entity) RETURN e.name AS name")
    asked = kg("path", name, "Lazarus Group")
    assert (asked.code in (0, 4), "Traceback" in asked.err) == (True, False)


def test_the_fault_of_one_document_takes_no_other_along(
    kg: Kg, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that fails, and a batch that the database refuses because of one document in it."""
    from ingest import job
    from ingest import run as loop

    for name, text in (("a.txt", HUIONE), ("b.txt", BYBIT), ("c.txt", SINBAD)):
        (tmp_path / name).write_text(text)
    kg("ingest", tmp_path / "a.txt")
    expected = fingerprint(graph)
    kg_wipe(graph)
    honest_read, honest_write = job.read, loop.write_documents

    def read(nlp, text, **known):
        if text == BYBIT.strip():
            raise RecursionError("the parser gave up")
        return honest_read(nlp, text, **known)

    def write(graph, batch, **options):
        written = honest_write(graph, batch, **options)
        if any(item.document.text == SINBAD for item in batch):
            honest_retract(graph, batch)
        return written

    def honest_retract(graph, batch):
        kg_wipe(graph)
        raise ValueError("a property that cannot be stored")

    monkeypatch.setattr("ingest.job.read", read)
    monkeypatch.setattr(loop, "write_documents", write)
    ran = kg("ingest", tmp_path)
    assert ran.code == 3
    assert ran.out.startswith("3 documents: 1 written, 2 skipped; ")
    assert [line.split(": ")[1].rsplit("/", 1)[1] for line in ran.complaints] == ["b.txt", "c.txt"]
    assert all("this is a fault of kg" in line for line in ran.complaints)
    assert expected.nodes > 0


def test_run_never_raises_for_a_command_line_of_nonsense(environment: Settings) -> None:
    assert run(["\x00", "--", "-"]) == 2


@pytest.mark.parametrize("name", [CYPHER, "a AND NOT b~~ +(x]", "OR", "*", '"', "\\", "Ł" * 5_000])
def test_a_question_about_a_hostile_name_is_answered(kg: Kg, loaded: Graph, name: str) -> None:
    before = fingerprint(loaded)
    for query in ("name_search", "entity_profile"):
        ran = kg("ask", query, "--name", name)
        assert (ran.code, ran.err) == (0, "")
    assert fingerprint(loaded) == before


def test_a_folder_of_traps_is_walked_and_each_is_named_on_one_line(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SINBAD)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "two\nlines\x1b[31m\udcff.txt").write_bytes(b"\x00")
    ran = kg("ingest", tmp_path)
    assert (ran.code, ran.out.split(";")[0]) == (3, "5 documents: 1 written, 4 skipped")
    assert sorted(line.split(": ")[1].removeprefix(f"{tmp_path}/") for line in ran.complaints) == [
        "pipe.txt", "round.txt", "two\\nlines\\x1b[31m\\udcff.txt", "zero.txt",
    ]  # fmt: skip


def test_a_name_in_disguise_is_kept_apart_and_told(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HUIONE)
    (tmp_path / "b.txt").write_text(HUIONE.replace("Huione", "Hu\u0456one"), "utf-8")
    ran = kg("ingest", tmp_path)
    assert [line for line in ran.complaints if "kept apart from 'Huione Group', which it looks like" in line] != []
    names = {row["name"] for row in graph.read("MATCH (e:Company) RETURN e.name AS name")}
    assert {"Huione Group", "Hu\u0456one Group"} <= names
