"""OFAC's consolidated list of sanctions other than the SDN list's: sectoral, correspondent accounts, NS-PLC and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.lists.ofac import CONSOLIDATED, read
from ingest.lists.record import Notes, Record
from ingest.source import ListSource


def read_consolidated(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield the records of the consolidated list, in any of OFAC's forms."""
    return read(paths, notes, CONSOLIDATED)


SOURCE = ListSource(
    name="ofac-consolidated",
    title="Consolidated Sanctions List (Non-SDN)",
    publisher="OFAC",
    primary="OFAC",
    urls=("https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONSOLIDATED.XML",),
    licence="public domain (US government work)",
    reliability=0.98,
    reason="an authority's own measures, checked before they are published and open to challenge in court",
    # 639 entries in 2018, 74 of them ships; 375 in 2020 after Iran's had gone to the SDN list
    bounds={"records": (180, 2_500), "Person": (40, 500), "Company": (130, 2_000)},
    read=read_consolidated,
    suffixes=(".xml", ".csv", ".pip", ".del", ".ff"),
)
