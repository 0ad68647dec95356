"""BleepingComputer: ransomware and intrusions."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "bleepingcomputer",
    "BleepingComputer: ransomware and intrusions",
    "BleepingComputer",
    "https://www.bleepingcomputer.com/feed/",
    "news",
    (5, 100),
)
