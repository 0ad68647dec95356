"""Questions say nothing: of "Does X own Y?" nobody may read that it does; what a question takes for granted stands."""

from __future__ import annotations

from typing import Any

from ingest.statements.clauses import MAX_DEPTH, sentence_of

Token = Any

OPENERS = frozenset({"q", "q.", "but", "and", "so", "or", "then"})
TAKEN_FOR_GRANTED = frozenset({"relcl", "appos", "acl"})


def is_asked(trigger: Token) -> bool:
    """Tell whether a clause is what a yes-or-no question asks."""
    sent = sentence_of(trigger)
    if "?" not in [token.text for token in sent[-3:] if not token.is_space]:
        return False
    words = (t for t in sent if not t.is_punct and not t.is_space and t.lower_ not in OPENERS)
    first = next(words, None)
    if first is None or first.pos_ not in {"AUX", "VERB"} or first.tag_ in {"VBG", "VBN"}:
        return False
    node = trigger
    for _ in range(MAX_DEPTH):
        if node.dep_ in TAKEN_FOR_GRANTED:
            return False
        node = node.head
    return True
