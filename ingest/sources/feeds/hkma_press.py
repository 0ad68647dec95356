"""Hong Kong Monetary Authority: press releases."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "hkma-press",
    "Hong Kong Monetary Authority: press releases",
    "Hong Kong Monetary Authority",
    "https://www.hkma.gov.hk/eng/other-information/rss/rss_press-release.xml",
    "notices",
    (1, 300),
)
