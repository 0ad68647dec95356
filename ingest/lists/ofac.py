"""OFAC's lists in whatever form they come: simple XML, advanced XML, or a set of delimited or fixed-width files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.lists import ofac_set, ofac_xml
from ingest.lists.ofac_entry import Entry
from ingest.lists.ofac_record import record
from ingest.lists.ofac_rows import FORMS
from ingest.lists.record import Notes, Record
from ingest.lists.xml import root_tag
from ingest.source import ListRefused

SDN, CONSOLIDATED = "SDN", "consolidated"

_BLOCKING: Final = frozenset(f"program: {name}" for name in "SDGT SDNTK SDNT FTO GLOMAG NPWMD CUBA TCO".split())
"""Programs that block: a third of the SDN list bears one or more, and hardly an entry of the consolidated list does."""
_SHARE: Final = 0.15
_FEW: Final = 50


def read(paths: Sequence[Path], notes: Notes, listing: str) -> Iterator[Record]:
    """Yield the records of OFAC's SDN or consolidated list; raises ListRefused where the files are not that list, whole.

    Where files of several forms are given, one form is read, and which is said.
    """
    if xml := [path for path in paths if path.suffix.lower() == ".xml"]:
        yield from _read_xml(paths, xml, notes, listing)
        return
    files = _one_set(paths, notes, listing)
    yield from _checked(_records(ofac_set.entries(files, notes), notes), files[next(iter(files))].parent, listing)


def _read_xml(paths: Sequence[Path], xml: Sequence[Path], notes: Notes, listing: str) -> Iterator[Record]:
    if len(xml) > 1:
        named = ", ".join(sorted(path.name for path in xml))
        raise ListRefused(named, "one list is one XML file", "name the one that is meant")
    path = xml[0]
    if len(paths) > 1:
        notes.remark(f"{path.name} was read, and no file of another form beside it")
    if root_tag(path)[1] == "Sanctions":
        from ingest.lists.ofac_advanced import read_advanced

        yield from _checked(read_advanced(path, notes), path, listing)
        return
    yield from _checked(_records(ofac_xml.entries(path, notes), notes), path, listing)


def _one_set(paths: Sequence[Path], notes: Notes, listing: str) -> dict[str, Path]:
    """Choose the files of one form, CSV before the others; raises ListRefused where there are none, or of the wrong list."""
    by_form: dict[str, dict[str, Path]] = {}
    for path in paths:
        part = ofac_set.part_of(path)
        if part is None or path.suffix.lower() not in FORMS:
            continue
        chosen = by_form.setdefault(path.suffix.lower(), {})
        if part in chosen:
            raise ListRefused(f"{chosen[part].name}, {path.name}", f"two {part} files", "name the files of one list")
        chosen[part] = path
    if not by_form:
        named = ", ".join(str(path) for path in paths[:3]) or "no files"
        rule = "none is a file of OFAC's lists (*.xml; sdn, cons_prim, alt, add, *_comments as .csv, .pip, .del or .ff)"
        raise ListRefused(named, rule, "fetch the list, or name its files as OFAC does")
    form = min(by_form, key=FORMS.index)
    if len(by_form) > 1:
        notes.remark(f"the {form} files were read, and none of {', '.join(sorted(set(by_form) - {form}))}")
    _refuse_other_names(by_form[form], listing)
    return by_form[form]


def _refuse_other_names(files: dict[str, Path], listing: str) -> None:
    for path in files.values():
        name = path.name.lower()
        if listing == SDN and name.startswith("cons_"):
            raise ListRefused(str(path), "it is of the consolidated list", "pull it as ofac-consolidated")
        if listing == CONSOLIDATED and name.startswith("sdn"):
            raise ListRefused(str(path), "it is of the SDN list", "pull it as ofac-sdn")


def _records(entries: Iterator[Entry], notes: Notes) -> Iterator[Record]:
    for entry in entries:
        made = record(entry, notes)
        if made is not None:
            yield made


def _checked(records: Iterator[Record], where: Path, listing: str) -> Iterator[Record]:
    """Pass records on; raises ListRefused at the end where the programs are those of OFAC's other list."""
    seen = blocking = 0
    for made in records:
        seen += 1
        blocking += any(fact.value in _BLOCKING for fact in made.facts if fact.predicate == "tag")
        yield made
    if not seen:
        raise ListRefused(str(where), "it has no entries", "fetch it again")
    if seen >= _FEW and (blocking / seen > _SHARE) != (listing == SDN):
        other = CONSOLIDATED if listing == SDN else SDN
        rule = f"{blocking:,} of {seen:,} entries are of programs that block, so that it is the {other} list"
        raise ListRefused(str(where), rule, f"pull it as ofac-{other.lower()}")
