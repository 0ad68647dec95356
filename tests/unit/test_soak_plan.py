"""The soak's plan and articles are the same in every run, and leave out no victim and no moment."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from soak.articles import write_articles
from soak.plan import Moment, Victim, plan


def test_a_seed_gives_one_plan() -> None:
    first, again, other = (plan(50, seed=seed, transactions=3, workers=True) for seed in (1, 1, 2))
    assert first == again != other


def test_fifty_rounds_leave_out_no_victim_and_no_moment() -> None:
    rounds = plan(50, seed=1, transactions=3, workers=True)
    assert {one.victim for one in rounds} == set(get_args(Victim))
    assert {one.moment for one in rounds} == set(get_args(Moment))
    assert {one.workers for one in rounds} == {1, 2}


def test_no_worker_is_killed_where_there_are_none() -> None:
    rounds = plan(50, seed=1, transactions=3, workers=False)
    assert "worker" not in {one.victim for one in rounds}
    assert {one.workers for one in rounds} == {1}


def test_kills_fall_anywhere_in_their_moment() -> None:
    fractions = [one.fraction for one in plan(50, seed=1, transactions=3, workers=True)]
    assert {int(fraction * 4) for fraction in fractions} == {0, 1, 2, 3}


@pytest.mark.parametrize("count", [3, 5])
def test_an_article_depends_on_seed_and_number_alone(tmp_path: Path, count: int) -> None:
    write_articles(tmp_path / "some", count, seed=4)
    write_articles(tmp_path / "more", 8, seed=4)
    some = {path.name: path.read_text() for path in (tmp_path / "some").iterdir()}
    assert len(some) == count
    assert some == {name: (tmp_path / "more" / name).read_text() for name in some}
