"""Name keys: which spellings of a name meet, and which must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import MAX_KEY, country_code, joins_across_documents, name_key
from kg.ontology import AGENCY, COMPANY, COUNTRY, ENTITY_LABELS, GROUP, PERSON


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        (COMPANY, "Huione Group", "HUIONE GROUP"),
        (COMPANY, "Huione Group", "  the Huione   Group "),
        (COMPANY, "Huione Group", "Huione Group’s"),
        (COMPANY, "Huione Pay PLC", "Huione Pay"),
        (COMPANY, "Garantex Europe OÜ", "Garantex Europe"),
        (COMPANY, "Société Générale S.A.", "Societe Generale"),
        (COMPANY, "Aeza Group, LLC", "Aeza Group"),
        (AGENCY, "U.S. Department of Justice", "US Department of Justice"),
        (GROUP, "Lazarus-Group", "Lazarus Group"),
        (COMPANY, "Гарантекс", "Гарантекс".upper()),
        (PERSON, "Mr. Ben Zhou", "Ben Zhou"),
        (PERSON, "Dr José Núñez", "jose nunez"),
        (COUNTRY, "Türkiye", "turkiye"),
    ],
)
def test_spellings_of_one_name_meet(label: str, one: str, other: str) -> None:
    assert name_key(label, one) == name_key(label, other)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        (COMPANY, "Huione Group", "Huione Pay"),
        (COMPANY, "Huione Guarantee", "Huione"),
        (GROUP, "APT28", "APT29"),
        (GROUP, "UNC1069", "UNC 1069B"),
        (PERSON, "Park Jin Hyok", "Park Jin"),
        (COMPANY, "Гарантекс", "Гринекс"),
        (COMPANY, "汇旺", "泰达"),
        (COMPANY, "!!!", "???"),
    ],
)
def test_different_names_stay_apart(label: str, one: str, other: str) -> None:
    assert name_key(label, one) != name_key(label, other)


@pytest.mark.parametrize("label", ENTITY_LABELS)
@pytest.mark.parametrize("name", ["Ltd", "The", "LLC Inc.", "Mr.", "!!!", "–", "汇旺", "the the", "'s", "A.B.C."])
def test_a_key_is_never_empty(label: str, name: str) -> None:
    assert name_key(label, name).strip()


@given(label=st.sampled_from(ENTITY_LABELS), name=st.text(min_size=1, max_size=60).filter(str.strip))
def test_a_key_keyed_again_is_itself(label: str, name: str) -> None:
    key = name_key(label, name)
    assert key
    assert name_key(label, key) == key


def test_a_title_alone_is_a_name() -> None:
    assert name_key(PERSON, "Sir") == "sir"


@pytest.mark.parametrize("name", ["x" * 10_000, "word " * 2_000, "Ą" * 10_000])
def test_an_overlong_name_has_a_short_key_of_its_own(name: str) -> None:
    assert len(name_key(COMPANY, name)) <= MAX_KEY + 17
    assert name_key(COMPANY, name) != name_key(COMPANY, f"{name}y")


@pytest.mark.parametrize(
    ("label", "key", "joins"),
    [
        (PERSON, "ben zhou", True),
        (PERSON, "zhou", False),
        (COMPANY, "huione", True),
        (COMPANY, "group", False),
        (COMPANY, "bank", False),
        (AGENCY, "treasury", False),
        (GROUP, "gb", False),
        (COMPANY, "7702", False),
        (GROUP, "unc1069", True),
    ],
)
def test_only_a_telling_alias_joins_across_documents(label: str, key: str, *, joins: bool) -> None:
    assert joins_across_documents(label, key) is joins


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Cambodia", "kh"),
        ("United States of America", "us"),
        ("USA", "us"),
        ("Kosovo", "xk"),
        ("Türkiye", "tr"),
        ("Turkey", "tr"),
        ("Atlantis", None),
    ],
)
def test_a_country_has_its_iso_code(name: str, code: str | None) -> None:
    assert country_code(name) == code
