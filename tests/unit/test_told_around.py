"""Actions whose parties stand in another sentence, or beside the clause that tells them."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import actions_in


def told(text: str, kind: str) -> set[tuple[frozenset[str], frozenset[str], str]]:
    return {(by, against, status) for found, by, against, status in actions_in(text) if found == kind}


def party(*names: str) -> frozenset[str]:
    return frozenset(names)


THEFT = "On 4 May hackers stole $40 million from KuCoin. "


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Elliptic pointed to the Lazarus Group within days.", "alleged"),
        ("The hack was the work of the Lazarus Group, the FBI announced.", "asserted"),
        ("The FBI announced in June that the Lazarus Group had done it.", "asserted"),
        ("Suspicion fell on the Lazarus Group.", "alleged"),
        ("Two firms believe that the Lazarus Group was behind the heist.", "alleged"),
    ],
)
def test_a_theft_told_before_is_laid_to_a_group(sentence, status):
    assert {(party("Lazarus Group"), party("KuCoin"))} == {one[:2] for one in told(THEFT + sentence, "theft")}


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no evidence that the Lazarus Group was behind the heist.",
        "The Lazarus Group is sponsored by a state and has been watched for years by analysts of several firms.",
    ],
)
def test_a_group_that_is_only_spoken_of_did_not_do_it(sentence):
    assert all(by == party() for by, _, status in told(THEFT + sentence, "theft") if status != "denied")


def test_wallets_emptied_without_an_owner_are_those_of_whom_the_text_is_about():
    text = (
        "KuCoin says it will pay everybody back. On 4 May KuCoin's engineers saw strange withdrawals. "
        "Hot wallets were drained of $40 million in an hour. The intruders used stolen keys. KuCoin has called the police."
    )
    assert (party(), party("KuCoin"), "asserted") in told(text, "theft")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("OFAC designated Grinex together with Exved, a payment firm in Moscow, and Old Vector.", {"Grinex", "Exved", "Old Vector"}),
        ("OFAC sanctioned Grinex along with two of its owners, Sergey Mendeleev and Pavel Karavatsky.",
         {"Grinex", "Sergey Mendeleev", "Pavel Karavatsky"}),
        ("OFAC sanctioned Grinex alongside Sergey Mendeleev, who runs Exved.", {"Grinex", "Sergey Mendeleev"}),
    ],
)  # fmt: skip
def test_companions_of_a_measure_suffer_it_too(sentence, names):
    assert {against for _, against, _ in told(sentence, "sanction")} == {frozenset(names)}


def test_measures_of_one_authority_on_one_day_are_one():
    text = "OFAC is sanctioning Grinex. OFAC is also designating Sergey Mendeleev."
    assert told(text, "sanction") == {(party("OFAC"), party("Grinex", "Sergey Mendeleev"), "asserted")}


def test_a_description_in_the_lead_is_the_person_named_next():
    text = "The founder of a payment service was sentenced on Friday to 20 years in prison. Arthur Budovsky, 42, pleaded guilty in January."
    assert told(text, "sentence") == {(party(), party("Arthur Budovsky"), "asserted")}


def test_a_description_in_the_lead_is_nobody_where_the_next_sentence_speaks_of_an_official():
    text = (
        "A trader was sentenced on Friday to 20 years in prison. U.S. Attorney Damian Williams announced the sentence."
    )
    assert told(text, "sentence") == set()


def test_a_convicted_he_is_not_the_judge_named_last():
    text = "Roger Ng was sentenced by U.S. District Judge Margo K. Brodie to 10 years in prison. He was convicted by a jury in April 2022."
    assert {against for _, against, _ in told(text, "conviction")} == {party("Roger Ng")}
