"""The consolidated list of the United Nations Security Council."""

from __future__ import annotations

from ingest.lists.un_records import read_un
from ingest.source import ListSource

SOURCE = ListSource(
    name="un-sc",
    title="United Nations Security Council Consolidated List",
    publisher="United Nations Security Council",
    primary="United Nations Security Council",
    urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
    licence="(c) United Nations, reuse with the source named",
    reliability=0.96,
    reason="each listing is agreed by the members of the committee and reviewed by it",
    # the list held 1,093 entries in 2018 and 1,003 in 2026
    bounds={"records": (500, 4_000), "Person": (350, 3_000), "Company": (130, 1_500)},
    read=read_un,
    suffixes=(".xml",),
)
