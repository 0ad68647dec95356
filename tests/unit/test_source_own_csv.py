"""A user's own table and its mapping: what is said is read, what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from ingest.source import ListRefused
from ingest.sources.own_csv import SOURCE
from kg.identifiers import identifier

FIXTURES = Path(__file__).parents[1] / "fixtures/sources/own_csv"
TABLE, MAPPING = FIXTURES / "watch.csv", FIXTURES / "watch.yaml"
WALLET = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
DESK = Thing("Sample Compliance Desk", "Agency")


def read(*paths: Path) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(SOURCE.read(paths or (TABLE, MAPPING), notes)), notes


def test_the_rows_as_the_mapping_says() -> None:
    found, notes = read()
    person, firm = found
    assert (person.id, person.locator, person.part, person.origin) == (
        "1", "watch.csv, line 2", "sample-watch-list", "Sample Compliance Desk",
    )  # fmt: skip
    assert (person.subject, firm.subject) == (Thing("Max Muster", "Person"), Thing("Sample Exchange Ltd", "Company"))
    assert person.facts == tuple(
        Fact(predicate, value)
        for predicate, value in (
            ("alias", "M. Muster"), ("alias", "Maxi Muster"), ("birth_date", "1970-03-05"), ("tag", "reason: seen twice"),
            ("tag", "licence: internal"),
        )
    )  # fmt: skip
    assert Fact("identifier", identifier("tax-id", "EE123456789", "ee")) in firm.facts
    assert {(link.predicate, link.target.name) for link in firm.links} == {
        ("LOCATED_IN", "Estonia"),
        ("HOLDS", WALLET),
        ("ASSOCIATED_WITH", "Max Muster"),
    }
    assert firm.confidence == 0.7  # fmt: skip
    assert firm.measures == (Measure("sanction", (DESK,), (firm.subject,), start_date="2022-04-05"),)
    assert (notes.bad_records, notes.unknown) == (0, {})


def case(tmp_path: Path, mapping: str, table: str = "ref,name\n1,A B\n") -> tuple[list[Record], Notes]:
    (tmp_path / "map.yaml").write_text(mapping)
    (tmp_path / "list.csv").write_text(table)
    return read(tmp_path / "list.csv", tmp_path / "map.yaml")


HEAD = "list: L\npublisher: P\n"
COLUMNS = HEAD + "columns:\n  id: ref\n  name: name\n"
PERSON = COLUMNS + "  label: Person\n"


def test_the_smallest_mapping(tmp_path: Path) -> None:
    found, _ = case(tmp_path, PERSON)
    assert [(r.id, r.subject, r.facts) for r in found] == [("1", Thing("A B", "Person"), ())]


def test_a_table_of_wallets(tmp_path: Path) -> None:
    found, _ = case(tmp_path, COLUMNS + "  label: Wallet\n  tag: why\n", f"ref,name,why\n1,{WALLET},scam\n")
    assert found[0].subject and (found[0].subject.name, found[0].subject.label) == (WALLET, "Wallet")
    assert [fact.value for fact in found[0].facts] == ["why: scam"]


def test_a_nationality_and_a_weak_alias(tmp_path: Path) -> None:
    mapping = PERSON + "  nationality: from\n  weak_alias: also\n"
    found, _ = case(tmp_path, mapping, "ref,name,from,also\n1,A B,Russian Federation,Ab\n")
    assert found[0].links == (Link("NATIONAL_OF", Thing("Russia", "Country")),)
    assert found[0].facts == (Fact("alias", "Ab", weak=True),)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (",A B,,,,,", "the id is empty"),
        ("2,,,,,,", "the name is empty"),
        ("1,A C,,,,,", "the id 1 stands already on list.csv, line 2"),
        ("2,A B,1970-13-01,,,,", "the birth date 1970-13-01 is none; write 1970, 1970-03 or 1970-03-05"),
        ("2,A B,5.3.1970,,,,", "the birth date 5.3.1970 is none; write 1970, 1970-03 or 1970-03-05"),
        (
            "2,A B,,1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3,,,",
            "the address 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 passes no checksum",
        ),
        ("2,A B,,,Atlantis,,", "the country Atlantis is not known"),
        ("2,A B,,,,soon,", "the date of the sanction soon is none; write 1970, 1970-03 or 1970-03-05"),
        ("2,A B,,,,,Dragon", "the label Dragon is none of firm, Company, Person, Group, Agency, Wallet"),
        ("2,A B", "2 fields where 7 are expected"),
    ],
)
def test_a_wrong_line_is_told_and_the_rest_goes_on(tmp_path: Path, row: str, rule: str) -> None:
    mapping = COLUMNS + (
        "  label_column: kind\n  labels: {firm: Company}\n  birth_date: born\n  wallet: address\n  country: land\n"
        "  sanction: {by: Desk, date: since}\n"
    )
    header = "ref,name,born,address,land,since,kind"
    table = f"{header}\n1,Good Name,,,,,firm\n{row if row.count(',') < 6 or row[-1] != ',' else row + 'firm'}\n3,C D,,,,,Person\n"
    found, notes = case(tmp_path, mapping, table)
    assert [record.id for record in found] == ["1", "3"]
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [("list.csv, line 3", rule)]


def test_a_column_that_the_mapping_does_not_name_is_reported(tmp_path: Path) -> None:
    assert case(tmp_path, PERSON, "ref,name,more\n1,A B,x\n")[1].unknown == {"more": 1}


@pytest.mark.parametrize(
    ("mapping", "line", "rule"),
    [
        ("", 1, "it is no mapping"),
        ("- a\n", 1, "it is no mapping"),
        ("list: L\n", 1, "the mapping lacks publisher"),
        (HEAD + "collumns: {}\n", 3, "the mapping has no key collumns"),
        (HEAD + "columns: x\n", 3, "columns is no mapping"),
        (HEAD + "list: M\ncolumns: {}\n", 3, "the key list stands twice in the mapping"),
        (HEAD + "columns: {id: ref}\n", 3, "columns lacks name"),
        (COLUMNS, 4, "it must have one of label and label_column"),
        (PERSON + "  label_column: kind\n", 4, "it must have one of label and label_column"),
        (COLUMNS + "  label: Dragon\n", 6, "label is Dragon"),
        (COLUMNS + "  label_column: k\n  labels: {x: Dragon}\n", 7, "x is Dragon"),
        (PERSON + "  alias: {column: a, split: [x]}\n", 7, "split is no text"),
        (PERSON + "  alias: {split: ','}\n", 7, "alias lacks column"),
        (PERSON + "  identifier: {column: a, kind: shoe}\n", 7, "kind is shoe"),
        (PERSON + "  identifier: {column: a, kind: passport, country: Estonia}\n", 7, "country is Estonia"),
        (PERSON + "  link: {column: a, type: OWNS, label: Person}\n", 7, "no OWNS runs from Person to Person"),
        (PERSON + "  link: {column: a, type: LIKES, label: Person}\n", 7, "type is LIKES"),
        (PERSON + "  link: {column: a, type: HOLDS, label: Wallet}\n", 7, "label is Wallet"),
        (PERSON + "  sanction: {date: since}\n", 7, "sanction lacks by"),
        ("reliability: 2\n" + PERSON, 1, "reliability is 2"),
        ("reliability: high\n" + PERSON, 1, "reliability is high"),
        ("delimiter: x\n" + PERSON, 1, "delimiter is x"),
        ("encoding: klingon\n" + PERSON, 1, "encoding is klingon"),
        ("list: &a L\npublisher: *a\n", 2, "an alias stands here, which is not taken"),
        ("list: !!python/object/apply:os.system [id]\n", 1, "the tag tag:yaml.org,2002:python/object/apply:os.system is not taken"),
        ("list: !own L\n", 1, "the tag !own is not taken"),
        ("[a]: L\n", 1, "a key is no text"),
        ("list: [\n", 2, "expected the node content, but found '<stream end>'"),
        ("list: L\n---\nlist: M\n", 2, "but found another document"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_its_line(tmp_path: Path, mapping: str, line: int, rule: str) -> None:
    with pytest.raises(ListRefused) as refused:
        case(tmp_path, mapping)
    assert (refused.value.thing, refused.value.rule) == (f"{tmp_path / 'map.yaml'}, line {line}", rule)
    assert refused.value.remedy


def test_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match=r"list\.csv, line 1: the header lacks born"):
        case(tmp_path, PERSON + "  birth_date: born\n")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"x: " + b"a" * 100_001, "a mapping of more than 100,000 bytes"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[" * 5_000, "it is nested too deeply"),
    ],
)
def test_what_is_no_mapping_file_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(content)
    with pytest.raises(ListRefused) as refused:
        read(TABLE, path)
    assert refused.value.rule == rule


def test_a_missing_mapping_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        read(TABLE, tmp_path / "none.yaml")


@pytest.mark.parametrize("paths", [(TABLE,), (MAPPING,), (TABLE, MAPPING, MAPPING)])
def test_a_table_wants_one_mapping(paths: tuple[Path, ...]) -> None:
    with pytest.raises(ListRefused, match="--mapping"):
        read(*paths)


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="the file is empty"):
        case(tmp_path, "encoding: utf-8\n" + PERSON, "")


def test_the_documentation_shows_this_very_example() -> None:
    page = (Path(__file__).parents[2] / "docs/lists_own_csv.md").read_text()
    for path in (TABLE, MAPPING):
        assert "".join(f"    {line}\n" for line in path.read_text().splitlines()) in page
