"""Seven short documents, written for the tests of the questions: what each sentence states is given by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from kg.ids import action_ref, claim_id, entity_ref, passage_id
from kg.model import Claim, Document, DocumentClaims, Passage, Source
from tests.graph import field_names

BYBIT_WALLET = "0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2"
PAY_WALLET = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"

LABELS = {
    "Huione Group": "Company", "Huione Pay PLC": "Company", "Tornado Cash": "Company", "Bybit": "Company", "Binance": "Company",
    "Lazarus Group": "Group", "FinCEN": "Agency", "OFAC": "Agency", "Treasury Department": "Agency", "SEC": "Agency",
    "Roman Storm": "Person", "Cambodia": "Country", BYBIT_WALLET: "Wallet", PAY_WALLET: "Wallet",
    **field_names.LABELS,
}  # fmt: skip
CHAINS = {BYBIT_WALLET: ("evm", ("bsc", "ethereum")), PAY_WALLET: ("tron", ("tron",)), **field_names.CHAINS}
ALIASES = {"Lazarus Group": ("Hidden Cobra",), "Huione Group": ("Huione",), **field_names.ALIASES}

Stated = tuple[str, str, str, dict[str, Any]]
"""Left, an edge type or "kind!" of an action, right, and options of the claim; `at` numbers its sentences, 0 if not given."""


def told(
    publisher: str, primary: str | None, published: str, sentences: tuple[str, ...], *stated: Stated
) -> DocumentClaims:
    """Make a document of some sentences and the claims that are stated in them."""
    text = " ".join(sentences)
    doc_id = hashlib.sha256(text.encode()).hexdigest()
    starts = [text.index(sentence) for sentence in sentences]
    passages = tuple(
        Passage(passage_id(doc_id, start, start + len(sentence)), sentence, start, start + len(sentence))
        for start, sentence in zip(starts, sentences, strict=True)
    )
    source = Source(publisher, 0.9 if primary else 0.6, primary)
    url = f"https://news.example/{publisher.lower().replace(' ', '-')}/{doc_id[:8]}"
    document = Document(doc_id, text, doc_id, source, title=sentences[0][:40], url=url, published=published)
    claims = [*_naming(doc_id, passages, stated), *_stating(doc_id, passages, stated)]
    return DocumentClaims(document, "hand-1", passages, (), tuple(claims))


def _ref(doc_id: str, name: str) -> str:
    family = CHAINS[name][0] if name in CHAINS else None
    return entity_ref(
        LABELS[name], name.lower() if family == "evm" else name, document_id=doc_id, address_family=family
    )


def _naming(doc_id: str, passages: tuple[Passage, ...], stated: tuple[Stated, ...]) -> Iterator[Claim]:
    for name in sorted({name for left, _, right, _ in stated for name in (left, right) if name}):
        passage = next(passage for passage in passages if name in passage.text)
        literals = [("name", name), ("label", LABELS[name])]
        literals += [("alias", alias) for alias in ALIASES.get(name, ()) if alias in passage.text.replace(name, "")]
        literals += [("chain", chain) for chain in CHAINS.get(name, ("", ()))[1]]
        for predicate, value in literals:
            method = "label:cue" if predicate == "label" else "hand"
            yield _claim(doc_id, (passage,), _ref(doc_id, name), predicate, value=value, method=method)


def _stating(doc_id: str, passages: tuple[Passage, ...], stated: tuple[Stated, ...]) -> Iterator[Claim]:
    for number, (left, predicate, right, options) in enumerate(stated):
        fields = dict(options)
        proof = tuple(passages[place] for place in fields.pop("at", (0,)))
        if not predicate.endswith("!"):
            yield _claim(doc_id, proof, _ref(doc_id, left), predicate, object_ref=_ref(doc_id, right), **fields)
            continue
        action = action_ref(doc_id, predicate[:-1], proof[0].start_char + number)
        if left:
            yield _claim(doc_id, proof, _ref(doc_id, left), "PERFORMED", object_ref=action, **fields)
        if right:
            yield _claim(doc_id, proof, action, "TARGETED", object_ref=_ref(doc_id, right), **fields)


def _claim(doc_id: str, proof: tuple[Passage, ...], subject: str, predicate: str, **fields: Any) -> Claim:
    target = fields.get("object_ref") or fields["value"]
    ids = tuple(passage.id for passage in proof)
    fields = {"status": "asserted", "confidence": 0.8, "method": "hand", **fields}
    return Claim(claim_id(doc_id, ids, predicate, subject, target), doc_id, ids, predicate, subject, **fields)


def dated(date: str, **options: Any) -> dict[str, Any]:
    return {"start_date": date, **options}


NOTICE = told(
    "FinCEN", "FinCEN", "2025-05-01",
    (
        "FinCEN found on May 1, 2025 that Huione Group, also called Huione, is of primary money laundering concern.",
        "Huione Group is based in Cambodia and owns Huione Pay PLC.",
        "Between 2021 and 2025 Huione Group received $37 million.",
        "The money came from heists of the Lazarus Group.",
    ),
    ("FinCEN", "finding!", "Huione Group", dated("2025-05-01")),
    ("Huione Group", "LOCATED_IN", "Cambodia", {"at": (1,)}),
    ("Huione Group", "OWNS", "Huione Pay PLC", {"at": (1,)}),
    ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", dated("2021", end_date="2025", amount=37e6, currency="USD", at=(2, 3))),
)  # fmt: skip
LEDGER = told(
    "The Ledger", None, "2025-05-03",
    (
        "Huione Group allegedly washed money for the Lazarus Group, or Hidden Cobra.",
        f"Huione Pay PLC is said to use the address {PAY_WALLET}.",
        "Tornado Cash is suspected of having laundered for the Lazarus Group.",
    ),
    ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "alleged", "confidence": 0.4}),
    ("Huione Pay PLC", "HOLDS", PAY_WALLET, {"status": "alleged", "confidence": 0.5, "at": (1,)}),
    ("Tornado Cash", "LAUNDERED_FOR", "Lazarus Group", {"status": "alleged", "confidence": 0.6, "at": (2,)}),
)  # fmt: skip
WIRE = told(
    "The Wire", None, "2025-02-27",
    (
        "The Lazarus Group stole $1.5 billion from Bybit on February 21, 2025.",
        f"The loot went to {BYBIT_WALLET}, which the Lazarus Group controls.",
    ),
    ("Lazarus Group", "theft!", "Bybit", dated("2025-02-21", amount=1.5e9, currency="USD")),
    ("Lazarus Group", "HOLDS", BYBIT_WALLET, {"at": (1,)}),
)  # fmt: skip
HERALD = told(
    "The Herald", None, "2025-05-09",
    ("Huione Group denied that it laundered for the Lazarus Group.", f"Bybit denied that {BYBIT_WALLET} is its own."),
    ("Huione Group", "LAUNDERED_FOR", "Lazarus Group", {"status": "denied", "confidence": 0.5}),
    ("Bybit", "HOLDS", BYBIT_WALLET, {"status": "denied", "confidence": 0.5, "at": (1,)}),
)  # fmt: skip
LISTING = told(
    "OFAC", "OFAC", "2022-08-08",
    ("OFAC sanctioned Tornado Cash on August 8, 2022.",),
    ("OFAC", "sanction!", "Tornado Cash", dated("2022-08-08")),
)  # fmt: skip
LIFTING = told(
    "Treasury", "Treasury", "2025-03-21",
    ("The Treasury Department lifted its sanctions on Tornado Cash on March 21, 2025.", "Roman Storm founded Tornado Cash."),
    ("Treasury Department", "delisting!", "Tornado Cash", dated("2025-03-21")),
    ("Roman Storm", "OPERATES", "Tornado Cash", {"at": (1,)}),
)  # fmt: skip
COURT = told(
    "The Docket", None, "2025-05-29",
    ("The SEC sued Binance in June 2023.", "On May 29, 2025 the SEC dropped its claims against Binance.", "It had said in 2026 it may sue Binance anew."),
    ("SEC", "charge!", "Binance", dated("2023-06")),
    ("SEC", "dismissal!", "Binance", dated("2025-05-29", at=(1,))),
    ("", "charge!", "Binance", dated("2026", status="proposed", confidence=0.3, at=(2,))),
)  # fmt: skip

PACK = (NOTICE, LEDGER, WIRE, HERALD, LISTING, LIFTING, COURT)
