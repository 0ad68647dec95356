"""The European Union's consolidated list of persons, groups and entities under financial sanctions."""

from __future__ import annotations

from ingest.lists.eu_records import read_eu
from ingest.source import ListSource

SOURCE = ListSource(
    name="eu-fsf",
    title="EU Consolidated List of Persons, Groups and Entities Subject to Financial Sanctions",
    publisher="Council of the European Union",
    primary="European Union",
    # the token is the one that the Commission publishes for anybody
    urls=("https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",),
    licence="CC BY 4.0 (reuse of EU documents)",
    reliability=0.97,
    reason="the Council's own measures, published in the Official Journal and open to challenge in court",
    # about 2,000 entries in 2018 and 5,800 in 2025
    bounds={"records": (1_000, 24_000), "Person": (600, 17_000), "Company": (250, 9_000)},
    read=read_eu,
    suffixes=(".xml",),
)
