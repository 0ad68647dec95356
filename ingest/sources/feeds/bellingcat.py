"""Bellingcat: investigations."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "bellingcat",
    "Bellingcat: investigations",
    "Bellingcat",
    "https://www.bellingcat.com/feed/",
    "news",
    (5, 100),
)
