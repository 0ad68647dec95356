"""Offices and holdings told by a possessive beside a name."""

from __future__ import annotations

from tests.unit.reading_pipeline import relations_in


def _found(text: str) -> set[tuple[str, str, str]]:
    return {(kind, one, other) for kind, one, other, _ in relations_in(text)}


def test_its_founder_is_of_the_company_and_not_of_the_agency() -> None:
    found = _found("OFAC designated Garantex Ltd. Its founder, Sergey Mendeleev, was listed too.")
    assert ("OPERATES", "Sergey Mendeleev", "Garantex Ltd") in {(k, a, b.rstrip(".")) for k, a, b in found}
    assert not any(b == "OFAC" for _, _, b in found)


def test_a_possessive_just_behind_a_name_means_it() -> None:
    found = _found("OFAC charged Garantex Ltd and its chief executive Ben Zhou.")
    assert ("OFFICER_OF", "Ben Zhou", "Garantex Ltd") in found


def test_a_fine_is_no_transfer_to_the_authority() -> None:
    assert not any(k == "SENT_FUNDS_TO" for k, *_ in _found("Garantex paid $2 million to the SEC."))


def test_authorities_that_work_together_are_not_tied_by_that() -> None:
    assert not any(k == "ASSOCIATED_WITH" for k, *_ in _found("The FBI worked with Europol."))


def test_what_is_raised_came_from_whom_it_was_raised() -> None:
    found = _found("Garantex raised $2 million from Huione Group.")
    assert ("SENT_FUNDS_TO", "Huione Group", "Garantex") in found


def test_where_somebody_was_born_is_no_residence() -> None:
    assert not any(k == "LOCATED_IN" for k, *_ in _found("Ben Zhou, an Iranian-born trader, spoke."))


def test_authorities_that_help_each_other_and_men_of_a_country_support_nobody() -> None:
    found = _found("German police, supported by Europol, arrested the Malaysian financier Low Taek Jho in Berlin.")
    assert not any(k in {"SUPPORTED", "ACTS_FOR"} for k, *_ in found)


def test_who_or_what_follows_a_possessive_belongs_to_its_owner() -> None:
    found = _found(
        "Marlow Analytics Inc. lost money. Marlow Analytics Inc.'s Norvex Ltd. was sold, said Binance's Richard Teng."
    )
    assert ("OWNS", "Marlow Analytics Inc.", "Norvex Ltd.") in found
    assert ("OFFICER_OF", "Richard Teng", "Binance") in found


def test_a_state_owns_no_person_by_a_possessive() -> None:
    assert not any(
        k == "OFFICER_OF" for k, *_ in _found("Russia's Vladimir Putin met North Korea's Kim Jong Un in May.")
    )


def test_who_serves_in_a_unit_of_hackers_is_its_member() -> None:
    found = _found("Two Russians, Pavel Frolov and Artem Ochichenko, serve in Unit 74455 of the military intelligence.")
    assert any(k == "MEMBER_OF" and a == "Artem Ochichenko" for k, a, _ in found)
