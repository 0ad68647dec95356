"""Krebs on Security."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "krebs-on-security",
    "Krebs on Security",
    "KrebsOnSecurity",
    "https://krebsonsecurity.com/feed/",
    "news",
    (5, 60),
)
