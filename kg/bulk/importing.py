"""Runs Neo4j's own import on finished files, into the home of a server that does not run."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.disk import telling
from kg.errors import ServerError
from kg.server.faults import NO_MEMORY, NO_SPACE
from kg.server.home import folder, prepare
from kg.server.jars import ensure_jars
from kg.server.launching import OPENED_PACKAGES, environment, java
from kg.server.memory import heap_and_page_cache
from kg.settings import Settings

MAIN_CLASS: Final = "org.neo4j.cli.AdminTool"
"""What Neo4jAdminCommand starts in a second process, whose memory nobody could bound and which would outlive a kill."""
LEAST_HEAP: Final = 512
BUFFER: Final = 4 * 1024 * 1024
LONGEST_RULE: Final = 300
_DONE = re.compile(r"^\s+(\d+) (nodes|relationships|properties)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What the import says that it wrote."""

    nodes: int
    edges: int
    properties: int


def import_files(settings: Settings, files: Path, words: Sequence[str], *, delimiter: str, longest: int) -> Imported:
    """Import the files of a folder into this home, which must hold no store; `longest` is the length of the longest value.

    Raises ServerError where the import fails; what it left there is of no use then.
    """
    prepare(settings)
    jars = ensure_jars(settings.cache, release=settings.release, mirror=settings.mirror)
    heap, page_cache = heap_and_page_cache()
    command = [
        java(),
        f"-Xmx{max(heap, LEAST_HEAP)}m",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "-cp",
        str(jars / "*"),
        MAIN_CLASS,
        "database",
        "import",
        "full",
        # these take all words up to the next option
        *words,
        "--id-type=integer",
        f"--array-delimiter=U+{ord(delimiter):04X}",
        f"--max-off-heap-memory={max(page_cache, 200)}m",
        # quotes are doubled, and a character may take two places
        f"--read-buffer-size={max(BUFFER, 2 * longest + 65536)}",
        "--bad-tolerance=0",
        f"--report-file={files / 'import.report'}",
        settings.database,
    ]
    log = files / "import.log"
    with telling(settings.home, "KG_HOME"):
        (folder(settings) / "conf" / "neo4j.conf").write_text("", "utf-8")
        exit_code = _run(command, settings, files, log)
        said = log.read_text("utf-8", "replace")
    found = {what: int(count) for count, what in _DONE.findall(said)}
    if exit_code or len(found) < 2:
        raise _failed(settings, exit_code, said)
    return Imported(found["nodes"], found["relationships"], found.get("properties", 0))


def _run(command: list[str], settings: Settings, files: Path, log: Path) -> int:
    home = folder(settings)
    known = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    with log.open("wb") as console:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            cwd=files,
            env=environment(os.environ) | known,
        )
        try:
            return process.wait()
        finally:
            # a Ctrl-C or a kill of the caller must not leave it at work
            if process.poll() is None:
                process.kill()
                process.wait()


def _failed(settings: Settings, exit_code: int, said: str) -> ServerError:
    thing = f"the import of Neo4j {settings.release.version}"
    if NO_SPACE.search(said):
        return ServerError(thing, "filled the disk", "free some space, or set KG_HOME to a folder on another disk")
    if NO_MEMORY.search(said) or exit_code == -9:
        return ServerError(thing, "was refused memory by the system", "close something and run the command again")
    lines = [
        line.strip() for line in said.splitlines() if re.search(r"error|exception|fail|caused", line, re.IGNORECASE)
    ]
    told = (
        lines[-1] if lines else next((line for line in reversed(said.splitlines()) if line.strip()), "without a word")
    )
    return ServerError(thing, f"failed: {told[:LONGEST_RULE]}", "report it; the graph is as it was, and empty")
