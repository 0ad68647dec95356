"""OFAC's real lists: nothing is lost in silence, and the consolidated list of 2018 says the same in all its forms."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lists.record import Notes, Record
from ingest.source import ListRefused, ListSource
from ingest.sources.ofac_consolidated import SOURCE as CONSOLIDATED
from ingest.sources.ofac_sdn import SOURCE as SDN
from tests.unit.ofac_forms import values

pytestmark = pytest.mark.data

WALLET = re.compile(r"Digital Currency Address - (?:\w+) (\w+)")


def read(source: ListSource, paths: list[Path]) -> tuple[list[Record], Notes]:
    notes = Notes()
    return [replace(record, locator="") for record in source.read(paths, notes)], notes


@pytest.fixture(scope="module")
def bench(shared: Path) -> Path:
    return shared / "data" / "ofac" / "sdn_csv_bench"


@pytest.fixture(scope="module")
def sdn(bench: Path) -> tuple[dict[str, Record], Notes]:
    records, notes = read(SDN, sorted(bench.glob("*.csv")))
    return {record.id: record for record in records}, notes


@pytest.fixture(scope="module")
def remarks(bench: Path) -> dict[str, str]:
    """The remarks of each entry that is a record, with what the comments add, as they stand in the files."""
    more = {row[0]: row[1] for row in _rows(bench / "sdn_comments.csv")}
    rows = (row for row in _rows(bench / "sdn.csv") if row[2] not in ("vessel", "aircraft"))
    return {row[0]: row[11] + more.get(row[0], "") for row in rows}


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from (row for row in csv.reader(stream) if len(row) > 1)


def test_every_entry_of_the_sdn_list_is_accounted_for(sdn: tuple[dict[str, Record], Notes]) -> None:
    records, notes = sdn
    assert notes.left_out == {"vessel": 406, "aircraft": 277}
    assert len(records) + notes.left_out.total() == 8_976
    assert Counter(record.subject.label for record in records.values() if record.subject) == {
        "Person": 4_620, None: 3_592, "Group": 74, "Agency": 5, "Company": 2,
    }  # fmt: skip


def test_the_sdn_list_is_within_its_bounds(sdn: tuple[dict[str, Record], Notes]) -> None:
    records, _ = sdn
    labels = Counter((record.subject.label if record.subject else None) or "Company" for record in records.values())
    for label, (least, most) in SDN.bounds.items():
        assert least <= (labels.total() if label == "records" else labels[label]) <= most


def test_every_alias_of_the_remarks_is_understood(
    sdn: tuple[dict[str, Record], Notes], remarks: dict[str, str]
) -> None:
    quoted = {entry: re.findall(r"[afn]\.k\.a\. '(.+?)'(?=[.;]|$)", text) for entry, text in remarks.items()}
    stated = {entry: names for entry, names in quoted.items() if names}
    assert len(stated) > 1_200
    for entry, names in stated.items():
        record = sdn[0][entry]
        known = Counter(" ".join(values(record, "alias")).replace(",", "").split())
        known.update(record.subject.name.replace(",", "").split() if record.subject else ())
        assert not [name for name in names if not set(name.replace(",", "").split()) <= set(known)], entry


def test_every_link_of_the_remarks_is_understood(sdn: tuple[dict[str, Record], Notes], remarks: dict[str, str]) -> None:
    stated = {entry: re.findall(r"Linked To: ([^;]+)", text) for entry, text in remarks.items()}
    for entry, names in stated.items():
        linked = {link.target.name for link in sdn[0][entry].links if link.predicate == "ASSOCIATED_WITH"}
        assert len(linked) == len(set(names)), entry
    assert sum(bool(names) for names in stated.values()) > 2_000


def test_every_wallet_of_the_remarks_is_held_or_noted(
    sdn: tuple[dict[str, Record], Notes], remarks: dict[str, str]
) -> None:
    records, notes = sdn
    bad = [record.raw.split()[1] for record in notes.unreadable]
    assert notes.bad_records == 2
    assert all("passes no checksum" in record.rule for record in notes.unreadable)
    stated = {(entry, found.lower()) for entry, text in remarks.items() for found in WALLET.findall(text)}
    held = {
        (entry, link.target.name.lower())
        for entry, record in records.items()
        for link in record.links
        if link.predicate == "HOLDS"
    }
    assert held == {(entry, found) for entry, found in stated if found not in bad}
    assert len(held) == 94


def test_few_heads_of_the_remarks_are_unknown(sdn: tuple[dict[str, Record], Notes]) -> None:
    assert len(sdn[1].unknown) <= 12


def test_lazarus_group_bears_the_names_that_ofac_gives_it(sdn: tuple[dict[str, Record], Notes]) -> None:
    lazarus = sdn[0]["27307"]
    joining = {fact.value for fact in lazarus.facts if fact.predicate == "alias" and not fact.weak}
    assert {"HIDDEN COBRA", "GUARDIANS OF PEACE", "WHOIS HACKING TEAM"} <= joining
    assert {"ZINC", "APPLEWORM"} <= values(lazarus, "alias") - joining


def test_a_holder_of_wallets_is_linked_with_lazarus_group(sdn: tuple[dict[str, Record], Notes]) -> None:
    tian = sdn[0]["28263"]
    assert tian.subject is not None
    assert (tian.subject.name, tian.subject.label) == ("Yinyin TIAN", "Person")
    assert len([link for link in tian.links if link.predicate == "HOLDS"]) == 8
    assert [link.target.name for link in tian.links if link.predicate == "ASSOCIATED_WITH"] == ["LAZARUS GROUP"]


@pytest.mark.parametrize("form", ["csv", "pip", "del", "ff"])
def test_the_consolidated_list_says_the_same_in_all_its_forms(shared: Path, form: str) -> None:
    folder = shared / "data" / "ofac" / "cons_2018"
    from_xml, in_xml = read(CONSOLIDATED, [folder / "consolidated.xml"])
    from_form, in_form = read(CONSOLIDATED, sorted(folder.glob(f"cons_*.{form}")))
    assert from_form == from_xml
    assert len(from_xml) + in_xml.left_out.total() == 639
    assert in_form.left_out == in_xml.left_out == {"vessel": 74}
    assert in_form.bad_records == in_xml.bad_records == 0
    assert not in_form.unknown
    assert not in_xml.unknown
    assert in_xml.published == "2018-04-06"


def test_a_folder_of_all_forms_is_read_once(shared: Path) -> None:
    paths = [
        path for path in (shared / "data" / "ofac" / "cons_2018").iterdir() if path.suffix in CONSOLIDATED.suffixes
    ]
    records, notes = read(CONSOLIDATED, paths)
    assert len(records) == 565
    assert "no file of another form" in notes.remarks[0]


def test_the_garbage_of_the_invalid_files_is_noted(shared: Path) -> None:
    records, notes = read(SDN, sorted((shared / "data" / "ofac" / "sdn_csv_invalid").glob("*.csv")))
    garbage = [bad for bad in notes.unreadable if bad.raw == "||||"]
    assert len(garbage) == 4
    assert len(records) + notes.left_out.total() == 7_379
    others = [bad.rule for bad in notes.unreadable if bad.raw != "||||"]
    assert all("checksum" in rule or "no entry" in rule for rule in others), others


def test_the_small_set_is_read_though_it_is_out_of_order(shared: Path) -> None:
    records, notes = read(SDN, sorted((shared / "data" / "ofac" / "sdn_csv_small").glob("*.csv")))
    assert len(records) + notes.left_out.total() == 17
    assert not [bad for bad in notes.unreadable if "checksum" not in bad.rule and "no entry" not in bad.rule]


def test_the_partial_set_of_2025_is_refused(shared: Path) -> None:
    with pytest.raises(ListRefused, match="the main file is missing from the set"):
        read(SDN, sorted((shared / "data" / "ofac" / "sdn_csv_2025").glob("*.csv")))


def test_each_list_is_refused_as_the_other(shared: Path, bench: Path, tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="pull it as ofac-consolidated"):
        read(SDN, [shared / "data" / "ofac" / "cons_2018" / "consolidated.xml"])
    for name, renamed in (("sdn", "cons_prim"), ("alt", "cons_alt"), ("add", "cons_add")):
        (tmp_path / f"{renamed}.csv").write_bytes((bench / f"{name}.csv").read_bytes())
    with pytest.raises(ListRefused, match="pull it as ofac-sdn"):
        read(CONSOLIDATED, sorted(tmp_path.glob("*.csv")))


def test_the_screening_list_under_ofacs_name_is_refused(shared: Path, bench: Path, tmp_path: Path) -> None:
    for name, source in (
        ("sdn", shared / "data" / "us_lists" / "trade_gov_csl.csv"),
        ("alt", bench / "alt.csv"),
        ("add", bench / "add.csv"),
    ):
        (tmp_path / f"{name}.csv").write_bytes(source.read_bytes())
    with pytest.raises(ListRefused, match="another list under this name"):
        read(SDN, sorted(tmp_path.glob("*.csv")))
