"""Names with letters of another alphabet in them: no spelling of what they look like, and told when they come."""

import pytest

from ingest.disguised import disguised_names
from kg.model import Claim, Document, DocumentClaims
from kg.names import country_code, look_of, mixed_words, name_key
from kg.ontology import COMPANY, ENTITY_LABELS
from kg.reliability import source_for

CYRILLIC_I, CYRILLIC_EN, GREEK_IOTA = "\u0456", "\u041d", "\u0399"
DISGUISED = [
    f"Hu{CYRILLIC_I}one Group",
    f"{CYRILLIC_EN}uione Group",
    f"HU{GREEK_IOTA}ONE GROUP",
    "Hui\u043ene Pay, Ltd.",
]


@pytest.mark.parametrize("name", DISGUISED)
@pytest.mark.parametrize("label", ENTITY_LABELS)
def test_a_name_that_mixes_alphabets_is_no_spelling_of_what_it_looks_like(label, name):
    key = name_key(label, name)
    assert key != name_key(label, look_of(name))
    assert name_key(label, key) == key


@pytest.mark.parametrize("name", DISGUISED)
def test_what_it_looks_like_is_known(name):
    assert name_key(COMPANY, look_of(name)) in {"huione group", "huione pay"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("\uff28\uff55\uff49\uff4f\uff4e\uff45 Group", "huione group"),
        ("Huio\u0301ne Group", "huione group"),
        ("Сбербанк Bank", "sberbank bank"),
        ("汇旺Huione", "hui wanghuione"),
        ("Яндекс.Taxi", "yandeks taxi"),
    ],
)
def test_other_forms_of_the_same_letters_and_words_of_two_alphabets_stay_spellings(name, key):
    assert (name_key(COMPANY, name), mixed_words(name)) == (key, ())


def test_a_country_is_not_taken_for_what_it_looks_like():
    assert (country_code("Cambodia"), country_code("\u0421ambodia")) == ("kh", None)


def test_a_publisher_lends_no_trust_to_what_looks_like_it():
    assert source_for("Fin\u0421EN").reliability < source_for("FinCEN").reliability


def test_the_disguise_is_told_with_the_letter():
    document = Document("d", "text", "r", source_for("FinCEN"))
    claims = [
        Claim(str(number), "d", ("p",), "name", "org:x", "asserted", 0.9, "m", value=name)
        for number, name in enumerate(["Huione Group", DISGUISED[0], DISGUISED[0]])
    ]
    assert list(disguised_names(DocumentClaims(document, "r", claims=tuple(claims)))) == [
        f"'Hu{CYRILLIC_I}one Group' is kept apart from 'Huione Group', which it looks like: "
        "it holds a CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"
    ]
