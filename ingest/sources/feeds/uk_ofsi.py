"""OFSI: notices on financial sanctions."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "uk-ofsi",
    "OFSI: notices on financial sanctions",
    "OFSI",
    "https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation.atom",
    "notices",
    (5, 100),
)
