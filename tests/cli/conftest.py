"""Commands run against the server of the test run, in this process or in one of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from kg.cli import run
from kg.graph import Graph
from kg.settings import Settings

HUIONE = """Huione Group laundered $37 million for the Lazarus Group, FinCEN said on May 1, 2025.

FinCEN identified the Huione Group as a primary money laundering concern. The Huione Group is based in Cambodia.
"""
BYBIT = """The Lazarus Group stole $1.5 billion from Bybit on February 21, 2025.

Ben Zhou, the chief executive of Bybit, addressed customers.
"""
SINBAD = """The Lazarus Group used Sinbad, a mixer. OFAC sanctioned Sinbad on November 29, 2023."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Kg = Callable[..., Ran]


@pytest.fixture(scope="session")
def nlp() -> Any:
    from ingest.pipeline import build_nlp

    return build_nlp()


@pytest.fixture
def environment(server_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The environment of a user whose home holds the test run's server."""
    for name in [name for name in os.environ if name.startswith("NEO4J_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KG_HOME", str(server_settings.home))
    return server_settings


@pytest.fixture
def kg(environment: Settings, nlp: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kg:
    """Run a command in this process; the language model is loaded once for all of them."""
    monkeypatch.setattr("ingest.pipeline.build_nlp", lambda *_: nlp)

    def call(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@pytest.fixture
def kg_process(environment: Settings) -> Kg:
    """Run a command in a process of its own."""

    def call(*arguments: object, stdin: bytes = b"") -> Ran:
        command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def loaded(kg: Kg, graph: Graph, tmp_path: Any) -> Iterator[Graph]:
    """A graph of two articles."""
    folder = tmp_path / "loaded"
    folder.mkdir()
    (folder / "huione.txt").write_text(HUIONE)
    (folder / "bybit.txt").write_text(BYBIT)
    assert kg("ingest", folder).code == 0
    yield graph
