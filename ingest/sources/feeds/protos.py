"""Protos: digital assets and fraud."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "protos",
    "Protos: digital assets and fraud",
    "Protos",
    "https://protos.com/feed/",
    "news",
    (5, 100),
)
