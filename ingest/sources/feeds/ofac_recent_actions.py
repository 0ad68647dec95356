"""OFAC: recent actions."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "ofac-recent-actions",
    "OFAC: recent actions",
    "OFAC",
    "https://ofac.treasury.gov/recent-actions",
    "notices",
    (5, 200),
    links=r"/recent-actions/[0-9]{8}(?:_[0-9]+)?",
    note="read from the page of actions; OFAC gave up its RSS feed in January 2025 and offers e-mail",
)
