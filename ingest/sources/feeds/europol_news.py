"""Europol: news."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "europol-news",
    "Europol: news",
    "Europol",
    "https://www.europol.europa.eu/cms/api/rss/news",
    "notices",
    (3, 100),
    dated=False,
    note="items bear no dates; those of their pages count",
)
