"""Names of many words are taken whole: legal forms of other languages, places in brackets, ampersands, courts by their short forms."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from ingest.entities.districts import district_of
from ingest.entities.legal_forms import is_legal_form
from ingest.pipeline import add_components


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


def named(nlp: Any, text: str) -> dict[str, str]:
    return {entity.name: entity.label for entity in nlp(text)._.entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He paid Vexel Marine (UK) Ltd. for it.", "Vexel Marine (UK) Ltd."),
        ("It owns Vexel (Services) Holdings Limited and more.", "Vexel (Services) Holdings Limited"),
        ("Listed was Torgvest-Plus, OOO; others follow.", "Torgvest-Plus, OOO"),
        ("They sold shares of VEXEL MARINE GMBH to him.", "VEXEL MARINE GMBH"),
        ("The ship belongs to Hoshimaru Unyu Kabushiki Kaisha, of Osaka.", "Hoshimaru Unyu Kabushiki Kaisha"),
        ("The partner left Marl &amp; Oates Holdings Ltd. last year.", "Marl &amp; Oates Holdings Ltd."),
        ("She joined the law firm of Marl, Oates & Tunnicliffe in May.", "Marl, Oates & Tunnicliffe"),
    ],
)
def test_a_firm_is_named_whole(nlp: Any, text: str, name: str) -> None:
    assert named(nlp, text).get(name) == "Company"


@pytest.mark.parametrize("word", ["LTD.", "A.Ş.", "OOO", "Kaisha", "Oyj", "S.r.l."])
def test_legal_forms_of_many_languages_are_known(word: str) -> None:
    assert is_legal_form(word)


@pytest.mark.parametrize("word", ["corporation", "limited", "co", "Colorado"])
def test_ordinary_words_are_no_legal_form(word: str) -> None:
    assert not is_legal_form(word)


@pytest.mark.parametrize(
    ("short", "district"),
    [
        ("S.D.N.Y.", "Southern District of New York"),
        ("N.D. Tex.", "Northern District of Texas"),
        ("D. Utah", "District of Utah"),
        ("U.S.D.C. - S.D.N.Y.", "Southern District of New York"),
        ("W.D. WASH.", "Western District of Washington"),
        ("D. Ellis", None),
    ],
)
def test_a_short_form_of_a_court_means_its_district(short: str, district: str | None) -> None:
    assert district_of(short) == district


def test_a_court_in_brackets_is_an_agency_and_its_case_is_none(nlp: Any) -> None:
    assert named(nlp, "SEC v. John Quill, No. 09-CV-8811 (N.D. Tex., filed in May).") == {
        "SEC": "Agency",
        "John Quill": "Person",
        "N.D. Tex.": "Agency",
    }


def test_a_short_form_joins_the_court_named_in_full(nlp: Any) -> None:
    found = named(nlp, "The U.S. District Court for the District of Utah ruled. See Vale (D. Utah).")
    assert [name for name, label in found.items() if label == "Agency"] == [
        "U.S. District Court for the District of Utah"
    ]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("He answered the Senate Finance Committee.", "Senate Finance Committee", "Agency"),
        ("A parcel went by Royal Mail in May.", "Royal Mail", "Company"),
        ("Losses were reported to Action Fraud.", "Action Fraud", "Agency"),
    ],
)
def test_a_known_name_is_not_cut_where_a_shorter_one_lies_inside(nlp: Any, text: str, name: str, label: str) -> None:
    assert named(nlp, text) == {name: label}
