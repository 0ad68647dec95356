"""Records become claims: whom a name means, what is said of him, and where in the record's text it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lists.claims import ClaimMaker, Made
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.lists.spool import spool
from ingest.source import ListSource
from kg.model import Claim
from kg.writing.records import HEADER
from tests.listing import OFFICE, SOURCE, entry, source

WALLET = Thing("0xABC", "Wallet", family="evm", key="0xabc", chains=("ETH", "BSC"))


def made(folder: Path, *records: Record, of: ListSource = SOURCE) -> dict[str, Made]:
    """Each record's claims by its id; entries of parts as part/id."""
    with spool(folder) as filled:
        filled.fill(records, Notes())
        maker = ClaimMaker(of, filled, published="2026-01-01", now="2026-01-02T00:00:00Z")
        return {f"{one.part}/{one.record.record}" if one.part else one.record.record: one for one in maker.all()}


def said(one: Made) -> set[tuple[str, str, str | None]]:
    return {(claim.subject_ref, claim.predicate, claim.object_ref or claim.value) for claim in one.record.claims}


def words(one: Made, claim: Claim) -> tuple[str | None, ...]:
    """What stands at a claim's places in the text of its record."""
    spans = (claim.subject_span, claim.object_span)
    return tuple(one.record.text[slice(*span)] if span else None for span in spans)


def links(one: Made) -> set[tuple[str, str, str | None]]:
    return {(s, p, o) for s, p, o in said(one) if p not in ("name", "label", "alias", "TARGETED", "PERFORMED")}


def test_a_record_says_what_its_subject_is_called_and_is_and_who_sanctioned_it(tmp_path: Path) -> None:
    found = made(tmp_path, entry("1", "Quillon Ltd", aliases=["Vantage"]))
    office, action = "org:office of made up affairs", "action:made-up/1:sanction"
    assert said(found["1"]) == {
        ("org:quillon", "name", "Quillon Ltd"), ("org:quillon", "label", "Company"), ("org:quillon", "alias", "Vantage"),
        (office, "PERFORMED", action), (action, "TARGETED", "org:quillon"),
    }  # fmt: skip
    assert found["1"].record.text == (
        "Quillon Ltd | also known as Vantage; Office of Made-up Affairs sanctioned Quillon Ltd on 2020-01-02"
    )


def test_who_acts_in_a_list_is_named_once_for_all_its_records(tmp_path: Path) -> None:
    found = made(tmp_path, entry("1", "Quillon"), entry("2", "Osmund"), entry("1", "Perrin", part="b"))
    office = "org:office of made up affairs"
    assert said(found[HEADER]) == said(found["b/"]) == {(office, "name", OFFICE.name), (office, "label", "Agency")}
    assert [key for key in found if found[key].record.record == HEADER] == [HEADER, "b/"]


@pytest.mark.parametrize(
    ("label", "ref"),
    [("Person", "person:made-up/1:hale tamsin"), ("Company", "org:tamsin hale"), ("Group", "org:tamsin hale"), (None, "org:tamsin hale")],
)  # fmt: skip
def test_a_person_is_the_one_of_his_entry_and_an_organisation_its_name(
    tmp_path: Path, label: str | None, ref: str
) -> None:
    found = made(tmp_path, entry("1", "Tamsin Hale", label))["1"]
    assert {claim.subject_ref for claim in found.record.claims if claim.predicate == "name"} == {ref}
    labels = {(claim.value, claim.method) for claim in found.record.claims if claim.predicate == "label"}
    assert labels == (set() if label in (None, "Person") else {(label, "label:list")})


def test_a_catalogue_knows_labels_better_than_lists_do(tmp_path: Path) -> None:
    found = made(tmp_path, entry("1", "Corvus", "Group"), of=source(catalogue=True))["1"]
    assert {claim.method for claim in found.record.claims if claim.predicate == "label"} == {"label:catalogue"}


def test_namesakes_of_a_list_are_told_apart_by_their_entries_and_those_of_its_parts_are_not(tmp_path: Path) -> None:
    entries = [entry("1", "Osmund"), entry("2", "OSMUND Inc."), entry("3", "Perrin"), entry("3", "Osmund", part="b")]
    found = made(tmp_path, *entries)
    names = {claim.subject_ref for one in found.values() for claim in one.record.claims if claim.predicate == "name"}
    assert names - {"org:office of made up affairs"} == {
        "org:@made-up/1:osmund", "org:@made-up/2:osmund", "org:perrin", "org:osmund",
    }  # fmt: skip


QUILLON, OSMUND, NAMESAKE, TAMSIN = (
    entry("1", "Quillon"), entry("8", "Osmund"), entry("9", "Osmund"), entry("7", "Tamsin Hale", "Person"),
)  # fmt: skip


