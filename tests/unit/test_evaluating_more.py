"""Intervals, rules, calibration and names no table knows: what an evaluation tells beside the figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from kg.evaluating import Report, score
from kg.evaluating.bootstrap import f1_intervals
from kg.evaluating.calibration import bands, threshold
from kg.evaluating.printing import attribute_lines, calibration_lines, interval_lines, rule_lines
from kg.evaluating.report import Judged, Tally

GOLD: dict[str, Any] = {
    "title": "t",
    "text": "FinCEN fined Obscure Holdings Ltd.",
    "entities": [
        {"id": "E1", "type": "Agency", "name": "FinCEN", "mentions": []},
        {"id": "E2", "type": "Company", "name": "Obscure Holdings Ltd", "mentions": []},
    ],
    "relations": [],
    "actions": [{"kind": "penalty", "by": ["E1"], "against": ["E2"], "status": "asserted"}],
}
SURE = GOLD["actions"][0] | {"rule": "frame:fine", "confidence": 0.9}
DOUBTED = {"kind": "charge", "by": ["E1"], "against": ["E2"], "status": "asserted", "rule": "guess", "confidence": 0.3}


def judged(*pairs: tuple[float, bool]) -> list[Judged]:
    return [Judged("relation", "OWNS", "rule", confidence, right) for confidence, right in pairs]


def scored(folder: Path, min_confidence: float = 0.0) -> Report:
    (folder / "a.json").write_text(json.dumps(GOLD))
    return score(folder, lambda _file, gold: {**gold, "actions": [SURE, DOUBTED]}, min_confidence=min_confidence)


def test_a_threshold_is_the_lowest_at_which_enough_are_right():
    assert threshold(judged((0.9, True), (0.8, True), (0.7, False), (0.6, True)), 0.75) == 0.6
    assert threshold(judged((0.9, True), (0.8, True), (0.7, False), (0.6, True)), 0.9) == 0.8


def test_statements_of_one_confidence_stand_or_fall_together():
    assert threshold(judged((0.9, True), (0.9, False))) is None


def test_bands_tell_what_was_believed_and_what_was_right():
    found = bands(judged((0.55, True), (0.5, False), (1.0, True)))
    assert [(band.low, band.statements, band.believed, band.right) for band in found] == [
        (0.5, 2, 0.525, 0.5),
        (0.9, 1, 1.0, 1.0),
    ]


def test_an_interval_holds_the_figure_and_is_the_same_each_time():
    reports = [Report(tallies={"ENTITY": Tally(at, 3, 2)}) for at in range(1, 20)]
    low, high = f1_intervals(reports, ["ENTITY"])["ENTITY"]
    whole = Tally(sum(range(1, 20)), 57, 38).ratios()[2]
    assert low < whole < high
    assert f1_intervals(reports, ["ENTITY"]) == {"ENTITY": (low, high)}


def test_documents_that_are_alike_leave_no_room():
    assert f1_intervals([Report(tallies={"ENTITY": Tally(1, 0, 1)})] * 5, ["ENTITY"])["ENTITY"] == (2 / 3, 2 / 3)


def test_what_is_believed_less_counts_as_not_predicted(tmp_path):
    assert scored(tmp_path).tallies["ACTION"].fp == 1
    report = scored(tmp_path, 0.5)
    assert (report.tallies["ACTION"].tp, report.tallies["ACTION"].fp) == (1, 0)


def test_each_rule_is_told_with_its_hits_and_inventions(tmp_path):
    assert list(rule_lines(scored(tmp_path)))[1:] == [
        "      0      1  action charge guess",
        "      1      0  action penalty frame:fine",
    ]


def test_a_name_that_a_shipped_table_holds_is_left_out_of_the_unlisted(tmp_path):
    assert scored(tmp_path).unlisted == Tally(1, 0, 0)


def test_each_document_has_its_own_report(tmp_path):
    assert scored(tmp_path).documents["a"].tallies["ENTITY"].tp == 2


def test_intervals_and_calibration_are_told_in_words(tmp_path):
    report = scored(tmp_path)
    assert next(interval_lines(report)) == "F1 with its 95 % interval over 1 documents"
    assert "action        statements  believed   right" in list(calibration_lines(report))
    assert any(line.strip() == "nine of ten are right from 0.900 on" for line in calibration_lines(report))


def test_three_folders_are_a_wrong_call(tmp_path, capsys):
    with pytest.raises(SystemExit) as error:
        main(["evaluate", *[str(tmp_path)] * 3])
    assert error.value.code == 2
    assert "give one folder of annotated documents, or two" in capsys.readouterr().err


def test_wrong_attributes_of_matched_statements_are_listed_apart(tmp_path):
    truth = GOLD | {"actions": [GOLD["actions"][0] | {"date": "2020-05-04", "amount": 5}]}
    (tmp_path / "a.json").write_text(json.dumps(truth))
    report = score(tmp_path, lambda _file, _gold: GOLD | {"actions": [SURE | {"date": "2020-05", "amount": 7}]})
    assert list(attribute_lines(report)) == [
        "a: action penalty by ['FinCEN'] against ['Obscure Holdings Ltd'] amount 7 for 5 [frame:fine]"
    ]
    assert report.errors == []
