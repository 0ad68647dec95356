"""The end of a log, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.server.reading_logs import follow, last_lines


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [
        ("one\ntwo\nthree\n", 2, ["two", "three"]),
        ("one\n", 5, ["one"]),
        ("one\ntwo", 1, ["two"]),
        ("one\n", 0, []),
        ("", 3, []),
    ],
)
def test_the_last_lines_are_shown(tmp_path: Path, text: str, count: int, lines: list[str]) -> None:
    (tmp_path / "neo4j.log").write_text(text)
    assert last_lines(tmp_path / "neo4j.log", count) == lines


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "neo4j.log").write_bytes(b"\xff\n")
    assert last_lines(tmp_path / "neo4j.log", 1) == ["\ufffd"]


def test_a_log_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "neo4j.log", 3) == []


def followed(paths: list[Path], *steps: Callable[[], object]) -> list[tuple[str, str]]:
    """What is yielded while the steps happen, one at each pause."""
    remaining: Iterator[Callable[[], object]] = iter(steps)

    def pause(_: float) -> None:
        step = next(remaining, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    found: list[tuple[str, str]] = []
    with pytest.raises(KeyboardInterrupt):
        for path, line in follow(paths, pause):
            found.append((path.name, line))
    return found


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_lines_that_are_added_to_any_file_are_shown_once_they_are_whole(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    append(one, "before\n")
    seen = followed(
        [one, two],
        lambda: append(one, "first\nsec"),
        lambda: append(two, "new\n"),
        lambda: append(one, "ond\n"),
    )
    assert seen == [("one", "first"), ("two", "new"), ("one", "second")]


def test_a_log_that_begins_anew_is_read_from_its_start(tmp_path: Path) -> None:
    log = tmp_path / "log"
    append(log, "a long line of before\n")
    assert followed([log], lambda: log.write_text("anew\n")) == [("log", "anew")]
