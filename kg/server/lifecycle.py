"""Start and stop: one server a home however many ask, up when this returns, its store closed when it has stopped."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from kg.disk import telling
from kg.errors import DatabaseBroken, DatabaseRefused, KgError, ServerError
from kg.filelock import only_one
from kg.graph import Endpoint, Graph, set_first_password
from kg.server import faults
from kg.server.faults import PortTaken, Unexplained
from kg.server.home import data, logs, make_home, password, require_room, require_same_generation
from kg.server.jars import Progress, check_jars, ensure_jars
from kg.server.launching import launch
from kg.server.state import Running, answers, forget, is_ours, is_suspended, listens, record, recorded, status
from kg.settings import Settings

LAUNCHES = 3
START_SECONDS, STOP_SECONDS = 180, 60
REFUSED_SECONDS = 3
"""How long a server that has just come up may refuse its own password: logins open before the user store does."""
LOCKED_SECONDS = 6
"""How long to leave a server alone that has refused a password: after three refusals it takes none for five seconds."""
SILENT_SECONDS = 20
"""How long a server that is up may leave a greeting unanswered before it is said to hang."""
TOLD_SECONDS = 5

Waited = Callable[[float], None]
"""Called now and then with the seconds waited so far."""


def start(settings: Settings, progress: Progress | None = None) -> Running:
    """Start the local server, or return the one that runs; two callers at once get the same.

    Raises ServerError for what the machine refuses, SettingsError for what was set wrong, each in one line.
    """
    make_home(settings)
    with alone(settings):
        running = status(settings)
        if running is not None:
            return _adopted(settings, running, progress)
        return _started(settings, progress)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Keep every other process from starting or wiping this home's server meanwhile."""
    with ExitStack() as held:
        with telling(settings.home, "KG_HOME"):
            held.enter_context(only_one(settings.home / "server.lock"))
        yield


def _adopted(settings: Settings, running: Running, progress: Progress | None) -> Running:
    """A server that runs already, once it answers; one that has given up writing is started anew where there is room."""
    require_same_generation(settings)
    if recorded(settings) != running:
        record(settings, running)
    try:
        _wait_until_up(settings, running, None)
    except DatabaseBroken:
        require_room(settings)
        stop(settings, force=True)
        return _started(settings, progress)
    return running


def _started(settings: Settings, progress: Progress | None) -> Running:
    """A new server. Lost ports are replaced; where nothing explains a failure, the jars are looked at bit by bit."""
    jars = ensure_jars(settings.cache, progress, release=settings.release, mirror=settings.mirror)
    repaired = False
    launches = 0
    while True:
        running, process = launch(settings, jars)
        launches += 1
        try:
            _wait_until_up(settings, running, process)
            return running
        except PortTaken:
            if launches >= LAUNCHES:
                raise
        except Unexplained:
            if repaired or not _repair(settings, process, progress):
                raise
            repaired = True


def _repair(settings: Settings, process: subprocess.Popen[bytes], progress: Progress | None) -> bool:
    """Fetch damaged jars anew; False where all are whole, so that they were not the reason."""
    if not check_jars(settings.cache, settings.release):
        return False
    process.kill()
    process.wait()
    ensure_jars(settings.cache, progress, release=settings.release, mirror=settings.mirror, recheck=True)
    return True


def stop(settings: Settings, *, force: bool = False, waited: Waited | None = None) -> bool:
    """Stop the local server and wait until its store is closed; False where none ran.

    With `force` set, one that does not end in time is killed; its next start puts the store right.
    """
    running = status(settings)
    if running is None:
        forget(settings)
        return False
    process = psutil.Process(running.pid)
    try:
        process.send_signal(signal.SIGTERM)
        # one that is suspended would not hear it
        process.send_signal(signal.SIGCONT)
        if not _ended(process, STOP_SECONDS, waited):
            _still_there(settings, process, force=force)
    except psutil.NoSuchProcess:
        pass
    except psutil.AccessDenied as error:
        raise ServerError(f"process {running.pid}", "belongs to another user", "ask that one to stop it") from error
    forget(settings)
    return True


