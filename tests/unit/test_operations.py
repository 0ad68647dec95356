"""docs/operations.md names what is there: commands with their options, variables, messages, files."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
import yaml

from kg.cli import COMMANDS, cli
from kg.releases import RELEASES
from kg.server.jars import NEO4J_VERSION

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
CODE = "\n".join(path.read_text("utf-8") for folder in ("kg", "ingest") for path in (ROOT / folder).rglob("*.py"))


def table_after(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading or after a line, without its head."""
    rows = PAGE.split(heading, 1)[1].split("\n|", 1)[1].split("\n\n", 1)[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def calls() -> set[tuple[str, ...]]:
    """Every call of kg on the page: the words up to the first that is no command, and the options."""
    found = set()
    for line in re.findall(r"(?:^|[`=\s])kg ((?:[a-z-]+ ?)[^`#\n]*)", PAGE):
        words = line.split()
        if words[0] in COMMANDS:
            found.add((*words,))
    return found


@pytest.mark.parametrize("call", sorted(calls()), ids=" ".join)
def test_every_command_of_the_page_exists_with_its_options(call: tuple[str, ...]) -> None:
    command: click.Command | None = cli
    context = click.Context(cli)
    words = list(call)
    while isinstance(command, click.Group):
        name = words.pop(0)
        command = command.get_command(context, name)
        assert command is not None, f"kg {' '.join(call)}: no command {name}"
    known = {option for param in command.params for option in param.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_every_variable_of_the_code_is_on_the_page_and_no_other() -> None:
    told = set(re.findall(r"\bKG_[A-Z0-9_]+\b", "".join(row[0] for row in table_after("## Variables"))))
    assert told == set(re.findall(r"\bKG_[A-Z0-9_]+\b", CODE))


@pytest.mark.parametrize("message", [row[0].strip("`") for row in table_after("does not touch yours")])
def test_every_message_of_the_page_is_one_that_is_said(message: str) -> None:
    assert message.split(" and ", maxsplit=1)[0].rstrip("`") in CODE


def test_the_releases_of_the_page_are_those_that_can_be_started() -> None:
    told = next(row[1] for row in table_after("## Variables") if row[0] == "`KG_NEO4J`")
    assert set(re.findall(r"\d+\.\d+\.\d+", told)) == set(RELEASES)


def test_the_jars_of_the_example_are_of_the_version_that_is_started() -> None:
    assert f"Neo4j {NEO4J_VERSION} in" in PAGE


def test_the_sizes_for_a_team_are_those_of_the_compose_file() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["neo4j"]
    defaults = dict(re.findall(r"\$\{(NEO4J_HEAP|NEO4J_PAGECACHE):-(\w+)\}", str(service)))
    assert defaults == {"NEO4J_HEAP": "1G", "NEO4J_PAGECACHE": "1G"}
    assert "`NEO4J_HEAP` and `NEO4J_PAGECACHE` (1G each)" in PAGE
