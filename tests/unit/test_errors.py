"""Every error is of one family, says the thing, the rule and the remedy in one line, and carries an exit code."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import ingest
import kg
from kg.errors import (
    DatabaseDown,
    DatabaseRefused,
    KgError,
    NotFound,
    QueryRefused,
    ServerError,
    SettingsError,
    SkipDocument,
    UsageError,
)


def ours() -> list[type[Exception]]:
    """Every exception class that a module of the project defines."""
    names = [
        found.name
        for package in (kg, ingest)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    modules = [importlib.import_module(name) for name in sorted(names)]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.__name__
    ]


def test_every_error_that_can_reach_a_user_is_of_the_family() -> None:
    strangers = {error.__name__ for error in ours() if not issubclass(error, KgError)}
    # each is caught by the module around it: a ParameterError, a row that is set aside, an item that is, a FetchFailed
    assert strangers <= {"BadValue", "Wrong", "_Unusable", "BrokenBody"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (KgError, 1), (SettingsError, 1), (ServerError, 1), (DatabaseDown, 1), (DatabaseRefused, 1), (QueryRefused, 1),
        (UsageError, 2), (SkipDocument, 3), (NotFound, 4),
    ],
)  # fmt: skip
def test_each_error_ends_a_command_with_its_code(kind: type[KgError], code: int) -> None:
    assert kind("a", "b").exit_code == code


def test_a_message_names_thing_rule_and_remedy() -> None:
    error = KgError("KG_HOME", "is no folder", "make it")
    assert (str(error), error.thing, error.rule, error.remedy) == (
        "KG_HOME: is no folder; make it",
        "KG_HOME",
        "is no folder",
        "make it",
    )


def test_a_message_without_remedy_ends_with_the_rule() -> None:
    assert str(KgError("KG_HOME", "is no folder")) == "KG_HOME: is no folder"


@pytest.mark.parametrize("kind", [KgError, SkipDocument, NotFound])
def test_an_error_tells_the_caller_what_to_do(kind: type[KgError]) -> None:
    assert (kind.__doc__ or "").strip()
