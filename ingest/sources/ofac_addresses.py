"""The addresses that OFAC lists, one file an asset, as 0xB10C takes them out of OFAC's own list."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ingest.lists.addresses import ASSETS, CHAINS, wallet
from ingest.lists.json_stream import items
from ingest.lists.record import Fact, Measure, Notes, Record, Thing
from ingest.source import ListRefused, ListSource
from kg.ontology import AGENCY

_REPOSITORY: Final = "https://raw.githubusercontent.com/0xB10C/ofac-sanctioned-digital-currency-addresses/lists"
_ASSETS: Final = "ARB BCH BSC BSV BTG DASH ETC ETH LTC TRX USDC USDT XBT XMR XRP XVG ZEC".split()
_NAME: Final = re.compile(r"sanctioned_addresses_([A-Za-z0-9]{2,10})\.(json|txt)", re.IGNORECASE)
_LONGEST: Final = 500

OFAC: Final = Thing("Office of Foreign Assets Control", AGENCY)


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield one record an address, with all assets under which it is listed; the two forms of a file are one file.

    Raises ListRefused where a file is empty or broken, and where none is named as the list's files are.
    """
    named = [(name.group(1).upper(), path) for path in paths if (name := _NAME.fullmatch(path.name))]
    if not named:
        rule = "no file is called sanctioned_addresses_ASSET.json or .txt, and nothing else tells its asset"
        raise ListRefused(", ".join(map(str, paths)) or "no file", rule, "keep the names that the list gives its files")
    for path in paths:
        if not _NAME.fullmatch(path.name):
            notes.leave_out("file that is no list of addresses")
            notes.remark(f"{path.name} was left out: its name tells no asset")
    with closing(_Listed()) as listed:
        for asset, path in sorted(named, key=lambda pair: (pair[0], pair[1].suffix.lower() != ".json", str(pair[1]))):
            for line, value in _values(path):
                _take(listed, notes, f"{path.name}, line {line}", asset, value)
        for address, locator, assets in listed.addresses():
            found = wallet(address)
            if found is not None:
                yield _record(found, locator, assets)


def _values(path: Path) -> Iterator[tuple[int, object]]:
    """Yield line and value of each address; raises ListRefused where the file is empty or broken."""
    if path.suffix.lower() == ".json":
        yield from ((item.line, item.value if item.fault is None else None) for item in items(path, None))
        return
    count = 0
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for line, text in enumerate(stream, start=1):
                if text.strip():
                    count += 1
                    yield line, text.strip()
    except UnicodeError as error:
        raise ListRefused(str(path), f"it is no UTF-8 ({error})", "fetch it again") from error
    if not count:
        raise ListRefused(str(path), "the file is empty", "fetch it again")


def _take(listed: _Listed, notes: Notes, locator: str, asset: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        notes.bad(locator, "an address is a word", str(value))
        return
    found = wallet(value)
    if found is None:
        if listed.add(f"?{value}", asset, value, locator):
            notes.bad(locator, f"the address passes no checksum of {asset} or any chain", value)
        return
    chain = ASSETS.get(asset, asset)
    new = listed.add(f"{found.family}:{found.key}", asset, value, locator)
    if new and chain in CHAINS and chain not in found.chains:
        notes.remark(
            f"{locator}: {found.name} is listed under {asset}, and is an address on {' or '.join(found.chains[:2])}"
        )


def _record(found: Thing, locator: str, assets: Sequence[str]) -> Record:
    stated = tuple(chain for asset in assets if (chain := ASSETS.get(asset, asset)) in found.chains)
    subject = Thing(found.name, found.label, family=found.family, key=found.key, chains=stated or found.chains)
    facts = tuple(Fact("tag", f"sanctioned by OFAC as an address for {asset}") for asset in assets)
    measure = Measure("sanction", by=(OFAC,), against=(subject,))
    return Record(f"{found.family}:{found.key}", locator, subject, facts, measures=(measure,))


class _Listed:
    """Addresses with their assets, in a file of SQLite, since one address may stand in several files."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file that goes with the connection
        self._database.execute(
            "CREATE TABLE listed (key TEXT, asset TEXT, address TEXT, locator TEXT, PRIMARY KEY (key, asset)) WITHOUT ROWID"
        )

    def add(self, key: str, asset: str, address: str, locator: str) -> bool:
        """Take an address; False where its asset's other file has it too."""
        row = (key, asset, address, locator)
        return bool(self._database.execute("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?)", row).rowcount)

    def addresses(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each address that passed, once, where it first stands, and its assets in the order of the alphabet."""
        found = self._database.execute(
            "SELECT min(asset), address, locator, group_concat(asset, ' ') FROM listed "
            "WHERE key NOT LIKE '?%' GROUP BY key ORDER BY key"
        )
        for _, address, locator, assets in found:
            yield address, locator, sorted(assets.split())

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


SOURCE = ListSource(
    name="ofac-addresses",
    title="OFAC sanctioned digital currency addresses",
    publisher="0xB10C",
    primary="OFAC",
    urls=tuple(f"{_REPOSITORY}/sanctioned_addresses_{asset}.json" for asset in _ASSETS),
    licence="MIT",
    reliability=0.9,
    reason="a mechanical copy of OFAC's own file, made every night by an open program; a few of OFAC's slips come with it",
    bounds={"records": (320, 5_000), "Wallet": (320, 5_000)},
    read=read,
    suffixes=(".json", ".txt"),
)
