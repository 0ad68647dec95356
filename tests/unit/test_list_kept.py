"""The files of pulls are kept once each, come out as they went in, and what is damaged is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ingest.archive import ArchiveDamaged, ArchiveFull
from ingest.lists.kept import KeptFile, KeptPull, forget, joined_sha256, keep, kept_pulls, unpacked

AT, LATER = "2026-01-02T03:04:05Z", "2026-02-03T04:05:06Z"


def files(folder: Path, **contents: str) -> list[Path]:
    """Files by name; "__" in a name parts it from its folder."""
    out = []
    for name, content in contents.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        out.append(path)
    return out


def taken_out(archive: Path, pull: KeptPull) -> dict[str, str]:
    with unpacked(archive, pull) as paths:
        folder = Path(str(paths[0]).split(".unpacked-", 1)[0])
        return {"/".join(path.relative_to(folder).parts[1:]): path.read_text() for path in paths}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_what_was_kept_comes_out_under_its_own_names(archive: Path, tmp_path: Path) -> None:
    pull = keep(archive, "packs", files(tmp_path / "in", a="one", deep__b="two"), at=AT)
    assert kept_pulls(archive) == [pull]
    assert taken_out(archive, pull) == {"a": "one", "deep/b": "two"}
    assert list((archive / "lists" / "packs").glob(".unpacked-*")) == []


def test_the_bytes_of_two_versions_are_kept_once(archive: Path, tmp_path: Path) -> None:
    first = keep(archive, "packs", files(tmp_path / "in", a="one", b="two"), at=AT)
    second = keep(archive, "packs", files(tmp_path / "in", a="one", b="three"), at=LATER, any_size=True)
    assert kept_pulls(archive) == [first, second]
    assert (first.any_size, second.any_size) == (False, True)
    assert len(list((archive / "lists" / "packs").glob("*.gz"))) == 3
    assert [taken_out(archive, pull)["b"] for pull in (first, second)] == ["two", "three"]


def test_the_same_files_again_are_not_noted_again(archive: Path, tmp_path: Path) -> None:
    first = keep(archive, "packs", files(tmp_path / "in", a="one"), at=AT)
    assert keep(archive, "packs", files(tmp_path / "other", a="one"), at=LATER).files == first.files
    assert kept_pulls(archive) == [first]


def test_an_older_version_that_comes_back_is_noted_again(archive: Path, tmp_path: Path) -> None:
    for at, content in ((AT, "one"), (LATER, "two"), ("2026-03-01T00:00:00Z", "one")):
        keep(archive, "packs", files(tmp_path / "in", a=content), at=at)
    assert [taken_out(archive, pull)["a"] for pull in kept_pulls(archive)] == ["one", "two", "one"]


def test_two_versions_of_one_second_are_both_kept_in_their_order(archive: Path, tmp_path: Path) -> None:
    contents = ["one", "two", "three"]
    for content in contents:
        keep(archive, "packs", files(tmp_path / "in", a=content), at=AT)
    assert [taken_out(archive, pull)["a"] for pull in kept_pulls(archive)] == contents


def test_pulls_of_several_lists_come_in_the_order_of_time(archive: Path, tmp_path: Path) -> None:
    for source, at in (("b", AT), ("a", LATER), ("c", "2026-01-01T00:00:00Z")):
        keep(archive, source, files(tmp_path / source, x=source), at=at)
    assert [pull.source for pull in kept_pulls(archive)] == ["c", "b", "a"]


def test_a_pull_is_known_by_one_hash_whatever_the_order_of_its_files() -> None:
    assert joined_sha256(["b", "a"]) == joined_sha256(["a", "b"])
    assert joined_sha256(["a"]) == "a"
    assert KeptPull("x", AT, (KeptFile("n", "b"), KeptFile("m", "a"))).raw_sha256 == joined_sha256(["a", "b"])


def test_a_list_is_forgotten_without_the_others(archive: Path, tmp_path: Path) -> None:
    for source in ("a", "b"):
        keep(archive, source, files(tmp_path, x=source), at=AT)
    forget(archive, "a")
    forget(archive, "never pulled")
    assert [pull.source for pull in kept_pulls(archive)] == ["b"]


def test_an_empty_archive_holds_no_pull(archive: Path) -> None:
    assert kept_pulls(archive) == []


@pytest.mark.parametrize(
    "content", [gzip.compress(b"other bytes"), b"no gzip", gzip.compress(b"one")[:-4], b"", None], ids=["other", "no gzip", "cut off", "empty", "gone"]
)  # fmt: skip
def test_damaged_bytes_are_told(archive: Path, tmp_path: Path, content: bytes | None) -> None:
    pull = keep(archive, "packs", files(tmp_path / "in", a="one"), at=AT)
    kept = archive / "lists" / "packs" / f"{pull.files[0].sha256}.gz"
    if content is None:
        kept.unlink()
    else:
        kept.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match="pull the list again"), unpacked(archive, pull):
        pass


def note_of(archive: Path) -> Path:
    return next((archive / "lists" / "packs").glob("*.json"))


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "", ".", "..", "a\0b"], ids=repr)
def test_a_note_that_leads_out_of_the_archive_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    keep(archive, "packs", files(tmp_path / "in", a="one"), at=AT)
    note = json.loads(note_of(archive).read_text())
    note["files"][0]["name"] = name
    note_of(archive).write_text(json.dumps(note))
    with pytest.raises(ArchiveDamaged), unpacked(archive, kept_pulls(archive)[0]):
        pass
    assert sorted(path.name for path in archive.rglob("out")) == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "7", "{}", '{"source": "packs", "at": "x"}', '{"source": "packs", "at": "x", "files": 7}',
     '{"source": "packs", "at": "x", "files": ["a"]}', '{"source": "packs", "at": "x", "files": [{"name": "a"}]}',
     '{"source": "other", "at": "x", "files": []}', '{"source": "../..", "at": "x", "files": []}',
     '{"source": "packs", "at": 7, "files": []}', '{"source": "packs", "at": "x", "files": [{"name": 7, "sha256": "a"}]}'],
)  # fmt: skip
def test_a_note_that_is_none_is_told_with_its_file(archive: Path, tmp_path: Path, content: str) -> None:
    keep(archive, "packs", files(tmp_path / "in", a="one"), at=AT)
    note_of(archive).write_text(content)
    with pytest.raises(ArchiveDamaged, match=r"\.json"):
        kept_pulls(archive)


def test_where_nothing_can_be_written_that_is_told(archive: Path, tmp_path: Path) -> None:
    archive.write_text("a file stands where the folder should be")
    with pytest.raises(ArchiveFull, match="--no-archive"):
        keep(archive, "packs", files(tmp_path / "in", a="one"), at=AT)
