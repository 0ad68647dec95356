"""FBI: national press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "fbi-press",
    "FBI: national press releases",
    "FBI",
    "https://www.fbi.gov/feeds/national-press-releases/rss.xml",
    "notices",
    (3, 100),
)
