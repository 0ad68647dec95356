"""Says what keeps a Cypher statement from being a question: a write, a loose end, a call that reaches out, a stray label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from kg.asking.cypher_tokens import BRACKETS, Token
from kg.ontology import BOOKKEEPING_LABELS, NODE_LABELS, RELATION_TYPES, STRUCTURE_TYPES

READING_CLAUSES: Final = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "CALL", "RETURN"})
"""What a question may begin with; so administration, EXPLAIN, USE and SHOW are refused without a list of them."""

WRITING_WORDS: Final = frozenset(
    {
        "CREATE",
        "MERGE",
        "INSERT",
        "DELETE",
        "DETACH",
        "NODETACH",
        "SET",
        "REMOVE",
        "FOREACH",
        "DROP",
        "LOAD",
        "TRANSACTIONS",
    }
)
READING_NAMESPACES: Final = frozenset(
    {"date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector.similarity"}
)
"""Functions with a dot in their name that a question may call; others are plugins, and some of those reach out."""
READING_PROCEDURES: Final = frozenset(
    {"db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships", "db.labels", "db.relationshiptypes"}
)
ALLOWED_NAMES: Final = frozenset((*NODE_LABELS, *BOOKKEEPING_LABELS, *RELATION_TYPES, *STRUCTURE_TYPES))

# Neo4j turns these into characters before it reads the statement: one may hide a word, close a text or end a comment.
_ESCAPE: Final = re.compile(r"\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a statement is no question: the line, the rule it breaks and the remedy."""

    line: int
    rule: str
    remedy: str


def escapes(statement: str, *, first_line: int = 1) -> Iterator[Problem]:
    """Find the Unicode escapes of a statement, in its texts and comments too: with them it is not what it looks like."""
    for match in _ESCAPE.finditer(statement):
        line = first_line + statement.count("\n", 0, match.start())
        yield Problem(line, f"{match.group()} begins a Unicode escape", "write the character itself")


def problems(found: Sequence[Token]) -> Iterator[Problem]:
    """Yield what is wrong with a statement as a question, the gravest first."""
    if not found:
        yield Problem(1, "no statement follows the header", "write the question in Cypher below it")
        return
    yield from _loose_ends(found)
    yield from _writes(found)
    yield from _procedures(found)
    yield from _functions(found)
    yield from _ending(found)
    yield from _unbounded(found)
    yield from _strangers(found)


def columns(found: Sequence[Token]) -> list[str] | None:
    """Name the columns of the last RETURN, or None where one is neither a plain variable nor aliased with AS."""
    items: list[list[Token]] = [[]]
    for token in _last_return(found)[1:]:
        if token.depth == 0 and token.word() in {"ORDER", "SKIP", "OFFSET", "LIMIT"}:
            break
        if token.depth == 0 and token.text == ",":
            items.append([])
        elif token.word() != "DISTINCT" or items != [[]]:
            items[-1].append(token)
    named = [_column(item) for item in items]
    return None if None in named else [name for name in named if name is not None]


def _column(item: Sequence[Token]) -> str | None:
    if not item or item[-1].kind not in {"word", "quoted"}:
        return None
    plain = len(item) == 1
    aliased = len(item) > 2 and item[-2].word() == "AS"
    return item[-1].name() if plain or aliased else None


def _loose_ends(found: Sequence[Token]) -> Iterator[Problem]:
    last = found[-1]
    if last.kind == "open":
        yield Problem(last.line, f"{last.text} is opened and never closed", "close it")
        return
    expected: list[str] = []
    for token in found:
        if token.text in BRACKETS:
            expected.append(BRACKETS[token.text])
        elif (
            token.kind == "mark" and token.text in BRACKETS.values() and (not expected or expected.pop() != token.text)
        ):
            yield Problem(token.line, f"{token.text} closes nothing", "pair the brackets")
            return
    if expected:
        yield Problem(last.line, f"{expected[-1]} is missing", "pair the brackets")
    for token in found[:-1]:
        if token.text == ";":
            yield Problem(token.line, "more than one statement", "keep one, and put others in files of their own")


def _writes(found: Sequence[Token]) -> Iterator[Problem]:
    if found[0].word() not in READING_CLAUSES:
        allowed = ", ".join(sorted(READING_CLAUSES))
        yield Problem(found[0].line, f"begins with {found[0].text}", f"begin with one of {allowed}")
    for before, token in zip((None, *found), found, strict=False):
        named = before is not None and before.text in {".", ":"}
        if token.word() in WRITING_WORDS and not named:
            yield Problem(token.line, f"{token.word()} writes, and a question only reads", "take it out")


def _procedures(found: Sequence[Token]) -> Iterator[Problem]:
    for place, token in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        called = token.word() == "CALL" and after is not None and after.kind in {"word", "quoted"}
        if called or (token.name().lower() == "apoc" and token.kind in {"word", "quoted"}):
            name = _dotted(found[place + 1 if called else place :])
            if name.lower() not in READING_PROCEDURES:
                allowed = ", ".join(sorted(READING_PROCEDURES))
                yield Problem(
                    token.line, f"{name} is no procedure for questions", f"use plain Cypher, or one of {allowed}"
                )


