"""Dossiers made by hand, for tests that need no graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.dossier.actions import in_time
from kg.dossier.disputes import contradictions
from kg.dossier.model import Action, Dossier, Evidence, Fact, Paper, Party, Relation, Sum, Wallet, Who, Words

SENTENCE = "The Quillon Bank laundered money for Brackenfell."
DOCUMENT = "d" * 64


def evidence(claim: str = "c1", *, text: str = SENTENCE, status: str = "asserted", **more: Any) -> Evidence:
    words = Words(text, 100, 100 + len(text), (104, 116), (137, 148) if len(text) > 47 else None)
    known: dict[str, Any] = {
        "claim": claim, "predicate": "LAUNDERED_FOR", "value": None, "status": status, "confidence": 0.7,
        "passages": (words,), "document": DOCUMENT, "record": None, "title": "A title", "publisher": "The Paper",
        "url": "https://paper.example/a?b=1&c=2", "published": "2025-05-01", "retrieved": "2026-01-02T03:04:05Z",
        "kind": "article", "reader": "hand-1", "method": "hand", "origin": None,
    }  # fmt: skip
    return Evidence(**known | more)


def summed(status: str = "asserted", **more: Any) -> Sum:
    return Sum(
        **{"status": status, "confidence": 0.7, "sources": 1, "claims": 1, "denials": 0, "first_seen": "2025-05-01"}
        | more
    )


def relation(
    name: str = "Brackenfell",
    *,
    predicate: str = "LAUNDERED_FOR",
    label: str = "Group",
    outward: bool | None = True,
    **more: Any,
) -> Relation:
    known: dict[str, Any] = {
        "key": f"{predicate} {name} {outward}", "type": predicate, "words": f"Quillon Bank laundered money for {name}", "outward": outward,
        "other": Party(f"org:{name.lower()}", name, label), "sum": summed(), "evidence": (evidence(),), "denied_by": (),
    }  # fmt: skip
    return Relation(**known | more)


def action(kind: str = "sanction", date: str | None = "2022-08-08", **more: Any) -> Action:
    known: dict[str, Any] = {
        "id": f"action:{kind}:{date}", "kind": kind, "words": f"OFAC {kind} Quillon Bank", "roles": ("suffered",),
        "by": (Party("org:ofac", "OFAC", "Agency"),), "against": (Party("org:quillon", "Quillon Bank", "Company"),),
        "date": date, "until": None, "told": "2025-05-01", "sum": summed(), "evidence": (evidence(f"a-{kind}"),), "denied_by": (),
    }  # fmt: skip
    return Action(**known | more)


def fact(predicate: str, value: str, *, method: str = "hand", claim: str = "f1") -> Fact:
    said = evidence(claim, predicate=predicate, value=value, method=method)
    return Fact(predicate, value, "asserted", 0.7, 1, 1, said)


def dossier(name: str = "Quillon Bank", **parts: Any) -> Dossier:
    """A dossier with one of everything, or with the parts that are given."""
    denied = relation("Corvus", evidence=(evidence("c2"),), denied_by=(evidence("c3", status="denied"),))
    relations = (relation(), denied, relation("Tessera", sum=summed("denied"), predicate="USED", label="Company"))
    actions = in_time(
        [action("delisting", "2025-03-21"), action(), action("theft", None, roles=("did",), by=(), against=())]
    )
    held = relation("0xabc", predicate="HOLDS", label="Wallet")
    known: dict[str, Any] = {
        "who": Who("org:quillon", name, "Company", "bank", ("Quillon",), ("org:quillon",), {}),
        "as_of": None, "weak": False, "names": (fact("name", name), fact("alias", "Quillon", claim="f2")),
        "facts": (fact("identifier", "LEI:1", claim="f3"),), "countries": (relation("Cambodia", predicate="LOCATED_IN", label="Country"),),
        "wallets": (Wallet(held, "0xabc", (fact("chain", "ETH", claim="f4"),)),), "actions": actions, "relations": relations,
        "contradictions": contradictions((), relations, actions), "namesakes": (), "candidates": (),
        "documents": (Paper(DOCUMENT, "A title", "The Paper", "https://paper.example/a", "2025-05-01", None, "article", "hand-1", 2, True),),
        "hidden": {"OWNS": 2}, "rejected": 1, "left_out": (),
    }  # fmt: skip
    return replace(Dossier(**known), **parts)
