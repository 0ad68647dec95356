"""How printed names of one document are compared."""

from __future__ import annotations

import pytest

from ingest.entities.heads import head_of
from ingest.entities.names import initials, key_words, only_generic, refers_back, shortens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eagle Bancshares, Inc.", "Eagle Bancshares"),
        ("the U.S. Treasury's", "U.S. Treasury"),
        ("Daniel B. Vazquez, Sr.", "Daniel B. Vazquez"),
        ("SUEX OTC, S.R.O.", "Suex OTC"),
    ],
)
def test_names_that_differ_in_form_alone_have_one_key(one: str, other: str) -> None:
    assert key_words(one) == key_words(other)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Carter", "Phillip Michael Carter", True),
        ("Lynn Bentley", "Lynn S. Bentley", True),
        ("Mira Serda", "Aleksandr Mira Serda", True),
        ("Tian", "Tian Yinyin", True),
        ("Michael", "Phillip Michael Carter", False),
        ("Lynn Carter", "Lynn S. Bentley", False),
    ],
)
def test_a_short_name_refers_back_to_a_full_one(short: str, full: str, expected: bool) -> None:
    assert refers_back(key_words(short), key_words(full)) is expected


def test_initials_count_small_words_or_not() -> None:
    assert initials("Bureau of Industry and Security") == ("boias", "bis")


def test_a_prefix_shortens_an_organisation() -> None:
    assert shortens(key_words("Spark Trading"), key_words("Spark Trading Group, LLC"))
    assert only_generic(key_words("Spark Trading"), key_words("Spark Trading Group, LLC"))


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Ministry of Foreign Affairs", "Agency", None),
        ("Royal Bank of Canada", "Company", "bank"),
        ("Texas State Securities Board", "Agency", None),
        ("Cartel del Norte", "Group", "cartel"),
        ("Old Vector", None, None),
        ("Golf Ventures, Inc.", "Company", None),
    ],
)
def test_a_head_noun_tells_the_label(name: str, label: str | None, kind: str | None) -> None:
    head = head_of(name)
    assert (head and head.label, head and head.kind) == (label, kind)
