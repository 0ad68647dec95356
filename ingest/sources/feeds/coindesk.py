"""CoinDesk: digital assets."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "coindesk",
    "CoinDesk: digital assets",
    "CoinDesk",
    "https://www.coindesk.com/arc/outboundfeeds/rss/",
    "news",
    (5, 100),
)
