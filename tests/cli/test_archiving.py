"""What `kg ingest` keeps of the bytes, and the graph that `kg rebuild` makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.archive import Archive, Entry
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.moving.corrections import read_judgements
from kg.settings import Settings
from kg.writing.correcting import reject
from tests.cli.conftest import BYBIT, HUIONE, SINBAD, Kg
from tests.conftest import NOW, wipe

pytestmark = pytest.mark.graph


@pytest.fixture(autouse=True)
def home(server_settings: Settings) -> Path:
    """The home of the test run's server, its archive emptied."""
    import shutil

    for name in ("archive", "quarantine"):
        shutil.rmtree(server_settings.home / name, ignore_errors=True)
    return server_settings.home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text(HUIONE)
    (made / "b.json").write_text(json.dumps({"text": BYBIT, "title": "A heist", "published": "2025-02-22"}))
    (made / "c.json").write_text(json.dumps({"text": HUIONE, "publisher": "FinCEN", "url": "https://fincen.example/1"}))
    (made / "d.txt").write_bytes("The Société Générale used Sinbad.".encode("cp1252"))
    return made


def archived(home: Path) -> list[Entry]:
    return list(Archive(home / "archive", lambda: "").entries(on_damaged=lambda error: pytest.fail(str(error))))


def recorded(graph: Graph) -> list[tuple[str, str]]:
    rows = graph.read(
        "MATCH (n) WHERE n.recorded IS NOT NULL RETURN n.id AS id, n.recorded AS recorded ORDER BY id", limit=100_000
    )
    return [(row["id"], row["recorded"]) for row in rows]


def test_what_is_loaded_is_archived_with_its_time(kg: Kg, graph: Graph, home: Path, folder: Path) -> None:
    kg("ingest", "--encoding", "cp1252", folder)
    found = {one.name: entry for entry in archived(home) for one in entry.sightings}
    assert set(found) == {str(path) for path in folder.iterdir()}
    rows = graph.read("MATCH (d:Document) RETURN d.raw_sha256 AS raw, d.recorded AS recorded")
    times = {entry.sha256: f"{entry.recorded[:19]}Z" for entry in found.values()}
    assert len(rows) == 3
    assert all(times[row["raw"]] == row["recorded"] for row in rows)


def test_standard_input_is_archived(kg: Kg, graph: Graph, home: Path) -> None:
    kg("ingest", "-", stdin=SINBAD.encode())
    (entry,) = archived(home)
    assert (entry.sightings[0].name, Archive(home / "archive", lambda: "").read(entry.sha256)) == (
        "standard input",
        SINBAD.encode(),
    )


def test_nothing_is_kept_where_that_is_asked(kg: Kg, graph: Graph, home: Path, folder: Path) -> None:
    (folder / "e.txt").write_bytes(b"\x00")
    assert kg("ingest", "--no-archive", folder).code == 3
    assert [path for name in ("archive", "quarantine") for path in (home / name).glob("*/*")] == []


