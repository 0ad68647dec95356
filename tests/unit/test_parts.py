"""Long texts are cut where a reader would pause, and what was read in parts fits the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parts import joined, parts
from ingest.reading import Party, ReadAction, ReadEntity, Reading, ReadMention, ReadRelation

PARAGRAPHS = "\n\n".join(f"Paragraph {i} has some words. And more." for i in range(12))


@given(st.text(max_size=300), st.integers(3, 50))
def test_parts_cover_the_text_and_none_is_too_long(text: str, size: int) -> None:
    found = parts(text, size)
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= size for a, b in found)


def test_a_short_text_is_one_part() -> None:
    assert parts("Short.") == [(0, 6)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [(PARAGRAPHS, "\n\n"), (PARAGRAPHS.replace("\n\n", "\n"), "\n"), ("One two. " * 60, ". "), ("word " * 90, " ")],
)
def test_parts_end_at_the_largest_break_there_is(text: str, ends: str) -> None:
    assert all(text[a:b].endswith(ends) for a, b in parts(text, 120)[:-1])


def reading(text: str) -> Reading:
    a, b = text.index("Ann"), text.index("Bob")
    entities = tuple(
        ReadEntity(i, "Person", name, (ReadMention(name, at, at + 3),))
        for i, (name, at) in enumerate([("Ann", a), ("Bob", b)])
    )
    parties = Party(0, (a, a + 3)), Party(1, (b, b + 3))
    whole = (0, len(text))
    return Reading(
        text, (whole,), entities, (ReadRelation("SENT_FUNDS_TO", *parties, whole, "rule", origin=1),),
        (ReadAction("theft", parties[:1], parties[1:], (4, 8), whole, "rule"),),
    )  # fmt: skip


def test_what_is_joined_points_at_the_same_words() -> None:
    first, second = "Ann paid Bob. ", "Bob and Ann."
    whole = joined(first + second, [(0, reading(first)), (len(first), reading(second))])
    names = {entity.index: entity.name for entity in whole.entities}
    assert len(names) == 4
    assert all(whole.text[m.start : m.end] == entity.name for entity in whole.entities for m in entity.mentions)
    for relation, action in zip(whole.relations, whole.actions, strict=True):
        for party in (relation.source, relation.target, *action.by, *action.against):
            assert whole.text[slice(*party.span)] == names[party.entity]
        assert relation.origin is not None
        assert names[relation.origin] == "Bob"
