"""`kg list` as a user meets it: pull, diff, show, drop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest.lists.kept import forget, kept_pulls
from ingest.lists.record import Fact
from kg.checksum import fingerprint
from kg.graph import Graph
from kg.settings import Settings
from tests.cli.conftest import Kg
from tests.listing import SOURCE, entry, source, write

pytestmark = pytest.mark.graph

QUILLON = entry("1", "Quillon", aliases=["Vantage"])
OSMUND = entry("2", "Osmund", "Group")
HALE = entry("3", "Tamsin Hale", "Person", sanctioned=None)
LIST = (QUILLON, OSMUND, HALE)
NEWER = (entry("1", "Quillon", facts=[Fact("alias", "Garnet")]), OSMUND, entry("4", "Perrin"))
PULLED = "made-up: 3 records (1 Company, 1 Group, 1 Person) of 2026-01-01\n"


@pytest.fixture(autouse=True)
def lists(server_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lists of the tests' own, and no pull of another test in the archive."""
    bounded = source(name="bounded", bounds={"records": (3, 4), "Person": (1, 9), "Company": (0, 1)})
    known = {one.name: one for one in (SOURCE, bounded)}
    monkeypatch.setattr("ingest.source.sources", lambda: known)
    yield
    for name in known:
        forget(server_settings.home / "archive", name)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.list", LIST, published="2026-01-01")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path / "new.list", NEWER, published="2026-02-01")


def test_a_list_is_pulled_from_a_file(kg: Kg, graph: Graph, old: Path) -> None:
    ran = kg("list", "pull", "made-up", "--from", old)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{PULLED}3 added, 0 changed, 0 ended, 0 unchanged; 0 unreadable; 12 claims added, 0 withdrawn\n"
    shown = json.loads(kg("show", "Vantage", "--claims", "--format", "json").out)
    assert {(row["fact"], row["value"]) for row in shown} >= {("name", "Quillon"), ("alias", "Vantage")}


