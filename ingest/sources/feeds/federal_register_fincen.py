"""Federal Register: documents of FinCEN."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "federal-register-fincen",
    "Federal Register: documents of FinCEN",
    "Federal Register",
    "https://www.federalregister.gov/api/v1/documents.json"
    "?conditions%5Bagencies%5D%5B%5D=financial-crimes-enforcement-network&order=newest&per_page=100",
    "notices",
    (20, 100_000),
)
