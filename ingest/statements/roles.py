"""How a party stands to the word that tells an action, for a learned model: as `pairs` looks at two parties of a relation."""

from __future__ import annotations

from functools import cache

from ingest.reading import Party, ReadAction
from ingest.statements.clauses import sentence_of
from ingest.statements.pairs import Place, log_odds, pair_features, place_of, view_of, weights_in
from ingest.statements.scene import Scene
from kg.model import Span

BY, AGAINST = "by", "against"
SHARED = ("d:", "n", "p", "o", "x", "td:", "e")
"""Beginnings of the features that say something of a role whatever the kind."""
NOBODY = -1


def usual_parties(scene: Scene, action: ReadAction) -> float | None:
    """Tell how usual the words are for whom the action is against, the best of them, or by whom where it names nobody else."""
    role, parties = (AGAINST, action.against) if action.against else (BY, action.by)
    weights = weights_in("roles.tsv")
    found = [told_of_role(scene, action.trigger, party) for party in parties]
    odds = [log_odds(weights, typed_role(action.kind, role, *told)) for told in found if told is not None]
    return max(odds, default=None)


def told_of_role(scene: Scene, trigger: Span, party: Party) -> tuple[list[str], bool] | None:
    """Give the features of a word and a party, and whether the word stands first; None where they are not in one sentence."""
    word, place = place_of(scene, Party(NOBODY, trigger)), place_of(scene, party)
    if word is None or place is None:
        return None
    first, second = (word, place) if word.start <= place.start else (place, word)
    sentence = sentence_of(scene.doc[first.start])
    if first.end > second.start or second.end > sentence.end:
        return None
    view = view_of(scene, sentence)
    return [*pair_features(scene, view, first, second), _by_word(view.words, view.start, word)], first is word


def _by_word(words: list[str], start: int, word: Place) -> str:
    return f"v:{words[word.root - start]}"


@cache
def _names(kind: str, role: str, ahead: bool) -> tuple[str, str, str]:
    way = ">" if ahead else "<"
    return f"{kind}.{role}", f"{kind}.{role}{way}|", f"{role}{way}|"


def typed_role(kind: str, role: str, features: list[str], ahead: bool) -> list[str]:
    """The features as one kind and role sees them: each of its own, and those that all kinds share."""
    name, own, shared = _names(kind, role, ahead)
    found = [name, role]
    for feature in features:
        found.append(own + feature)
        if feature.startswith(SHARED):
            found.append(shared + feature)
    return list(dict.fromkeys(found))
