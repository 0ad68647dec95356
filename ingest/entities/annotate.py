"""The components that give a Doc its parse units, money, dates, wallets and entities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ingest.entities.candidates import find_candidates
from ingest.entities.clusters import Cluster, cluster
from ingest.entities.countries import find_states
from ingest.entities.extensions import entity_at
from ingest.entities.gazetteer import find_places
from ingest.entities.mentions import Mention
from ingest.entities.quantities_on_doc import note_quantities
from ingest.entities.segments import segment
from ingest.entities.states import state_clusters
from ingest.reading import ReadEntity, ReadMention


def register() -> None:
    """Make the two components known to spaCy; calling it again changes nothing."""
    if not Language.has_factory("kg_segments"):
        Language.component("kg_segments", func=mark_segments)
        Language.component("kg_entities", func=find_entities)


def mark_segments(doc: Doc) -> Doc:
    """Set the sentence starts from the layout, merge each wallet into one token, and note wallets, money and dates."""
    note_quantities(doc)
    spans = tuple((wallet.start, wallet.end) for wallet in doc._.wallets)
    _merge(doc, spans)
    doc._.segments = segment(doc._.source_text, spans)
    return _start_sentences(doc, [item.start for item in doc._.segments])


def _start_sentences(doc: Doc, starts: Sequence[int]) -> Doc:
    """Fix every sentence start, so the parser neither adds nor drops one; a start inside a token is passed over."""
    marks = np.full(len(doc), -1, dtype="int64")
    position = 0
    for index, token in enumerate(doc):
        if index == 0:
            marks[0] = 1
        if position < len(starts) and token.idx >= starts[position] and not token.is_space:
            marks[index] = 1
            while position < len(starts) and token.idx >= starts[position]:
                position += 1
    if len(doc):
        doc.from_array([SENT_START], marks.astype("uint64").reshape(-1, 1))
    return doc


def _merge(doc: Doc, spans: Sequence[tuple[int, int]]) -> None:
    merged = [
        span
        for start, end in spans
        if (span := doc.char_span(start, end, alignment_mode="expand")) is not None and len(span) > 1
    ]
    if merged:
        with doc.retokenize() as retokenizer:
            for span in filter_spans(merged):
                retokenizer.merge(span)


def find_entities(doc: Doc) -> Doc:
    """Put the document's entities on it: `doc._.entities`, `doc.ents`, and which token belongs to which."""
    text = doc._.source_text or doc.text
    places = find_places(text)
    candidates = find_candidates(doc, text, places)
    clusters = _everywhere(text, cluster(text, candidates))
    taken = [(mention.start, mention.end) for item in clusters for mention in item.mentions]
    taken += [(mention.start, mention.end) for mention in candidates]
    headings = [(item.start, item.end) for item in doc._.segments if item.heading]
    states = find_states(text, places, taken, headings)
    clusters += state_clusters(states)
    _store(doc, text, clusters)
    return doc


def _everywhere(text: str, clusters: list[Cluster]) -> list[Cluster]:
    """Find every further place where a cluster's names are printed, headings included."""
    owner: dict[str, Cluster] = {}
    for item in clusters:
        for mention in item.mentions:
            if len(mention.surface) > 2:
                owner.setdefault(mention.surface, item)
    if not owner:
        return clusters
    forms = sorted(owner, key=lambda form: (-len(form), form))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in forms) + r")(?!\w)")
    taken = sorted((mention.start, mention.end) for item in clusters for mention in item.mentions)
    starts = [start for start, _end in taken]
    for match in pattern.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        inside = before >= 0 and taken[before][1] > match.start()
        ahead = before + 1 < len(taken) and taken[before + 1][0] < match.end()
        if not inside and not ahead:
            owner[match.group()].mentions.append(Mention(match.start(), match.end(), match.group()))
    return clusters


def _store(doc: Doc, text: str, clusters: list[Cluster]) -> None:
    wallets = _wallet_entities(doc, text)
    taken = {(mention.start, mention.end) for wallet in wallets for mention in wallet.mentions}
    found: list[ReadEntity] = []
    for item, mentions in _disjoint(clusters, taken):
        found.append(ReadEntity(len(found), item.label, item.title or item.name, mentions, item.method, item.kind))
    for wallet in wallets:
        found.append(replace(wallet, index=len(found)))
    doc._.entities = tuple(found)
    _mark_tokens(doc, found)


def _disjoint(clusters: list[Cluster], taken: set[tuple[int, int]]) -> list[tuple[Cluster, tuple[ReadMention, ...]]]:
    """Give each cluster its mentions in order, a place to one cluster only: the longer of two that overlap keeps it."""
    every = sorted(
        ((mention, number) for number, item in enumerate(clusters) for mention in item.mentions),
        key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1]),
    )
    spans = sorted(taken)
    kept: list[list[ReadMention]] = [[] for _ in clusters]
    for mention, number in every:
        index = bisect_right(spans, (mention.start, mention.start))
        free_after = index == len(spans) or spans[index][0] >= mention.end
        if free_after and (index == 0 or spans[index - 1][1] <= mention.start):
            spans.insert(index, (mention.start, mention.end))
            kept[number].append(ReadMention(mention.surface, mention.start, mention.end))
    pairs = [
        (item, tuple(sorted(mentions, key=lambda mention: mention.start)))
        for item, mentions in zip(clusters, kept, strict=True)
        if mentions
    ]
    return sorted(pairs, key=lambda pair: pair[1][0].start)


def _wallet_entities(doc: Doc, text: str) -> list[ReadEntity]:
    grouped: dict[str, list[Any]] = {}
    for wallet in doc._.wallets:
        grouped.setdefault(wallet.key, []).append(wallet)
    return [
        ReadEntity(
            0, "Wallet", items[0].address, tuple(ReadMention(text[item.start : item.end], item.start, item.end) for item in items),
            "catalogue", None, items[0].family, tuple(items[0].chains),
        )
        for items in grouped.values()
    ]  # fmt: skip


def _mark_tokens(doc: Doc, entities: Sequence[ReadEntity]) -> None:
    spans: list[Span] = []
    at = entity_at(doc)
    at.clear()
    for entity in entities:
        for mention in entity.mentions:
            span = doc.char_span(mention.start, mention.end, label=entity.label, alignment_mode="expand")
            if span is None or any(token.i in at for token in span):
                continue
            at.update((token.i, entity.index) for token in span)
            spans.append(span)
    doc.set_ents(filter_spans(spans), default="outside")
