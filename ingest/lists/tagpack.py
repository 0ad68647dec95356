"""Tags of a GraphSense TagPack -> records: one a tag, what its own fields do not say taken from the head of its pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from ingest.lists.addresses import ASSETS, CHAINS, wallet
from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.lists.repeats import Repeats
from ingest.lists.yaml_stream import entries
from ingest.source import ListRefused
from kg.reliability import publishers, source_for

CONFIDENCE: Final[Mapping[str, float]] = {
    "override": 0.95,  # the tag's creator vouches for it above all other tags
    "ownership": 0.95,  # the creator holds the key
    "manual_transaction": 0.9,  # the creator paid from one known service to another
    "ledger_immanent": 0.95,  # the chain itself says so, as a token's own black list does
    "service_api": 0.9,  # the service itself answers for its addresses
    "authority_data": 0.9,  # an authority names the address
    "service_data": 0.85,  # the service itself has published it
    "trusted_provider": 0.75,  # somebody who collects such addresses by trade
    "forensic": 0.7,  # an analysis with its method shown, papers above all
    "untrusted_transaction": 0.5,  # somebody unknown says that he paid so
    "web_crawl": 0.45,  # gathered from pages where anybody may label
    "heuristic": 0.35,  # nobody can say how reliable the method is
    "unknown": 0.3,
}
"""GraphSense's words for how a tag was come by -> how far it is believed; its own levels rank them, as these do."""

_UNSTATED: Final = CONFIDENCE["unknown"]
_OPEN_TO_ALL: Final = 0.4
"""Publishers no more reliable than this are platforms: two who write there are two voices."""

_HEAD_ONLY: Final = frozenset({"title", "creator", "description", "is_public"})
_INHERITED: Final = frozenset(
    "label source currency network abuse category concepts confidence lastmod actor is_cluster_definer context "
    "tag_type".split()
)
_TOKENS: Final = frozenset({"USDT", "USDC", "DAI", "BUSD", "WETH", "WBTC"})
# Chains whose addresses are made as Ethereum's are, and Solana's tokens.
_EVM_SISTERS: Final = frozenset("KCS FTM RBTC SGB CLO CALLISTO THETA KAIHOT VET CRO".split())
_ON_SOLANA: Final = frozenset("GMT GST GREEN OXY SRM ATLAS POLIS".split())
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Actors = Callable[[str], Thing]
"""Gives an actor's thing by its id."""


def tags(path: Path, notes: Notes, actors: Actors, repeats: Repeats) -> Iterator[Record]:
    """Yield the records of one pack; raises ListRefused where it is no whole TagPack.

    A pack that breaks off is refused: what of it is missing cannot be told from what was taken back.
    """
    pack = _Pack(path, notes, actors)
    for entry in entries(path, frozenset({"tags"})):
        if entry.item:
            record = pack.tag(entry.line, entry.value, entry.problem)
            if record is None:
                continue
            if repeats.said(record.id, record.facts[0].value, str(record.facts[0].confidence), str(record.links)):
                notes.leave_out("tag that its pack states twice")
                continue
            yield record
        elif entry.name == "tags":
            pack.begin()
        else:
            pack.field(entry.line, entry.name, entry.value)
    if not pack.begun:
        raise ListRefused(str(path), "the pack has no tags", "it may be cut off: fetch it again")


