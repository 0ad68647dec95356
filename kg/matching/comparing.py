"""The score of two profiles: how alike their names are, mended by the facts beside the names."""

from __future__ import annotations

from kg.matching.facts import fact_reasons
from kg.matching.naming import alikeness
from kg.matching.profile import Match, Profile, Reason


def compare(left: Profile, right: Profile) -> Match:
    """Score two profiles; the order of the two makes no difference. Nothing is read but the profiles."""
    if "other" not in (left.family, right.family) and left.family != right.family:
        return Match(0.0, (Reason("one is a person, one an organisation", 0.0),))
    reasons = (_names(left, right), *fact_reasons(left, right))
    score = sum(reason.amount for reason in reasons)
    return Match(round(min(1.0, max(0.0, score)), 4), reasons)


def _names(left: Profile, right: Profile) -> Reason:
    family = right.family if left.family == "other" else left.family
    best, pair = 0.0, ("", "")
    for a in left.names:
        for b in right.names:
            score = alikeness(family, a, b).score
            if score > best:
                best, pair = score, (a, b)
            if best == 1.0:
                break
    if not best:
        return Reason("no names alike", 0.0)
    return Reason(f"names alike: {pair[0]!r} ~ {pair[1]!r}", round(best, 4))
