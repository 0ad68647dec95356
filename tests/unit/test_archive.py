"""Raw bytes come back as they went in, once each, whatever happens to the process that keeps them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from ingest.archive import Archive, ArchiveDamaged, ArchiveFull, Entry, Sighting
from ingest.intake import Store
from ingest.job import Done, Job
from ingest.quarantine import Quarantine
from kg.errors import SkipDocument

RAW = b"The Lazarus Group used Sinbad.\n" * 40
SHA = sha256(RAW).hexdigest()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    ticks = count()
    return Archive(tmp_path / "archive", lambda: f"2026-01-02T03:04:05.{next(ticks):06d}Z")


def entries(archive: Archive) -> list[Entry]:
    return list(archive.entries(on_damaged=lambda error: pytest.fail(str(error))))


def files(archive: Archive) -> set[str]:
    return {str(path.relative_to(archive.folder)) for path in archive.folder.rglob("*") if path.is_file()} - {".lock"}


def test_bytes_come_back_as_they_went_in(archive: Archive) -> None:
    archive.put(RAW, Sighting("a.txt"))
    assert archive.read(SHA) == RAW


def test_an_entry_is_a_compressed_file_and_a_note_beside(archive: Archive) -> None:
    archive.put(RAW, Sighting("a.txt", "cp1252"))
    assert files(archive) == {f"{SHA[:2]}/{SHA}.gz", f"{SHA[:2]}/{SHA}.json"}
    assert (archive.folder / SHA[:2] / f"{SHA}.gz").stat().st_size < len(RAW) / 2
    assert json.loads((archive.folder / SHA[:2] / f"{SHA}.json").read_text()) == {
        "sha256": SHA,
        "size": len(RAW),
        "recorded": "2026-01-02T03:04:05.000000Z",
        "sightings": [
            {"name": "a.txt", "encoding": "cp1252", "recorded": "2026-01-02T03:04:05.000000Z", "more_names": []}
        ],
    }


def test_the_same_bytes_are_kept_once_and_keep_their_first_time(archive: Archive) -> None:
    first = archive.put(RAW, Sighting("a.txt"))
    assert archive.put(RAW, Sighting("a.txt")) == first
    assert entries(archive) == [first]


def test_another_name_is_noted_and_another_way_to_read_them_is_a_sighting(archive: Archive) -> None:
    for sighting in (Sighting("a.txt"), Sighting("b.txt"), Sighting("c.json"), Sighting("a.txt", "cp1252")):
        entry = archive.put(RAW, sighting)
    assert [(one.name, one.encoding, one.more_names) for one in entry.sightings] == [
        ("a.txt", None, ("b.txt",)),
        ("c.json", None, ()),
        ("a.txt", "cp1252", ()),
    ]
    assert [one.recorded[-7:-1] for one in entry.sightings] == ["000000", "000001", "000002"]


def test_a_thousand_names_make_no_thousand_notes(archive: Archive) -> None:
    for number in range(30):
        entry = archive.put(RAW, Sighting(f"{number}.txt"))
    assert len(entry.sightings[0].more_names) == 10


@pytest.mark.parametrize(
    "content", [b"", b"no gzip", gzip.compress(b"other bytes", mtime=0), gzip.compress(RAW, mtime=0)[:-9]]
)
def test_a_damaged_entry_is_named_when_it_is_read_and_mended_by_the_same_bytes(
    archive: Archive, content: bytes
) -> None:
    archive.put(RAW, Sighting("a.txt"))
    path = archive.folder / SHA[:2] / f"{SHA}.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=str(path)):
        archive.read(SHA)
    archive.put(RAW, Sighting("a.txt"))
    assert archive.read(SHA) == RAW


@pytest.mark.parametrize("note", ["", "[]", "{", '{"sha256": "x"}', "null"])
def test_a_damaged_note_is_told_and_the_others_are_listed(archive: Archive, note: str) -> None:
    other = archive.put(b"other", Sighting("b.txt"))
    archive.put(RAW, Sighting("a.txt"))
    path = archive.folder / SHA[:2] / f"{SHA}.json"
    path.write_text(note)
    told: list[ArchiveDamaged] = []
    assert list(archive.entries(on_damaged=told.append)) == [other]
    assert [error.thing for error in told] == [str(path)]


def test_a_name_that_is_no_text_is_kept(archive: Archive) -> None:
    archive.put(RAW, Sighting("caf\udce9.txt"))
    assert entries(archive)[0].sightings[0].name == "caf\udce9.txt"


def test_a_folder_that_cannot_be_written_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(ArchiveFull, match="--no-archive"):
        Archive(tmp_path / "archive", lambda: "").put(RAW, Sighting("a.txt"))


WRITER = """
import sys
from pathlib import Path
from ingest.archive import Archive, Sighting
archive = Archive(Path(sys.argv[1]), lambda: "2026-01-02T03:04:05.000000Z")
for number in range(int(sys.argv[2])):
    archive.put(f"document {number}".encode() * 100, Sighting(f"{sys.argv[3]}{number}.txt"))
    print(number, flush=True)
