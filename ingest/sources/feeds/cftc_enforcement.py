"""CFTC: enforcement press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "cftc-enforcement",
    "CFTC: enforcement press releases",
    "Commodity Futures Trading Commission",
    "https://www.cftc.gov/RSS/RSSENF/rssenf.xml",
    "notices",
    (1, 200),
)
