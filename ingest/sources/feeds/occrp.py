"""OCCRP: organised crime and corruption."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "occrp",
    "OCCRP: organised crime and corruption",
    "OCCRP",
    "https://www.occrp.org/en/feed",
    "news",
    (5, 100),
)
