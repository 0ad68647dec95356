"""Deterministic ids: refs of what a document names, ids of claims, passages and edges. Two machines make the same ones."""

from __future__ import annotations

import hashlib
import re

from kg.names import country_code, name_key
from kg.ontology import EDGES, family

SHORT = 16
"""Hex digits of a hash used where an id is part of another: 64 bits."""
MAX_ENTRY = 80
_UNSAFE = re.compile(r"[^\w.~+-]")


def digest(*parts: object) -> str:
    """Hash the parts, kept apart, to 64 hex digits; None and "" are not the same."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def entity_ref(label: str, name: str, *, document_id: str, address_family: str | None = None) -> str:
    """Make the ref of a named entity from its document alone.

    A wallet's is its chain family and normalised address, a country's its ISO code, an organisation's its name key.
    A person's holds the document too, since namesakes are many.
    """
    kind = family(label)
    if kind == "wallet":
        return f"wallet:{address_family or 'unknown'}:{name}"
    if kind == "country":
        return f"country:{country_code(name) or name_key(label, name)}"
    key = name_key(label, name)
    return f"person:{document_id[:SHORT]}:{key}" if kind == "person" else f"{kind}:{key}"


def entry_ref(label: str, name: str, origin: str) -> str:
    """Make the ref of what an entry of a list is about where its name alone would not do; see `entry_origin`.

    A person's holds its entry always, an organisation's only where its list keeps a namesake apart from it.
    """
    kind = family(label)
    return f"{kind}:{'' if kind == 'person' else '@'}{origin}:{name_key(label, name)}"


def entry_origin(source: str, part: str, entry: str) -> str:
    """Name an entry of a list as refs do: `source/entry`, without blanks and colons, and never too long for an index."""
    return f"{source}{f'.{_plain(part)}' if part else ''}/{_plain(entry)}"


def _plain(words: str) -> str:
    """Words that an id can hold; what had to be changed keeps its hash, so that no two become one."""
    plain = _UNSAFE.sub("_", words)
    return plain if plain == words and len(plain) <= MAX_ENTRY else f"{plain[:MAX_ENTRY]}_{digest(words)[:SHORT]}"


def entry_action_ref(origin: str, kind: str, key: str = "") -> str:
    """Make the ref of an action that an entry of a list states: source, entry and kind, and what tells it from a second one."""
    return f"action:{origin}:{kind}{f':{digest(key)[:SHORT]}' if key else ''}"


def list_id(source: str, part: str = "") -> str:
    """Make the id of a list as a document: it is one document for good, whatever it says."""
    return digest("list", source, part)


def record_passage_id(list_document: str, record: str) -> str:
    """Make the id of the passage that a list's record is."""
    return f"{list_document[:SHORT]}:{digest(record)[:SHORT]}"


def ref_origin(ref: str) -> str | None:
    """What alone can name this ref: the beginning of a document's id, or an entry of a list; None for what anybody names."""
    kind, rest = ref.split(":", 1)
    first = rest.split(":", 1)[0]
    if kind in ("person", "action"):
        return first
    # a name's key holds an "@" only where it has no letter at all
    return first[1:] if kind == "org" and first.startswith("@") and first[1:2].isalnum() else None


def action_ref(document_id: str, kind: str, trigger_start: int) -> str:
    """Make the ref of an action: its document, its kind and where the word stands that tells it."""
    return f"action:{document_id[:SHORT]}:{kind}:{trigger_start}"


def passage_id(document_id: str, start: int, end: int) -> str:
    """Make the id of a sentence from its document and offsets."""
    return f"{document_id[:SHORT]}:{start}-{end}"


def claim_id(document_id: str, passage_ids: tuple[str, ...], predicate: str, subject: str, object_or_value: str) -> str:
    """Make the id of a claim from refs, never from resolved entities."""
    return digest(document_id, *passage_ids, predicate, subject, object_or_value)[:32]


def edge_ends(predicate: str, subject: str, target: str) -> tuple[str, str]:
    """Order the ends of an edge: as stated, or from the smaller id where no direction is meant."""
    if predicate in EDGES and not EDGES[predicate].directed and target < subject:
        return target, subject
    return subject, target


def edge_key(predicate: str, subject: str, target: str) -> str:
    """Make the key that all claims of one edge share, from the resolved ids of its ends."""
    return digest(*edge_ends(predicate, subject, target), predicate)[:32]
