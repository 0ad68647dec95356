"""Elliptic: reports on illicit finance."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "elliptic",
    "Elliptic: reports on illicit finance",
    "Elliptic",
    "https://www.elliptic.co/blog/rss.xml",
    "news",
    (3, 100),
)
