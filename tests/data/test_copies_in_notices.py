"""The Federal Register's abstracts: what is one text, what is a copy, and what only comes from one form."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from ingest.documents.cleaning import clean_text
from kg.likeness import WORTH_READING, compare, sketch
from kg.published import apart
from kg.writing.copies import WINDOW_DAYS

pytestmark = pytest.mark.data

FLOOR = 0.95
# read one by one (docs/copies.md): among texts that differ, and came within the window, none is another's copy


def test_notices_join_where_they_are_one_text_and_hardly_elsewhere(shared: Path) -> None:
    path = shared / "data/press_releases/federal_register/fr_notices_relevant.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not in ../shared")
    rows = [row for line in path.open() if (row := json.loads(line))["abstract"]]
    times = Counter(clean_text(row["abstract"]) for row in rows)
    assert (len(rows), len(times)) == (1219, 843)
    dates: dict[str, str] = {}
    for row in rows:
        text = clean_text(row["abstract"])
        dates[text] = min(dates.get(text, "9"), row["publication_date"])
    sketches = {text: made for text in sorted(times) if (made := sketch(text)) is not None}
    wrong = sum(
        times[one] * times[other]
        for one, other in combinations(sketches, 2)
        if apart(dates[one], dates[other]) <= WINDOW_DAYS
        and sketches[one].resemblance(sketches[other].signature) >= WORTH_READING
        and compare(one, other).is_copy
    )
    right = sum(count * (count - 1) // 2 for count in times.values())
    assert right / (right + wrong) >= FLOOR
    assert wrong <= 4