def test_what_cannot_be_read_is_kept_in_quarantine(kg: Kg, graph: Graph, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG" + bytes(100))
    assert kg("ingest", tmp_path / "a.txt").code == 1
    (note,) = [json.loads(path.read_text()) for path in (home / "quarantine").glob("*/*.json")]
    assert (note["name"], note["reason"]) == (str(tmp_path / "a.txt"), "looks binary: an image")
    assert archived(home) == []


def test_a_full_disk_is_one_line_and_nothing_half(
    kg: Kg, graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.archive.place", full)
    before = fingerprint(graph)
    ran = kg("ingest", folder)
    assert (ran.code, len(ran.complaints), fingerprint(graph)) == (1, 1, before)
    assert "No space left on device" in ran.err
    assert "--no-archive" in ran.err


@pytest.mark.parametrize("workers", [(), ("--workers", 2)], ids=["in this process", "two workers"])
def test_a_rebuild_makes_the_same_graph_with_the_same_times(
    kg: Kg, graph: Graph, folder: Path, workers: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kg.cli.loading.moment", lambda: "2026-01-02T03:04:05.000000Z")
        kg("ingest", folder / "c.json", folder / "a.txt")
    load_all(kg, folder)
    before, times = fingerprint(graph), recorded(graph)
    ran = kg("rebuild", "--yes", *workers)
    assert (ran.code, fingerprint(graph), recorded(graph)) == (0, before, times)
    assert f"The graph is the one it was: 3 documents, checksum {before.checksum}." in ran.out


def load_all(kg: Kg, folder: Path) -> None:
    assert kg("ingest", "--encoding", "cp1252", folder).code == 0


def test_corrections_survive_a_rebuild(kg: Kg, graph: Graph, folder: Path) -> None:
    load_all(kg, folder)
    claim = graph.read("MATCH (c:Claim {predicate: 'LAUNDERED_FOR'}) RETURN c.id AS id ORDER BY id")[0]["id"]
    reject(graph, claim, why="misread", by="an analyst", now=NOW)
    assert kg("retract", "A heist", "--why", "a hoax").code == 0
    before = fingerprint(graph)
    ran = kg("rebuild", "--yes")
    assert (ran.code, fingerprint(graph)) == (0, before)
    assert graph.read("MATCH (d:Document {title: 'A heist'}) RETURN d.reason AS reason") == [{"reason": "a hoax"}]
    assert graph.read("MATCH (c:Claim {id: $id}) RETURN c.reason AS reason", {"id": claim}) == [{"reason": "misread"}]


def test_another_server_gets_the_same_graph_from_archive_and_judgements(
    kg: Kg, graph: Graph, folder: Path, home: Path, tmp_path: Path
) -> None:
    load_all(kg, folder)
    kg("retract", "A heist", "--why", "a hoax")
    before = fingerprint(graph)
    lines = [json.dumps(record) for record in read_judgements(graph)]
    (tmp_path / "judgements.jsonl").write_text("\n".join(lines))
    (home / "archive").rename(tmp_path / "moved")
    wipe(graph)
    ran = kg("rebuild", "--archive", tmp_path / "moved", "--judgements", tmp_path / "judgements.jsonl")
    assert (ran.code, fingerprint(graph)) == (0, before)


def test_documents_that_are_not_archived_are_named_and_stop_the_rebuild(kg: Kg, graph: Graph, folder: Path) -> None:
    kg("ingest", folder / "a.txt")
    kg("ingest", "--no-archive", folder / "b.json")
    before = fingerprint(graph)
    ran = kg("rebuild", "--yes")
    assert (ran.code, fingerprint(graph)) == (1, before)
    assert "A heist" in ran.complaints[0]
    assert "1 document: would be lost" in ran.complaints[1]
    forced = kg("rebuild", "--yes", "--force")
    assert (forced.code, "The graph is another: 1 documents" in forced.out) == (1, True)


@pytest.mark.parametrize("suffix", [".gz", ".json"])
def test_a_damaged_entry_counts_as_not_archived(kg: Kg, graph: Graph, folder: Path, home: Path, suffix: str) -> None:
    kg("ingest", folder / "a.txt", folder / "b.json")
    before = fingerprint(graph)
    path = next((home / "archive").glob(f"*/*{suffix}"))
    path.write_bytes(b"damaged")
    ran = kg("rebuild", "--yes")
    assert (ran.code, fingerprint(graph)) == (1, before)
    assert ran.complaints[0].startswith(f"damaged: {path}: ")


def test_nobody_to_ask_is_a_no(kg: Kg, graph: Graph, folder: Path) -> None:
    kg("ingest", folder / "a.txt")
    before = fingerprint(graph)
    ran = kg("rebuild")
    assert (ran.code, fingerprint(graph), "--yes" in ran.err) == (2, before, True)


def test_an_empty_archive_is_told(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    ran = kg("rebuild", "--archive", tmp_path / "nothing")
    assert (ran.code, ran.err) == (
        2,
        f"kg: {tmp_path / 'nothing'}: no document and no list is archived there; name the folder with --archive\n",
    )


@pytest.mark.parametrize(
    "where", ["kg.moving.rebuilding.empty", "kg.moving.corrections.apply_judgements", "ingest.run.load"]
)
def test_a_rebuild_that_is_cut_off_is_gone_on_with(
    kg: Kg, graph: Graph, folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_all(kg, folder)
    kg("retract", "A heist", "--why", "a hoax")
    before = fingerprint(graph)

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ingest.rebuild.load" if where == "ingest.run.load" else where, cut)
        assert kg("rebuild", "--yes").code == 130
    refused = kg("ingest", folder)
    assert (refused.code, "`kg rebuild` goes on with it" in refused.err) == (1, True)
    ran = kg("rebuild")
    assert (ran.code, fingerprint(graph)) == (0, before)
    assert kg("--quiet", "status").code == 0