@pytest.mark.parametrize("before", [True, False], ids=["target first", "target last"])
@pytest.mark.parametrize(
    ("target", "others", "link"),
    [
        (Thing("whatever", entry="8"), [OSMUND], ("ASSOCIATED_WITH", "org:osmund")),
        (Thing("Osmund", entry="9"), [OSMUND, NAMESAKE], ("ASSOCIATED_WITH", "org:@made-up/9:osmund")),
        (Thing("Osmund", "Company"), [OSMUND], ("ASSOCIATED_WITH", "org:osmund")),
        (Thing("Osmund"), [OSMUND, NAMESAKE], ("ASSOCIATED_WITH", "org:osmund")),
        (Thing("Lorimer"), [], ("ASSOCIATED_WITH", "org:lorimer")),
        (Thing("Hale, Tamsin"), [TAMSIN], ("ASSOCIATED_WITH", "person:made-up/7:hale tamsin")),
        (Thing("Hale, Tamsin", "Person"), [TAMSIN], ("ASSOCIATED_WITH", "person:made-up/7:hale tamsin")),
        (Thing("Tamsin Hale", "Person"), [], ("ASSOCIATED_WITH", "person:made-up/1:hale tamsin")),
        (Thing("Lorimer", entry="77"), [], ("ASSOCIATED_WITH", "org:lorimer")),
    ],
    ids=["by entry", "namesake by entry", "by name", "ambiguous name", "unknown name", "a person by name alone", "a person",
         "an unknown person", "an entry that is not there"],
)  # fmt: skip
def test_a_link_ends_at_the_entry_that_is_meant(
    tmp_path: Path, target: Thing, others: Sequence[Record], link: tuple[str, str], before: bool
) -> None:
    linked = replace(QUILLON, links=(Link("ASSOCIATED_WITH", target),))
    found = made(tmp_path, *([*others, linked] if before else [linked, *others]))["1"]
    assert links(found) == {("org:quillon", *link)}


def test_who_is_no_entry_is_introduced_and_who_is_one_introduces_itself(tmp_path: Path) -> None:
    ends = (Link("ASSOCIATED_WITH", Thing("Lorimer", "Group")), Link("ASSOCIATED_WITH", Thing("Osmund")))
    found = made(tmp_path, replace(QUILLON, links=ends), OSMUND)["1"]
    assert {(s, p, v) for s, p, v in said(found) if p in ("name", "label")} == {
        ("org:quillon", "name", "Quillon"), ("org:quillon", "label", "Company"),
        ("org:lorimer", "name", "Lorimer"), ("org:lorimer", "label", "Group"),
    }  # fmt: skip


