"""ICIJ: offshore finance and investigations."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "icij",
    "ICIJ: offshore finance and investigations",
    "ICIJ",
    "https://www.icij.org/feed/",
    "news",
    (5, 100),
)
