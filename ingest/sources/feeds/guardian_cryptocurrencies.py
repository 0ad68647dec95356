"""The Guardian: cryptocurrencies."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "guardian-cryptocurrencies",
    "The Guardian: cryptocurrencies",
    "The Guardian",
    "https://www.theguardian.com/technology/cryptocurrencies/rss",
    "news",
    (5, 100),
    note="the newspaper gives a feed for each of its topics, by /rss behind the topic's address",
)
