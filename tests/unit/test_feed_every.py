"""Pulling again and again: a database that is away is waited for, and a stop ends it in order."""

from __future__ import annotations

import pytest

from kg.cli import feeds
from kg.errors import DatabaseDown


class Rounds:
    """Stands for the rounds over the feeds; the second finds no database."""

    def __init__(self) -> None:
        self.played = 0
        self.told: list[str] = []

    def pull(self) -> list[object]:
        self.played += 1
        if self.played == 2:
            raise DatabaseDown("bolt://x", "no Neo4j answers there")
        return []

    def tell(self, event: str, **_: object) -> None:
        self.told.append(event)

    def tell_result(self, _: object) -> int:
        self.tell("round")
        return 0


def test_rounds_go_on_until_somebody_stops_them(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr("time.sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))
    rounds = Rounds()
    code = feeds._again_and_again(rounds, 900, lambda: clock[0] >= 2_000)  # type: ignore[arg-type]
    assert (code, rounds.played, rounds.told) == (0, 3, ["round", "database", "round"])
    assert clock[0] == 2_000