def _ended(process: psutil.Process, seconds: float, waited: Waited | None) -> bool:
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        try:
            process.wait(min(TOLD_SECONDS, seconds - passed))
            return True
        except psutil.TimeoutExpired:
            if waited is not None:
                waited(time.monotonic() - began)
    return False


def _still_there(settings: Settings, process: psutil.Process, *, force: bool) -> None:
    if force:
        process.kill()
        process.wait(STOP_SECONDS)
        return
    raise ServerError(
        f"process {process.pid}",
        f"has not stopped within {STOP_SECONDS} s",
        f"look at {logs(settings)[0]}, wait, or end it with `kg server stop --force`",
    )


def endpoint(settings: Settings, running: Running) -> Endpoint:
    """How to speak to a running local server."""
    return Endpoint(running.uri, "neo4j", password(settings), settings.database)


def _wait_until_up(settings: Settings, running: Running, process: subprocess.Popen[bytes] | None) -> None:
    """Wait until the server listens, greets and lets its own user in. `process` is None where another kg started it."""
    deadline = time.monotonic() + START_SECONDS
    while not listens(running):
        if not is_ours(settings, running.pid):
            raise _ended_early(settings, process)
        _require_awake(running)
        if time.monotonic() > deadline:
            raise faults.slow(settings, START_SECONDS)
        time.sleep(0.1)
    require_answer(settings, running)
    _ensure_password(settings, running, process, deadline)


def require_answer(settings: Settings, running: Running) -> None:
    """Raise ServerError where the process lives and does not answer: to a driver it would look slow for a minute."""
    _require_awake(running)
    if not answers(running, SILENT_SECONDS) and is_ours(settings, running.pid):
        raise faults.silent(running.pid, SILENT_SECONDS)


def _require_awake(running: Running) -> None:
    if is_suspended(running):
        raise faults.suspended(running.pid)


def _ended_early(settings: Settings, process: subprocess.Popen[bytes] | None) -> ServerError:
    forget(settings)
    return faults.start_failed(settings, process.wait() if process is not None else None)


def _ensure_password(
    settings: Settings, running: Running, process: subprocess.Popen[bytes] | None, deadline: float
) -> None:
    """Give a new store its password; Bolt opens a moment before the databases do, hence the loop.

    A store may have its password and no mark of it, where whoever started it was killed in between. Asked three times in
    a row with a wrong password, by us or by another program, a server locks everybody out for some seconds, and one more
    wrong one begins them anew: so after a refusal only one password is tried, the first one and its own in turn.
    """
    marker = data(settings) / "password-is-set"
    is_new = not marker.exists()
    refused_until = time.monotonic() + (REFUSED_SECONDS if process is not None else 0)
    while True:
        first = is_new
        try:
            if first:
                set_first_password(running.uri, password(settings))
                is_new = False
            _log_in(settings, running, marker)
            return
        except (KgError, OSError, RuntimeError) as error:
            if not is_ours(settings, running.pid):
                raise _ended_early(settings, process) from error
            if isinstance(error, DatabaseRefused) and marker.exists():
                if time.monotonic() >= refused_until:
                    raise _lost_password(settings, error) from error
                # after three refusals in a row the server refuses the right password too, for some seconds
                time.sleep(2)
            elif isinstance(error, DatabaseBroken) or time.monotonic() > deadline:
                raise
            elif isinstance(error, DatabaseRefused):
                is_new = not first
                time.sleep(LOCKED_SECONDS)
            else:
                time.sleep(0.3)


def _log_in(settings: Settings, running: Running, marker: Path) -> None:
    with Graph(endpoint(settings, running)) as graph:
        graph.verify()
    if not marker.exists():
        with telling(settings.home, "KG_HOME"):
            marker.touch()


def _lost_password(settings: Settings, error: DatabaseRefused) -> DatabaseRefused:
    """A store that has its password and refuses the one of the file for some seconds will not change its mind."""
    where = settings.home / "password"
    return DatabaseRefused(
        error.thing, error.rule, f"put its own back into {where}, or begin anew with `kg server wipe`"
    )