def _functions(found: Sequence[Token]) -> Iterator[Problem]:
    """Find calls of functions in a namespace that is no part of Cypher itself: `genai.vector.encode(...)`."""
    for place, token in enumerate(found):
        starts = token.kind in {"word", "quoted"} and (place == 0 or found[place - 1].text != ".")
        if not starts or (place and found[place - 1].word() == "CALL"):
            continue
        path = _path(found[place:])
        after = place + len(path)
        called = len(path) > 1 and after < len(found) and found[after].text == "("
        name = _dotted(path)
        if called and name.lower().rpartition(".")[0] not in READING_NAMESPACES:
            yield Problem(token.line, f"{name} is no function for questions", "use the functions of plain Cypher")


def _path(found: Sequence[Token]) -> Sequence[Token]:
    """Take the names with dots between that stand at the beginning."""
    for place, token in enumerate(found):
        if (token.text != ".") if place % 2 else token.kind not in {"word", "quoted"}:
            return found[:place]
    return found


def _dotted(found: Sequence[Token]) -> str:
    return "".join(token.name() for token in _path(found))


def _last_return(found: Sequence[Token]) -> Sequence[Token]:
    places = [place for place, token in enumerate(found) if token.depth == 0 and token.word() == "RETURN"]
    return found[places[-1] :] if places else ()


def _ending(found: Sequence[Token]) -> Iterator[Problem]:
    last = found[-1].line
    ending = [token for token in _last_return(found) if token.depth == 0 and token.text != ";"]
    if not ending:
        yield Problem(last, "no RETURN at its end", "return the columns that the header names")
        return
    if any(token.depth == 0 and token.word() == "UNION" for token in found):
        yield Problem(last, "UNION at its top, where no order spans both parts", "put the parts into CALL () { ... }")
    words = [token.word() for token in ending]
    if ("ORDER", "BY") not in pairwise(words):
        yield Problem(ending[0].line, "no ORDER BY", "order the rows totally, so that two runs agree")
    if [token.text.upper() for token in ending[-2:]] != ["LIMIT", "$LIMIT"]:
        yield Problem(
            last, "does not end with LIMIT $limit", "add it, and `param: limit: integer = 50 -- ...` to the header"
        )


def _unbounded(found: Sequence[Token]) -> Iterator[Problem]:
    """Find `-[*]`, `-[*2..]` and a quantifier `+` or `*` after a relationship: none of them has an end."""
    for place, token in enumerate(found):
        if token.text not in {"*", "+"}:
            continue
        before = "".join(other.text for other in found[max(0, place - 2) : place])
        after = "".join(other.text for other in found[place + 1 : place + 4])
        length = token.text == "*" and _in_relationship(found, _opener(found, place))
        if before in {"->", "]-"} or (length and not re.match(r"\d+(?!\d*\.\.)|\d*\.\.\d+", after)):
            yield Problem(token.line, "a path of any length", "give it a literal upper bound, as in *1..3")


def _strangers(found: Sequence[Token]) -> Iterator[Problem]:
    """Find labels and types that the ontology does not have: a misspelt one matches nothing, without a word."""
    for place, token in enumerate(found):
        if token.text != ":":
            continue
        opener = _opener(found, place)
        if _is_map_key(found, place, opener):
            continue
        names = _alternatives(found[place + 1 :])
        # inside a list, what follows | is no further label but what the list is made of
        in_list = opener is not None and found[opener].text == "[" and not _in_relationship(found, opener)
        for other in islice(names, 1 if in_list else None):
            if other.name() not in ALLOWED_NAMES:
                yield Problem(
                    other.line, f"{other.name()} is no label or edge type", "use one that kg/ontology.py names"
                )


def _alternatives(found: Sequence[Token]) -> Iterator[Token]:
    named = False
    for token in found:
        if token.kind in {"word", "quoted"} and not named:
            named = True
            yield token
        elif token.text in {"|", "&", ":"}:
            named = False
        elif token.text not in {"!", "("} or named:
            return


def _opener(found: Sequence[Token], place: int) -> int | None:
    """Find the innermost bracket that is open where a token stands."""
    depth = found[place].depth - 1
    places = (back for back in range(place - 1, -1, -1) if found[back].depth == depth and found[back].text in BRACKETS)
    return next(places, None)


def _in_relationship(found: Sequence[Token], opener: int | None) -> bool:
    return opener is not None and opener > 0 and found[opener].text == "[" and found[opener - 1].text == "-"


def _is_map_key(found: Sequence[Token], place: int, opener: int | None) -> bool:
    """Tell whether a colon stands between the key and the value of a map: `{key: ` or `, key: ` inside braces."""
    if opener is None or found[opener].text != "{" or place < 2:
        return False
    return found[place - 1].kind in {"word", "quoted"} and found[place - 2].text in {"{", ","}
