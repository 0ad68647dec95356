"""`kg extract` as a page, as a list of what was not read, and what is done about other languages."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import HUIONE, SINBAD, Kg

GERMAN = (Path(__file__).parents[1] / "fixtures" / "languages" / "de.txt").read_text("utf-8")
SILENT = "Nobody knows who laundered the stolen funds. It rained."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "later").mkdir(parents=True)
    (folder / "huione.txt").write_text(HUIONE)
    (folder / "sinbad.txt").write_text(SINBAD)
    (folder / "later" / "sinbad.txt").write_text(SILENT)
    return folder


def test_one_document_prints_as_one_page(kg: Kg, articles: Path) -> None:
    ran = kg("extract", articles / "huione.txt", "--format", "html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>\n") and ran.out.endswith("</html>\n")
    assert "LAUNDERED_FOR" in ran.out and "frame:" in ran.out and "<script" not in ran.out


def test_several_documents_print_as_sections_of_one_page(kg: Kg, articles: Path) -> None:
    ran = kg("extract", articles, "--format", "html")
    assert ran.out.count("<!DOCTYPE html>") == 1
    assert ran.out.count('<section class="document"') == 3


def test_each_document_gets_a_file_of_its_own_in_a_folder(kg: Kg, articles: Path, tmp_path: Path) -> None:
    ran = kg("extract", articles, "--format", "html", "--out", tmp_path / "pages")
    assert (ran.code, ran.out) == (0, "")
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "pages").iterdir()}
    assert set(pages) == {"huione.html", "sinbad.html", "sinbad-2.html"}
    assert all(page.count('<section class="document"') == 1 for page in pages.values())
    assert "laundered the stolen" in pages["sinbad-2.html"]


def test_sentences_without_a_claim_are_listed(kg: Kg, articles: Path) -> None:
    ran = kg("extract", articles / "later", articles / "sinbad.txt", "--unread")
    (line,) = ran.out.splitlines()
    place, words, sentence = line.split("\t")
    assert place.endswith(":0") and "launder (LAUNDERED_FOR" in words
    assert sentence == "Nobody knows who laundered the stolen funds."


def test_sentences_without_a_claim_are_listed_as_json(kg: Kg, articles: Path) -> None:
    found = json.loads(kg("extract", articles / "later", "--unread", "--format", "json").out)
    (one,) = found["unread"]
    assert (one["start"], one["end"]) == (0, 44)
    assert "launder" in [trigger["word"] for trigger in one["triggers"]]


@pytest.mark.parametrize(("options", "told"), [(["--unread", "--format", "html"], "--unread"), (["--format", "text"], "--format text")])  # fmt: skip
def test_forms_that_do_not_fit_are_refused_with_the_remedy(kg: Kg, articles: Path, options, told) -> None:
    ran = kg("extract", articles / "huione.txt", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kg: {told}")


def test_another_language_is_skipped_by_its_name_and_the_rest_is_read(kg: Kg, articles: Path) -> None:
    (articles / "bericht.txt").write_text(GERMAN, "utf-8")
    ran = kg("extract", articles, "--format", "jsonl")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 3
    (complaint,) = ran.complaints
    assert "bericht.txt: is in German" in complaint and "--any-language" in complaint


def test_another_language_is_read_where_that_is_wanted(kg: Kg, articles: Path) -> None:
    (articles / "bericht.txt").write_text(GERMAN, "utf-8")
    ran = kg("extract", articles / "bericht.txt", "--any-language")
    assert (ran.code, ran.err) == (0, "")
    assert "Lazarus Group" in [entity["name"] for entity in json.loads(ran.out)["entities"]]
