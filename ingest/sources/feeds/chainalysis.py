"""Chainalysis: reports on illicit finance."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "chainalysis",
    "Chainalysis: reports on illicit finance",
    "Chainalysis",
    "https://www.chainalysis.com/feed/",
    "news",
    (3, 60),
)
