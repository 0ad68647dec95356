"""Of a list's record the one statement is quoted that proves a claim, of prose the whole sentence."""

from __future__ import annotations

import pytest

from kg.asking.quoting import narrowed

RECORD = "Quillon | also known as Vantage; born 1970; Quillon is linked with Corvus; Tessera sanctioned Quillon on 2020-01-02"


def row(record: str | None, *spans: int | None) -> dict:
    return {"sentence": RECORD, "record": record, "spans": list(spans), "start_char": 3, "end_char": 9}


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (("Vantage",), "also known as Vantage"),
        (("1970",), "born 1970"),
        (("Corvus",), "Quillon is linked with Corvus"),
        (("Tessera",), "Tessera sanctioned Quillon on 2020-01-02"),
    ],
)
def test_a_record_gives_its_statement_with_the_places_in_its_text(words: tuple[str, ...], quoted: str) -> None:
    spans = [place for word in words for place in (RECORD.index(word), RECORD.index(word) + len(word))]
    found = narrowed(row("7", *spans, None, None))
    assert found["sentence"] == quoted
    assert RECORD[found["start_char"] : found["end_char"]] == quoted


def test_what_a_record_is_called_is_its_head() -> None:
    assert narrowed(row("7", 0, len("Quillon")))["sentence"] == "Quillon"


def test_a_record_without_places_is_quoted_whole() -> None:
    assert narrowed(row("7", None, None, None, None))["sentence"] == RECORD


def test_prose_is_quoted_as_it_is() -> None:
    found = narrowed(row(None, 0, 4))
    assert (found["sentence"], found["start_char"], found["end_char"]) == (RECORD, 3, 9)