class _Pack:
    """A pack while it is read: its head, and what its tags share."""

    def __init__(self, path: Path, notes: Notes, actors: Actors) -> None:
        self._path, self._notes, self._actors = path, notes, actors
        self._head: dict[str, Any] = {}
        self.begun = False

    def begin(self) -> None:
        """The tags begin."""
        self.begun = True
        self._dated(self._head.get("lastmod"))

    def field(self, line: int, name: str, value: Any) -> None:
        """Take a field of the head; raises ListRefused where tags that lack it have gone by."""
        if name not in _INHERITED:
            if name not in _HEAD_ONLY:
                self._notes.unknown_field(f"pack: {name}")
            return
        if self.begun:
            rule = f"the field {name} of the whole pack stands after its tags"
            raise ListRefused(f"{self._path}, line {line}", rule, "move it above the tags")
        if value is not None:
            self._head[name] = value

    def tag(self, line: int, value: Any, problem: str | None) -> Record | None:
        """Read one tag; None where it cannot be, or its address is of a chain that is not known here."""
        where = f"{self._path.name}, line {line}"
        if not isinstance(value, dict):
            self._notes.bad(where, "a tag is a mapping of fields to values", str(value))
            return None
        problem = problem or _shape(value)
        if problem is not None:
            self._notes.bad(where, problem, str(value))
            return None
        for name in value:
            if name not in _INHERITED and name != "address":
                self._notes.unknown_field(name)
        whole = {**self._head, **value} if self._head else value
        if "lastmod" in value:
            self._dated(value["lastmod"])
        found = self._wallet(where, value["address"], whole.get("currency") or whole.get("network"))
        return None if found is None else self._record(where, found, value["address"], whole)

    def _dated(self, value: Any) -> None:
        if isinstance(value, str) and (day := _DAY.match(value)):
            self._notes.dated(day.group())

    def _record(self, where: str, found: Thing, address: str, whole: Mapping[str, Any]) -> Record | None:
        text = _said(whole)
        if not text:
            self._notes.bad(where, "neither label, abuse nor category is stated", address)
            return None
        word = whole.get("confidence") or "unknown"
        if word not in CONFIDENCE:
            self._notes.unknown_field(f"confidence: {word}")
        confidence = CONFIDENCE.get(word, _UNSTATED)
        links: tuple[Link, ...] = ()
        if actor := whole.get("actor"):
            links = (Link("HOLDS", found, source=self._actors(actor), confidence=confidence),)
        return Record(
            id=_id(self._path.stem, address, whole),
            locator=where,
            subject=found,
            facts=(Fact("tag", text, confidence=confidence),),
            links=links,
            origin=_origin(_host(whole.get("source"))),
        )

    def _wallet(self, where: str, address: str, currency: str | None) -> Thing | None:
        asset = (currency or "").strip().upper()
        if asset and not _is_known(asset):
            self._notes.leave_out(f"wallet on {asset}: no checksum known")
            return None
        found = wallet(address, asset or None)
        if found is None:
            self._notes.bad(where, "the address passes no checksum", f"{address} ({asset or 'no currency stated'})")
            return None
        chain = ASSETS.get(asset, asset)
        if chain in CHAINS and chain not in found.chains:
            others = " or ".join(found.chains[:2])
            self._notes.remark(f"{where}: {address} is called an address on {chain}, and is one on {others}")
        return found


def _shape(value: Mapping[str, Any]) -> str | None:
    """Say what about a tag is out of shape."""
    address = value.get("address")
    if not isinstance(address, str) or not address.strip():
        return "no address is stated"
    for name, said in value.items():
        if (
            name not in ("concepts", "context")
            and said is not None
            and not isinstance(said, str)
            and name in _INHERITED
        ):
            return f"the field {name} is no word"
    return None


@lru_cache(maxsize=512)
def _is_known(asset: str) -> bool:
    chain = ASSETS.get(asset, asset)
    return chain in CHAINS or asset in _TOKENS | _EVM_SISTERS | _ON_SOLANA


def _said(whole: Mapping[str, Any]) -> str:
    """What a tag says, "label (abuse, category)"; equal for all tags that say the same."""
    label, abuse, category = whole.get("label"), whole.get("abuse"), whole.get("category")
    kinds = [kind for kind in (abuse, category) if kind]
    for concept in whole.get("concepts") or ():
        if isinstance(concept, str) and concept not in kinds:
            kinds.append(concept)
    if not label:
        return ", ".join(kinds)
    return f"{label} ({', '.join(kinds)})" if kinds else str(label)


def _id(stem: str, address: str, whole: Mapping[str, Any]) -> str:
    """A tag's id: the same wherever in its pack it stands, and whatever its other fields come to say."""
    told = _told(whole.get("label") or "", whole.get("currency") or whole.get("network") or "")
    return f"{stem}:{address.strip()}:{told}"


@lru_cache(maxsize=4096)
def _told(label: str, currency: str) -> str:
    return blake2b(f"{label}\0{currency.strip()}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _host(url: Any) -> str:
    if not isinstance(url, str):
        return ""
    return url.partition("://")[2].partition("/")[0] if "://" in url else url.partition("/")[0]


@lru_cache(maxsize=4096)
def _origin(host: str) -> str | None:
    """The authority or newsroom behind a tag's address on the web, so that two who copy it are one voice."""
    if not host:
        return None
    source = source_for(None, f"https://{host}/")
    if source.name not in {publisher.name for publisher in publishers()} or source.reliability <= _OPEN_TO_ALL:
        return None
    return source.primary or source.name
