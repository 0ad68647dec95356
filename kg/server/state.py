"""Which process is the server of this home: its state file, its command line, what it listens on, whether it answers."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kg.disk import telling
from kg.server.home import folder, home_option, write_whole
from kg.settings import Settings

BOLT_GREETING = bytes.fromhex("6060b017 00000005 00000004 00000003 00000000".replace(" ", ""))
"""What a Bolt client says first, with the versions it knows; a server answers with one of them."""


@dataclass(frozen=True, slots=True)
class Running:
    """A local server that is up: its process and its ports."""

    pid: int
    bolt_port: int
    http_port: int

    @property
    def uri(self) -> str:
        """Where drivers connect."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """Where Neo4j Browser opens."""
        return f"http://127.0.0.1:{self.http_port}/browser/"


def status(settings: Settings) -> Running | None:
    """Return the running local server of this home, or None. A stale state file counts as none, and a server whose
    state file was lost or damaged is found by its command line."""
    running = recorded(settings)
    if running is not None and is_ours(settings, running.pid):
        return running
    return _lost(settings)


def recorded(settings: Settings) -> Running | None:
    """What the state file says, true or stale; None where there is none or it is damaged."""
    with telling(settings.home, "KG_HOME"):
        try:
            state = json.loads(state_file(settings).read_bytes())
            numbers = [state[name] for name in Running.__slots__]
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None
    # True is a number to Python
    if not all(type(number) is int and 0 < number < 2**31 for number in numbers):
        return None
    return Running(*numbers)


def record(settings: Settings, running: Running) -> None:
    """Write the state file."""
    with telling(settings.home, "KG_HOME"):
        write_whole(state_file(settings), json.dumps(asdict(running)))


def forget(settings: Settings) -> None:
    """Remove the state file."""
    with telling(settings.home, "KG_HOME"):
        state_file(settings).unlink(missing_ok=True)


def state_file(settings: Settings) -> Path:
    """Where the process and the ports of the running server are kept."""
    return settings.home / "server.json"


def is_ours(settings: Settings, pid: int) -> bool:
    """Tell whether the process lives and is this home's server.

    Its command line tells it from a process that got its pid later, and is gone when it is dead; its time of creation
    would not do, since that moves when the clock is set.
    """
    try:
        return home_option(settings) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def _lost(settings: Settings) -> Running | None:
    """Find a server whose state file is gone, by the command line of all processes and the ports of its settings."""
    ports = _configured_ports(settings)
    if ports is None:
        return None
    for process in psutil.process_iter(["cmdline"]):
        if home_option(settings) in (process.info["cmdline"] or ()):
            return Running(process.pid, *ports)
    return None


def _configured_ports(settings: Settings) -> tuple[int, int] | None:
    with telling(settings.home, "KG_HOME"):
        try:
            text = (folder(settings) / "conf" / "neo4j.conf").read_text("utf-8", "replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
    ports = dict(re.findall(r"^server\.(bolt|http)\.listen_address=127\.0\.0\.1:(\d+)$", text, re.MULTILINE))
    return (int(ports["bolt"]), int(ports["http"])) if len(ports) == 2 else None


def listens(running: Running) -> bool:
    """Tell whether this very process listens on its Bolt port: what answers there might be another's server."""
    try:
        found = psutil.Process(running.pid).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == running.bolt_port for one in found)


def is_suspended(running: Running) -> bool:
    """Tell whether the process was stopped by a signal and waits for another."""
    try:
        return bool(psutil.Process(running.pid).status() == psutil.STATUS_STOPPED)
    except psutil.Error:
        return False


def answers(running: Running, seconds: float) -> bool:
    """Tell whether it answers a Bolt greeting in time: a process that hangs still holds its port open."""
    try:
        with socket.create_connection(("127.0.0.1", running.bolt_port), timeout=seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(BOLT_GREETING)
            return len(connection.recv(4)) > 0
    except OSError:
        return False
