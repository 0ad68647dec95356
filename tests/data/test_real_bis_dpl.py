"""The Denied Persons List of 2019."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.lists.record import Notes
from ingest.sources.bis_dpl import SOURCE

pytestmark = pytest.mark.data


def test_all_orders_are_read(shared: Path) -> None:
    notes = Notes()
    found = list(SOURCE.read([shared / "data/us_lists/bis_dpl.txt"], notes))
    assert (len(found), notes.bad_records, notes.left_out) == (546, 0, {})
    assert notes.unknown == {"country: NM": 1}
    assert notes.published == "2019-06-12"
    assert len({record.id for record in found}) == 543, "three orders stand there twice, word for word"
    labels = {record.subject.name: record.subject.label for record in found if record.subject}
    assert {labels[name] for name in ("MAHAN AIRWAYS", "IT WAVE FZCO", "THANE-COAT, INC")} == {"Company"}
    assert {labels[name] for name in ("ALI AMIRNAZMI", "KIM SONG II", "Zhongda JIN".upper())} == {"Person"}
    assert 15 < Counter(labels.values())[None] < 40
    first = next(record for record in found if record.locator == "bis_dpl.txt, line 3")
    assert (first.measures[0].start_date, first.measures[0].end_date) == ("2003-06-19", "2056-06-29")
