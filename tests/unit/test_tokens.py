"""Texts without spaces: cut before the tokenizer sees them, and put together again as they were."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tokens import LONGEST_RUN, PIECE, bounded

BLANK = spacy.blank("en").tokenizer


class Counting:
    """A tokenizer that notes what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, text: str):
        self.given.append(text)
        return BLANK(text)


@pytest.mark.parametrize("unit", ["(", '"', "1", ".", "a", "$1,", "字", "https://a.example/b,"])
def test_a_line_without_a_space_is_offered_in_pieces(unit):
    tokenizer = Counting()
    text = f"OFAC said: {unit * 30_000} was it."
    doc = bounded(tokenizer)(text)
    longest = max(len(run) for given in tokenizer.given for run in given.split())
    assert (doc.text, longest <= PIECE) == (text, True)


@pytest.mark.parametrize("text", ["", " ", "OFAC sanctioned Sinbad.", "a" * LONGEST_RUN])
def test_other_text_is_offered_whole(text):
    tokenizer = Counting()
    assert bounded(tokenizer)(text).text == text
    assert tokenizer.given == [text]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["a", "(", " ", "\n", '"', ".", "0x1"]).map(lambda unit: unit * 700), max_size=6))
def test_no_character_is_lost_or_moved(parts):
    text = "".join(parts)
    doc = bounded(BLANK)(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
