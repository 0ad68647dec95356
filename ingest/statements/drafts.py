"""Statements on their way from a rule to a claim: who and what, before status, amount and date are attached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.reading import Party

Token = Any


@dataclass(frozen=True, slots=True)
class Draft:
    """A relation as a rule found it at a trigger token."""

    edge: str
    source: Party
    target: Party
    trigger: Token
    rule: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as a rule found it at a trigger token."""

    kind: str
    by: tuple[Party, ...]
    against: tuple[Party, ...]
    trigger: Token
    rule: str
    status: str | None = None
