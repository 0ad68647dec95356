"""Which sentences hold a trigger word and yielded no claim."""

from dataclasses import replace

from ingest.documents.document import load_document
from ingest.unread import Trigger, Unread, find_triggers, find_unread, read_unread, unread_lines, unread_record
from tests.unit.reading_pipeline import _nlp, doc_of
from tests.unit.test_extract import DOCUMENT, FIRST, READING, SECOND, TEXT, at

WASHED = Trigger("wash", at("washed"), ("LAUNDERED_FOR",))
FOUND = Trigger("find", at("found"), ("finding",))


def test_a_sentence_without_a_claim_is_listed_with_its_triggers():
    found = find_unread(replace(READING, actions=()), [WASHED, FOUND])
    assert found == [Unread(SECOND, (FOUND,))]


def test_an_action_without_parties_is_no_claim():
    bare = replace(READING.actions[0], by=(), against=())
    assert find_unread(replace(READING, actions=(bare,)), [FOUND]) == [Unread(SECOND, (FOUND,))]


def test_what_was_read_is_not_listed():
    assert find_unread(READING, [WASHED, FOUND]) == []


def test_a_trigger_outside_every_sentence_is_passed_over():
    assert find_unread(replace(READING, relations=(), actions=(), passages=(FIRST,)), [FOUND]) == []


def test_a_record_has_offsets_into_the_text():
    record = unread_record(DOCUMENT, [Unread(SECOND, (FOUND,))])
    (one,) = record["unread"]
    assert one["sentence"] == TEXT[one["start"] : one["end"]]
    assert one["triggers"] == [{"word": "find", "start": at("found")[0], "end": at("found")[1], "kinds": ["finding"]}]


def test_a_line_names_the_place_the_words_and_the_sentence():
    record = unread_record(DOCUMENT, [Unread(SECOND, (FOUND, FOUND))])
    assert list(unread_lines(record)) == [f"{DOCUMENT.id[:12]}:49\tfind (finding)\t{TEXT[49:101]}"]


def test_a_trigger_has_its_usual_kind_first():
    found = {one.word: one.kinds for one in find_triggers(doc_of("Nobody knows who laundered the stolen funds."))}
    assert found["launder"][0] == "LAUNDERED_FOR"
    assert "laundering" in found["launder"]


def test_a_name_is_no_trigger():
    assert "exchange" not in {one.word for one in find_triggers(doc_of("The Foreign Exchange Bank closed."))}


def test_a_text_read_in_parts_keeps_its_offsets(monkeypatch):
    monkeypatch.setattr("ingest.pipeline.parts", lambda text: [(0, 40), (40, len(text))])
    first = "It was raining all day in the old town.\n"
    document = load_document((first + "Nobody knows who laundered the stolen funds.").encode(), name="a.txt")
    (one,) = read_unread(_nlp(), document)["unread"]
    assert one["sentence"] == "Nobody knows who laundered the stolen funds."
    places = [document.text[trigger["start"] : trigger["end"]] for trigger in one["triggers"]]
    assert "laundered" in places
