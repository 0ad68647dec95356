"""From claims to an edge: status, confidence, independent sources. Pure arithmetic over what documents say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import prod

from kg.names import name_key
from kg.ontology import AGENCY, STATUSES

DENIED = "denied"
SHOWN = 0.65
"""How sure the reading of a claim must be for its edge to be shown unasked: four of five such are right (docs/reading.md)."""
_STRENGTH = {status: rank for rank, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Statement:
    """One live claim as the sum sees it: what it says and who stands behind it.

    `reliability` is that of a prose source, None where nothing was read: a list says what it says.
    """

    id: str
    status: str
    confidence: float
    document_id: str
    publisher: str | None = None
    primary: str | None = None
    origin: str | None = None
    copy_cluster: str | None = None
    published: str | None = None
    amount: float | None = None
    currency: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    reliability: float | None = None

    @property
    def certainty(self) -> float:
        """How sure it is, in 0..1, that the words were read right, whatever their source is worth."""
        return 1.0 if not self.reliability else min(1.0, round(self.confidence / self.reliability, 4))


@dataclass(frozen=True, slots=True)
class Summary:
    """What an edge or an action carries: the sum of its statements. It is `shown` unasked if it was surely read,
    by one of its sources or by several together."""

    status: str
    confidence: float
    claims: int
    sources: int
    denials: int
    shown: bool
    first_seen: str | None = None
    last_seen: str | None = None
    amount: float | None = None
    currency: str | None = None
    start_date: str | None = None
    end_date: str | None = None

    def properties(self) -> dict[str, object]:
        """The properties as Neo4j takes them: what is not known is not there."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def independence(statement: Statement) -> str:
    """Name who a statement depends on: the primary, else the origin it credits, else the copy cluster, publisher, document."""
    for kind, value in (("who", statement.primary), ("who", statement.origin), ("copy", statement.copy_cluster)):
        if value:
            return f"{kind}:{name_key(AGENCY, value)}"
    if statement.publisher:
        return f"who:{name_key(AGENCY, statement.publisher)}"
    return f"document:{statement.document_id}"


def noisy_or(confidences: Iterable[float]) -> float:
    """Combine independent confidences: the chance that at least one of them is right, to six decimals."""
    return round(1 - prod(1 - confidence for confidence in confidences), 6)


def summarise(statements: Sequence[Statement]) -> Summary:
    """Add statements up to one edge; they must be at least one, and their order does not matter.

    The status is the strongest one stated. Each independent source counts once, with its best claim. Denials are
    counted apart and weigh only where nothing else is said. Amounts are never added: the largest of the strongest
    status, in the currency that comes first by name where two are as large.
    """
    denials = [statement for statement in statements if statement.status == DENIED]
    supporting = [statement for statement in statements if statement.status != DENIED] or denials
    status = min((statement.status for statement in supporting), key=_STRENGTH.__getitem__)
    best: dict[str, float] = {}
    sure: dict[str, float] = {}
    for statement in supporting:
        who = independence(statement)
        best[who] = max(best.get(who, 0.0), statement.confidence)
        sure[who] = max(sure.get(who, 0.0), statement.certainty)
    strongest = [statement for statement in supporting if statement.status == status]
    amount, currency = _largest(strongest)
    seen = sorted(statement.published for statement in statements if statement.published)
    return Summary(
        status=status,
        confidence=noisy_or(sorted(best.values())),
        claims=len(statements),
        sources=len(best),
        denials=len(denials),
        shown=noisy_or(sorted(sure.values())) >= SHOWN,
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        amount=amount,
        currency=currency,
        start_date=_date(strongest, "start_date"),
        end_date=_date(strongest, "end_date"),
    )


def _largest(statements: Sequence[Statement]) -> tuple[float | None, str | None]:
    stated = [(-statement.amount, statement.currency or "") for statement in statements if statement.amount is not None]
    if not stated:
        return None, None
    negative, currency = min(stated)
    return -negative, currency or None


def _date(statements: Sequence[Statement], field: str) -> str | None:
    """The date of the most confident statement that has one, the more exact and then the earlier of equals."""
    stated = [
        (-statement.confidence, -len(date), date) for statement in statements if (date := getattr(statement, field))
    ]
    return min(stated)[2] if stated else None
