"""What the README tells a newcomer to type is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.asking.queries import load_queries
from kg.cli import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_every_command_is_in_the_readme_and_no_other() -> None:
    assert set(re.findall(r"(?<!-)\bkg ([a-z]+)\b", README)) == set(COMMANDS)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README))))
def test_every_target_of_the_readme_can_be_made(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"kg ask ([a-z_]+)", README))))
def test_every_question_of_the_readme_exists(name: str) -> None:
    assert name in load_queries()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
