"""United Nations: meetings coverage and press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "un-press",
    "United Nations: meetings coverage and press releases",
    "United Nations Meetings Coverage",
    "https://press.un.org/en/rss.xml",
    "notices",
    (3, 200),
)
