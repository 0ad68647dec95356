"""Department of Justice: press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "justice-news",
    "Department of Justice: press releases",
    "U.S. Department of Justice",
    "https://www.justice.gov/news/rss?type=press_release",
    "notices",
    (5, 500),
    note="holds the releases of about two days: pull it daily",
)
