"""What birth dates, identifiers, wallets, countries and websites say about two profiles being one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.identifiers import joins
from kg.matching.profile import Profile, Reason

SAME_DAY, SAME_YEAR, OTHER_DAY = 0.15, 0.05, -0.5
SAME_IDENTIFIER, OTHER_IDENTIFIER = 0.6, -0.3
SAME_WALLET = 0.4
SAME_WEBSITE = 0.25
OTHER_COUNTRY = -0.1


def fact_reasons(left: Profile, right: Profile) -> tuple[Reason, ...]:
    """Reasons beside the names; what one side does not know is none."""
    return (
        *_births(left.birth_dates, right.birth_dates),
        *_identifiers(left.identifiers, right.identifiers),
        *_wallets(left, right),
        *_countries(left.countries, right.countries),
        *_websites(left.website, right.website),
    )


def _births(left: frozenset[str], right: frozenset[str]) -> Iterator[Reason]:
    if not left or not right:
        return
    agreeing = [min(a, b, key=len) for a in left for b in right if a.startswith(b) or b.startswith(a)]
    if not agreeing:
        days = f"{min(left)} and {min(right)}"
        yield Reason(f"born on other days, {days}", OTHER_DAY)
        return
    surest = max(agreeing, key=lambda date: (len(date), date))
    if len(surest) == len("2000-01-01"):
        yield Reason(f"both born on {surest}", SAME_DAY)
    else:
        yield Reason(f"both born in {surest}", SAME_YEAR)


def _identifiers(left: frozenset[str], right: frozenset[str]) -> Iterator[Reason]:
    shared = sorted(one for one in left & right if joins(one))
    if shared:
        yield Reason(f"both have {shared[0]}", SAME_IDENTIFIER)
        return
    if kinds := sorted(_kinds(left) & _kinds(right)):
        yield Reason(f"other numbers of one kind, {kinds[0].rstrip(':')}", OTHER_IDENTIFIER)


def _kinds(identifiers: frozenset[str]) -> set[str]:
    """Types with issuers of which one holder has one number; a passport is renewed under a new one."""
    return {one.rpartition(":")[0] for one in identifiers if joins(one) and not one.startswith("passport:")}


def _wallets(left: Profile, right: Profile) -> Iterator[Reason]:
    if shared := sorted(left.wallets & right.wallets):
        yield Reason(f"both hold {shared[0]}", SAME_WALLET)


def _countries(left: frozenset[str], right: frozenset[str]) -> Iterator[Reason]:
    if left and right and left.isdisjoint(right):
        yield Reason(f"other countries, {'/'.join(sorted(left))} and {'/'.join(sorted(right))}", OTHER_COUNTRY)


def _websites(left: str | None, right: str | None) -> Iterator[Reason]:
    if left and right and _host(left) == _host(right):
        yield Reason(f"both at {_host(left)}", SAME_WEBSITE)


def _host(website: str) -> str:
    host = website.strip().casefold().split("://", 1)[-1].split("/", 1)[0]
    return host.removeprefix("www.")
