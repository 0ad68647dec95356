"""Other languages on their way into the graph: refused and kept apart, or read where that is wanted."""

import json
import shutil
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.settings import Settings
from tests.cli.conftest import SINBAD, Kg

GERMAN = (Path(__file__).parents[1] / "fixtures" / "languages" / "de.txt").read_text("utf-8")


@pytest.fixture(autouse=True)
def home(server_settings: Settings) -> Path:
    """The home of the test run's server, with nothing kept there by other tests."""
    for name in ("archive", "quarantine"):
        shutil.rmtree(server_settings.home / name, ignore_errors=True)
    return server_settings.home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "articles"
    found.mkdir()
    (found / "bericht.txt").write_text(GERMAN, "utf-8")
    (found / "sinbad.txt").write_text(SINBAD)
    return found


def test_another_language_is_skipped_named_and_kept_apart(kg: Kg, graph: Graph, home: Path, folder: Path) -> None:
    ran = kg("ingest", folder)
    assert ran.code == 3
    assert "1 written, 1 skipped" in ran.out
    assert any("bericht.txt: is in German" in line and "--any-language" in line for line in ran.complaints)
    notes = [json.loads(path.read_text()) for path in (home / "quarantine").glob("*/*.json")]
    assert ["German" in note["reason"] for note in notes if note["name"].endswith("bericht.txt")] == [True]


def test_another_language_is_read_where_that_is_wanted_and_stays(kg: Kg, graph: Graph, folder: Path) -> None:
    assert kg("ingest", folder, "--any-language").code == 0
    again = kg("ingest", folder)  # the graph knows it: nothing is refused, and its bytes stay in the archive
    assert (again.code, again.complaints) == (0, [])
    before = kg("status").out
    rebuilt = kg("rebuild", "--yes")
    assert rebuilt.code == 0
    assert kg("status").out == before
