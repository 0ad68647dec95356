"""Actions whose parties stand in another sentence, or beside the clause that tells them."""

from __future__ import annotations

import pytest

from ingest.statements.actions import distinct_actions, find_actions
from tests.unit.reading_pipeline import actions_in, doc_of


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


def test_being_behind_some_other_breaches_is_not_this_one():
    assert all(
        by == party()
        for by, _, _ in told(THEFT + "The Lazarus Group has been behind some of the largest breaches.", "theft")
    )


@pytest.mark.parametrize(
    ("text", "by", "against"),
    [
        ("The FBI arrested Henrik Vasko in May. Agents also seized 200 bitcoins and two cars.", set(), {"Henrik Vasko"}),
        ("Hydra Market had 17 million customers. In April the FBI seized its servers.", {"FBI"}, {"Hydra Market"}),
        ("Henrik Vasko was told to forfeit $53 million.", set(), {"Henrik Vasko"}),
    ],
)  # fmt: skip
def test_things_seized_are_of_whom_the_text_accuses(text, by, against):
    found = {one[:2] for one in told(text, "seizure")}
    assert any(against == set(them) for _, them in found)
    assert all(not by or set(taker) == by for taker, _ in found)


def test_money_seized_from_a_victim_is_not_of_the_accused():
    text = "The FBI arrested Henrik Vasko in May. The customers' money was frozen by their bank."
    assert told(text, "seizure") == set()


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("The thieves pushed $60 million worth of ether through Tornado Cash.", {"Lazarus Group"}),
        ("Part of the loot was run through Garantex.", {"Garantex"}),
    ],
)
def test_loot_on_its_way_is_laundered(sentence, by):
    text = "The Lazarus Group stole $100 million from KuCoin. " + sentence
    assert {frozenset(by)} == {found for found, _, _ in told(text, "laundering")}


def test_ordinary_transfers_are_no_laundering():
    text = "The Lazarus Group stole $100 million from KuCoin. Customers moved their money to Binance in a hurry."
    assert told(text, "laundering") == set()


@pytest.mark.parametrize(
    ("sentence", "by", "against"),
    [
        ("In October Goldman Sachs entered a deferred prosecution agreement with the Justice Department.", "Justice Department", "Goldman Sachs"),
        ("In December 2020 Robinhood Markets paid $65 million to the SEC.", "SEC", "Robinhood Markets"),
    ],
)  # fmt: skip
def test_agreements_and_payments_to_an_authority_are_penalties(sentence, by, against):
    assert (party(by), party(against)) in {one[:2] for one in told(sentence, "penalty")}


def test_a_fee_paid_to_an_authority_is_no_penalty():
    assert told("Robinhood Markets paid $2 million in filing fees to the SEC.", "penalty") == set()


def test_a_name_on_an_authoritys_list_is_sanctioned():
    found = told("Garantex has been on OFAC's sanctions list since 2022.", "sanction")
    assert found == {(party("OFAC"), party("Garantex"), "asserted")}
    assert told("Garantex is no longer on OFAC's sanctions list.", "sanction") == set()


@pytest.mark.parametrize(
    "sentence",
    ["In July Judge Alison Nathan threw the case out.", "Later all charges were dropped.", "In June prosecutors dropped the case."],
)  # fmt: skip
def test_a_case_dropped_is_of_the_last_accused(sentence):
    text = "Henrik Vasko was charged with fraud in March 2020. " + sentence
    assert {against for _, against, _ in told(text, "dismissal")} == {party("Henrik Vasko")}


def test_a_claim_dropped_by_a_bidder_dismisses_nobody():
    text = "Henrik Vasko was charged with fraud in March 2020. Binance dropped its claim to the building."
    assert told(text, "dismissal") == set()


def test_an_advisory_is_on_the_group_that_the_text_speaks_of():
    text = "Volt Typhoon has been active since 2021. Volt Typhoon hides well. On 7 February CISA and the NSA issued an advisory."
    assert told(text, "advisory") == {(party("CISA", "NSA"), party("Volt Typhoon"), "asserted")}


def test_shares_of_a_fine_are_penalties_by_whom_they_go_to():
    text = "Binance agreed to pay a fine of $4.3 billion. Of that, $3.4 billion was levied by FinCEN and $968 million by OFAC."
    found = {by for by, against, _ in told(text, "penalty") if against == party("Binance")}
    assert {party("FinCEN"), party("OFAC")} <= found


def test_what_is_suffered_goes_on_being_suffered():
    found = told("Henrik Vasko was arrested in Spain in May 2013 and extradited in October 2014.", "arrest")
    assert found == {(party(), party("Henrik Vasko"), "asserted")}


@pytest.mark.parametrize("words", ["Each was jailed for 15 months.", "Both were jailed in June."])
def test_each_is_everybody_named_before(words):
    text = "Zhang Ruijin and Lin Baoying stood in the dock. " + words
    assert {against for _, against, _ in told(text, "sentence")} == {party("Zhang Ruijin", "Lin Baoying")}


