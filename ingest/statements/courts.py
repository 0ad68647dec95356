"""Courts and judges: which agencies are courts, which persons bear a judge's title, and where a judge sits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.reading import Party
from ingest.statements.drafts import Draft
from ingest.statements.scene import Scene

Token = Any

JUDGE_BEFORE = re.compile(r"(?:Judge|Justice|Honorable|Hon\.|Magistrate|Attorney)\s+$")
JUDGE_AFTER = re.compile(r",? (?:United States|U\. ?S\.|Chief|Senior|Federal)[\w. ]{0,20}(?:Judge|Attorney)")

CRIMINAL_COURT = re.compile(r"Crown Court|Magistrates|Sheriff Court|Criminal Court|Old Bailey|Criminal Division")


def is_court(scene: Scene, entity: int) -> bool:
    """Tell whether an agency is a court by its name."""
    name = scene.entities[entity].name
    return ("Court" in name or "District of" in name) and "Attorney" not in name


def is_criminal_court(scene: Scene, entity: int) -> bool:
    """Tell whether an agency is a court that hears crimes only: what it fines is a sentence."""
    return bool(CRIMINAL_COURT.search(scene.entities[entity].name))


def is_judge(scene: Scene, entity: int) -> bool:
    """Tell whether the text gives a person the title of a judge or prosecutor."""
    text = scene.doc._.source_text
    return scene.label(entity) == "Person" and any(
        JUDGE_BEFORE.search(text[max(m.start - 25, 0) : m.start]) or JUDGE_AFTER.match(text[m.end : m.end + 45])
        for m in scene.entities[entity].mentions
    )


def first_court(scene: Scene) -> Party | None:
    """Give the first court that the text names: judgments are its."""
    for entity in scene.entities.values():
        if entity.label == "Agency" and entity.mentions and is_court(scene, entity.index):
            return Party(entity.index, (entity.mentions[0].start, entity.mentions[0].end))
    return None


def judges_of(scene: Scene) -> Iterator[Draft]:
    """A judge sits in the only court that the text names."""
    courts = [e for e in scene.entities.values() if e.label == "Agency" and e.mentions and is_court(scene, e.index)]
    if len(courts) != 1:
        return
    seat = Party(courts[0].index, (courts[0].mentions[0].start, courts[0].mentions[0].end))
    for entity in scene.entities.values():
        if entity.label == "Person" and is_judge(scene, entity.index):
            first = entity.mentions[0]
            span = scene.doc.char_span(first.start, first.end, alignment_mode="expand")
            if span is not None:
                yield Draft(
                    "OFFICER_OF", Party(entity.index, (first.start, first.end)), seat, span.root, "judge", "judge"
                )
