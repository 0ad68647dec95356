"""The Block: digital assets."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "the-block",
    "The Block: digital assets",
    "The Block",
    "https://www.theblock.co/rss.xml",
    "news",
    (5, 100),
)
