"""The Consolidated Screening List: what OFAC, the Bureau of Industry and Security and the State Department list, in one."""

from __future__ import annotations

from ingest.lists.csl import read
from ingest.source import ListSource

SOURCE = ListSource(
    name="us-csl",
    title="Consolidated Screening List",
    publisher="International Trade Administration",
    primary=None,
    urls=("https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",),
    licence="public domain (US government work)",
    reliability=0.95,
    reason="copies the lists of three agencies each day and credits them; they decide, it does not",
    # some 11,000 entries in 2020, 20,000 and more in 2025; a copy that holds only a part of the lists counts too
    bounds={"records": (2_000, 60_000), "Person": (800, 30_000), "Company": (1_000, 40_000)},
    read=read,
    suffixes=(".csv",),
)
