"""A user's own table, with a mapping that says what its columns mean."""

from __future__ import annotations

from ingest.lists.mapping_rows import read
from ingest.source import ListSource

SOURCE = ListSource(
    name="own-csv",
    title="A list of one's own (CSV with a YAML mapping)",
    publisher="own list",
    primary=None,
    urls=(),
    licence="as its owner says",
    reliability=1.0,
    reason="how far the list is to be trusted is what its mapping says, and stands on each statement of it",
    bounds={"records": (1, 50_000_000)},
    read=read,
    suffixes=(".csv", ".tsv", ".txt"),
    separate=True,
)
