"""MISP galaxy: threat actors with their many names, ransomware gangs, and the terrorist entities that Canada lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.lists.misp import CANADA, LOADED, MICROSOFT, RANSOMWARE, THREAT_ACTORS, Cluster, Galaxy, clusters, galaxy
from ingest.lists.misp_meta import Draft, understand
from ingest.lists.record import Fact, Measure, Notes, Record, Thing
from ingest.source import ListRefused, ListSource
from kg.ontology import AGENCY, GROUP, PERSON

_REPOSITORY: Final = "https://raw.githubusercontent.com/MISP/misp-galaxy/main/clusters"
_PUBLIC_SAFETY: Final = Thing("Public Safety Canada", AGENCY)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_BRACKET: Final = re.compile(r"\s*\(([^()]+)\)\s*$")

PERSONS: Final = frozenset({"James Mason", "Gulbuddin Hekmatyar"})
"""Listed in Canada as one of the "entities", and human beings; no field of the galaxy tells them from organisations."""


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield a record an entry of the galaxies that are about somebody; others are left out.

    Raises ListRefused on files that are no galaxy, and where none is one of those that are loaded.
    """
    found: list[Galaxy] = []
    for path in paths:
        one = galaxy(path)
        if one is None:
            notes.leave_out("description of a galaxy")
        else:
            found.append(one)
    if not any(one.type in LOADED for one in found):
        names = ", ".join(map(str, paths))
        raise ListRefused(names, f"no galaxy of {', '.join(sorted(LOADED))}", "this seems to be another list")
    for one in found:
        if one.type in LOADED and one.version:
            notes.remark(f"{one.type}: version {one.version[:20]}")
        for cluster in clusters(one, notes):
            yield _record(one, cluster, notes)


def _record(found: Galaxy, cluster: Cluster, notes: Notes) -> Record:
    draft = Draft(cluster, found, notes)
    subject = _SHAPERS[found.type](draft)
    understand(draft, subject)
    return Record(
        cluster.id, cluster.locator, subject, tuple(draft.facts), tuple(draft.links), tuple(draft.measures),
        part=found.type, origin=_PUBLIC_SAFETY.name if found.type == CANADA else None,
    )  # fmt: skip


def _group(draft: Draft) -> Thing:
    return Thing(draft.cluster.name, GROUP)


def _gang(draft: Draft) -> Thing:
    draft.facts.append(Fact("kind", "ransomware"))
    return _group(draft)


def _listed(draft: Draft) -> Thing:
    """Whom Canada lists: "Name (SHORT) (Other Name)" is a name and what stands for it; the listing is a measure."""
    name, others = draft.cluster.name, list[str]()
    while (bracket := _BRACKET.search(name)) and bracket.start() > 0:
        others.insert(0, bracket[1].strip())
        name = name[: bracket.start()]
    subject = Thing(name, PERSON if name in PERSONS else GROUP)
    if subject.label == GROUP:
        draft.facts.append(Fact("kind", "terrorist"))
    # a bare acronym is too short to go by: many an organisation shares it
    draft.facts += [Fact("alias", other, weak=" " not in other or other.isupper()) for other in others]
    draft.texts("title")
    for number in draft.texts("id"):
        draft.tag(f"Public Safety Canada entry: {number}")
    since = next((day for day in draft.texts("published") if _DAY.fullmatch(day)), None)
    draft.measures.append(Measure("sanction", (_PUBLIC_SAFETY,), (subject,), start_date=since))
    for day in draft.texts("updated"):
        if _DAY.fullmatch(day):
            draft.tag(f"listing reviewed: {day}")
    return subject


# each takes what only its galaxy says, and tells whom the entry is about
_SHAPERS: Final[dict[str, Callable[[Draft], Thing]]] = {
    THREAT_ACTORS: _group,
    MICROSOFT: _group,
    RANSOMWARE: _gang,
    CANADA: _listed,
}


SOURCE = ListSource(
    name="misp-galaxy",
    title="MISP galaxy: threat actors, ransomware gangs, terrorist entities",
    publisher="MISP Project",
    primary=None,
    urls=tuple(
        f"{_REPOSITORY}/{name}.json"
        for name in ("threat-actor", "microsoft-activity-group", "ransomware", "terrorist-groups")
    ),
    licence="CC0-1.0 or BSD-2-Clause",
    reliability=0.7,
    reason="kept up by volunteers from public reports; one entry may lump together what others keep apart",
    bounds={"records": (1_400, 7_100), "Group": (1_400, 7_000), "Person": (0, 50)},
    read=read,
    suffixes=(".json",),
    catalogue=True,
)
