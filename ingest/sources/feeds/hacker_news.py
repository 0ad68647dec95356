"""The Hacker News: intrusions and cybercrime."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "hacker-news",
    "The Hacker News: intrusions and cybercrime",
    "The Hacker News",
    "https://feeds.feedburner.com/TheHackersNews",
    "news",
    (5, 100),
    note="served by FeedBurner",
)