"""


def test_two_processes_at_once_keep_everything_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "archive"), "60"]
    writers = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    found = entries(Archive(tmp_path / "archive", lambda: ""))
    names = {name for entry in found for one in entry.sightings for name in (one.name, *one.more_names)}
    assert (len(found), names) == (60, {f"{name}{number}.txt" for name in "ab" for number in range(60)})


def test_a_writer_that_is_killed_leaves_whole_entries_only(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", lambda: "2026-01-02T03:04:06.000000Z")
    command = [sys.executable, "-c", WRITER, str(archive.folder), "100000", "a"]
    acknowledged = 0
    for lines in (3, 11, 30):
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(lines):
            acknowledged = max(acknowledged, int(writer.stdout.readline()))
        writer.kill()
        writer.wait()
        writer.stdout.close()
    found = entries(archive)
    assert {sha256(archive.read(entry.sha256)).hexdigest() for entry in found} == {entry.sha256 for entry in found}
    assert len(found) > acknowledged


def test_refused_bytes_move_to_quarantine_with_the_reason_beside(archive: Archive, tmp_path: Path) -> None:
    store = Store(archive, Quarantine(tmp_path / "quarantine"))
    job = store.keep(Job("a.txt", RAW))
    store.refuse(Done(job, error=SkipDocument("a.txt", "looks binary", "give text"), refused=True))
    assert files(archive) == set()
    kept = tmp_path / "quarantine" / SHA[:2]
    assert gzip.decompress((kept / f"{SHA}.gz").read_bytes()) == RAW
    assert json.loads((kept / f"{SHA}.json").read_text()) == {
        "sha256": SHA,
        "size": len(RAW),
        "name": "a.txt",
        "reason": "looks binary",
        "recorded": "2026-01-02T03:04:05Z",
        "encoding": None,
        "given": {},
    }


def test_bytes_that_are_a_document_in_another_way_stay_archived(archive: Archive, tmp_path: Path) -> None:
    store = Store(archive, Quarantine(tmp_path / "quarantine"))
    store.keep(Job("a.txt", RAW))
    job = store.keep(Job("a.json", RAW))
    store.refuse(Done(job, error=SkipDocument("a.json", "is not JSON", ""), refused=True))
    assert [[one.name for one in entry.sightings] for entry in entries(archive)] == [["a.txt"]]
    assert archive.read(SHA) == RAW


def test_a_full_quarantine_takes_no_more(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path, limit=100)
    error = SkipDocument("a.txt", "looks binary", "")
    kept = [quarantine.put(bytes([number]) * 50, error, now="") for number in range(10)]
    assert True in kept
    assert kept == sorted(kept, reverse=True)
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*.gz")) <= 100
