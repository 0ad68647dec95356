"""Asks the questions that come with the gold files of a graph that holds their documents, and tells which were answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.asking.links import Link, Quote
from kg.asking.lookup import find_entity
from kg.asking.paths import Answer, Options, find_paths
from kg.errors import KgError
from kg.evidence import DENIED
from kg.graph import Graph

TOP = 10
"""How many ranked paths of an answer are looked at."""


@dataclass(slots=True)
class Outcome:
    """Which questions were answered: with everything, without looking at sentences, without looking at statuses; which falsely."""

    asked: int = 0
    answered: list[str] = field(default_factory=list)
    without_sentence: list[str] = field(default_factory=list)
    without_status: list[str] = field(default_factory=list)
    false_links: list[str] = field(default_factory=list)


def ask_all(graph: Graph, questions: Iterable[Mapping[str, Any]], documents: Iterable[Path]) -> Outcome:
    """Ask each question as `kg path` would; a linked one is answered by a path with all its hops in order."""
    texts = _Texts(graph, documents)
    outcome = Outcome()
    for question in questions:
        answer = _asked(graph, question)
        if not question["expect"]["linked"]:
            outcome.false_links += [question["id"]] if answer is not None and answer.paths else []
            continue
        outcome.asked += 1
        for wanted, (status, sentence) in (
            (outcome.answered, (True, True)), (outcome.without_sentence, (True, False)), (outcome.without_status, (False, True)),
        ):  # fmt: skip
            if answer is not None and any(
                _holds(graph, texts, hops, question, status=status, sentence=sentence) for hops in _chains(answer)
            ):
                wanted.append(question["id"])
    return outcome


def _asked(graph: Graph, question: Mapping[str, Any]) -> Answer | None:
    try:
        return find_paths(graph, question["a"], question["b"], Options(top=TOP))
    except KgError:
        return None


def _chains(answer: Answer) -> Iterator[list[tuple[Link, ...]]]:
    """Each path as the links of its hops, and what was denied between the two as a chain of one."""
    for path in answer.paths:
        yield [hop.links for hop in path.hops]
    if answer.denied:
        yield [answer.denied]


def _holds(
    graph: Graph,
    texts: _Texts,
    hops: list[tuple[Link, ...]],
    question: Mapping[str, Any],
    *,
    status: bool,
    sentence: bool,
) -> bool:
    wanted = question["expect"]["hops"]
    return len(hops) == len(wanted) and all(
        any(_is_hop(graph, texts, link, hop, status=status, sentence=sentence) for link in links)
        for links, hop in zip(hops, wanted, strict=True)
    )


def _is_hop(graph: Graph, texts: _Texts, link: Link, hop: Mapping[str, Any], *, status: bool, sentence: bool) -> bool:
    ends = tuple(_id(graph, hop[end]) for end in ("from", "to"))
    either_way = link.type == "ASSOCIATED_WITH" and (link.end, link.start) == ends
    if link.type != hop["type"] or not ((link.start, link.end) == ends or either_way):
        return False
    if hop["status"] == DENIED:
        shown = link.status == DENIED or bool(link.denials)
        quotes = link.quotes if link.status == DENIED else link.denial_quotes
    else:
        shown, quotes = link.status == hop["status"], link.quotes
    if status and not shown:
        return False
    proofs = [hop, *hop.get("also", [])]
    return not sentence or any(texts.overlap(quote, proof) for quote in quotes for proof in proofs)


def _id(graph: Graph, name: str) -> str | None:
    try:
        return find_entity(graph, name).id
    except KgError:
        return None


class _Texts:
    """The stored texts of the documents, and where in them a slice of gold stands."""

    def __init__(self, graph: Graph, documents: Iterable[Path]) -> None:
        names = {hashlib.sha256(path.read_bytes()).hexdigest(): path.stem for path in documents}
        rows = graph.read(
            "MATCH (d:Document) WHERE d.raw_sha256 IN $hashes RETURN d.id AS id, d.raw_sha256 AS hash, d.text AS text",
            {"hashes": list(names)},
        )
        self._text = {names[row["hash"]]: row["text"] for row in rows}
        self._name = {row["id"]: names[row["hash"]] for row in rows}

    def overlap(self, quote: Quote, proof: Mapping[str, Any]) -> bool:
        """Tell whether a shown sentence shares words of the text with a slice that gold gives as evidence."""
        if self._name.get(quote.document) != proof["document"]:
            return False
        start = self._text[proof["document"]].find(proof["evidence"])
        return start >= 0 and quote.start_char < start + len(proof["evidence"]) and start < quote.end_char
