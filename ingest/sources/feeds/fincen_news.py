"""FinCEN: news releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "fincen-news",
    "FinCEN: news releases",
    "FinCEN",
    "https://www.fincen.gov/news/press-releases",
    "notices",
    (5, 200),
    links=r"/news/news-releases/[^/?#]+",
    note="read from the page of releases; FinCEN offers e-mail, and no feed that it documents",
)
