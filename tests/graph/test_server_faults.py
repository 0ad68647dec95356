"""A real server on a hostile machine: odd homes, another Java's settings, kills, lost files, damaged jars, a wipe."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest

from kg import server
from kg.errors import DatabaseDown, ServerError
from kg.graph import Graph
from kg.server import Running, wiping
from kg.server.jars import check_jars, jars_folder, locked_jars
from kg.settings import Settings

pytestmark = pytest.mark.graph

NONSENSE = {
    "JAVA_HOME": "/nonsense",
    "JAVA_TOOL_OPTIONS": "-XX:Nonsense",
    "_JAVA_OPTIONS": "-Xmx1k",
    "JDK_JAVA_OPTIONS": "--nonsense",
    "CLASSPATH": "/nonsense",
    "NEO4J_HOME": "/nonsense",
    "NEO4J_CONF": "/nonsense",
    "LC_ALL": "C",
}


@pytest.fixture(scope="module")
def settings(server_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A server in a home with spaces and letters that are not ASCII, started by a shell that is set up for another Java."""
    found = replace(server_settings, home=tmp_path_factory.mktemp("a b") / "Müller, 数据")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NONSENSE.items():
            patch.setenv(name, value)
        server.start(found)
    yield found
    with suppress(ServerError):
        server.stop(found, force=True)


@pytest.fixture
def running(settings: Settings) -> Running:
    return server.start(settings)


def query(settings: Settings, statement: str) -> list[dict[str, object]]:
    with Graph(server.endpoint(settings, server.start(settings))) as graph:
        return graph.command(statement)


def test_an_odd_home_and_another_javas_settings_do_no_harm(settings: Settings, running: Running) -> None:
    assert server.status(settings) == running
    assert (settings.home / "neo4j" / "data" / "databases").is_dir()


def test_a_server_whose_state_file_is_damaged_is_taken_up_again(settings: Settings, running: Running) -> None:
    (settings.home / "server.json").write_text("{")
    assert server.start(settings) == running
    (settings.home / "server.json").unlink()
    assert server.start(settings) == running
    assert (settings.home / "server.json").exists()


def test_a_suspended_server_is_told_and_works_once_it_is_awake(settings: Settings, running: Running) -> None:
    process = psutil.Process(running.pid)
    process.suspend()
    try:
        with pytest.raises(ServerError, match=f"was suspended by a signal; wake it with `kill -CONT {running.pid}`"):
            server.start(settings)
    finally:
        process.resume()
    assert started_within(settings, 60.0) == running


def started_within(settings: Settings, seconds: float) -> Running:
    """Start once the server answers: one that was just woken needs a while on a busy machine."""
    until = time.monotonic() + seconds
    while True:
        try:
            return server.start(settings)
        except DatabaseDown:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def test_a_killed_server_keeps_what_was_written(settings: Settings, running: Running) -> None:
    query(settings, "CREATE (:Film {title: 'kept'})")
    process = psutil.Process(running.pid)
    process.kill()
    process.wait(30)
    assert server.status(settings) is None
    assert query(settings, "MATCH (n:Film) RETURN n.title AS title") == [{"title": "kept"}]


def test_nobody_wipes_a_graph_that_another_program_works_with(settings: Settings, running: Running) -> None:
    held = psutil.Process(running.pid)
    with pytest.MonkeyPatch.context() as patch, Graph(server.endpoint(settings, running)) as graph:
        graph.verify()
        patch.setattr(wiping, "_own_addresses", set)
        with pytest.raises(
            ServerError, match=r"\d other connections are open: .*; let it end, or `kg server stop` first"
        ):
            wiping.require_unused(settings)
    assert held.is_running()


def test_a_wipe_leaves_the_password_and_the_archive_and_nothing_of_the_graph(
    settings: Settings, running: Running
) -> None:
    query(settings, "CREATE (:Film {title: 'gone'})")
    (settings.home / "archive").mkdir()
    password = (settings.home / "password").read_text()
    wiping.require_unused(settings)
    wiping.wipe(settings)
    assert {path.name for path in settings.home.iterdir()} == {"archive", "password", "server.lock"}
    assert (settings.home / "password").read_text() == password
    assert query(settings, "MATCH (n) RETURN count(n) AS number") == [{"number": 0}]


@pytest.fixture
def mirror(server_settings: Settings) -> Iterator[str]:
    """A Maven repository on loopback that serves the jars of the cache."""
    jars = {f"/{_path(jar)}": jar.filename for jar in locked_jars(server_settings.release)}
    folder = jars_folder(server_settings.cache, server_settings.release)

    class Repository(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return str(folder / jars.get(path, "none"))

        def log_message(self, *_: object) -> None:
            """Say nothing on the console of a test."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Repository) as served:
        threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()


def _path(jar: object) -> str:
    group, artifact, version, filename = (getattr(jar, name) for name in ("group", "artifact", "version", "filename"))
    return f"{group.replace('.', '/')}/{artifact}/{version}/{filename}"


def test_a_start_that_fails_for_a_jar_damaged_after_its_check_mends_the_jar(
    settings: Settings, mirror: str, tmp_path: Path
) -> None:
    server.stop(settings)
    cache = tmp_path / "cache"
    shutil.copytree(jars_folder(settings.cache, settings.release), jars_folder(cache, settings.release))
    [kernel] = [jar for jar in locked_jars(settings.release) if jar.artifact == "neo4j-kernel"]
    path = jars_folder(cache, settings.release) / kernel.filename
    path.write_bytes(path.read_bytes()[::-1])
    mended = replace(settings, cache=cache, mirror=mirror)
    server.start(mended)
    assert check_jars(cache, settings.release) == ()
    assert server.stop(mended) is True
