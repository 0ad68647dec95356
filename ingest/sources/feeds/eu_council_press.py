"""Council of the European Union: press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "eu-council-press",
    "Council of the European Union: press releases",
    "Council of the European Union",
    "https://www.consilium.europa.eu/en/rss/pressreleases.ashx",
    "notices",
    (3, 300),
)
