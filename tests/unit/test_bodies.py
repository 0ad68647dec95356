"""Public bodies under their many names."""

from __future__ import annotations

import pytest

from ingest.entities.bodies import official_name, one_body, publishing_body
from kg.names import name_key


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Treasury", "Department of the Treasury"),
        ("US Treasury", "Department of the Treasury"),
        ("U.S. Treasury Department", "Department of the Treasury"),
        ("the Justice Department", "Department of Justice"),
        ("HM Treasury", "HM Treasury"),
        ("FBI", "Federal Bureau of Investigation"),
        ("F.B.I.", "Federal Bureau of Investigation"),
        ("U.S. Government", "Government of United States"),
        ("the U.S.", "Government of United States"),
        ("United States", "Government of United States"),
        ("Russian government", "Government of Russia"),
        ("Government of the Republic of Nowhere", None),
        ("DPRK", "Government of North Korea"),
        ("South Korean government", "Government of South Korea"),
        ("Scottish government", None),
        ("Commission", None),
        ("Ministry of Silly Walks", None),
        ("", None),
    ],
)
def test_official_name(printed: str, official: str | None) -> None:
    assert official_name(printed) == official


@pytest.mark.parametrize("shared", ["CBI", "FSC", "DIA", "FMA", "NPA"])
def test_an_abbreviation_of_two_bodies_means_none(shared: str) -> None:
    assert official_name(shared) is None


def test_an_abbreviation_counts_in_its_own_capitals_only() -> None:
    assert official_name("Ice") is None
    assert official_name("ICE") == "U.S. Immigration and Customs Enforcement"


def test_one_body_is_told_by_all_its_names() -> None:
    assert one_body(["Commission", "SEC"]) == "Securities and Exchange Commission"
    assert one_body(["SEC", "CFTC"]) is None
    assert one_body([]) is None


def test_a_bare_noun_is_the_publisher_of_that_kind() -> None:
    assert (
        publishing_body("Commission", "U.S. Securities and Exchange Commission") == "Securities and Exchange Commission"
    )
    assert publishing_body("Department", "U.S. Securities and Exchange Commission") is None
    assert publishing_body("Commission", "The Ledger") is None


def test_the_last_point_of_an_abbreviation_is_part_of_it() -> None:
    assert name_key("Agency", "U.S.") == name_key("Agency", "US") == "us"
    assert name_key("Company", "Acme Inc.") == "acme"
