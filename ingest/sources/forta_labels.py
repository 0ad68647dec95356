"""Forta's labelled datasets: phishing addresses, malicious name tags and contracts of attackers with their creators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Final

from ingest.lists.addresses import wallet
from ingest.lists.csv_rows import locator, records, rows
from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.lists.repeats import Repeats
from ingest.source import ListRefused, ListSource

CHAINS: Final = {"1": "ETH", "10": "OP", "56": "BSC", "137": "POL", "42161": "ARB", "43114": "AVAX"}
"""The numbers of the EVM's chains, after which the folders are named."""

_ETHEREUM: Final = "1"
_EXPLORER: Final = "Etherscan"
_LABEL_CONFIDENCE: Final = 0.6  # of an explorer's label, for which no reason is given
_HACK_CONFIDENCE: Final = 0.75  # of a contract in a hack that has been written about
_CREATOR_CONFIDENCE: Final = 0.95  # who created a contract stands on the chain

Row = Mapping[str, str]


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield one record a row; the folder's number tells the chain, the header which of the three tables a file is.

    A table of another kind is left out, and named. Raises ListRefused where a file is empty or broken, and where none
    is one of the three.
    """
    if not paths:
        raise ListRefused("no file", "there is nothing to read", "name the folder `labels` or files of it")
    tables = [(path, _table(path)) for path in paths]
    if not any(table for _, table in tables):
        rule = "the header is that of none of the three tables"
        raise ListRefused(", ".join(map(str, paths)), rule, "this seems to be another list, or its form has changed")
    with closing(Repeats()) as repeats:
        for path, table in tables:
            if table is None:
                notes.leave_out("file that is none of the tables")
                notes.remark(f"{path.name} was left out: its header is that of none of the three tables")
            else:
                yield from _file(path, table, notes, repeats)


def _file(path: Path, kind: _Table, notes: Notes, repeats: Repeats) -> Iterator[Record]:
    table, column, known, made = kind
    folder = path.parent.name
    if folder not in CHAINS:
        notes.remark(f"{path.name} is in no folder with a chain's number: its addresses are taken as Ethereum's")
    number = folder if folder in CHAINS else _ETHEREUM
    chain = CHAINS[number]
    for line, row in records(path, notes, required=(column,)):
        where = locator(path, line)
        for name in row:
            if name not in known:
                notes.unknown_field(name)
        subject = wallet(row[column], chain)
        if subject is None:
            notes.bad(where, f"the address {row[column][:100]} passes no checksum", ",".join(row.values()))
            continue
        record = made(Record(f"{number}:{table}:{row[column].lower()}", where, subject), row, chain, notes)
        if repeats.said(record.id, str(record.facts), str(record.links)):
            notes.leave_out("row that its file states twice")
            continue
        yield record


def _phishing(record: Record, row: Row, _chain: str, _notes: Notes) -> Record:
    return _labelled(record, row.get("etherscan_tag", ""), row.get("etherscan_labels", ""))


def _malicious(record: Record, row: Row, _chain: str, _notes: Notes) -> Record:
    listed = row.get("data_source", "").removeprefix("etherscan-").removesuffix("-list")
    return _labelled(record, row.get("wallet_tag", ""), listed)


def _labelled(record: Record, tag: str, label: str) -> Record:
    said = f"{tag} ({label})" if tag and label else tag or label or "malicious"
    fact = Fact("tag", said, confidence=_LABEL_CONFIDENCE)
    return Record(_id(record, tag), record.locator, record.subject, (fact,), origin=_EXPLORER)


def _id(record: Record, tag: str) -> str:
    """Tell rows about one address apart by the name tag, since their places in the file change."""
    return f"{record.id}:{blake2b(tag.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"


def _contract(record: Record, row: Row, chain: str, notes: Notes) -> Record:
    tag, label, told = (row.get(name, "") for name in ("contract_tag", "contract_creator_etherscan_label", "notes"))
    facts = [Fact("tag", f"malicious smart contract ({label})" if label else "malicious smart contract")]
    facts += [Fact("tag", said) for said in (tag, f"incident: {told[:500]}" if told else "") if said]
    links = []
    creator = _creator(record, row, chain, notes)
    if creator is not None:
        links.append(Link("ASSOCIATED_WITH", creator, confidence=_CREATOR_CONFIDENCE, role="creator"))
        if creator_tag := row.get("contract_creator_tag", ""):
            facts.append(Fact("tag", creator_tag, about=creator))
    # only where a list of hacks is named somebody has looked; the rest are labels that an explorer shows
    sure = _HACK_CONFIDENCE if told else _LABEL_CONFIDENCE
    rated = tuple(Fact(fact.predicate, fact.value, fact.about, sure) for fact in facts)
    return Record(
        id=_id(record, tag),
        locator=record.locator,
        subject=record.subject,
        facts=rated,
        links=tuple(links),
        origin=None if told else _EXPLORER,
    )


def _creator(record: Record, row: Row, chain: str, notes: Notes) -> Thing | None:
    address = row.get("contract_creator", "")
    if not address:
        return None
    creator = wallet(address, chain)
    if creator is None:
        notes.remark(f"{record.locator}: the creator {address[:100]} passes no checksum and was left out")
    return creator


_Maker = Callable[[Record, Row, str, Notes], Record]
_Table = tuple[str, str, frozenset[str], _Maker]
"""A table's name, the column of its address, all its columns, and what makes a record of a row."""

_TABLES: Final[tuple[_Table, ...]] = (
    (
        "phishing_scams",
        "address",
        frozenset({"address", "etherscan_tag", "etherscan_labels", "is_contract"}),
        _phishing,
    ),
    (
        "etherscan_malicious_labels",
        "banned_address",
        frozenset({"banned_address", "wallet_tag", "data_source"}),
        _malicious,
    ),
    (
        "malicious_smart_contracts",
        "contract_address",
        # the transaction and the page where it was found are known, and say nothing about anybody
        frozenset(
            "contract_address contract_tag contract_creator contract_creation_tx contract_creator_tag source notes "
            "contract_creator_etherscan_label".split()
        ),
        _contract,
    ),
)


def _table(path: Path) -> _Table | None:
    """Which table a file is by its header, None for another."""
    # what the header alone has to say is said again when the rows are read
    first = next(iter(rows(path, Notes())), None)
    header = {name.strip() for name in first.values} if first else set()
    return next((table for table in _TABLES if table[1] in header and len(header & table[2]) > 1), None)


SOURCE = ListSource(
    name="forta-labels",
    title="Forta labelled datasets",
    publisher="Forta",
    primary=None,
    urls=("https://github.com/forta-network/labelled-datasets/archive/refs/heads/main.zip",),
    licence="MIT",
    reliability=0.55,
    reason="labels taken over from explorers and from write-ups of hacks, checked by few",
    bounds={"records": (7_500, 62_000), "Wallet": (7_500, 62_000)},
    read=read,
    suffixes=(".csv",),
)
