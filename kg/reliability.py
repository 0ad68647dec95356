"""How far a publisher is believed, whose word it repeats and under which licence: `publishers.csv`, one reason a row."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from kg.model import Source

UNKNOWN_RELIABILITY: Final = 0.4
UNKNOWN_PUBLISHER: Final = "unknown publisher"
"""The name of a Source of which neither publisher nor host is known: two documents that bear it are not one source."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """One row of the table: `hosts` are domains, subdomains included; `primary` is the authority whose word it is."""

    name: str
    reliability: float
    reason: str
    primary: str | None
    licence: str | None
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def publishers() -> tuple[Publisher, ...]:
    """Read the shipped table, once; a row that is out of shape raises ValueError, since it is our own mistake.

    The Treasury's press releases have OFAC as their primary: they announce its list entries, and counting both would
    count one voice twice. The Federal Register prints many agencies' notices, so it has no one primary.
    """
    lines = resources.files("kg").joinpath("publishers.csv").read_text("utf-8").splitlines()
    return tuple(_publisher(row) for row in csv.DictReader(lines, strict=True))


def source_for(publisher: str | None, url: str | None = None) -> Source:
    """Give a document's Source; a stated publisher is taken at its word, a host lends its row only where none is stated.

    So a page cannot borrow the trust of an address that its stated publisher does not have.
    """
    stated = " ".join((publisher or "").split())
    host = _host(stated) or _host(url)
    row = _by_name().get(_key(stated)) if stated else None
    if row is None and (not stated or _host(stated)):
        row = _by_host(host)
    if row is None:
        return Source(stated or host or UNKNOWN_PUBLISHER, UNKNOWN_RELIABILITY)
    return Source(row.name, row.reliability, row.primary, row.licence)


def _publisher(row: dict[str, str]) -> Publisher:
    return Publisher(
        name=row["name"],
        reliability=float(row["reliability"]),
        reason=row["reason"],
        primary=row["primary"] or None,
        licence=row["licence"] or None,
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        hosts=tuple(filter(None, row["hosts"].split(";"))),
    )


def _by_host(host: str | None) -> Publisher | None:
    """Find the row of the longest domain that is this host or stands above it: "sec.gov" is no part of "notsec.gov"."""
    labels = host.split(".") if host else []
    domains = (".".join(labels[start:]) for start in range(len(labels)))
    return next((_hosts()[domain] for domain in domains if domain in _hosts()), None)


def _host(address: str | None) -> str | None:
    """Give the host of a URL, or of a bare domain name that stands for one, without "www."."""
    if not address or " " in address:
        return None
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname
    except ValueError:  # a bracket without its fellow
        return None
    host = (host or "").rstrip(".").lower()
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
        return None
    return host.removeprefix("www.")


def _key(name: str) -> str:
    """Fold what spellings of one publisher differ in: case, dots and apostrophes, "the" and "U.S." before the name."""
    words = re.sub(r"[^\w&]+", " ", re.sub(r"[.'’]", "", name.casefold())).split()
    while len(words) > 1 and words[0] in {"the", "us"}:
        words = words[1:]
    return " ".join(words)


@cache
def _by_name() -> MappingProxyType[str, Publisher]:
    return MappingProxyType({_key(name): row for row in publishers() for name in (row.name, *row.aliases)})


@cache
def _hosts() -> MappingProxyType[str, Publisher]:
    return MappingProxyType({host: row for row in publishers() for host in row.hosts})
