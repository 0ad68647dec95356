"""The United Kingdom's consolidated list of financial sanctions targets, kept by OFSI until 28 January 2026.

Since that day the UK Sanctions List of the Foreign Office is the only one; files of this list are history.
"""

from __future__ import annotations

from ingest.lists.uk_records import read_uk
from ingest.source import ListSource

SOURCE = ListSource(
    name="uk-ofsi",
    title="OFSI Consolidated List of Financial Sanctions Targets",
    publisher="OFSI",
    primary="OFSI",
    urls=("https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",),
    licence="OGL-3.0",
    reliability=0.97,
    reason="an authority's own measures, checked before they are published and open to challenge in court",
    # about 3,500 groups in 2022 and 4,900 in 2025
    bounds={"records": (1_500, 20_000), "Person": (1_000, 14_000), "Company": (300, 7_000)},
    read=read_uk,
    suffixes=(".csv",),
)
