"""OFAC's list of Specially Designated Nationals and blocked persons (SDN)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.lists.ofac import SDN, read
from ingest.lists.record import Notes, Record
from ingest.source import ListSource


def read_sdn(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the records of the SDN list, in any of OFAC's forms."""
    return read(paths, notes, SDN)


SOURCE = ListSource(
    name="ofac-sdn",
    title="Specially Designated Nationals and Blocked Persons List",
    publisher="OFAC",
    primary="OFAC",
    urls=("https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",),
    licence="public domain (US government work)",
    reliability=0.98,
    reason="an authority's own designations, checked before they are published and open to challenge in court",
    # the list had 7,380 entries in 2019, 8,976 in 2021 and about 17,000 in 2025, 600 to 2,500 of them ships and aircraft
    bounds={"records": (3_500, 40_000), "Person": (1_800, 20_000), "Company": (1_500, 20_000), "Group": (30, 400)},
    read=read_sdn,
    suffixes=(".xml", ".csv", ".pip", ".del", ".ff"),
)
