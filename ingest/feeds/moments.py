"""An ISO 8601 time as JSON feeds write it -> its parts in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_of(text: str | None) -> tuple[int, ...] | None:
    """Year to second in UTC of a time; one without a zone is taken for UTC. None where it is no time."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return tuple(moment.astimezone(UTC).timetuple()[:6])
    except OverflowError:
        return None
