"""Edges, payments and sanctions of FollowTheMoney between things that the file knows."""

from __future__ import annotations

import math
from typing import Any, Final

from ingest.lists.drafting import MAX_TEXT
from ingest.lists.ftm_index import values
from ingest.lists.ftm_words import LINKS
from ingest.lists.record import Fact, Link, Measure, Thing
from kg.ontology import AGENCY, COMPANY, allows

_ROLES: Final = ("role", "relationship", "purpose", "programme", "status", "summary", "description")
_MONEY: Final = (("amount", None), ("amountUsd", "USD"), ("amountEur", "EUR"))


def edge_of(entity: dict[str, Any], source: Thing, target: Thing) -> Link:
    """The edge that an entity states between two; one that the ontology does not allow becomes an association."""
    properties = entity["properties"]
    predicate = LINKS[entity["schema"]]
    role = next((value[:200] for name in _ROLES for value in values(properties, name)), None)
    if entity["schema"] == "Ownership":
        share = next((value.strip(" %") for value in values(properties, "percentage")), None)
        role = role or (f"{share} %" if share else None)
    if not allows(predicate, source.label or COMPANY, target.label or COMPANY):
        predicate, role = "ASSOCIATED_WITH", role or entity["schema"].lower()
    if entity["schema"] in ("Family", "Succession") and role is None:
        role = entity["schema"].lower()
    dates = values(properties, "date")
    amount, currency = _money(properties) if entity["schema"] == "Payment" else (None, None)
    return Link(
        predicate,
        target,
        source,
        role=role,
        start_date=min([*values(properties, "startDate"), *dates], default=None),
        end_date=max(values(properties, "endDate"), default=None),
        amount=amount,
        currency=currency,
    )


def sanction_of(entity: dict[str, Any], against: list[Thing]) -> tuple[Measure, tuple[Fact, ...]]:
    """The measure by the authority that the entity names, and what is said of it in words."""
    properties = entity["properties"]
    by = tuple(Thing(name, AGENCY) for name in values(properties, "authority"))
    start = min([*values(properties, "startDate"), *values(properties, "listingDate")], default=None)
    measure = Measure(
        "sanction", by, tuple(against), start_date=start, end_date=max(values(properties, "endDate"), default=None)
    )
    words = [f"program: {value}" for name in ("program", "programId") for value in values(properties, name)]
    words += [f"reason: {value}" for value in values(properties, "reason")]
    words += [f"provisions: {value}" for value in values(properties, "provisions")]
    words += [f"{value} in its list" for value in values(properties, "status")]
    kept = dict.fromkeys(text[:MAX_TEXT].rstrip() for text in words)
    return measure, tuple(Fact("tag", text, about=thing) for thing in against for text in kept)


def _money(properties: dict[str, Any]) -> tuple[float | None, str | None]:
    """The amount in the currency that it is stated in, else in dollars or euros."""
    for name, currency in _MONEY:
        for value in values(properties, name):
            amount = _number(value)
            if amount is not None:
                return amount, currency or next(iter(values(properties, "currency")), None)
    return None, None


def _number(text: str) -> float | None:
    try:
        amount = float(text.replace(",", ""))
    except ValueError:
        return None
    return amount if math.isfinite(amount) else None
