"""Files that are not OFAC's list, not whole, or hostile: refused with a sentence, or noted row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists.record import Notes
from ingest.source import ListRefused, ListSource
from ingest.sources.ofac_consolidated import SOURCE as CONSOLIDATED
from ingest.sources.ofac_sdn import SOURCE as SDN
from tests.unit.ofac_forms import FIXTURES, copied, csv_set, in_form, values

XML = (FIXTURES / "sdn.xml").read_text()
MAIN, ALT, ADD = ((FIXTURES / f"{name}.csv").read_bytes() for name in ("sdn", "alt", "add"))
ROW = b'%d,"EXAMPLE %d TRADE",-0- ,"%s",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'


def read(paths: list[Path], source: ListSource = SDN) -> tuple[list[str], Notes]:
    notes = Notes()
    return [record.id for record in source.read(paths, notes)], notes


def refused(paths: list[Path], source: ListSource = SDN) -> str:
    with pytest.raises(ListRefused) as error:
        read(paths, source)
    return str(error.value)


def xml(folder: Path, text: str) -> list[Path]:
    path = folder / "sdn.xml"
    path.write_text(text)
    return [path]


def test_the_garbage_at_the_end_of_a_file_is_noted_and_the_rest_read(tmp_path: Path) -> None:
    paths = copied(
        tmp_path,
        **{name: (FIXTURES / f"{name}.csv").read_bytes().rstrip(b"\x1a") + b"||||" for name in ("sdn", "alt", "add")},
    )
    ids, notes = read(paths)
    assert len(ids) == 7
    garbage = {bad.locator: bad.raw for bad in notes.unreadable if bad.raw == "||||"}
    assert garbage == {"sdn.csv, line 10": "||||", "alt.csv, line 6": "||||", "add.csv, line 9": "||||"}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (b'x1,"A",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "number first: 12, the first 'x1'"),
        (b'400,"A",-0- ,"CUBA"', "number first: 4, the first '400'"),
        (b'400,"A"B",-0- ,"CUBA"', "a quote"),
        (b'400,"A",spaceship,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "type spaceship"),
        (b'400,-0- ,-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ', "no name"),
        (b'400,"A, B",individual,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB soon."', "a date of birth"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_noted_with_its_line(tmp_path: Path, row: bytes, rule: str) -> None:
    first, rest = MAIN.split(b"\r\n", 1)
    ids, notes = read(copied(tmp_path, sdn=first + b"\r\n" + row + b"\r\n" + rest))
    assert len([name for name in ids if name != "400"]) == 7
    assert [bad.rule for bad in notes.unreadable if bad.locator == "sdn.csv, line 2" and rule in bad.rule]


def test_rows_of_an_entry_that_is_not_there_are_noted(tmp_path: Path) -> None:
    _, notes = read(
        copied(
            tmp_path,
            alt=b'305,1,"aka","NOBODY",-0- \r\n' + ALT.rstrip(b"\x1a") + b'99999,2,"aka","NEITHER",-0- \r\n\x1a',
        )
    )
    assert [bad.rule for bad in notes.unreadable if bad.locator.startswith("alt")] == [
        "the main file has no entry 305",
        "the main file has no entry 99999",
    ]


def test_a_set_without_comments_loses_only_the_clause_that_was_cut(tmp_path: Path) -> None:
    copied(tmp_path, sdn_comments=None)
    notes = Notes()
    tian = next(record for record in SDN.read(sorted(tmp_path.glob("*.csv")), notes) if record.id == "28263")
    assert values(tian, "alias") == set()
    assert [(bad.rule, bad.raw) for bad in notes.unreadable if "cut off" in bad.rule] == [
        ("the remarks are cut off, and no comments file has the rest", "a.k.a. 'snowsjo")
    ]


def test_comments_that_are_empty_are_none(tmp_path: Path) -> None:
    paths = copied(tmp_path, sdn_comments=b"\x1a", sdn=MAIN.replace(b"; a.k.a. 'snowsjo\"", b'."'))
    ids, notes = read(paths)
    assert len(ids) == 7
    assert not [bad for bad in notes.unreadable if "cut off" in bad.rule]


def test_a_set_without_its_main_file_is_refused(tmp_path: Path) -> None:
    assert "the main file is missing from the set" in refused(copied(tmp_path, sdn=None))


def test_a_set_without_aliases_is_refused_since_they_would_look_withdrawn(tmp_path: Path) -> None:
    assert "the aliases and the addresses file is missing" in refused(copied(tmp_path, alt=None, add=None))


@pytest.mark.parametrize("name", ["sdn", "alt", "add"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert "empty" in refused(copied(tmp_path, **{name: b""}))


@pytest.mark.parametrize("end", [b'31678,"MINISTRY OF EX', b'31678,"MINISTRY OF EXAMPLES",-0- ,"BURMA'])
def test_a_download_that_ends_within_a_row_is_refused(tmp_path: Path, end: bytes) -> None:
    assert "cut off" in refused(copied(tmp_path, sdn=MAIN[: MAIN.index(b"31678,")] + end))


def test_a_file_without_the_end_mark_that_the_others_have_is_refused(tmp_path: Path) -> None:
    assert "it lacks the end mark" in refused(copied(tmp_path, sdn=MAIN[: MAIN.index(b"31678,")]))


def test_a_set_without_any_end_mark_is_read_and_that_is_told(tmp_path: Path) -> None:
    bare = {name: (FIXTURES / f"{name}.csv").read_bytes().rstrip(b"\x1a") for name in ("sdn", "alt", "add")}
    ids, notes = read(copied(tmp_path, **bare))
    assert len(ids) == 7
    assert "no end mark" in notes.remarks[0]


def test_windows_letters_are_read_and_told(tmp_path: Path) -> None:
    paths = copied(tmp_path, sdn=MAIN.replace(b"BANCO NACIONAL", "BANCO NACIÓNAL".encode("cp1252")))
    notes = Notes()
    names = [record.subject.name for record in SDN.read(paths, notes) if record.subject]
    assert "BANCO NACIÓNAL DE CUBA" in names
    assert any("Windows-1252" in remark for remark in notes.remarks)


def test_a_file_in_utf_16_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refused(copied(tmp_path, sdn=MAIN.decode().encode("utf-16")))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert "Windows-1252" in refused(copied(tmp_path, sdn=b"\x81\x8d\x8f" * 100))


def test_another_list_under_the_name_is_refused(tmp_path: Path) -> None:
    screening = b"_id,source,entity_number,type,programs,name\r\n" + b"a1,SDN,7771,Entity,SDGT,EXAMPLE\r\n" * 5
    assert "as OFAC's main file has" in refused(copied(tmp_path, sdn=screening))


def test_the_aliases_under_the_name_of_the_main_file_are_refused(tmp_path: Path) -> None:
    assert "no rows of 12 fields" in refused(copied(tmp_path, sdn=ALT))


def test_a_folder_with_none_of_the_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("a,b\n")
    assert "none is a file of OFAC's lists" in refused([tmp_path / "prices.csv"])
    assert "none is a file of OFAC's lists" in refused([])


def test_two_main_files_are_refused(tmp_path: Path) -> None:
    copied(tmp_path)
    (tmp_path / "cons_prim.csv").write_bytes(MAIN)
    assert "two main files" in refused(sorted(tmp_path.glob("*.csv")))


def test_the_other_list_is_known_by_its_names(tmp_path: Path) -> None:
    assert "pull it as ofac-sdn" in refused(csv_set(), CONSOLIDATED)
    for name, data in (("prim", MAIN), ("alt", ALT), ("add", ADD)):
        (tmp_path / f"cons_{name}.csv").write_bytes(data)
    assert "pull it as ofac-consolidated" in refused(sorted(tmp_path.glob("cons_*")))


@pytest.mark.parametrize(
    ("program", "source", "other"), [(b"NS-PLC", SDN, "ofac-consolidated"), (b"SDGT", CONSOLIDATED, "ofac-sdn")]
)
def test_the_other_list_is_known_by_its_programs(
    tmp_path: Path, program: bytes, source: ListSource, other: str
) -> None:
    stems = {"ofac-sdn": ("sdn", "alt", "add"), "ofac-consolidated": ("cons_prim", "cons_alt", "cons_add")}[source.name]
    main = b"".join(ROW % (number, number, program) for number in range(1, 61)) + b"\x1a"
    for stem, data in zip(stems, (main, b'1,1,"aka","X",-0- \r\n\x1a', b'1,1,-0- ,"Y",-0- ,-0- \r\n\x1a'), strict=True):
        (tmp_path / f"{stem}.csv").write_bytes(data)
    assert f"pull it as {other}" in refused(sorted(tmp_path.glob("*.csv")), source)


def test_of_several_forms_one_is_read_and_told(tmp_path: Path) -> None:
    copied(tmp_path)
    xml(tmp_path, XML)
    ids, notes = read(sorted(tmp_path.iterdir()))
    assert len(ids) == 7
    assert notes.remarks == ["sdn.xml was read, and no file of another form beside it"]


def test_truncated_xml_is_refused(tmp_path: Path) -> None:
    assert "no well-formed XML" in refused(xml(tmp_path, XML[: len(XML) // 2]))


def test_xml_with_fewer_entries_than_it_states_is_refused(tmp_path: Path) -> None:
    text = XML.replace("<Record_Count>9<", "<Record_Count>17<")
    assert "it says that it has 17 entries, and has 9" in refused(xml(tmp_path, text))


def test_a_billion_laughs_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 9}">' for level in range(1, 9))
    laughs = f'<!DOCTYPE sdnList [<!ENTITY a0 "ha">{entities}]>'
    assert "document type" in refused(xml(tmp_path, XML.replace("<sdnList", f"{laughs}<sdnList", 1)))


def test_empty_xml_is_refused(tmp_path: Path) -> None:
    refused(xml(tmp_path, ""))


def test_xml_without_entries_is_refused(tmp_path: Path) -> None:
    assert "no entries" in refused(xml(tmp_path, '<sdnList xmlns="http://tempuri.org/sdnList.xsd"/>'))


def test_xml_of_another_list_is_refused(tmp_path: Path) -> None:
    assert "its root is <CONSOLIDATED_LIST>" in refused(xml(tmp_path, "<CONSOLIDATED_LIST/>"))


def test_xml_in_another_encoding_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sdn.xml"
    path.write_bytes(XML.replace("HAMAS", "HÁMAS").encode("cp1252"))
    assert "no well-formed XML" in refused([path])


def test_two_xml_files_are_refused(tmp_path: Path) -> None:
    for name in ("sdn.xml", "consolidated.xml"):
        (tmp_path / name).write_text(XML)
    assert "one list is one XML file" in refused(sorted(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<uid>4695</uid>", "", "no uid"),
        ("<lastName>HAMAS</lastName><sdnType>Entity</sdnType>", "", "no lastName and no sdnType"),
        ("<lastName>HAMAS</lastName><sdnType>Entity<", "<lastName>HAMAS</lastName><sdnType>Spaceship<", "type Spaceship"),
    ],
)  # fmt: skip
def test_an_xml_entry_that_cannot_be_read_is_noted(tmp_path: Path, old: str, new: str, rule: str) -> None:
    ids, notes = read(xml(tmp_path, XML.replace(old, new)))
    assert ids == ["306", "4640", "7001", "27307", "28263", "31678"]
    line = XML[: XML.index("HAMAS")].count("\n")
    assert any(rule in bad.rule and f"line {line}, entry" in bad.locator for bad in notes.unreadable)


def test_unknown_xml_fields_are_told(tmp_path: Path) -> None:
    text = XML.replace("<sdnType>Entity", "<mood>grim</mood><sdnType>Entity").replace(
        "<city>Zurich", "<moon>I</moon><city>Zurich"
    )
    _, notes = read(xml(tmp_path, text))
    assert notes.unknown["sdnEntry/mood"] == 5
    assert notes.unknown["address/moon"] == 1


def test_a_short_line_of_fixed_width_is_noted(tmp_path: Path) -> None:
    paths = in_form(".ff", tmp_path)
    main = tmp_path / "sdn.ff"
    main.write_bytes(b"       305SHORT\r\n" + main.read_bytes())
    ids, notes = read(paths)
    assert len(ids) == 7
    assert [bad.locator for bad in notes.unreadable if "12 fields" in bad.rule] == ["sdn.ff, line 1"]


def test_fixed_width_that_ends_within_a_row_is_refused(tmp_path: Path) -> None:
    paths = in_form(".ff", tmp_path)
    main = tmp_path / "sdn.ff"
    main.write_bytes(main.read_bytes()[:-1_500])
    assert "the file ends within a row" in refused(paths)


def test_fixed_width_with_windows_letters_keeps_its_columns(tmp_path: Path) -> None:
    paths = in_form(".ff", tmp_path)
    main = tmp_path / "sdn.ff"
    main.write_bytes(main.read_bytes().replace(b"BANCO NACIONAL", "BANCO NACIÓNAL".encode("cp1252")))
    notes = Notes()
    names = {record.id: record.subject.name for record in SDN.read(paths, notes) if record.subject}
    assert names["306"] == "BANCO NACIÓNAL DE CUBA"
    assert notes.remarks == ["sdn.ff is no UTF-8: it was read as Windows-1252"]
