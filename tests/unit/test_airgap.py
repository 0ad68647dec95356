"""A folder for a machine without a network: jars that are right, a wheel of each package, and what to set there."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import ServerError
from kg.server import airgap, jars
from kg.server.jars import Jar, are_jars_there, jars_folder
from kg.settings import Settings

CONTENT = b"the bytes of a jar"
JAR = Jar("org.x", "one", "1", "", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


class Pip:
    """Stands in for pip: makes the wheels it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = ""

    def run(self, command: list[str], **_: object) -> object:
        self.asked = command
        folder = Path(command[command.index("--wheel-dir") + 1])
        folder.mkdir(exist_ok=True)
        if not self.fails:
            (folder / "one-1-py3-none-any.whl").write_bytes(b"wheel")
        return SimpleNamespace(returncode=int(bool(self.fails)), stderr=self.fails, stdout="")


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    found = Pip()
    monkeypatch.setattr(subprocess, "run", found.run)
    for module in (jars, airgap):
        monkeypatch.setattr(module, "locked_jars", lambda *_: (JAR,))
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A machine whose cache holds the jar; the mirror cannot be reached, so nothing comes from a network."""
    found = Settings(home=tmp_path / "home", cache=tmp_path / "own", mirror="http://127.0.0.1:1")
    folder = jars_folder(found.cache)
    folder.mkdir(parents=True)
    (folder / JAR.filename).write_bytes(CONTENT)
    return found


def test_the_jars_of_this_machine_are_carried_and_checked(pip: Pip, settings: Settings, tmp_path: Path) -> None:
    carried = airgap.fill(tmp_path / "to", settings)
    assert (carried.jars, carried.wheels) == (1, 1)
    assert are_jars_there(tmp_path / "to" / "cache")
    assert {path.name for path in (tmp_path / "to").iterdir()} == {"cache", "wheels", "README.txt"}


def test_a_jar_that_is_damaged_here_is_not_carried(pip: Pip, settings: Settings, tmp_path: Path) -> None:
    (jars_folder(settings.cache) / JAR.filename).write_bytes(CONTENT[::-1])
    with pytest.raises(ServerError, match=r"one-1\.jar: could not be downloaded"):
        airgap.fill(tmp_path / "to", settings)


def test_pip_is_asked_for_the_project_at_its_pins_and_for_what_builds_it(
    pip: Pip, settings: Settings, tmp_path: Path
) -> None:
    airgap.fill(tmp_path / "to", settings)
    root = Path(airgap.__file__).parents[2]
    assert pip.asked[:4] == [sys.executable, "-m", "pip", "wheel"]
    assert pip.asked[pip.asked.index("--constraint") + 1] == str(root / "constraints.txt")
    assert {str(root), "hatchling>=1.25", "editables>=0.5"} <= set(pip.asked)


def test_what_pip_complains_of_is_one_line(pip: Pip, settings: Settings, tmp_path: Path) -> None:
    pip.fails = "WARNING: retrying\nERROR: No matching distribution found for x\n\n"
    with pytest.raises(ServerError, match="pip wheel: failed: ERROR: No matching distribution found for x; check the"):
        airgap.fill(tmp_path / "to", settings)


def test_a_wheel_without_a_checkout_carries_the_jars_and_says_so(
    pip: Pip, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(airgap, "_checkout", lambda: None)
    assert airgap.fill(tmp_path / "to", settings).wheels == 0
    assert "does not run from a checkout" in (tmp_path / "to" / "README.txt").read_text()


@pytest.mark.parametrize("word", ["KG_CACHE=", "PIP_NO_INDEX=1", "PIP_FIND_LINKS=", "make demo", "Python 3."])
def test_the_readme_says_what_to_set_there(pip: Pip, settings: Settings, tmp_path: Path, word: str) -> None:
    airgap.fill(tmp_path / "to", settings)
    assert word in (tmp_path / "to" / "README.txt").read_text()


def test_a_medium_without_room_is_told_first(
    pip: Pip, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.disk.free_megabytes", lambda _: 30)
    with pytest.raises(ServerError, match="30 MB are free on its disk, and the folder to be carried needs 700 MB"):
        airgap.fill(tmp_path / "to", settings)
    assert pip.asked == []
