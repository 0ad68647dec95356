"""IC3: public service announcements."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "ic3-announcements",
    "IC3: public service announcements",
    "FBI",
    "https://www.ic3.gov/PSA/RSS",
    "notices",
    (3, 500),
)
