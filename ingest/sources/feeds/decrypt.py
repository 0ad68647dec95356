"""Decrypt: digital assets."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "decrypt",
    "Decrypt: digital assets",
    "Decrypt",
    "https://decrypt.co/feed",
    "news",
    (5, 100),
)
