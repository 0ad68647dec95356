"""IC3: cyber security advisories."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "ic3-advisories",
    "IC3: cyber security advisories",
    "FBI",
    "https://www.ic3.gov/CSA/RSS",
    "notices",
    (3, 500),
    note="items lead to PDF files",
)
