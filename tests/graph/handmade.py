"""Documents made by hand: a text, and claims as (subject, predicate, object) whose words are found in it."""

from __future__ import annotations

import hashlib

from kg.ids import action_ref, claim_id, entity_ref, passage_id
from kg.model import Claim, Document, DocumentClaims, Mention, Passage, Source

LABELS = {
    "Huione Group": "Company", "Lazarus Group": "Group", "Lazarus": "Group", "FinCEN": "Agency", "Sinbad": "Company",
    "Bybit": "Company", "Cambodia": "Country", "Ben Zhou": "Person", "Financial Crimes Enforcement Network": "Agency",
    "Garantex": "Company", "APT28": "Group", "APT29": "Group", "Cozy Bear": "Group",
    # made up, for statements that nobody makes of anybody real
    "Quillon": "Company", "Vantage": "Company", "Brackenfell": "Group", "Tessera": "Company", "Osmund": "Company",
    "Perrin": "Company", "Radley": "Company", "Corvus": "Group", "Dunmore": "Group", "Garnet": "Company",
    "Hollis": "Company", "Ketterly": "Company", "Lorimer": "Company", "Moxon": "Company", "Nantwich": "Company",
    "Oakham": "Company", "Fernhill": "Company", "Tamsin Hale": "Person",
    "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8": "Wallet", "0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2": "Wallet",
}  # fmt: skip


def document(
    text: str,
    claims: list[tuple],
    *,
    publisher: str = "The Paper",
    primary: str | None = None,
    reliability: float = 0.8,
    published: str | None = "2025-05-01",
    aliases: dict[str, list[str]] | None = None,
    reader: str = "hand-1",
    url: str | None = None,
) -> DocumentClaims:
    """Make a document of one passage. A claim is (left, predicate, right, {options}); an action is ("by", "kind!", "against")."""
    doc_id = hashlib.sha256(text.encode()).hexdigest()
    source = Source(publisher, reliability, primary)
    doc = Document(doc_id, text, doc_id, source, title=text[:40], url=url, published=published)
    passage = Passage(passage_id(doc_id, 0, len(text)), text, 0, len(text))
    aliases = aliases or {}
    names = sorted({name for left, _, right, *_ in claims for name in (left, right) if name} | set(aliases))
    out = [claim for name in names for claim in _naming(doc_id, passage, name, aliases.get(name, []))]
    mentions = [_mention(doc_id, passage, name) for name in names]
    for left, predicate, right, *rest in claims:
        options = {"status": "asserted", "confidence": 0.8, **(rest[0] if rest else {})}
        out += _statements(doc_id, passage, left, predicate, right, options)
    return DocumentClaims(doc, reader, (passage,), tuple(mentions), tuple(dict.fromkeys(out)))


def ref(doc_id: str, name: str) -> str:
    if LABELS[name] == "Wallet":
        family, key = ("evm", name.lower()) if name.startswith("0x") else ("tron", name)
        return entity_ref("Wallet", key, document_id=doc_id, address_family=family)
    return entity_ref(LABELS[name], name, document_id=doc_id)


def _mention(doc_id: str, passage: Passage, name: str) -> Mention:
    start = passage.text.index(name)
    return Mention(ref(doc_id, name), passage.id, name, start, start + len(name))


def _claim(doc_id: str, passage: Passage, subject: str, predicate: str, **fields) -> Claim:
    target = fields.get("object_ref") or fields["value"]
    fields = {"status": "asserted", "confidence": 0.9, "method": "hand", **fields}
    return Claim(
        claim_id(doc_id, (passage.id,), predicate, subject, target), doc_id, (passage.id,), predicate, subject, **fields
    )


def _naming(doc_id: str, passage: Passage, name: str, aliases: list[str]) -> list[Claim]:
    subject = ref(doc_id, name)
    return [
        _claim(doc_id, passage, subject, "name", value=name),
        _claim(doc_id, passage, subject, "label", value=LABELS[name], method="label:cue"),
        *(_claim(doc_id, passage, subject, "alias", value=alias) for alias in aliases),
    ]


def _statements(doc_id, passage, left, predicate, right, options) -> list[Claim]:
    if not predicate.endswith("!"):
        return [_claim(doc_id, passage, ref(doc_id, left), predicate, object_ref=ref(doc_id, right), **options)]
    kind = predicate[:-1]
    action = action_ref(doc_id, kind, 0)
    claims = [_claim(doc_id, passage, action, "kind", value=kind)]
    if left:
        claims.append(_claim(doc_id, passage, ref(doc_id, left), "PERFORMED", object_ref=action, **options))
    if right:
        claims.append(_claim(doc_id, passage, action, "TARGETED", object_ref=ref(doc_id, right), **options))
    return claims