def test_a_wallet_is_introduced_by_its_address_and_chains(tmp_path: Path) -> None:
    found = made(tmp_path, replace(QUILLON, links=(Link("HOLDS", WALLET),)))["1"]
    wallet = "wallet:evm:0xabc"
    assert links(found) == {
        ("org:quillon", "HOLDS", wallet), (wallet, "address", "0xABC"), (wallet, "chain", "ETH"), (wallet, "chain", "BSC"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("link", "stated"),
    [
        (Link("NATIONAL_OF", Thing("Cuba", "Country")), {("org:quillon", "ASSOCIATED_WITH", "country:cu")}),
        (Link("HOLDS", Thing("Lorimer")), {("org:quillon", "ASSOCIATED_WITH", "org:lorimer")}),
        (Link("OWNS", Thing("Quillon", "Company", entry="1")), set()),
        (
            Link("OWNS", Thing("Osmund", entry="7")),
            {("org:quillon", "ASSOCIATED_WITH", "person:made-up/7:hale tamsin")},
        ),
    ],
    ids=["no national", "no wallet", "itself", "a person by his entry"],
)
def test_what_the_ontology_does_not_allow_is_an_association_or_nothing_and_is_told(
    tmp_path: Path, link: Link, stated: set[tuple[str, str, str]]
) -> None:
    found = made(tmp_path, replace(QUILLON, links=(link,)), TAMSIN)["1"]
    assert (links(found), len(found.refused)) == (stated, 1)


RICH = replace(
    entry("1", "Quillon Ltd;", aliases=["Vantage | Co", "ヴァンテージ"]),
    facts=(
        Fact("alias", "Vantage | Co"), Fact("alias", "QL", weak=True), Fact("birth_date", "1970", confidence=0.6),
        Fact("identifier", "ofac::27307"), Fact("kind", "exchange"), Fact("tag", "program: X; "),
        Fact("alias", "Tam", about=Thing("Tamsin Hale", "Person")),
    ),
    links=(
        Link("HOLDS", WALLET), Link("LOCATED_IN", Thing("Cuba", "Country")),
        Link("OFFICER_OF", Thing("Quillon Ltd;", "Company"), source=Thing("Tamsin Hale", "Person"), role="director"),
        Link("SENT_FUNDS_TO", Thing("Lorimer"), amount=5.0, currency="USD"),
        Link("SENT_FUNDS_TO", Thing("Lorimer"), amount=7.0, currency="USD"),
    ),
    measures=(
        Measure("sanction", (OFFICE, Thing("Ministry of Quiet", "Agency")), (Thing("Quillon Ltd;", "Company"), Thing("Lorimer")),
                start_date="2020-01-02", end_date="2021"),
        Measure("advisory", (OFFICE,), (Thing("Quillon Ltd;", "Company"),), key="b"),
        Measure("advisory", (), (Thing("Quillon Ltd;", "Company"),), key="a"),
        Measure("charge"),
    ),
)  # fmt: skip


def test_every_claim_says_where_its_words_stand(tmp_path: Path) -> None:
    one = made(tmp_path, RICH)["1"]
    names = {
        "org:quillon": "Quillon Ltd;", "wallet:evm:0xabc": "0xABC", "country:cu": "Cuba", "org:lorimer": "Lorimer",
        "person:made-up/1:hale tamsin": "Tamsin Hale", "org:office of made up affairs": OFFICE.name,
        "org:ministry of quiet": "Ministry of Quiet",
    }  # fmt: skip
    for claim in one.record.claims:
        literal = claim.value if claim.predicate not in ("label", "chain", "name") else names[claim.subject_ref]
        subject = literal if claim.object_ref is None else names.get(claim.subject_ref)
        assert words(one, claim) == (subject, names.get(claim.object_ref or "")), claim


@pytest.mark.parametrize("value", ["ends so; ", "ends so |", "ends so | ", ";", "; "])
def test_a_record_that_ends_like_its_own_separators_keeps_its_last_words(tmp_path: Path, value: str) -> None:
    one = made(tmp_path, entry("1", "Quillon", facts=[Fact("tag", value)], sanctioned=None))["1"]
    assert {words(one, claim)[0] for claim in one.record.claims} == {"Quillon", value}
    named = made(tmp_path, entry("1", value, sanctioned=None))["1"]
    assert {words(named, claim)[0] for claim in named.record.claims} == {value}


def test_a_measure_without_parties_is_no_action(tmp_path: Path) -> None:
    actions = {claim.object_ref or claim.subject_ref for claim in made(tmp_path, RICH)["1"].record.claims if claim.predicate in ("PERFORMED", "TARGETED")}  # fmt: skip
    assert {ref.split(":")[2] for ref in actions if ref.startswith("action:")} == {"sanction", "advisory"}


def test_the_same_record_in_another_order_and_place_has_the_same_hash_and_claims(tmp_path: Path) -> None:
    turned = replace(
        RICH, locator="other.csv:7", facts=RICH.facts[::-1], links=RICH.links[::-1],
        measures=tuple(replace(one, by=one.by[::-1], against=one.against[::-1]) for one in RICH.measures[::-1]),
    )  # fmt: skip
    one, other = made(tmp_path, RICH)["1"].record, made(tmp_path, turned)["1"].record
    assert (one.text, one.claims, one.hash) == (other.text, other.claims, other.hash)


@pytest.mark.parametrize(
    "changed",
    [
        {"facts": RICH.facts[1:]},
        {"facts": (*RICH.facts[:1], replace(RICH.facts[1], weak=False), *RICH.facts[2:])},
        {"facts": (*RICH.facts[:2], replace(RICH.facts[2], confidence=0.5), *RICH.facts[3:])},
        {"links": (replace(RICH.links[0], status="alleged"), *RICH.links[1:])},
        {"links": (replace(RICH.links[0], end_date="2022"), *RICH.links[1:])},
        {"measures": (replace(RICH.measures[0], start_date="2020-01-03"), *RICH.measures[1:])},
        {"origin": "Somebody else"},
    ],
    ids=["fact gone", "weak", "confidence", "status", "end of a link", "date of a measure", "origin"],
)
def test_whatever_a_record_says_is_in_its_hash(tmp_path: Path, changed: dict[str, object]) -> None:
    one, other = made(tmp_path, RICH)["1"], made(tmp_path, replace(RICH, **changed))["1"]  # type: ignore[arg-type]
    assert one.record.hash != other.record.hash


def test_a_weak_alias_is_marked_so_and_confidence_is_that_of_the_source(tmp_path: Path) -> None:
    claims = {claim.value: claim for claim in made(tmp_path, RICH)["1"].record.claims}
    assert (claims["QL"].method, claims["Vantage | Co"].method) == ("weak alias", "list:made-up")
    assert (claims["1970"].confidence, claims["QL"].confidence) == (0.54, 0.9)


def test_a_record_without_a_subject_must_name_both_ends(tmp_path: Path) -> None:
    both = Link("OWNS", Thing("Osmund"), source=Thing("Lorimer"))
    found = made(tmp_path, Record("1", "line 1", None, links=(both,)))["1"]
    assert links(found) == {("org:lorimer", "OWNS", "org:osmund")}
    with pytest.raises(ValueError, match="must name both ends"):
        made(tmp_path, Record("1", "line 1", None, links=(replace(both, source=None),)))
