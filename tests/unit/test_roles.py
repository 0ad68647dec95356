"""How usual the words are between what tells an action and its parties."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from ingest.entities import extensions
from ingest.reading import Party, ReadAction, ReadEntity, ReadMention
from ingest.statements.pairs import ALWAYS, weights_in
from ingest.statements.roles import told_of_role, typed_role, usual_parties
from ingest.statements.scene import Scene, build_scene

CHARGED = (8, 15)


@pytest.fixture
def scene() -> Scene:
    extensions.register()
    doc = Doc(
        spacy.blank("en").vocab, words=["Customs", "charged", "Finch", ".", "Gull", "sank", "."],
        lemmas=["Customs", "charge", "Finch", ".", "Gull", "sink", "."],
        pos=["PROPN", "VERB", "PROPN", "PUNCT", "PROPN", "VERB", "PUNCT"], heads=[1, 1, 1, 1, 5, 5, 5],
        deps=["nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT", "punct"],
        sent_starts=[True, False, False, False, True, False, False],
    )  # fmt: skip
    doc._.source_text = doc.text
    doc._.entities = tuple(
        ReadEntity(at, label, name, (ReadMention(name, doc.text.index(name), doc.text.index(name) + len(name)),), "cue")
        for at, (label, name) in enumerate((("Agency", "Customs"), ("Person", "Finch"), ("Company", "Gull")))
    )
    extensions.entity_at(doc).update({0: 0, 2: 1, 4: 2})
    return build_scene(doc, lambda _doc, _token: ())


def _party(scene: Scene, entity: int) -> Party:
    mention = scene.entities[entity].mentions[0]
    return Party(entity, (mention.start, mention.end))


def _charge(by: tuple[Party, ...], against: tuple[Party, ...]) -> ReadAction:
    return ReadAction("charge", by, against, CHARGED, (0, 23), "frame")


def test_the_word_is_told_and_on_which_side_it_stands(scene):
    after, before = (told_of_role(scene, CHARGED, _party(scene, entity)) for entity in (1, 0))
    assert after[1]
    assert not before[1]
    assert {"word>Person", "v:charge", "d:|dobj"} <= set(after[0])
    assert {"Agency>word", "v:charge", "d:nsubj|"} <= set(before[0])


def test_a_party_of_another_sentence_tells_nothing(scene):
    assert told_of_role(scene, CHARGED, _party(scene, 2)) is None
    assert usual_parties(scene, _charge((), (_party(scene, 2),))) is None


def test_structure_is_shared_by_all_kinds_and_words_are_not():
    found = typed_role("charge", "against", ["d:|dobj", "b:with"], True)
    assert {"charge.against>|d:|dobj", "against>|d:|dobj", "charge.against>|b:with"} <= set(found)
    assert "against>|b:with" not in found


def test_the_best_of_several_targets_counts(scene):
    near, far = _party(scene, 1), _party(scene, 2)
    alone = usual_parties(scene, _charge((), (near,)))
    assert alone == usual_parties(scene, _charge((), (near, far))) == usual_parties(scene, _charge((far,), (near,)))
    assert alone != weights_in("roles.tsv")[ALWAYS]


def test_who_did_it_counts_where_nobody_else_is_named(scene):
    assert usual_parties(scene, _charge((_party(scene, 0),), ())) is not None
