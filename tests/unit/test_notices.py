"""Rules and delistings that a public body tells by a notice."""

from __future__ import annotations

import pytest

from tests.unit.reading_pipeline import actions_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Commodity Futures Trading Commission (CFTC) published a notice of proposed rulemaking on brokers.",
         ("rule", "Commodity Futures Trading Commission", "proposed")),
        ("The National Credit Union Administration (NCUA) is inviting comment on a proposed rule on credit unions.",
         ("rule", "National Credit Union Administration", "proposed")),
        ("In this final rule, the Bureau of Industry and Security (BIS) makes changes to its licence exceptions.",
         ("rule", "Bureau of Industry and Security", "asserted")),
        ("The U.S. Department of the Treasury's Office of Foreign Assets Control (OFAC) is publishing the names of persons whose property has been unblocked.",
         ("delisting", "Office of Foreign Assets Control", "asserted")),
    ],
)  # fmt: skip
def test_notice_of_a_body_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in {(kind, name, status) for kind, by, _, status in actions_in(text) for name in by}


@pytest.mark.parametrize(
    "text",
    [
        "FinCEN invites comments on the renewal of an information collection found in existing regulations.",
        "The Financial Crimes Enforcement Network (FinCEN) praised banks that follow its rules.",
        "In this rule, the Bureau of Industry and Security (BIS) adds nine firms to the Entity List.",
    ],
)
def test_other_business_of_a_body_is_no_rule(text: str) -> None:
    assert "rule" not in {kind for kind, *_ in actions_in(text)}
