"""OpenSanctions, and any other file of FollowTheMoney entities."""

from __future__ import annotations

from ingest.lists.ftm import read
from ingest.source import ListSource

SOURCE = ListSource(
    name="opensanctions",
    title="OpenSanctions entities (FollowTheMoney)",
    publisher="OpenSanctions",
    primary=None,
    # its licence asks business users for a contract: nobody agrees to that by a command, so the file is given by --from
    urls=(),
    licence="CC BY-NC 4.0; business use needs a licence of OpenSanctions",
    reliability=0.9,
    reason="copies some three hundred lists faithfully and names them in each record; joins entries by rules and by hand",
    # any dataset of it may be given, from a small national list to the whole collection of some millions
    bounds={"records": (1, 20_000_000)},
    read=read,
    suffixes=(".ftm.json", ".ijson", ".jsonl"),
)
