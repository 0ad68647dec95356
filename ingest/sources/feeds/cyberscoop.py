"""CyberScoop: cybercrime and government."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "cyberscoop",
    "CyberScoop: cybercrime and government",
    "CyberScoop",
    "https://cyberscoop.com/feed/",
    "news",
    (5, 60),
)
