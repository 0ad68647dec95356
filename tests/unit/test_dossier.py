"""What a dossier makes of its parts: disputes, answers in time, its record and its table."""

from __future__ import annotations

import json

import pytest

from kg.dossier.actions import in_time
from kg.dossier.disputes import contradictions
from kg.dossier.evidence import evidence_of
from kg.dossier.record import SCHEMA, checksum, to_json
from kg.dossier.table import PAPERS, table
from kg.dossier.wording import amount, dates, told
from tests.conftest import NOW
from tests.dossiers import action, dossier, evidence, fact, relation, summed


def answers(*actions) -> dict[str, tuple[str, ...]]:
    return {one.id: one.answers for one in in_time(actions) if one.answers}


def test_an_answer_is_joined_to_the_older_measure_against_the_same() -> None:
    lifted = action("delisting", "2025-03-21")
    assert answers(lifted, action()) == {lifted.id: (action().id,)}
    assert answers(lifted, action(against=())) == {}
    assert answers(lifted, action("sanction", "2026")) == {}
    assert answers(action("delisting", None), action()) == {"action:delisting:None": (action().id,)}
    assert answers(action("acquittal", "2025"), action("charge", "2025-03-01")) == {
        "action:acquittal:2025": ("action:charge:2025-03-01",)
    }


def test_actions_stand_in_the_order_of_time_and_undated_ones_where_they_were_told() -> None:
    found = in_time(
        [
            action("theft", None, told=None),
            action("fraud", None, told="2024"),
            action("rule", "2025"),
            action("plea", "2023-01"),
        ]
    )
    assert [one.kind for one in found] == ["plea", "fraud", "rule", "theft"]


def test_a_link_that_is_denied_is_a_contradiction() -> None:
    denied = relation(denied_by=(evidence("c9", status="denied"),))
    found = contradictions((), (denied, relation("Corvus")), ())
    assert [(one.about, [side.says for side in one.sides]) for one in found] == [("relation", ["asserted", "denied"])]


@pytest.mark.parametrize(
    ("facts", "about"),
    [
        ([fact("label", "Company"), fact("label", "Group")], ["label"]),
        ([fact("label", "Company", method="label:default"), fact("label", "Group")], []),
        ([fact("birth_date", "1970"), fact("birth_date", "1970-03-04")], []),
        ([fact("birth_date", "1970-03"), fact("birth_date", "1970-04")], ["birth_date"]),
        ([fact("kind", "mixer"), fact("kind", "bank")], ["kind"]),
        ([fact("name", "A"), fact("name", "B")], []),
    ],
)
def test_what_cannot_both_be_true_is_in_dispute(facts, about) -> None:
    assert [one.about for one in contradictions(facts, (), ())] == about


def test_owning_each_other_is_a_contradiction() -> None:
    both = [relation(predicate="OWNS", outward=outward) for outward in (True, False)]
    assert len(contradictions((), both, ())) == 1
    assert contradictions((), [relation(predicate="USED", outward=outward) for outward in (True, False)], ()) == ()


def test_of_a_list_s_record_the_statement_is_quoted_with_its_own_offsets() -> None:
    text = "QUILLON | also known as Quill; born 1970; located in Cambodia"
    start = text.index("1970")
    row = {
        **dict.fromkeys(("claim", "predicate", "value", "status", "document", "title", "publisher", "url", "published", "retrieved", "kind", "reader", "method", "origin"), "x"),
        "confidence": 0.9, "subject_start": start, "subject_end": start + 4, "object_start": None, "object_end": None,
        "passages": [{"text": text, "start": None, "end": None, "record": "17"}],
    }  # fmt: skip
    found = evidence_of(row)
    words = found.passages[0]
    assert (found.record, words.text) == ("17", "born 1970")
    assert text[words.start_char : words.end_char] == words.text
    assert (words.subject, words.object) == ((start, start + 4), None)


def test_the_record_is_json_with_a_checksum_that_time_does_not_change() -> None:
    made = json.loads(to_json(dossier(), now=NOW))
    assert (made["schema"], made["made"]["at"], made["made"]["checksum"]) == (SCHEMA, NOW, checksum(dossier()))
    assert made["relations"][0]["evidence"][0]["passages"][0]["subject"] == [104, 116]
    assert checksum(dossier(relations=(relation(evidence=(evidence(retrieved="2020"),)),))) == checksum(
        dossier(relations=(relation(),))
    )
    assert checksum(dossier(weak=True)) != checksum(dossier())


def test_the_table_has_a_section_a_part_and_obeys_no_control_characters() -> None:
    hostile = "Evil\x1b[2J\u202eName"
    text = table(dossier(names=(fact("alias", hostile),)), width=80, colour=False)
    for heading in (
        "Contradictions",
        "Names",
        "Countries",
        "Wallets",
        "Actions, in time order",
        "Laundered for",
        "Documents",
        "Not here",
    ):
        assert f"\n{heading}\n" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert "answered 2025-03-21" in text
    assert "Denied: " in text


def test_the_table_is_coloured_only_where_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in table(dossier(), width=80, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in table(dossier(), width=80, colour=True)


def test_many_documents_are_counted_and_not_named_in_a_table() -> None:
    papers = dossier().documents * (PAPERS + 3)
    assert "and 3 more" in table(dossier(documents=papers), width=80, colour=False)


def test_words_for_amounts_and_times() -> None:
    assert amount(summed(amount=37e6, currency="USD")) == "37,000,000 USD"
    assert amount(summed(amount=0.5, currency=None)) == "0.50"
    assert dates(summed(end_date="2025")) == "until 2025"
    assert dates(summed(start_date="2024", end_date="2025")) == "2024 to 2025"
    assert told(action("theft", None, told=None)) == "no date"
    assert told(action("theft", None, until="2020")) == "until 2020"
