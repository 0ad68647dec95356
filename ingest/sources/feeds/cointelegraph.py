"""Cointelegraph: digital assets."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "cointelegraph",
    "Cointelegraph: digital assets",
    "Cointelegraph",
    "https://cointelegraph.com/rss",
    "news",
    (5, 100),
)
