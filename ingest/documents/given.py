"""What whoever brought a document knows of it: where it was fetched, whose it is, when it came out."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """What the feed or the fetch says of a document. It goes before what the document says of itself.

    `url` is where it was fetched; `published` an ISO date; `content_type` is the header's, which tells the format where
    no suffix does; `headline` says that the title is to stand above the text, which does not hold it.
    """

    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    content_type: str | None = None
    headline: bool = False

    def noted(self) -> dict[str, str | bool]:
        """What is known of it, as the archive keeps it."""
        return {name: value for name, value in asdict(self).items() if value}


NOTHING = Given()
