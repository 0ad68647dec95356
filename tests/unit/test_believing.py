"""Confidences from grounds: the shipped weights are there, are used, say why, and give the same answer twice."""

from __future__ import annotations

import pytest

from ingest.confidence import confidence_of, rule_confidence, surest
from ingest.reading import Party, ReadAction, ReadEntity, ReadMention, ReadRelation
from ingest.statements.believing import ACTION, ALWAYS, RELATION, SUREST, believed, weigh, weights_of
from ingest.statements.grounds import relation_grounds, tell
from ingest.statements.scene import build_scene

NAMED = ("Orla Finch", "Pelican Bank")


def _doc(blank, text: str, labels: tuple[str, ...] = ("Person", "Company")):
    doc = blank(text)
    doc._.source_text = text
    doc._.entities = tuple(
        ReadEntity(at, label, name, (ReadMention(name, text.index(name), text.index(name) + len(name)),), "cue")
        for at, (label, name) in enumerate(zip(labels, NAMED, strict=True))
    )
    return doc


@pytest.fixture
def blank():
    import spacy

    from ingest.entities import extensions

    extensions.register()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _relation(source: tuple[int, int], target: tuple[int, int], end: int, rule: str = "origin") -> ReadRelation:
    return ReadRelation("OFFICER_OF", Party(0, source), Party(1, target), (0, end), rule)


@pytest.mark.parametrize("part", [RELATION, ACTION])
def test_weights_are_shipped_for_both_parts(part):
    weights = weights_of(part)
    assert ALWAYS in weights
    assert len(weights) > 50


def test_what_was_never_learned_weighs_nothing():
    assert weigh(RELATION, ["no such ground"]) == weigh(RELATION, [])


def test_the_heaviest_grounds_are_told_with_their_sign():
    weights = weights_of(RELATION)
    up, down = (pick(weights.keys() - {ALWAYS}, key=lambda ground: weights[ground]) for pick in (max, min))
    assert set(weigh(RELATION, [up, down]).why) == {f"+ {up}", f"− {down}"}
    assert weigh(RELATION, [up]).confidence > weigh(RELATION, [down]).confidence


def test_no_confidence_is_certain():
    assert all(1 - SUREST <= weigh(part, weights_of(part)).confidence <= SUREST for part in (RELATION, ACTION))


def test_the_same_text_is_believed_the_same_twice(blank):
    text = "Orla Finch runs Pelican Bank."
    doc = _doc(blank, text)
    scene = build_scene(doc, lambda _doc, _token: ())
    read = _relation((0, 10), (16, 28), len(text))
    action = ReadAction("charge", (), (Party(0, (0, 10)),), (11, 15), (0, len(text)), "caption")
    first, second = believed(scene, [read], [action]), believed(scene, [read], [action])
    assert first == second
    assert all(one.confidence and one.why for part in first for one in part)


def test_a_pronoun_and_a_name_are_told_apart(blank):
    text = "Orla Finch left. He ran Pelican Bank."
    doc = _doc(blank, text)
    scene = build_scene(doc, lambda _doc, _token: ())
    by_name, by_pronoun = (_relation(span, (24, 36), len(text)) for span in ((0, 10), (17, 19)))
    grounds = [relation_grounds(tell(scene, [one], []), one) for one in (by_name, by_pronoun)]
    assert "source by name" in grounds[0]
    assert {"source by pronoun", "source by “he”"} <= set(grounds[1])


def test_a_statement_that_nobody_weighed_is_believed_as_its_rule():
    read = _relation((0, 1), (2, 3), 4, rule="frame:OWNS:own:verb subj > obj")
    assert confidence_of(read) == rule_confidence(read.rule)


def test_the_best_of_several_statements_counts():
    one = ReadRelation("OWNS", Party(0, (0, 1)), Party(1, (2, 3)), (0, 4), "origin", confidence=0.4, why=("+ a",))
    other = ReadRelation("OWNS", Party(0, (5, 6)), Party(1, (7, 8)), (5, 9), "origin", confidence=0.7, why=("+ b",))
    assert surest((one, other)) == surest((other, one)) == (0.7, ("+ b",))
