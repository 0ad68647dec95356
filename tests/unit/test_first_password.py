"""How a start gives a store its password, and what it does where a server refuses one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import DatabaseDown, DatabaseRefused
from kg.server import Running, lifecycle
from kg.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, cache=tmp_path)


class Store:
    """Stands in for a server whose store has its password: it locks out whoever asks three times with the first one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, down: int) -> None:
        self.asked = 0
        self.down = down
        self.slept: list[float] = []
        monkeypatch.setattr(lifecycle, "set_first_password", self.first)
        monkeypatch.setattr(lifecycle, "_log_in", self.log_in)
        monkeypatch.setattr(lifecycle, "is_ours", lambda *_: True)
        monkeypatch.setattr(lifecycle, "time", SimpleNamespace(monotonic=lambda: 0, sleep=self.slept.append))

    def first(self, *_: object) -> bool:
        self.asked += 1
        return False

    def log_in(self, *_: object) -> None:
        if self.asked >= 3:
            raise DatabaseRefused("bolt://x", "the database refuses this user and password")
        if self.down:
            self.down -= 1
            raise DatabaseDown("bolt://x", "no Neo4j answers there")


def test_a_store_that_has_its_password_is_asked_once_with_the_first_one(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    store = Store(monkeypatch, down=5)
    lifecycle._ensure_password(settings, Running(1, 7001, 7002), None, deadline=9)
    assert (store.asked, store.down) == (1, 0)


def test_a_server_that_refused_a_password_is_left_alone_until_it_takes_one_again(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    store = Store(monkeypatch, down=0)
    refusals = [DatabaseRefused("bolt://x", "the database refuses this user and password")]
    monkeypatch.setattr(lifecycle, "_log_in", lambda *_: (_ for _ in ()).throw(refusals.pop()) if refusals else None)
    lifecycle._ensure_password(settings, Running(1, 7001, 7002), None, deadline=9)
    assert store.slept == [lifecycle.LOCKED_SECONDS]


@pytest.mark.parametrize("has_password", [True, False])
def test_a_server_that_others_have_locked_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, has_password: bool
) -> None:
    """Locked, it refuses the right password too; after the wait it hears one attempt, and a wrong one locks it again."""
    locked = DatabaseRefused("bolt://x", "the database refuses this user and password")
    state = {"locked": True, "set": has_password}

    def try_one(right: bool) -> None:
        if state["locked"] or not right:
            state["locked"] = True
            raise locked

    def first(*_: object) -> bool:
        try_one(not state["set"])
        state["set"] = True
        return True

    monkeypatch.setattr(lifecycle, "set_first_password", first)
    monkeypatch.setattr(lifecycle, "_log_in", lambda *_: try_one(state["set"]))
    monkeypatch.setattr(lifecycle, "is_ours", lambda *_: True)
    sleep = lambda _: state.update(locked=False)  # noqa: E731
    monkeypatch.setattr(lifecycle, "time", SimpleNamespace(monotonic=iter(range(9)).__next__, sleep=sleep))
    lifecycle._ensure_password(settings, Running(1, 7001, 7002), None, deadline=8)
    assert state == {"locked": False, "set": True}
