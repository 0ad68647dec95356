"""What the columns of a user's own table mean, from a YAML file that is checked before the first row is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.lists.mapping_yaml import Section, load
from kg.identifiers import JOINING
from kg.ontology import COUNTRY, EDGES, ENTITY_LABELS, WALLET, allows

LABELS: Final = tuple(label for label in ENTITY_LABELS if label not in (COUNTRY,))
_TOP: Final = ("list", "publisher", "reliability", "licence", "delimiter", "encoding", "columns")
_COLUMNS: Final = (
    "id", "name", "label", "label_column", "labels", "alias", "weak_alias", "country", "nationality", "birth_date",
    "identifier", "wallet", "tag", "sanction", "link",
)  # fmt: skip
_ENCODINGS: Final = {
    name: {"utf-8": "utf-8-sig"}.get(name, name)
    for name in ("utf-8", "utf-16", "cp1252", "cp1251", "latin-1", "gb18030", "shift_jis")
}
_DELIMITERS: Final = {",": ",", ";": ";", "|": "|", "tab": "\t", "\t": "\t"}
_LINKS: Final = tuple(name for name, edge in EDGES.items() if edge.walked and name not in ("LOCATED_IN", "NATIONAL_OF"))
_KINDS: Final = (*sorted(JOINING), "email", "phone", "website", "account", "other")


@dataclass(frozen=True, slots=True)
class Many:
    """A column that may hold several values, parted by `split`; `of` says what it is, `by` names a column that says it."""

    column: str
    split: str | None = None
    of: str | None = None
    by: str | None = None
    label: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """That each row is a measure of an authority, by columns of dates."""

    by: str
    date: str | None = None
    end_date: str | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The whole mapping, checked."""

    title: str
    publisher: str
    reliability: float
    licence: str | None
    delimiter: str
    encoding: str | None
    id: str
    name: str
    label: str | None = None
    label_column: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, tuple[Many, ...]] = field(default_factory=dict)
    sanction: Sanction | None = None

    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names."""
        many = [named for each in self.plain.values() for one in each for named in (one.column, one.by)]
        dates = (self.sanction.date, self.sanction.end_date) if self.sanction else ()
        named = (self.id, self.name, self.label_column, *many, *dates)
        return tuple(dict.fromkeys(column for column in named if column))


def read_mapping(path: Path) -> Meaning:
    """The mapping of a file; raises ListRefused naming the line, the rule and the remedy of what is wrong in it."""
    top = load(path)
    top.check_keys(_TOP, required=("list", "publisher", "columns"))
    columns = top.section("columns")
    if columns is None:
        raise top.refused("the mapping lacks columns", "add the key columns")
    columns.check_keys(_COLUMNS, required=("id", "name"))
    if (columns.node_of("label") is None) == (columns.node_of("label_column") is None):
        raise columns.refused("it must have one of label and label_column", "say by one of them what the rows are")
    return Meaning(
        title=_text(top, "list"),
        publisher=_text(top, "publisher"),
        reliability=_reliability(top),
        licence=top.text("licence"),
        delimiter=_DELIMITERS[top.choice("delimiter", _DELIMITERS) or ","],
        encoding=_ENCODINGS.get(top.choice("encoding", _ENCODINGS) or ""),
        id=_text(columns, "id"),
        name=_text(columns, "name"),
        label=columns.choice("label", LABELS),
        label_column=columns.text("label_column"),
        labels=_labels(columns),
        plain=_plain(columns),
        sanction=_sanction(columns),
    )


def _text(section: Section, key: str) -> str:
    found = section.text(key)
    if found is None:
        raise section.refused(f"{section.name} lacks {key}", f"add the key {key}")
    return found


def _reliability(top: Section) -> float:
    written = top.text("reliability", "0.6") or "0.6"
    try:
        value = float(written)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise top.refused(f"reliability is {written}", "write a number above 0 and up to 1", top.node_of("reliability"))
    return value


def _labels(columns: Section) -> dict[str, str]:
    section = columns.section("labels")
    if section is None:
        return {}
    words = [str(key.value) for key, _ in section.node.value]
    section.check_keys(words)
    return {word.casefold(): section.choice(word, LABELS) or "" for word in words}


def _plain(columns: Section) -> dict[str, tuple[Many, ...]]:
    found = {
        key: tuple(_many(item, ("column", "split")) for item in columns.sections(key, "column"))
        for key in ("alias", "weak_alias", "country", "nationality", "birth_date")
    }
    found["tag"] = tuple(
        _many(item, ("column", "split", "name"), of="name") for item in columns.sections("tag", "column")
    )
    found["wallet"] = tuple(
        _many(item, ("column", "split", "asset", "asset_column"), of="asset", by="asset_column")
        for item in columns.sections("wallet", "column")
    )
    found["identifier"] = tuple(_identifier(item) for item in columns.sections("identifier", "column"))
    found["link"] = tuple(_link(item, columns) for item in columns.sections("link", "column"))
    return found


def _many(item: Section, keys: tuple[str, ...], *, of: str = "", by: str = "") -> Many:
    item.check_keys(keys, required=("column",))
    return Many(_text(item, "column"), item.text("split"), item.text(of), item.text(by))


def _identifier(item: Section) -> Many:
    item.check_keys(("column", "split", "kind", "country", "country_column"), required=("column", "kind"))
    kind, country = item.choice("kind", _KINDS), item.text("country")
    if country is not None and not (len(country) == 2 and country.isalpha()):
        raise item.refused(f"country is {country}", "write the two letters of ISO 3166", item.node_of("country"))
    return Many(_text(item, "column"), item.text("split"), kind, item.text("country_column"), country=country)


def _link(item: Section, columns: Section) -> Many:
    item.check_keys(("column", "split", "type", "label"), required=("column", "type", "label"))
    predicate, label = item.choice("type", _LINKS) or "", item.choice("label", LABELS) or ""
    subject = columns.text("label")
    if label == WALLET:
        raise item.refused("label is Wallet", "name the column of addresses under wallet", item.node_of("label"))
    if subject is not None and not allows(predicate, subject, label):
        raise item.refused(
            f"no {predicate} runs from {subject} to {label}", "choose another type", item.node_of("type")
        )
    return Many(_text(item, "column"), item.text("split"), predicate, label=label)


def _sanction(columns: Section) -> Sanction | None:
    section = columns.section("sanction")
    if section is None:
        return None
    section.check_keys(("by", "date", "end_date"), required=("by",))
    return Sanction(_text(section, "by"), section.text("date"), section.text("end_date"))
