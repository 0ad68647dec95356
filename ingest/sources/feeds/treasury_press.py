"""Treasury: press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "treasury-press",
    "Treasury: press releases",
    "U.S. Department of the Treasury",
    "https://home.treasury.gov/news/press-releases",
    "notices",
    (5, 200),
    links=r"/news/press-releases/(?:jy|sb|sm|jl|tg|hp)[0-9]+",
    note="read from the page of releases; the Treasury offers e-mail, and no feed that it documents",
)
