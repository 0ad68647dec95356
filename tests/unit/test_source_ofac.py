"""OFAC's simple lists: what each field becomes, and that no form of the list says it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lists.ofac_entry import clauses_of
from ingest.lists.ofac_remarks import Number, birth_dates, number_of, read_clause, telling
from ingest.lists.record import Notes, Record
from ingest.sources.ofac_sdn import SOURCE
from tests.unit.ofac_forms import FIXTURES, copied, csv_set, in_form, values

XML = FIXTURES / "sdn.xml"
OFFICIAL = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"


def read(paths: Sequence[Path], notes: Notes | None = None) -> dict[str, Record]:
    return {record.id: replace(record, locator="") for record in SOURCE.read(paths, notes or Notes())}


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return read(csv_set())


def linked(record: Record, predicate: str) -> set[str]:
    return {link.target.name for link in record.links if link.predicate == predicate}


def test_every_entry_is_a_record_or_left_out() -> None:
    notes = Notes()
    found = read(csv_set(), notes)
    assert list(found) == ["306", "4640", "4695", "7001", "27307", "28263", "31678"]
    assert notes.left_out == {"vessel": 1, "aircraft": 1}


def test_the_simple_xml_gives_the_records_of_the_csv_set(records: dict[str, Record]) -> None:
    assert read([XML]) == records


@pytest.mark.parametrize("form", [".pip", ".del", ".ff"])
def test_other_forms_give_the_records_of_the_csv_set(form: str, tmp_path: Path, records: dict[str, Record]) -> None:
    assert read(in_form(form, tmp_path)) == records


def test_the_official_namespace_gives_the_same_records(tmp_path: Path, records: dict[str, Record]) -> None:
    path = tmp_path / "SDN.XML"
    path.write_text(XML.read_text().replace("http://tempuri.org/sdnList.xsd", OFFICIAL))
    notes = Notes()
    assert read([path], notes) == records
    assert "namespace" not in " ".join(notes.unknown)


def test_an_unknown_namespace_is_told_and_read(tmp_path: Path, records: dict[str, Record]) -> None:
    path = tmp_path / "sdn.xml"
    path.write_text(XML.read_text().replace("http://tempuri.org/sdnList.xsd", "http://example.org/new"))
    notes = Notes()
    assert read([path], notes) == records
    assert notes.unknown["namespace http://example.org/new"] == 1


def test_the_date_of_the_xml_is_the_lists_own() -> None:
    notes = Notes()
    read([XML], notes)
    assert notes.published == "2021-07-05"


def test_labels_are_those_that_the_list_states(records: dict[str, Record]) -> None:
    labels = {record.id: record.subject.label for record in records.values() if record.subject}
    assert labels == {
        "306": None, "4640": None, "4695": "Group", "7001": "Person", "27307": None, "28263": "Person", "31678": "Agency",
    }  # fmt: skip
    assert values(records["4695"], "kind") == {"terrorist"}
    assert values(records["4640"], "kind") == set()


def test_a_person_is_named_in_spoken_order(records: dict[str, Record]) -> None:
    subject = records["7001"].subject
    assert subject is not None
    assert subject.name == "Juan Carlos SPECIMEN Jr."
    assert values(records["7001"], "alias") == {"Juan SPECIMEN PEREZ", "EL FLACO", "Juan FLACO"}


def test_weak_aliases_join_nothing_but_telling_ones_of_organisations(records: dict[str, Record]) -> None:
    weak = {fact.value for record in records.values() for fact in record.facts if fact.weak}
    assert weak == {"BNC", "EL FLACO", "Juan FLACO", "ZINC", "snowsjohn"}
    assert values(records["27307"], "alias") == {"HIDDEN COBRA", "APT38", "ZINC"}


def test_births_are_as_exact_and_as_sure_as_stated(records: dict[str, Record]) -> None:
    births = {(fact.value, fact.confidence) for fact in records["7001"].facts if fact.predicate == "birth_date"}
    assert births == {("1951", 0.6), ("1952-06", 1.0), ("1953", 0.5), ("1955", 0.5)}


def test_identifiers_bear_type_and_country(records: dict[str, Record]) -> None:
    assert values(records["7001"], "identifier") == {
        "ofac::7001", "passport:co:A1234567", "passport:mx:E7654321", "national-id:co:16247821", "tax-id:mx:SEJC510101AB1",
    }  # fmt: skip
    assert values(records["4640"], "identifier") == {
        "ofac::4640", "swift::BTEJIRTH", "website::www.example.ir", "registration:ir:38027",
    }  # fmt: skip
    assert values(records["31678"], "identifier") == {
        "ofac::31678",
        "tax-id:ru:7744001497",
        "inn::7744001497",
        "imo::5055293",
    }
    assert values(records["28263"], "identifier") == {
        "ofac::28263", "phone::8613621583465", "email::417136259@qq.com", "national-id:cn:321284198607120616",
    }  # fmt: skip


def test_states_are_links_and_addresses_tags(records: dict[str, Record]) -> None:
    assert linked(records["7001"], "NATIONAL_OF") == {"Colombia", "Mexico"}
    assert linked(records["306"], "LOCATED_IN") == {"Switzerland", "Spain"}
    assert linked(records["27307"], "LOCATED_IN") == {"North Korea"}
    assert "address: PO Box 11365-5416, 152 Taleghani Avenue, Tower 3, Tehran, Tehran Province 15994, Iran" in values(
        records["4640"], "tag"
    )


def test_what_is_said_in_words_is_a_tag(records: dict[str, Record]) -> None:
    assert values(records["7001"], "tag") == {
        "program: SDNTK", "gender: male", "place of birth: Bogota, Colombia", "address: Culiacan, Sinaloa, Mexico",
        "position: Chairman & Director, Example Trade Co", "position: Director, Example Shipping Ltd",
        "remark: Shoe Size Number 45678",
    }  # fmt: skip


def test_an_unknown_head_is_reported_and_kept() -> None:
    notes = Notes()
    read(csv_set(), notes)
    assert notes.unknown == {"remarks: Shoe Size Number": 1}


def test_linked_to_is_an_association_by_name(records: dict[str, Record]) -> None:
    associated = {link.target.name: link.target.label for link in records["7001"].links if "ASSOC" in link.predicate}
    assert associated == {"EXAMPLE TRADE CO": None, "Maria Elena SPECIMEN": "Person"}
    assert linked(records["4640"], "ASSOCIATED_WITH") == {
        "ISLAMIC REVOLUTIONARY GUARD CORPS (IRGC)-QODS FORCE", "HOTELES Y BIENES S.A.",
    }  # fmt: skip


def test_comments_continue_remarks_within_a_word(records: dict[str, Record]) -> None:
    assert "snowsjohn" in values(records["28263"], "alias")
    assert linked(records["28263"], "ASSOCIATED_WITH") == {"LAZARUS GROUP"}


@pytest.mark.parametrize(
    ("start", "rest"),
    [("Linked To: LAZARUS", " GROUP."), ("Linked To: LAZARUS ", "GROUP."), ("Linked", " To: LAZARUS GROUP.")],
)
def test_remarks_that_are_cut_at_a_blank_keep_it(tmp_path: Path, start: str, rest: str) -> None:
    main = (FIXTURES / "sdn.csv").read_bytes().replace(b"a.k.a. 'snowsjo", start.encode())
    paths = copied(tmp_path, sdn=main, sdn_comments=f'28263,"{rest}"\r\n'.encode())
    assert linked(read(paths)["28263"], "ASSOCIATED_WITH") == {"LAZARUS GROUP"}


def test_wallets_pass_their_checksum_or_are_noted() -> None:
    notes = Notes()
    held = [link.target for link in read(csv_set(), notes)["28263"].links if link.predicate == "HOLDS"]
    assert [(wallet.name, wallet.chains) for wallet in held] == [("134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak", ("BCH", "BTC"))]
    assert [bad.rule for bad in notes.unreadable] == [
        "the address 134r8iHv69xdT6p5qVKTsHrcUEuBVZAYaX passes no checksum"
    ]


def test_ofac_lists_everybody_it_names(records: dict[str, Record]) -> None:
    for record in records.values():
        (measure,) = record.measures
        assert measure.kind == "sanction"
        assert [party.name for party in measure.by] == ["Office of Foreign Assets Control"]
        assert measure.against == (record.subject,)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("05 Mar 1970", (("1970-03-05", 1.0),)),
        ("circa 05 Mar 1970", (("1970", 0.6),)),
        ("circa 1952-1953", (("1952", 0.5), ("1953", 0.5))),
        ("01 Jan 1953 to 31 Dec 1954", (("1953", 0.5), ("1954", 0.5))),
        ("31 Feb 1970", ()),
        ("in the spring", ()),
        ("1970 to 1971 to 1972", ()),
    ],
)
def test_dates_of_birth(value: str, expected: tuple[tuple[str, float], ...]) -> None:
    assert birth_dates(value) == expected


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("Business Registration Number 0582030 (Connecticut) (United States)", False, ("registration", "0582030 Connecticut", "us")),
        ("Registration ID HRB 26136 (Germany)", False, ("court-register", "HRB 26136", "de")),
        ("Legal Entity Number 851683897 (Netherlands)", False, ("registration", "851683897", "nl")),
        ("Legal Entity Number 253400WSS48YWMBUA688", False, ("lei", "253400WSS48YWMBUA688", None)),
        ("Identification Number 2.194.575 (Paraguay)", True, ("national-id", "2.194.575", "py")),
        ("Identification Number ISIN: RU0009177331", False, ("isin", "RU0009177331", None)),
        ("Passport 2018278055 (Russia) issued 10 Nov 2017 expires 09 Nov 2027", True, ("passport", "2018278055", "ru")),
        ("UK Company Number 02696754", False, ("registration", "02696754", "gb")),
        ("Telephone (98)(9121115315)", False, ("phone", "(98)(9121115315)", None)),
        ("Vessel Registration Identification IMO 9187629", False, ("vessel-imo", "9187629", None)),
        ("Numero Unico de Identificacao Tributaria (NUIT) 300000436 (Mozambique)", False, ("tax-id", "300000436", "mz")),
    ],
)  # fmt: skip
def test_numbers(text: str, person: bool, expected: tuple[str, str, str | None]) -> None:
    assert number_of(read_clause(text), person=person) == Number(*expected)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Secondary sanctions risk: See Section 11 of Executive Order 14024.", "statement"),
        ("wife of Somebody", "remark"),
        ("Favourite Colour: blue", "unknown"),
        ("Nationality of Registration Korea, North", "registered"),
        ("f.k.a. 'LLC 'DSD''", "alias"),
        ("Digital Currency Address - XBT", "wallet"),
    ],
)
def test_clauses(text: str, about: str) -> None:
    assert read_clause(text).about == about


def test_remarks_are_parted_outside_of_quoted_aliases() -> None:
    remarks = "alt. DOB 1936; a.k.a. 'ONE; TWO'; (Linked To: C.I. X S.A.);Gender Male."
    assert clauses_of(remarks) == ("DOB 1936", "a.k.a. 'ONE; TWO'", "Linked To: C.I. X S.A.", "Gender Male")


@pytest.mark.parametrize("alias", ["HIDDEN COBRA", "APT38", "TEMP.HERMIT", "WHOIS HACKING TEAM", "NICKEL ACADEMY 7"])
def test_aliases_that_tell_whom_they_mean(alias: str) -> None:
    assert telling(alias)


@pytest.mark.parametrize(
    "alias", ["BNC", "ZINC", "SECURITY TECHNOLOGIES", "ROSE GROUP", "LLC BM BANK", "OFFICE 91", "77"]
)
def test_aliases_that_tell_nothing(alias: str) -> None:
    assert not telling(alias)
