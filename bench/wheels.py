"""Which systems the pinned versions can be installed on without a compiler: asked of pip, told as a Markdown table.

python bench/wheels.py  prints the table of docs/operations.md; it needs the network, and downloads descriptions only
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12")


@dataclass(frozen=True, slots=True)
class System:
    """A kind of machine: what people call it, and the tags of the wheels that run on it, newest first."""

    name: str
    tags: tuple[str, ...]


def _glibc(machine: str, newest: int) -> tuple[str, ...]:
    """Every manylinux tag that a system with glibc 2.`newest` takes; pip adds none by itself."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(newest, 16, -1)), f"manylinux2014_{machine}")


SYSTEMS = (
    System("Linux x86-64, glibc 2.28 or newer", _glibc("x86_64", 28)),
    System("Linux ARM 64, glibc 2.28 or newer", _glibc("aarch64", 28)),
    System("Linux x86-64, glibc 2.17", _glibc("x86_64", 17)),
    System("Linux x86-64, musl (Alpine)", ("musllinux_1_2_x86_64", "musllinux_1_1_x86_64")),
    System("macOS 14 on Apple silicon", ("macosx_14_0_arm64",)),
    System("macOS 11 on Apple silicon", ("macosx_11_0_arm64",)),
    System("macOS 13 on Intel", ("macosx_13_0_x86_64",)),
    System("Windows x86-64", ("win_amd64",)),
)


def main() -> None:
    pinned = sorted(_pinned())
    print("| system | " + " | ".join(f"Python {python}" for python in PYTHONS) + " |")
    print("|---|" + "---|" * len(PYTHONS))
    for system in SYSTEMS:
        cells = [_cell(_without_wheel(pinned, system, python)) for python in PYTHONS]
        print(f"| {system.name} | " + " | ".join(cells) + " |", flush=True)


def _cell(missing: list[str]) -> str:
    return f"all but {', '.join(one.partition('==')[0] for one in missing)}" if missing else "all"


def _pinned() -> Iterator[str]:
    """What `pip install illicit-kg` brings on this machine, each with its pinned version, test tools left out."""
    from importlib.metadata import requires

    pins = {
        _plain(name): version
        for name, version in (
            line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split("\n") if "==" in line
        )
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    todo, seen = [Requirement(text) for text in project["dependencies"]], set()
    while todo:
        wanted = todo.pop()
        name = _plain(wanted.name)
        if name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        # pip's own tools have no pin
        yield f"{name}=={pins[name]}" if name in pins else name
        todo += [Requirement(text) for text in requires(name) or ()]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _without_wheel(pinned: list[str], system: System, python: str) -> list[str]:
    """Ask pip for all at once; it names the first that has no wheel there, which is left out of the next question."""
    missing: list[str] = []
    while said := _ask([one for one in pinned if one not in missing], system, python):
        found = re.search(r"No matching distribution found for (\S+)", said)
        if found is None:
            raise SystemExit(f"{system.name}, Python {python}: pip failed: {said[-400:]}")
        missing.append(found[1])
    return missing


def _ask(pinned: list[str], system: System, python: str) -> str:
    """Return what pip complains of, or nothing where every wheel is there."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run", "--no-deps",
             "--ignore-installed", "--only-binary=:all:", "--python-version", python, "--implementation", "cp",
             "--target", folder, *(f"--platform={tag}" for tag in system.tags), *pinned],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.stderr if done.returncode else ""


if __name__ == "__main__":
    main()
