"""Federal Register: documents of the Bureau of Industry and Security."""

from ingest.feed_source import FeedSource

SOURCE = FeedSource(
    "federal-register-bis",
    "Federal Register: documents of the Bureau of Industry and Security",
    "Federal Register",
    "https://www.federalregister.gov/api/v1/documents.json"
    "?conditions%5Bagencies%5D%5B%5D=industry-and-security-bureau&order=newest&per_page=100",
    "notices",
    (20, 100_000),
)
