"""No offsets, no claim: every span of every claim is cut out of its text, for all annotated documents and for any text.

Of the annotated documents only names and places are printed where something is wrong, never their words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.claims import to_claims
from ingest.documents.document import load_document
from ingest.extract import extract
from ingest.pages.page import page
from ingest.pipeline import add_components, read, read_many
from ingest.reading import Reading
from ingest.unread import read_unread
from kg.errors import SkipDocument
from kg.model import Claim, Document, Passage
from tests.unit.reading_pipeline import _nlp

FOLDERS = (Path(__file__).parents[1] / "gold", Path(str(files("ingest") / "samples")))
PATHS = sorted(
    path for folder in FOLDERS for path in folder.rglob("*.json") if not {"real", "second"} & set(path.parts)
)
IN_ANOTHER_ORDER = 20
BLANK = add_components(spacy.blank("en"))
PIECES = [
    "Huione Group", " laundered money for ", "OFAC sanctioned ", "Lazarus Group", ". ", "\n\n", "(“", "he ", "$1.5 billion ",
    "on May 1, 2025", "0x7F367cC41522cE07553e823bf3be79A889DEbe1B", "; ", "’s ", "\u202e", "\U0001f600", "\u0301", " also known as ",
]  # fmt: skip


def documents() -> list[tuple[str, Document]]:
    return [(path.stem, load_document(path.read_bytes(), name=path.name)) for path in PATHS]


@cache
def readings() -> dict[str, tuple[Document, Reading]]:
    """Every annotated document, read one by one in the order of the names."""
    return {name: (document, read_alone(document)) for name, document in documents()}


def read_alone(document: Document) -> Reading:
    return read(_nlp(), document.text, published=document.published, publisher=document.source.name)


def printed(document: Document, reading: Reading) -> str:
    claims = to_claims(document, reading, reader="r")
    return json.dumps(extract(document, reading, reader="r"), ensure_ascii=False) + repr(claims)


def faults(document: Document, reading: Reading) -> Iterator[str]:
    """Name each place of a reading whose slice is not what it claims to be."""
    yield from _faults_of_record(extract(document, reading, reader="r"))
    yield from _faults_of_claims(document, reading)


def _faults_of_record(record: dict[str, Any]) -> Iterator[str]:
    text = record["text"]
    for entity in record["entities"]:
        cut = [text[start:end] for start, end in entity["offsets"]]
        if not cut or list(dict.fromkeys(cut)) != entity["mentions"]:
            yield f"mentions of {entity['id']}"
    for one in record["rejected"]:
        if text[slice(*one["offsets"])] != one["surface"]:
            yield f"rejected at {one['offsets']}"
    for statement in [*record["relations"], *record["actions"]]:
        place = (statement["evidence_start"], statement["evidence_end"])
        if not _stands(text, place) or text[slice(*place)] != statement["evidence"]:
            yield f"evidence at {place}"
        spans = [statement[key] for key in ("from_span", "to_span", "trigger") if key in statement]
        spans += [*statement.get("by_spans", ()), *statement.get("against_spans", ())]
        yield from (f"party or trigger at {span}" for span in spans if not _stands(text, span))
        if "trigger" in statement and not place[0] <= statement["trigger"][0] < place[1]:
            yield f"trigger outside its sentence at {statement['trigger']}"


def _faults_of_claims(document: Document, reading: Reading) -> Iterator[str]:
    found = to_claims(document, reading, reader="r")
    passages = {passage.id: passage for passage in found.passages}
    for passage in found.passages:
        if document.text[passage.start_char : passage.end_char] != passage.text or not passage.text.strip():
            yield f"passage at {passage.start_char}"
    for mention in found.mentions:
        inside = passages[mention.passage_id]
        if document.text[mention.start : mention.end] != mention.surface:
            yield f"mention at {mention.start}"
        if not inside.start_char <= mention.start < inside.end_char:
            yield f"mention outside its sentence at {mention.start}"
    yield from _faults_of_places(document.text, found.claims, passages)


def _faults_of_places(text: str, claims: Iterable[Claim], passages: Mapping[str, Passage]) -> Iterator[str]:
    for claim in claims:
        told = [passages[passage] for passage in claim.passage_ids]
        spans = [span for span in (claim.subject_span, claim.object_span) if span is not None]
        if not told or not spans:
            yield f"{claim.predicate} without evidence or place"
        for span in spans:
            if not _stands(text, span):
                yield f"{claim.predicate} at {span}"
            if len(told) < 2 and not any(passage.start_char <= span[0] < passage.end_char for passage in told):
                yield f"{claim.predicate} outside its sentences at {span}"


def _stands(text: str, span: Any) -> bool:
    """Tell whether a span is within the text, and begins and ends with something other than white space."""
    start, end = span
    cut = text[start:end]
    return 0 <= start < end <= len(text) and cut == cut.strip()


def test_every_span_of_every_annotated_document_is_what_it_says():
    wrong = [(name, fault) for name, (document, reading) in readings().items() for fault in faults(document, reading)]
    assert readings()
    assert wrong == []


def test_what_annotators_quote_stands_in_the_text_that_is_read():
    wrong = []
    for path in PATHS:
        gold = json.loads(path.read_text("utf-8"))
        text = load_document(path.read_bytes(), name=path.name).text
        quotes = [surface for entity in gold["entities"] for surface in entity["mentions"]]
        quotes += [statement["evidence"] for statement in [*gold["relations"], *gold["actions"]]]
        wrong += [(path.stem, len(quote)) for quote in quotes if quote not in text]
    assert wrong == []


@pytest.mark.parametrize("batch", [1, 7])
def test_neither_order_nor_company_changes_a_byte(batch):
    others = [readings()[name] for name in sorted(readings(), key=lambda name: name[::-1])][:IN_ANOTHER_ORDER]
    again = read_many(_nlp(), ((one.text, one.published, one.source.name) for one, _ in reversed(others)), batch=batch)
    wrong = [
        document.id[:12]
        for (document, alone), reading in zip(reversed(others), again, strict=True)
        if printed(document, reading) != printed(document, alone)
    ]
    assert wrong == []


def _read_whatever(nlp: Any, text: str) -> None:
    """Read any text by every way there is; what is no document may be refused, and nothing else may go wrong."""
    try:
        document = load_document(text.encode("utf-8", "surrogatepass"), name="a.txt")
    except SkipDocument:
        return
    reading = read(nlp, document.text, published="2025-05-01", publisher="FBI")
    assert list(faults(document, reading)) == []
    assert page([extract(document, reading, reader="r")]).endswith("</html>\n")
    assert read_unread(nlp, document)["id"] == document.id


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300) | st.lists(st.text(min_size=4, max_size=12), min_size=20, max_size=60).map(" ".join))
def test_any_text_is_read_without_an_exception(text):
    _read_whatever(BLANK, text)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map("".join))
def test_any_mixture_of_names_and_noise_is_read_without_an_exception(text):
    _read_whatever(_nlp(), text)
