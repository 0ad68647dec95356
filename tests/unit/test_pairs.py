"""How usual words are for a relation: the features of two parties in a sentence, and the shipped weights."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from ingest.entities import extensions
from ingest.reading import Party, ReadEntity, ReadMention
from ingest.statements.pairs import ALWAYS, log_odds, place_of, told_of, typed, usual, weights_of_words
from ingest.statements.scene import Scene, build_scene

WORDS = ["Finch", "directs", "Pelican", ".", "Gull", "sank", "."]
ENTITIES = (("Person", "Finch"), ("Company", "Pelican"), ("Company", "Gull"))


@pytest.fixture
def scene() -> Scene:
    extensions.register()
    doc = Doc(
        spacy.blank("en").vocab, words=WORDS, lemmas=["Finch", "direct", "Pelican", ".", "Gull", "sink", "."],
        pos=["PROPN", "VERB", "PROPN", "PUNCT", "PROPN", "VERB", "PUNCT"], heads=[1, 1, 1, 1, 5, 5, 5],
        deps=["nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT", "punct"],
        sent_starts=[True, False, False, False, True, False, False],
    )  # fmt: skip
    doc._.source_text = doc.text
    doc._.entities = tuple(
        ReadEntity(at, label, name, (ReadMention(name, doc.text.index(name), doc.text.index(name) + len(name)),), "cue")
        for at, (label, name) in enumerate(ENTITIES)
    )
    at = extensions.entity_at(doc)
    at.update({0: 0, 2: 1, 4: 2})
    return build_scene(doc, lambda _doc, _token: ())


def _party(scene: Scene, entity: int) -> Party:
    mention = scene.entities[entity].mentions[0]
    return Party(entity, (mention.start, mention.end))


def test_names_are_told_by_their_labels_and_words_by_their_lemmas(scene):
    features, ahead = told_of(scene, _party(scene, 0), _party(scene, 1))
    assert ahead
    assert {"Person>Company", "=direct", "d:nsubj|dobj", "t:direct", "b:direct", "p00", "n1"} <= set(features)
    assert not [feature for feature in features if "Finch" in feature or "Pelican" in feature]


def test_a_target_that_stands_first_is_told(scene):
    features, ahead = told_of(scene, _party(scene, 1), _party(scene, 0))
    assert not ahead
    assert features == told_of(scene, _party(scene, 0), _party(scene, 1))[0]


def test_parties_of_two_sentences_tell_nothing(scene):
    assert told_of(scene, _party(scene, 0), _party(scene, 2)) is None
    assert usual(scene, "OWNS", _party(scene, 0), _party(scene, 2)) is None


def test_words_without_tokens_are_no_place(scene):
    assert place_of(scene, Party(0, (900, 910))) is None


def test_a_type_knows_its_own_triggers_from_others():
    features = ["tk:nsubj:dobj:CONTROLS.verb", "k:OWNS.noun"]
    assert {"own tk", "own tk:verb:nsubj:dobj", "other k"} <= set(typed("CONTROLS", True, features))
    assert "own tk:verb:dobj:nsubj" in typed("CONTROLS", False, features)


def test_what_has_no_direction_is_the_same_both_ways():
    assert typed("ASSOCIATED_WITH", True, ["b:with"]) == typed("ASSOCIATED_WITH", False, ["b:with"])


def test_weights_of_words_are_shipped_and_used(scene):
    weights = weights_of_words()
    assert len(weights) > 1000
    first = usual(scene, "CONTROLS", _party(scene, 0), _party(scene, 1))
    assert first == usual(scene, "CONTROLS", _party(scene, 0), _party(scene, 1))
    assert first != weights[ALWAYS] == log_odds(weights, ["no such feature"])
