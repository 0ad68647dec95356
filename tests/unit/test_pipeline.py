"""Which model is loaded, and what is said when there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from ingest.pipeline import MODEL_VARIABLE, ModelMissing, add_components, build_nlp, read, read_many


def test_a_model_that_is_asked_for_and_missing_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, "no_such_model")
    with pytest.raises(ModelMissing, match=r"no_such_model.*pip install"):
        build_nlp()


def test_a_model_is_loaded_from_a_path(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert build_nlp(str(tmp_path / "blank")).pipe_names == ["kg_segments", "kg_entities"]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return add_components(spacy.blank("en"))


def test_passages_are_the_sentences_by_exact_offsets(nlp: Any) -> None:
    text = "  Heading Of It\n\nThe FBI acted.  Mr. Hale fled;  he is gone now.\n"
    reading = read(nlp, text)
    assert [text[start:end] for start, end in reading.passages] == [
        "Heading Of It",
        "The FBI acted.",
        "Mr. Hale fled;  he is gone now.",
    ]


def test_what_only_looks_like_a_wallet_is_rejected_with_its_reason(nlp: Any) -> None:
    reading = read(nlp, "The string 15PggTG7YhJKiE6B16vkKzA1YDTZipXEX5 is none.")
    assert [item.surface for item in reading.rejected] == ["15PggTG7YhJKiE6B16vkKzA1YDTZipXEX5"]
    assert reading.rejected[0].reason


def test_many_texts_are_read_in_order(nlp: Any) -> None:
    readings = list(
        read_many(nlp, [("OFAC acted.", None, None), ("", "2025-01-01", "X"), ("The FBI acted.", None, None)])
    )
    assert [[entity.name for entity in reading.entities] for reading in readings] == [["OFAC"], [], ["FBI"]]
