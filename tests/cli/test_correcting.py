"""`kg reject`, `kg confirm`, `kg unreject`, `kg show`, and judgements as text, as a user meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.checksum import fingerprint
from kg.graph import Graph
from tests.cli.conftest import Kg
from tests.conftest import wipe

pytestmark = pytest.mark.graph

SAID = "Huione Group laundered $37 million for the Lazarus Group"


def shown(kg: Kg, *arguments: object) -> list[dict[str, str]]:
    ran = kg("show", *arguments, "--claims", "--format", "json")
    assert ran.code == 0
    return json.loads(ran.out)


@pytest.fixture
def claim(kg: Kg, loaded: Graph) -> str:
    """The claim that Huione laundered for Lazarus, as `kg path` prints it."""
    return re.findall(r"claim ([0-9a-f]{12})\]", " ".join(kg("path", "Huione Group", "Lazarus Group").out.split()))[0]


def test_what_a_path_prints_can_be_rejected_and_taken_back(kg: Kg, loaded: Graph, claim: str) -> None:
    before = fingerprint(loaded)
    ran = kg("reject", claim, "--why", "misread", "--by", "ann")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Rejected: {claim} (org:huione group LAUNDERED_FOR org:lazarus group), by ann on ")
    assert "No link found" in kg("path", "Huione Group", "Lazarus Group").out
    assert kg("reject", claim, "--why", "again").out.startswith(f"Already rejected: {claim} ")
    undone = kg("unreject", claim)
    assert (undone.code, undone.out.startswith(f"Undone: reject of {claim} ")) == (0, True)
    assert fingerprint(loaded) == before


def test_what_is_rejected_is_shown_with_who_when_and_why(kg: Kg, loaded: Graph, claim: str) -> None:
    kg("reject", claim, "--why", "misread", "--by", "ann")
    row = shown(kg, "--rejected")[0]
    assert (row["claim"], row["by"], row["why"], row["fact"]) == (claim, "ann", "misread", "LAUNDERED_FOR")
    assert row["sentence"].startswith(SAID)
    assert shown(kg, "Huione Group", "--rejected") == shown(kg, "lazarus group", "--rejected") == [row]
    assert shown(kg, "Bybit", "--rejected") == []
    assert claim not in {row["claim"] for row in shown(kg, "Huione Group")}


def test_what_is_gone_with_its_claims_is_still_shown_as_rejected(kg: Kg, loaded: Graph) -> None:
    claims = [row["claim"] for row in shown(kg, "Cambodia")]
    for one in claims:
        assert kg("reject", one, "--why", "misread").code == 0
    assert kg("show", "Cambodia").code == 4
    assert {row["claim"] for row in shown(kg, "country:kh", "--rejected")} == set(claims)


def test_showing_an_entity_lists_each_claim_with_its_sentence_source_and_id(kg: Kg, loaded: Graph, claim: str) -> None:
    rows = {row["claim"]: row for row in shown(kg, "Huione Group")}
    assert (rows[claim]["fact"], rows[claim]["value"]) == ("LAUNDERED_FOR ->", "Lazarus Group")
    assert rows[claim]["sentence"].startswith(SAID)
    assert ("name", "Huione Group") in {(row["fact"], row["value"]) for row in rows.values()}


def test_a_confirmed_claim_is_as_sure_as_its_source(kg: Kg, loaded: Graph, claim: str) -> None:
    ran = kg("confirm", claim, "--by", "ann")
    assert (ran.code, ran.out.startswith(f"Confirmed: {claim} ")) == (0, True)
    rows = {row["claim"]: row for row in shown(kg, "Huione Group")}
    reliability = loaded.read("MATCH (s:Source) RETURN s.reliability AS r")[0]["r"]
    assert rows[claim]["confidence"] == reliability
    refused = kg("reject", claim, "--why", "misread")
    assert (refused.code, len(refused.complaints)) == (1, 1)
    assert "it was judged otherwise (confirm) by ann" in refused.err


def test_the_name_that_is_kept_comes_from_the_environment(
    kg: Kg, loaded: Graph, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_USER", "bob")
    assert ", by bob on " in kg("reject", claim, "--why", "misread").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("reject", "deadbeef"), 2, "Missing option '--why'"),
        (("reject", "deadbeef", "--why", " "), 4, "no claim in the graph has an id that begins so"),
        (("reject", "deadbeef", "--why", "x"), 4, "no claim in the graph has an id that begins so"),
        (("reject", "dead", "--why", "x", "--by", " "), 4, "give 8 digits of one or more"),
        (("confirm", "deadbeef"), 4, "no claim in the graph has an id that begins so"),
        (("unreject", "deadbeef"), 4, "no claim in the graph has an id that begins so"),
        (("show",), 2, "whom to show is not said"),
        (("show", "Nobody of that name"), 4, "no entity in the graph is called so"),
        (("import", "judgements", "no-such-file"), 2, "No such file"),
        (("import", "dump", "no-such-file"), 1, "cannot be read (No such file or directory); name a dump"),
    ],
    ids=str,
)
def test_a_wrong_call_is_told_in_one_line(
    kg: Kg, loaded: Graph, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = kg(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_rejection_without_a_name_is_refused(kg: Kg, loaded: Graph, claim: str) -> None:
    ran = kg("reject", claim, "--why", "misread", "--by", " ")
    assert (ran.code, len(ran.complaints)) == (2, 1)
    assert "nobody is named" in ran.err


def test_corrections_travel_as_text_ahead_of_the_documents(kg: Kg, loaded: Graph, claim: str, tmp_path: Path) -> None:
    kg("reject", claim, "--why", "misread — 误读", "--by", "ann")
    after = fingerprint(loaded)
    assert kg("export", "judgements", tmp_path / "j.jsonl").code == 0
    assert kg("export", "judgements", "-").out == (tmp_path / "j.jsonl").read_text("utf-8")
    wipe(loaded)
    assert kg("import", "judgements", tmp_path / "j.jsonl").out == "1 judgements applied, 0 known already.\n"
    assert kg("ingest", tmp_path / "loaded").code == 0
    assert fingerprint(loaded) == after
    again = kg("import", "judgements", "-", stdin=(tmp_path / "j.jsonl").read_bytes())
    assert again.out == "0 judgements applied, 1 known already.\n"


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "[]", '{"verdict": "reject"}', "x" * 1_000_002])
def test_what_are_no_judgements_is_refused_in_one_line(kg: Kg, loaded: Graph, tmp_path: Path, content: str) -> None:
    (tmp_path / "j.jsonl").write_text(content)
    ran = kg("import", "judgements", tmp_path / "j.jsonl")
    assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)


def test_judgements_write_over_nothing_unless_told(kg: Kg, loaded: Graph, tmp_path: Path) -> None:
    (tmp_path / "j.jsonl").write_text("mine")
    ran = kg("export", "judgements", tmp_path / "j.jsonl")
    assert (ran.code, len(ran.complaints)) == (1, 1)
    assert (tmp_path / "j.jsonl").read_text() == "mine"
    assert kg("export", "judgements", tmp_path / "j.jsonl", "--force").code == 0
    assert (tmp_path / "j.jsonl").read_text() == ""


def test_a_dump_travels_by_the_command_line(kg: Kg, loaded: Graph, claim: str, tmp_path: Path) -> None:
    kg("reject", claim, "--why", "misread")
    before = fingerprint(loaded)
    written = kg("export", "dump", tmp_path / "graph.gz")
    assert (written.code, before.checksum in written.out) == (0, True)
    full = kg("import", "dump", tmp_path / "graph.gz")
    assert (full.code, len(full.complaints)) == (1, 1)
    wipe(loaded)
    assert kg("import", "dump", tmp_path / "graph.gz").out.endswith(f"checksum {before.checksum}, as in the dump\n")
    assert fingerprint(loaded) == before
    assert kg("unreject", claim).code == 0