def test_a_court_finds_a_breach_but_not_one_left_undone():
    text = "The U.S. District Court for the Northern District of Georgia found that Henrik Vasko made material misrepresentations."
    assert {against for _, against, _ in told(text, "finding")} == {party("Henrik Vasko")}
    text = "The U.S. District Court for the Northern District of Georgia found that Henrik Vasko did not make any misrepresentations."
    assert told(text, "finding") == set()


@pytest.mark.parametrize(
    ("sentence", "kind", "by", "against"),
    [
        ("Victims of Clop include Shell and Siemens.", "ransomware", {"Clop"}, {"Shell", "Siemens"}),
        ("Among the victims of LockBit are Boeing and Siemens.", "ransomware", {"LockBit"}, {"Boeing", "Siemens"}),
        ("Microsoft said that APT29 had accessed its mailboxes.", "attack", {"APT29"}, {"Microsoft"}),
        ("Volt Typhoon was found inside the network of Microsoft.", "attack", {"Volt Typhoon"}, {"Microsoft"}),
        ("Boeing fell victim to LockBit in May.", "ransomware", {"LockBit"}, {"Boeing"}),
        ("JBS paid $11 million to REvil.", "ransomware", {"REvil"}, {"JBS"}),
        ("A ransomware attack shut down Colonial Pipeline.", "ransomware", set(), {"Colonial Pipeline"}),
        ("About $230 million was taken from Binance on 18 July.", "theft", set(), {"Binance"}),
    ],
)  # fmt: skip
def test_who_struck_whom_is_told_in_many_ways(sentence, kind, by, against):
    assert {one[:2] for one in told(sentence, kind)} == {(frozenset(by), frozenset(against))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Customers of Boeing include Shell and Siemens.",
        "The FBI accessed the mailboxes of LockBit.",
        "The stock exchange was hit by a DDoS attack.",
        "Fees of $2 million were taken from Shell.",
    ],
)
def test_what_is_no_intrusion(sentence):
    assert not any(against for kind in ("attack", "ransomware", "theft") for _, against, _ in told(sentence, kind))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Nikolai Petrov will spend the next nine years in prison.", "sentence"),
        ("Nikolai Petrov was put behind bars for life.", "sentence"),
        ("Nikolai Petrov has admitted wire fraud.", "plea"),
        ("Nikolai Petrov took a plea deal.", "plea"),
        ("Nikolai Petrov was named in a 12-count indictment.", "charge"),
        ("Nikolai Petrov appeared in the dock on Monday on charges of bribery.", "charge"),
        ("The arrest in Lyon of Nikolai Petrov surprised many.", "arrest"),
    ],
)
def test_measures_of_justice_in_plain_words(sentence, kind):
    assert {against for _, against, _ in told(sentence, kind)} == {party("Nikolai Petrov")}


def test_a_warrant_is_no_arrest():
    assert told("A warrant was issued for the arrest of Nikolai Petrov.", "arrest") == set()


def test_a_firm_that_admits_makes_no_plea():
    assert told("Boeing admitted accounting fraud in a filing.", "plea") == set()


def test_each_victim_has_the_sum_that_stands_before_it():
    doc = doc_of("The Lazarus Group took about $60 million from Alphapo and some $37 million from CoinsPaid.")
    sums = {a.amount for a in distinct_actions(find_actions(doc)) if a.kind == "theft"}
    assert sums == {60_000_000, 37_000_000}


def test_a_fine_beside_a_prison_term_is_part_of_the_sentence():
    text = "Henrik Vasko was sentenced on Friday to 20 years in prison. The judge also fined him $500,000."
    assert told(text, "penalty") == set()
    (passed,) = [a for a in distinct_actions(find_actions(doc_of(text))) if a.kind == "sentence"]
    assert passed.amount == 500_000


def test_a_civil_penalty_beside_a_prison_term_stands_alone():
    text = "Henrik Vasko was sentenced on Friday to 20 years in prison. The SEC fined him $500,000 in its civil case."
    assert {against for _, against, _ in told(text, "penalty")} == {party("Henrik Vasko")}


@pytest.mark.parametrize(
    ("sentence", "by", "against"),
    [
        ("The SEC has settled with Credit Suisse for $475 million.", "SEC", "Credit Suisse"),
        ("The FTC reached a $4.7 billion settlement with Celsius.", "FTC", "Celsius"),
        ("A $475 million settlement was reached between Credit Suisse and the SEC.", "SEC", "Credit Suisse"),
    ],
)
def test_settlements_name_their_parties_either_way_round(sentence, by, against):
    assert {one[:2] for one in told(sentence, "penalty")} == {(party(by), party(against))}


def test_lifting_sanctions_imposes_none():
    assert told("OFAC lifted the sanctions on Tornado Cash in March 2025.", "sanction") == set()


def test_sums_that_pass_through_a_mixer_are_laundered_by_it():
    assert {
        by for by, _, _ in told("Some 1.2 million bitcoin passed through Tornado Cash in ten years.", "laundering")
    } == {party("Tornado Cash")}
    assert told("Some 1.2 million tourists passed through Binance Arena.", "laundering") == set()
