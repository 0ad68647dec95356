"""The frame notation, and how a frame finds its parties in every form of a clause."""

from __future__ import annotations

import pytest

from ingest.statements.frames import index_frames, parse_frame
from kg.ontology import EDGES, KINDS
from tests.unit.reading_pipeline import relations_in

ALL_FRAMES = [frame for row in [*EDGES.values(), *KINDS.values()] for frame in row.frames]


def test_frame_text_is_parsed_into_words_needs_and_slots() -> None:
    frame = parse_frame("launder|wash+proceeds|fund:verb subj > for/obj.of")
    assert (frame.words, frame.needs) == ({"launder", "wash"}, {"proceeds", "fund"})
    assert (frame.pos, frame.left, frame.right) == ("verb", ("subj",), ("for", "obj.of"))


@pytest.mark.parametrize("text", ["own", "own:verb subj", "own:adverb subj > obj", "own verb subj > obj"])
def test_text_that_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a frame"):
        parse_frame(text)


def test_every_frame_of_the_ontology_parses() -> None:
    assert all(parse_frame(frame).words for frame in ALL_FRAMES)


def test_index_finds_a_row_by_each_of_its_words() -> None:
    table = index_frames([("OWNS", ["own|buy:verb subj > obj"])])
    assert {word: [name for name, _ in rows] for word, rows in table.items()} == {"own": ["OWNS"], "buy": ["OWNS"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "Huione Group owns Huione Pay PLC.",
        "Huione Pay PLC is owned by Huione Group.",
        "Huione Group, which owns Huione Pay PLC, closed.",
        "Huione Pay PLC, owned by Huione Group, closed.",
        "Huione Pay PLC is a subsidiary of Huione Group.",
        "Huione Pay PLC, a subsidiary of Huione Group, closed.",
        "Huione Group is the parent of Huione Pay PLC.",
        "Huione Group founded and owns Huione Pay PLC.",
        "Huione Group has been found to own Huione Pay PLC.",
    ],
)
def test_one_fact_is_read_from_many_forms(sentence: str) -> None:
    assert ("OWNS", "Huione Group", "Huione Pay PLC", "asserted") in relations_in(sentence)


def test_coordinated_objects_are_all_parties() -> None:
    found = relations_in("Sinbad laundered money for TrickBot, Conti, Ryuk and GandCrab.")
    assert {target for kind, _, target, _ in found if kind == "LAUNDERED_FOR"} == {
        "TrickBot",
        "Conti",
        "Ryuk",
        "GandCrab",
    }


def test_a_name_is_no_trigger_word() -> None:
    found = relations_in("The Lazarus Group used Tornado Cash.")
    assert found == {("USED", "Lazarus Group", "Tornado Cash", "asserted")}
