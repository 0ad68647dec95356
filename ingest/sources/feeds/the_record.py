"""The Record: cybercrime and nation-state hacking."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "the-record",
    "The Record: cybercrime and nation-state hacking",
    "The Record",
    "https://therecord.media/feed",
    "news",
    (5, 100),
)
