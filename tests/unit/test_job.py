"""One document in hand: read, known, refused or failed, and nothing of it stays with the model."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from ingest.documents.document import load_document
from ingest.job import Job, read_job
from ingest.pipeline import add_components, read

RAW = b"Pay 0x52908400098527886E0F7030069857D2E4169EE7 now. Zqxwv Brzgl wrote that."


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


def test_bytes_become_claims_with_the_time_at_which_they_came(nlp: Any) -> None:
    done = read_job(nlp, "reader-1", Job("a.txt", RAW, recorded="2026-01-02T03:04:05Z"))
    assert done.claims is not None
    assert (done.claims.reader, done.claims.document.recorded) == ("reader-1", "2026-01-02T03:04:05Z")
    assert {claim.predicate for claim in done.claims.claims} >= {"name", "address"}


def test_a_known_document_is_not_read_again(nlp: Any) -> None:
    known = frozenset({load_document(RAW, name="a.txt").id})
    done = read_job(nlp, "reader-1", Job("a.txt", RAW, known=known))
    assert done.claims is not None
    assert (done.claims.document.id in known, done.claims.claims) == (True, ())


def test_a_stored_document_is_read_as_it_is(nlp: Any) -> None:
    document = load_document(RAW, name="a.txt")
    done = read_job(nlp, "reader-1", Job("a.txt", document=document))
    assert done.claims is not None
    assert (done.claims.document, len(done.claims.claims) > 0) == (document, True)


def test_what_is_no_document_is_refused_and_a_fault_of_ours_is_not(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = read_job(nlp, "reader-1", Job("a.txt", b"\x00\x01"))
    monkeypatch.setattr("ingest.job.read", lambda *_, **__: 1 / 0)
    failed = read_job(nlp, "reader-1", Job("b.txt", RAW))
    assert (refused.refused, str(refused.error).split(":")[0]) == (True, "a.txt")
    assert (failed.refused, "this is a fault of kg" in str(failed.error)) == (False, True)


def test_the_words_of_a_document_do_not_stay_with_the_model(nlp: Any) -> None:
    read_job(nlp, "reader-1", Job("a.txt", RAW))
    before = len(nlp.vocab.strings)
    for number in range(20):
        text = f"Zq{number}xwv wrote to Brz{number}gl. " * 3
        assert read_job(nlp, "reader-1", Job("a.txt", text.encode())).claims is not None
    assert len(nlp.vocab.strings) == before


def test_a_document_that_fails_half_way_leaves_the_model_fit_for_the_next(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_job(nlp, "reader-1", Job("a.txt", RAW))

    def fails(*arguments: Any, **known: Any) -> None:
        read(*arguments, **known)
        raise RecursionError("too deep")

    with monkeypatch.context() as patch:
        patch.setattr("ingest.job.read", fails)
        kept = [read_job(nlp, "reader-1", Job("b.txt", RAW)) for _ in range(3)]
    assert [done.claims for done in kept] == [None] * 3
    assert read_job(nlp, "reader-1", Job("a.txt", RAW)) == expected
