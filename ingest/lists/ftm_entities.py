"""An entity of FollowTheMoney as a record: a person, organisation or wallet, an edge between two, a sanction, a passport."""

from __future__ import annotations

from itertools import product
from typing import Any

from ingest.lists.drafting import Draft
from ingest.lists.ftm_index import Index, name_of, values
from ingest.lists.ftm_links import edge_of, sanction_of
from ingest.lists.ftm_things import describe
from ingest.lists.ftm_words import LABELS, LINKS, label_of, origin_of
from ingest.lists.record import Fact, Link, Measure, Notes, Record, Thing
from kg.identifiers import identifier

_PAPERS = {"Passport": "passport", "Identification": "identification"}


class Reading:
    """Makes records of entities, with what the index knows of others."""

    def __init__(self, index: Index, notes: Notes) -> None:
        # importing it takes a second, and only this list needs it
        from followthemoney import ValueEntity, model

        self._index, self._notes, self._model, self._kind = index, notes, model, ValueEntity

    def record(self, where: str, data: dict[str, Any]) -> Record | None:
        """The record of an entity; None where it is left out or cannot be read, which the notes then say."""
        known = self._index.known(data["id"])
        if known is not None and known.place != where:
            self._notes.bad(where, f"the id {data['id']} stands already on {known.place}", str(data))
            return None
        schema = self._model.get(data["schema"])
        if schema is None:
            self._notes.bad(where, f"the schema {data['schema'][:100]} is not known", str(data))
            return None
        # the library drops in silence what is no value of its type
        properties = self._cleaned(data, schema)
        entity = {**data, "properties": properties}
        if schema.name in LABELS:
            return self._thing(where, entity)
        if schema.name in LINKS:
            return self._edge(where, entity, schema.source_prop.name, schema.target_prop.name)
        if schema.name == "Sanction":
            return self._sanction(where, entity)
        if schema.name in _PAPERS:
            return self._paper(where, entity)
        self._notes.leave_out(schema.name)
        return None

    def _cleaned(self, data: dict[str, Any], schema: Any) -> dict[str, list[str]]:
        given = data["properties"]
        for name in given.keys() - schema.properties.keys():
            self._notes.unknown_field(f"{schema.name}.{name}")
        proxy = self._kind.from_dict({"id": data["id"], "schema": schema.name, "properties": given}, cleaned=False)
        cleaned: dict[str, list[str]] = {}
        for name in given.keys() & schema.properties.keys():
            kept = set(proxy.get(name, quiet=True))
            cleaned[name] = sorted(kept, key=_order(values(given, name)))
            lost = len(set(map(str, given[name]))) - len(kept) if isinstance(given[name], list) else 0
            if lost > 0:
                self._notes.unknown_field(f"{schema.name}.{name} that is no {schema.get(name).type.name}")
        return {name: cleaned[name] for name in given if name in cleaned}

    def _thing(self, where: str, entity: dict[str, Any]) -> Record | None:
        name = name_of(entity)
        if not name:
            self._notes.bad(where, "it has no name", str(entity))
            return None
        if entity["schema"] == "CryptoWallet":
            subject = self._index.thing(entity["id"])
            if subject is None:
                self._notes.bad(where, f"the address {name[:200]} passes no checksum", str(entity))
                return None
        else:
            subject = Thing(name, label_of(entity["schema"], values(entity["properties"], "topics")))
        draft = Draft(subject, self._notes)
        describe(draft, entity, self._index)
        return self._made(where, entity, subject, tuple(draft.facts.values()), tuple(draft.links.values()))

    def _edge(self, where: str, entity: dict[str, Any], source: str, target: str) -> Record | None:
        left_ends = self._ends(where, entity, source)
        right_ends = self._ends(where, entity, target) if left_ends else None
        if left_ends is None or right_ends is None:
            return None
        links = tuple(
            edge_of(entity, left, right) for left, right in product(left_ends, right_ends) if left.entry != right.entry
        )
        if not links:
            self._notes.bad(where, "both its ends are one", str(entity))
            return None
        return self._made(where, entity, None, (), links)

    def _sanction(self, where: str, entity: dict[str, Any]) -> Record | None:
        against = self._ends(where, entity, "entity")
        if against is None:
            return None
        measure, facts = sanction_of(entity, against)
        return self._made(where, entity, None, facts, (), (measure,))

    def _paper(self, where: str, entity: dict[str, Any]) -> Record | None:
        holders = self._ends(where, entity, "holder")
        if holders is None:
            return None
        properties = entity["properties"]
        country = next(iter(values(properties, "country")), None)
        numbers = [*values(properties, "passportNumber"), *values(properties, "number")]
        kind = _PAPERS[entity["schema"]]
        written = [text for number in dict.fromkeys(numbers) if (text := identifier(kind, number, country))]
        if not written:
            self._notes.leave_out(f"{entity['schema']} without a number")
            return None
        facts = tuple(Fact("identifier", text, about=holder) for holder in holders for text in written)
        return self._made(where, entity, None, facts, ())

    def _ends(self, where: str, entity: dict[str, Any], name: str) -> list[Thing] | None:
        """The things that a property names; None, and noted, where there are none that are loaded."""
        found: list[Thing] = []
        ids = values(entity["properties"], name)
        for end in ids:
            thing = self._index.thing(end)
            if thing is not None:
                found.append(thing)
                continue
            known = self._index.known(end)
            if known is None:
                self._notes.bad(where, f"its {name} {end[:200]} is not in the file", str(entity))
                return None
            if known.schema in LABELS:
                self._notes.bad(where, f"its {name} {end[:200]} cannot be read", str(entity))
            else:
                self._notes.leave_out(f"{entity['schema']} of a {known.schema}")
            return None
        if not ids:
            self._notes.bad(where, f"it has no {name}", str(entity))
        return found or None

    def _made(
        self,
        where: str,
        entity: dict[str, Any],
        subject: Thing | None,
        facts: tuple[Fact, ...],
        links: tuple[Link, ...],
        measures: tuple[Measure, ...] = (),
    ) -> Record:
        origin = origin_of(values(entity, "datasets"))
        return Record(entity["id"], where, subject, facts, links, measures, origin=origin)


def _order(given: list[str]) -> Any:
    """By the place in the file; what the library has changed comes after, in the order of the alphabet."""
    place = {value: index for index, value in enumerate(given)}
    return lambda value: (place.get(value, len(place)), value)
