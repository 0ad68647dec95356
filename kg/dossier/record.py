"""A dossier as JSON: its fields as they are, with what made it and a checksum over all that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg import __version__
from kg.dossier.model import Dossier, Evidence
from kg.printable import printable_json

SCHEMA = "illicit-kg/dossier-1"
"""The name of the form; a field that goes or changes its meaning gives it a new number, a new field does not."""


def record(dossier: Dossier, *, now: str) -> dict[str, Any]:
    """The dossier as plain values; `now` is the time at which it was made, and no part of the checksum."""
    said: dict[str, Any] = asdict(dossier)
    made = {
        "by": f"illicit-kg {__version__}",
        "at": now,
        "readers": readers(dossier),
        "checksum": checksum(dossier),
    }
    return {"schema": SCHEMA, "made": made, **said}


def checksum(dossier: Dossier) -> str:
    """The sha256 of all that a dossier says, but for the times at which it was recorded; equal where two graphs say the same."""
    plain = json.dumps(_without_times(asdict(dossier)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _without_times(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_times(item) for name, item in value.items() if name != "retrieved"}
    return [_without_times(item) for item in value] if isinstance(value, (list, tuple)) else value


def to_json(dossier: Dossier, *, now: str) -> str:
    """The record as JSON that no terminal obeys, ending with a newline."""
    return printable_json(json.dumps(record(dossier, now=now), ensure_ascii=False, indent=1)) + "\n"


def readers(dossier: Dossier) -> list[str]:
    """The versions of what read the documents that it rests on."""
    return sorted({quote.reader for quote in evidence_in(dossier) if quote.reader})


def evidence_in(dossier: Dossier) -> list[Evidence]:
    """Every claim that is quoted, once, in the order of the dossier."""
    relations = (*dossier.countries, *(wallet.relation for wallet in dossier.wallets), *dossier.relations)
    facts = (*dossier.names, *dossier.facts, *(chain for wallet in dossier.wallets for chain in wallet.chains))
    found = [
        *(fact.evidence for fact in facts),
        *(quote for one in (*relations, *dossier.candidates) for quote in (*one.evidence, *one.denied_by)),
        *(quote for one in dossier.actions for quote in (*one.evidence, *one.denied_by)),
        *(quote for one in dossier.contradictions for side in one.sides for quote in side.evidence),
        *(one.evidence for one in dossier.namesakes),
    ]
    return list({quote.claim: quote for quote in found}.values())