def test_who_else_is_called_so_is_shown_after_what_is_stated(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    rival = entry("5", "Tarn", aliases=["Quillon"])
    kg("list", "pull", "made-up", "--from", write(tmp_path / "rival.list", (QUILLON, rival), published="2026-01-01"))
    shown = json.loads(kg("show", "Quillon", "--claims", "--format", "json").out)
    assert [(row["fact"], row["value"], row["sentence"]) for row in shown if "another" in row["fact"]] == [
        ("alias of another", "Tarn (org:tarn)", "also known as Quillon")
    ]
    assert "Others that are called Quillon" in kg("show", "Quillon", "--claims").out
    assert "Others that are called" not in kg("show", "Tarn", "--claims").out
    by_id = json.loads(kg("show", "org:quillon", "--claims", "--format", "json").out)
    assert by_id == shown


def test_the_second_pull_changes_nothing_and_says_so(kg: Kg, graph: Graph, old: Path) -> None:
    kg("list", "pull", "made-up", "--from", old)
    before = fingerprint(graph)
    ran = kg("list", "pull", "made-up", "--from", old)
    assert (ran.code, ran.err, fingerprint(graph)) == (0, "", before)
    assert ran.out == f"{PULLED}0 added, 0 changed, 0 ended, 3 unchanged; 0 unreadable; 0 claims added, 0 withdrawn\n"


def test_a_newer_version_adds_changes_and_ends(kg: Kg, graph: Graph, old: Path, new: Path) -> None:
    kg("list", "pull", "made-up", "--from", old)
    ran = kg("list", "pull", "made-up", "--from", new)
    assert ran.code == 0
    assert "1 added, 1 changed, 1 ended, 1 unchanged; 0 unreadable; 5 claims added, 2 withdrawn" in ran.out


def test_a_dry_run_tells_what_would_change_and_writes_nothing(
    kg: Kg, graph: Graph, server_settings: Settings, old: Path, new: Path
) -> None:
    kg("list", "pull", "made-up", "--from", old)
    before, kept = fingerprint(graph), kept_pulls(server_settings.home / "archive")
    ran = kg("list", "pull", "made-up", "--from", new, "--dry-run")
    assert (ran.code, fingerprint(graph), kept_pulls(server_settings.home / "archive")) == (0, before, kept)
    assert ran.out.splitlines() == [
        "would change: Quillon | also known as Garnet; Office of Made-up Affairs sanctioned Quillon on 2020-01-02",
        "would add: Perrin | Office of Made-up Affairs sanctioned Perrin on 2020-01-02",
        "would end: 3",
        "made-up: 3 records (2 Company, 1 Group) of 2026-02-01",
        "1 would be added, 1 would be changed, 1 would be ended, 1 unchanged; 0 unreadable",
    ]
    assert kg("list", "pull", "made-up", "--from", new).code == 0
    assert fingerprint(graph) != before


def test_a_dry_run_works_on_an_empty_graph(kg: Kg, graph: Graph, old: Path) -> None:
    ran = kg("list", "pull", "made-up", "--from", old, "--dry-run")
    assert (ran.code, "3 would be added" in ran.out) == (0, True)
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n") == [{"n": 0}]


def test_fewer_records_than_a_healthy_list_are_refused_before_the_first_write(
    kg: Kg, graph: Graph, tmp_path: Path
) -> None:
    path = write(tmp_path / "few.list", [QUILLON, OSMUND])
    ran = kg("list", "pull", "bounded", "--from", path)
    assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
    assert "expected 3 records at least, 2 seen; 1 Person at least, 0 seen" in ran.err
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n") == [{"n": 0}]
    taken = kg("list", "pull", "bounded", "--from", path, "--any-size")
    assert (taken.code, "2 added" in taken.out) == (0, True)


def test_a_refused_list_leaves_what_was_pulled_before_and_keeps_no_copy(
    kg: Kg, graph: Graph, server_settings: Settings, old: Path, tmp_path: Path
) -> None:
    kg("list", "pull", "bounded", "--from", old)
    before, kept = fingerprint(graph), kept_pulls(server_settings.home / "archive")
    assert kg("list", "pull", "bounded", "--from", write(tmp_path / "few.list", [HALE])).code == 1
    assert (fingerprint(graph), kept_pulls(server_settings.home / "archive")) == (before, kept)


def test_more_records_than_a_healthy_list_are_loaded_with_a_warning(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    many = [HALE, *(entry(str(number), f"Company {number}") for number in range(10, 14))]
    ran = kg("list", "pull", "bounded", "--from", write(tmp_path / "many.list", many))
    assert (ran.code, "5 added" in ran.out) == (0, True)
    assert ran.complaints == [
        "warning: more records than a healthy copy holds: 4 at most, 5 seen",
        "warning: more Company than a healthy copy holds: 1 at most, 4 seen",
    ]


def test_records_that_cannot_be_read_are_named_with_file_and_line_and_the_rest_is_loaded(
    kg: Kg, graph: Graph, server_settings: Settings, tmp_path: Path
) -> None:
    path = write(tmp_path / "broken.list", LIST, more=["{broken", '{"id": 7}'])
    ran = kg("list", "pull", "made-up", "--from", path)
    assert (ran.code, "3 added" in ran.out, "2 unreadable" in ran.out) == (3, True, True)
    assert ran.complaints == ["unreadable: broken.list:4: is no record", "unreadable: broken.list:5: is no record"]
    notes = [json.loads(one.read_text()) for one in (server_settings.home / "quarantine").rglob("*.json")]
    assert ("made-up: broken.list:4", "is no record") in {(note["name"], note["reason"]) for note in notes}
    again = kg("list", "pull", "made-up", "--from", path)
    assert (again.code, "3 unchanged; 2 unreadable" in again.out) == (3, True)


def test_of_many_unreadable_records_some_are_named_and_all_counted(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    ran = kg("list", "pull", "made-up", "--from", write(tmp_path / "b.list", LIST, more=["{"] * 30))
    assert (ran.code, "30 unreadable" in ran.out) == (3, True)
    assert len(ran.complaints) == 21
    assert ran.complaints[-1].startswith("unreadable: and 10 more; all are in ")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pull", "no-such-list"), 2, "no such list; one of: made-up, bounded"),
        (("diff", "no-such-list", ".", "."), 2, "no such list; one of: made-up, bounded"),
        (("pull", "made-up"), 1, "name one: kg list pull made-up --from FILE"),
        (("pull", "made-up", "--from", "no-such-file"), 1, "no such file or folder"),
        (("pull",), 2, "Missing argument 'NAME'"),
        (("diff", "made-up", "no-such-file", "."), 2, "does not exist"),
        (("drop", "made-up", "--why", "x"), 4, "the graph holds no such list"),
        (("drop", "made-up"), 2, "Missing option '--why'"),
    ],
    ids=str,
)
def test_a_wrong_call_is_told_and_writes_nothing(
    kg: Kg, graph: Graph, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = kg("list", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n") == [{"n": 0}]


def test_a_folder_and_a_zip_file_are_taken_for_their_files(kg: Kg, graph: Graph, tmp_path: Path, old: Path) -> None:
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder" / "a.list", LIST, published="2026-01-01")
    (tmp_path / "folder" / "README.md").write_text("no list")
    with ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.write(old, "deep/a.list")
        packed.writestr("README.md", "no list")
    assert kg("list", "pull", "made-up", "--from", tmp_path / "folder").out.startswith(PULLED)
    ran = kg("list", "pull", "made-up", "--from", tmp_path / "all.zip")
    assert (ran.code, "3 unchanged" in ran.out) == (0, True)
    empty = kg("list", "pull", "made-up", "--from", tmp_path / "folder" / "..", "--from", tmp_path / "nothing.zip")
    assert (empty.code, empty.out) == (1, "")


def test_two_versions_are_compared_without_a_graph(kg: Kg, graph: Graph, old: Path, new: Path) -> None:
    ran = kg("list", "diff", "made-up", old, new, "--format", "json")
    assert (ran.code, ran.err) == (0, "1 added, 1 changed, 1 ended\n")
    rows = [(row["what"], row["record"], row["name"], row["gone"], row["new"]) for row in json.loads(ran.out)]
    assert rows == [
        ("changed", "1", "Quillon", "also known as Vantage", "also known as Garnet"),
        ("added", "4", "Perrin", "", "Perrin | Office of Made-up Affairs sanctioned Perrin on 2020-01-02"),
        ("ended", "3", "Tamsin Hale", "Tamsin Hale", ""),
    ]
    assert json.loads(kg("list", "diff", "made-up", old, old, "--format", "json").out) == []
    assert "also known as Garnet" in kg("list", "diff", "made-up", old, new, "--format", "csv").out
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n") == [{"n": 0}]


def test_lists_are_shown_with_what_the_graph_holds_of_them(
    kg: Kg, graph: Graph, monkeypatch: pytest.MonkeyPatch, old: Path, new: Path
) -> None:
    monkeypatch.setattr("ingest.lists.overview.sources", lambda: {"made-up": SOURCE})
    held = ("version", "records", "ended")
    assert [[row[name] for name in held] for row in json.loads(kg("list", "show", "--format", "json").out)] == [
        [None, 0, 0]
    ]
    kg("list", "pull", "made-up", "--from", old)
    kg("list", "pull", "made-up", "--from", new)
    row = json.loads(kg("list", "show", "--format", "json").out)[0]
    assert [row[name] for name in held] == ["2026-02-01", 3, 1]
    assert (row["name"], row["publisher"], row["reliability"]) == ("made-up", "Made-up Press", 0.9)
    assert row["last_pull"] is not None


def test_a_list_is_not_retracted_but_dropped(kg: Kg, graph: Graph, server_settings: Settings, old: Path) -> None:
    kg("list", "pull", "made-up", "--from", old)
    before = fingerprint(graph)
    for wanted in (SOURCE.title, graph.read("MATCH (d:Document) RETURN d.id AS id")[0]["id"]):
        ran = kg("retract", wanted, "--why", "a hoax")
        assert (ran.code, ran.out, len(ran.complaints)) == (2, "", 1)
        assert "`kg list drop made-up` withdraws it" in ran.err
    assert fingerprint(graph) == before
    dropped = kg("list", "drop", "made-up", "--why", "its licence ran out")
    assert (dropped.code, dropped.out) == (0, "Withdrawn: made-up, 4 records\n")
    assert [pull for pull in kept_pulls(server_settings.home / "archive") if pull.source == "made-up"] == []
    assert graph.read("MATCH (n:Entity|Action) RETURN count(n) AS n") == [{"n": 0}]


def test_the_files_of_a_pull_are_kept_unless_that_is_not_wanted(
    kg: Kg, graph: Graph, server_settings: Settings, old: Path, new: Path
) -> None:
    kg("list", "pull", "made-up", "--from", old, "--no-archive")
    kg("list", "pull", "made-up", "--from", new)
    kg("list", "pull", "made-up", "--from", new)
    kept = [pull for pull in kept_pulls(server_settings.home / "archive") if pull.source == "made-up"]
    assert [[file.name for file in pull.files] for pull in kept] == [["new.list"]]
