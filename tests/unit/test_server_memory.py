"""How much memory the local Neo4j may take: in a container the machine's free memory lies."""

from __future__ import annotations

import resource
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.disk import MEGABYTE
from kg.errors import ServerError
from kg.server import memory
from kg.server.memory import Free, free_memory, heap_and_page_cache

V1 = "7:cpu:/other\n4:memory:/docker/1a2b\n"
V2 = "0::/user.slice/job\n"


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_cgroups", lambda _: ())
    monkeypatch.setattr("resource.getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def machine_has(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=megabytes * MEGABYTE))


@pytest.mark.parametrize(
    ("free", "heap", "page_cache"),
    [(600, 320, 128), (2_000, 320, 250), (8_000, 1_000, 1_000), (64_000, 2_048, 2_048)],
)
def test_memory_is_an_eighth_of_what_is_free_within_bounds(
    monkeypatch: pytest.MonkeyPatch, free: int, heap: int, page_cache: int
) -> None:
    machine_has(monkeypatch, free)
    assert heap_and_page_cache() == (heap, page_cache)


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    machine_has(monkeypatch, 599)
    with pytest.raises(
        ServerError,
        match=r"599 MB of free memory \(of this machine\): the local Neo4j needs 600 MB; close something or raise the limit",
    ):
        heap_and_page_cache()


def test_a_shell_that_allows_too_few_addresses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (2_000 * MEGABYTE, resource.RLIM_INFINITY))
    with pytest.raises(
        ServerError, match=r"2000 MB of address space: this shell allows no more.*; ulimit -v unlimited"
    ):
        heap_and_page_cache()


def container(root: Path, groups: str, files: dict[str, str]) -> Path:
    for name, text in {"proc/self/cgroup": groups, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def group(folder: str, limit: str, used: int, reclaimable: int = 0, *, version: int) -> dict[str, str]:
    """The files of a control group; numbers in megabytes, limits as they stand."""
    names = {1: ("limit_in_bytes", "usage_in_bytes", "total_inactive_file"), 2: ("max", "current", "inactive_file")}
    limit_name, used_name, reclaimable_name = names[version]
    top = "sys/fs/cgroup/memory" if version == 1 else "sys/fs/cgroup"
    return {
        f"{top}/{folder}/memory.{limit_name}": f"{int(limit) * MEGABYTE if limit.isdecimal() else limit}\n",
        f"{top}/{folder}/memory.{used_name}": f"{used * MEGABYTE}\n",
        f"{top}/{folder}/memory.stat": f"anon 5\n{reclaimable_name} {reclaimable * MEGABYTE}\n",
    }


@pytest.mark.parametrize(
    ("groups", "files", "megabytes"),
    [
        (V2, group("user.slice/job", "1024", 424, version=2), 600),
        (V2, group("user.slice/job", "1024", 900, 400, version=2), 524),
        (V2, group("user.slice", "1000", 100, version=2), 900),
        ("0::/\n", group("", "1024", 24, version=2), 1000),
        (V2, group("user.slice/job", "max", 24, version=2), 20_000),
        (V1, group("docker/1a2b", "1024", 24, version=1), 1000),
        (V1, group("", "2048", 48, version=1), 2000),
        (V2, group("user.slice/job", "100", 200, version=2), 0),
        (V1, {"sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 20_000),
        ("", {}, 20_000),
    ],
    ids=[
        "v2",
        "cached files can be given up",
        "the group above",
        "a container of v2",
        "no limit",
        "v1",
        "a container of v1",
        "over its limit",
        "no limit in v1",
        "no groups",
    ],
)
def test_a_control_group_bounds_what_is_free(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, groups: str, files: dict[str, str], megabytes: int
) -> None:
    monkeypatch.undo()
    machine_has(monkeypatch, 20_000)
    assert free_memory(container(tmp_path, groups, files)).megabytes == megabytes


def test_what_bounds_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    machine_has(monkeypatch, 20_000)
    root = container(tmp_path, V2, group("user.slice/job", "512", 12, version=2))
    assert free_memory(root) == Free(500, "of the 512 MB that its control group allows")


def test_a_system_without_control_groups_is_bounded_by_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    machine_has(monkeypatch, 3_000)
    assert free_memory(tmp_path) == Free(3_000, "of this machine")
