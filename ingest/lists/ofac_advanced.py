"""OFAC's lists as advanced XML (root `Sanctions`): parties with their listing dates, and how they stand to each other.

Facts are made by the reader of the simple formats, so that all forms of one list give the same claims. What only this
form states comes on top: the day of the first listing, names in other scripts, and relations. Not kept, as the simple
formats' records do not keep them either: dates and authorities of documents, legal bases, and reliabilities.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ingest.lists.ofac_advanced_index import SECTIONS, Index
from ingest.lists.ofac_advanced_party import Party, read_party, target_clauses
from ingest.lists.ofac_entry import AIRCRAFT, INDIVIDUAL, VESSEL, Entry
from ingest.lists.ofac_record import person_name, record
from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.lists.xml import elements, local, root_tag
from ingest.source import ListRefused
from kg.ontology import COMPANY, GROUP, PERSON, allows

NAMESPACES: Final = frozenset(
    {
        "http://www.un.org/sanctions/1.0",
        "https://www.un.org/sanctions/1.0",
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
    }
)
# "owned or controlled by" leaves open which of the two it is: control is the weaker statement
_BACKWARD: Final = {"owned or controlled by": "CONTROLS"}
_FORWARD: Final = {
    "acting for or on behalf of": "ACTS_FOR",
    "providing support to": "SUPPORTED",
    "owns, controls, or operates": "CONTROLS",
    "leader or official of": "OFFICER_OF",
    "principal executive officer of": "OFFICER_OF",
}
_VAGUE: Final = frozenset({
    *("associate of", "family member of", "linked to", "playing a significant role in", "property in the interest of"),
    *("unknown", ""),
})  # fmt: skip
_PLAIN: Final = frozenset({"ACTS_FOR", "SUPPORTED"})


def is_advanced(path: Path) -> bool:
    """True where a file's root is that of the advanced form; raises ListRefused on what is no XML."""
    return root_tag(path)[1] == "Sanctions"


def read_advanced(path: Path, notes: Notes) -> Iterator[Record]:
    """Yield the records of an advanced file, which is read twice; raises ListRefused where it is cut off or another list."""
    namespace, root = root_tag(path)
    if root != "Sanctions":
        raise ListRefused(str(path), f"its root is <{root}>, not <Sanctions>", "it is another list: name OFAC's file")
    if namespace not in NAMESPACES:
        notes.unknown_field(f"namespace {namespace or 'none'}")
    with TemporaryDirectory(prefix="kg-ofac-") as folder, closing(sqlite3.connect(Path(folder) / "index")) as database:
        index = Index(database, notes)
        _first_pass(path, index)
        for element in elements(path, "DistinctParty"):
            party = read_party(element, index, notes, path)
            made = None if party is None else record(party.entry, notes)
            if party is not None and made is not None:
                yield _completed(party, made, index, notes)


def _first_pass(path: Path, index: Index) -> None:
    quiet = Notes()
    for element in index.fill(path):
        for profile in element:
            if isinstance(profile.tag, str) and local(profile) == "Profile":
                _keep(element, profile, index, quiet, path)
    missing = sorted({"ReferenceValueSets", "DistinctParties", "SanctionsEntries"} - index.seen)
    if missing:
        rule = f"it has no entries in {', '.join(missing)}"
        raise ListRefused(str(path), rule, f"a whole list has {', '.join(sorted(SECTIONS))}: fetch it again")


def _keep(element: Any, profile: Any, index: Index, quiet: Notes, path: Path) -> None:
    # what is wrong with a party is told in the second pass
    party = read_party(element, index, quiet, path)
    if party is not None:
        clauses = target_clauses(profile, index, quiet)
        index.add_party(party.profile, party.entry.id, party.entry.kind, party.entry.name, clauses)


def _completed(party: Party, made: Record, index: Index, notes: Notes) -> Record:
    """The record with what only the advanced form states."""
    listed, day = index.listed(party.profile)
    if not listed:
        notes.remark(f"{party.entry.locator}: no entry of a list names it, so that no sanction is claimed")
    measures = tuple(replace(measure, start_date=day) for measure in made.measures) if listed else ()
    facts = dict.fromkeys((*made.facts, *_other_scripts(party, made)))
    links = (*made.links, *_relations(party, made, index, notes))
    return replace(made, facts=tuple(facts), links=tuple(dict.fromkeys(links)), measures=measures)


def _other_scripts(party: Party, made: Record) -> Iterator[Fact]:
    person = party.entry.kind == INDIVIDUAL
    for name in party.other_scripts:
        spoken = person_name(name) if person else name
        if made.subject is not None and spoken != made.subject.name:
            yield Fact("alias", spoken)


def _relations(party: Party, made: Record, index: Index, notes: Notes) -> Iterator[Link]:
    for profile, kind, former in index.relations(party.profile):
        found = index.party(profile)
        if found is None:
            notes.bad(party.entry.locator, f"a relation ({kind}) with profile {profile}, which is not in the file")
            continue
        uid, what, name, clauses = found
        if what in (VESSEL, AIRCRAFT):
            notes.leave_out(f"relation with a {what}")
            continue
        other = record(Entry(uid, "", what, name, index.programs(profile), clauses=clauses), Notes())
        if other is not None and other.subject is not None and made.subject is not None:
            target = replace(other.subject, entry=uid)
            yield _link(kind.lower(), former, replace(made.subject, entry=party.entry.id), target, notes)


def _link(kind: str, former: bool, subject: Thing, other: Thing, notes: Notes) -> Link:
    """The edge of a relation from `subject` to `other`, in its right direction; ASSOCIATED_WITH where none is allowed."""
    role = f"former: {kind}" if former else kind
    forward = _FORWARD.get(kind)
    if kind in _BACKWARD and _allowed(_BACKWARD[kind], other, subject):
        return Link(_BACKWARD[kind], target=subject, source=other, role=role)
    if forward == "OFFICER_OF" and other.label == GROUP and subject.label == PERSON:
        forward = "MEMBER_OF"
    if forward is not None and _allowed(forward, subject, other):
        return Link(forward, other, role=None if forward in _PLAIN and not former else role)
    if kind not in _VAGUE and kind not in _BACKWARD and forward is None:
        notes.unknown_field(f"relation: {kind}")
    return Link("ASSOCIATED_WITH", other, role=role or None)


def _allowed(edge: str, source: Thing, target: Thing) -> bool:
    # an organisation of unstated kind counts as a company
    return allows(edge, source.label or COMPANY, target.label or COMPANY)
