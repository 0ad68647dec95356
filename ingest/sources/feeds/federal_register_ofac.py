"""Federal Register: documents of OFAC."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "federal-register-ofac",
    "Federal Register: documents of OFAC",
    "Federal Register",
    "https://www.federalregister.gov/api/v1/documents.json"
    "?conditions%5Bagencies%5D%5B%5D=foreign-assets-control-office&order=newest&per_page=100",
    "notices",
    (20, 100_000),
)
