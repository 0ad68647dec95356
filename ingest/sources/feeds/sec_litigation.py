"""SEC: litigation releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "sec-litigation",
    "SEC: litigation releases",
    "U.S. Securities and Exchange Commission",
    "https://www.sec.gov/enforcement-litigation/litigation-releases/rss",
    "notices",
    (5, 200),
    note="the SEC wants a User-Agent with a contact: set KG_CONTACT",
)
