"""Gives, of every sentence with a word that tells an action, each party with each role: whether it has it, by the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ingest.statements.clauses import word_of
from ingest.statements.frames import POS, parse_frame
from ingest.statements.roles import AGAINST, BY, told_of_role, typed_role
from ingest.statements.scene import Scene
from kg.ontology import KINDS
from train.words import FARTHEST, Pair, parties_in


def roles_of(
    scene: Scene, document: str, truth: Mapping[str, Any], to_gold: Mapping[str, str], text: str
) -> Iterator[Pair]:
    """Give each trigger word of a sentence with each party of it, each kind that the word may tell, and either role."""
    proved = [(action, _place(text, action.get("evidence"))) for action in truth["actions"]]
    for sentence in scene.doc.sents:
        triggers = [(token, kinds) for token in sentence if (kinds := _kinds(token)) and token.i not in scene.mentions]
        if not triggers:
            continue
        span = (sentence.start_char, sentence.end_char)
        here = [action for action, place in proved if place is None or (place[0] < span[1] and span[0] < place[1])]
        for party in parties_in(scene, sentence):
            entity = to_gold.get(f"E{party.entity + 1}")
            for token, kinds in triggers:
                if abs(token.idx - party.span[0]) > FARTHEST:
                    continue
                told = told_of_role(scene, (token.idx, token.idx + len(token)), party)
                if told is None:
                    continue
                for kind in kinds:
                    for role in (BY, AGAINST):
                        holds = any(one["kind"] == kind and entity in one.get(role, []) for one in here)
                        yield Pair(document, tuple(typed_role(kind, role, *told)), holds)


def _place(text: str, evidence: str | None) -> tuple[int, int] | None:
    at = text.find(evidence) if evidence else -1
    return None if at < 0 else (at, at + len(evidence or ""))


def _kinds(token: Any) -> list[str]:
    return sorted({kind for kind, pos in _table().get(word_of(token), ()) if token.pos_ in POS[pos]})


@cache
def _table() -> Mapping[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for kind in KINDS.values():
        for text in kind.frames:
            frame = parse_frame(text)
            for word in frame.words:
                found.setdefault(word, set()).add((kind.name, frame.pos))
    return found
