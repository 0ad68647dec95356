"""Doubts a person whom only the model's guess makes one: a lone word that is no forename, which full names would come before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.entities.mentions import NOTHING
from ingest.entities.titles import forenames
from ingest.reading import ReadAction, ReadEntity, ReadRelation
from kg.ontology import COMPANY, PERSON

if TYPE_CHECKING:
    from ingest.entities.clusters import Cluster


def doubted(found: Sequence[Cluster]) -> list[Cluster]:
    """Make a lone guessed person a company, or nothing where it only ever opens a sentence; news gives people in full first."""
    for item in found:
        if item.label == PERSON and item.method == "default" and not _person_by_name(item.name):
            item.label = NOTHING if all(mention.opens for mention in item.mentions) else COMPANY
    return [item for item in found if item.label != NOTHING]


def borne_out(
    entities: Iterable[ReadEntity], relations: Iterable[ReadRelation], actions: Iterable[ReadAction]
) -> tuple[ReadEntity, ...]:
    """Leave out companies that are no more than the model's guess and of which the text states nothing: two of three are none."""
    stated = {party.entity for one in relations for party in (one.source, one.target)}
    stated |= {party.entity for one in actions for party in (*one.by, *one.against)}
    stated |= {one.origin for one in relations if one.origin is not None}
    stated |= {one.origin for one in actions if one.origin is not None}
    return tuple(
        entity
        for entity in entities
        if entity.label != COMPANY or entity.label_method != "default" or entity.index in stated
    )


def _person_by_name(name: str) -> bool:
    words = name.split()
    if len(words) > 1:  # a first word all in capitals is an abbreviation, unless a forename follows ("ZAKHAROV Valery")
        return not (1 < len(words[0]) < 5 and words[0].isupper() and words[0].isalpha() and not name.isupper()) or (
            words[1] in forenames()
        )
    return words[0] in forenames()
