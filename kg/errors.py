"""One family of errors; each class tells the caller what to do, each message names the thing, the rule and the remedy."""

from __future__ import annotations

from kg.printable import printable


class KgError(Exception):
    """The root: something a user can read and act on. `exit_code` is what a command ends with."""

    exit_code = 1

    def __init__(self, thing: str, rule: str, remedy: str = "") -> None:
        super().__init__(thing, rule, remedy)
        self.thing = thing
        self.rule = rule
        self.remedy = remedy

    def __str__(self) -> str:
        sentence = f"{self.thing}: {self.rule}"
        return printable(f"{sentence}; {self.remedy}" if self.remedy else sentence)


class SettingsError(KgError):
    """Mend the settings or the environment, then try again."""


class UsageError(KgError):
    """The call's words are off."""

    exit_code = 2


class ServerError(KgError):
    """The local Neo4j cannot be set up, started or stopped."""


class DatabaseDown(KgError):
    """Nothing answers at the address of the database; nothing was written."""


class DatabaseBroken(DatabaseDown):
    """The server answers, and its database takes no transactions until it is started anew: its disk was full."""


class DatabaseRefused(KgError):
    """The database answers and refuses: wrong password, no rights, a graph of another schema."""


class QueryRefused(KgError):
    """The database refuses the statement: it writes, it is wrong, or it ran past its time."""


class SkipDocument(KgError):
    """This document cannot be read; the rest goes on."""

    exit_code = 3


class NotFound(KgError):
    """No such thing in the graph, or more than one that fits."""

    exit_code = 4
