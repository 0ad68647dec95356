"""Other languages are refused by name; English is never refused, and what is too short to tell neither."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from ingest.documents.language import LEAST, other_language, refuse_other_language
from ingest.job import Job, read_job
from kg.errors import SkipDocument

FIXTURES = Path(__file__).parents[1] / "fixtures" / "languages"
GOLD = Path(__file__).parents[1] / "gold"
NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "hi": "Hindi", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
ENGLISH = """The Lazarus Group stole $1.5 billion from Bybit on February 21, 2025, and it has since sent most of the loot \
through mixers that the FBI had named before. Ben Zhou, the chief executive, said that the exchange would not close.
"""
NOTICE = """SDN List: PERTSEV, Alexey Nikolaevich (Cyrillic: ПЕРЦЕВ, Алексей Николаевич), Ulitsa Lenina 5, Krasnodar, Россия; \
Digital Currency Address - XBT bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh; alt. Digital Currency Address - ETH \
0x7F367cC41522cE07553e823bf3be79A889DEbe1B; Empresa de Transporte Aereocargo del Sur, S.A., Rue de la Paix 4, Paris; \
Gesellschaft für Beteiligungen mbH, Frankfurt am Main; Общество с ограниченной ответственностью Гарантекс, Москва.
"""


def german() -> str:
    return (FIXTURES / "de.txt").read_text("utf-8")


@pytest.mark.parametrize(("code", "language"), NAMES.items())
def test_a_news_paragraph_in_another_language_is_named(code, language):
    assert other_language((FIXTURES / f"{code}.txt").read_text("utf-8")) == language


def test_each_paragraph_of_the_fixtures_is_tested():
    assert {path.stem for path in FIXTURES.glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize("text", [ENGLISH, NOTICE, ENGLISH.upper(), german().upper()])
def test_english_notices_full_of_foreign_names_and_texts_in_capitals_pass(text):
    assert other_language(text) is None


def test_no_sample_and_no_annotated_document_is_refused():
    paths = [Path(str(files("ingest") / "samples")), GOLD]
    texts = {
        path: json.loads(path.read_text("utf-8"))["text"]
        for folder in paths
        for path in folder.rglob("*.json")
        if "real" not in path.parts
    }
    assert texts
    assert [path.name for path, text in texts.items() if other_language(text)] == []


@pytest.mark.parametrize("text", ["Der Kurs fiel um drei Prozent.", "洗钱。", "le et la", "", "1 2 3", "\ud800" * 500])
def test_what_is_too_short_to_tell_passes(text):
    assert len(text) < LEAST or not text.isalpha()
    assert other_language(text) is None


def test_a_document_that_holds_a_stretch_of_english_passes():
    assert other_language(german() * 9 + ENGLISH * 5 + german() * 9) is None


def test_one_english_quotation_does_not_make_a_text_english():
    assert (
        other_language(german() * 5 + "“It has been said that they were not the owners.” " + german() * 5) == "German"
    )


def test_the_refusal_names_the_document_the_rule_and_the_remedy():
    with pytest.raises(SkipDocument) as refused:
        refuse_other_language(german(), name="bericht.txt")
    assert str(refused.value) == (
        "bericht.txt: is in German, as far as its words tell, and only English is read; "
        "give an English translation, or --any-language to read it anyway"
    )


def test_a_job_in_another_language_is_refused_like_bytes_that_are_no_document(monkeypatch):
    done = read_job(None, "reader-1", Job("bericht.txt", german().encode()))
    assert (done.claims, done.refused) == (None, True)
    assert done.error is not None and "German" in done.error.rule


def test_a_document_that_the_graph_knows_is_not_refused():
    from ingest.documents.document import load_document

    raw = german().encode()
    known = frozenset({load_document(raw, name="bericht.txt").id})
    assert read_job(None, "reader-1", Job("bericht.txt", raw, known=known)).error is None
