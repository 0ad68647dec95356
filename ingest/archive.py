"""Raw bytes kept by their sha256, compressed and once each, with a note beside of when they came and what they were called."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Final

from ingest.documents.given import NOTHING, Given
from kg.errors import KgError
from kg.filelock import only_one

NAMES_KEPT: Final = 10
"""Further names under which the same bytes came, the first one left out; what comes after is not noted."""
_LEVEL: Final = 6


class ArchiveDamaged(KgError):
    """What the archive holds is not what was put in; the other entries are as they were."""


class ArchiveFull(KgError):
    """The archive cannot be written; what was acknowledged is kept."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One way in which bytes came, as far as it decides what document they make: its name's suffix, its encoding, and
    what was known of them."""

    name: str
    encoding: str | None = None
    recorded: str = ""
    more_names: tuple[str, ...] = ()
    given: Given = NOTHING

    @property
    def way(self) -> tuple[str, str | None, Given]:
        """What two sightings share that make the same document of the same bytes."""
        return PurePath(self.name).suffix.lower(), self.encoding, self.given


@dataclass(frozen=True, slots=True)
class Entry:
    """The note beside archived bytes; `recorded` is when they first came, in UTC to the microsecond."""

    sha256: str
    size: int
    recorded: str
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of `ab/<sha256>.gz` with `ab/<sha256>.json` beside; `clock` gives the time in UTC to the microsecond.

    Any number of processes may use one at once. Killed at any moment, it holds whole entries only: the bytes are there
    before the note, each is renamed into place, and bytes without a note count as not there.
    """

    folder: Path
    clock: Callable[[], str]

    def put(self, raw: bytes, sighting: Sighting) -> Entry:
        """Keep bytes, or note another way in which known ones came; a damaged entry is mended. Raises ArchiveFull."""
        sha256 = hashlib.sha256(raw).hexdigest()
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with only_one(self.folder / ".lock"):
                if not self._is_whole(sha256):
                    self._place(self._path(sha256, ".gz"), gzip.compress(raw, _LEVEL, mtime=0))
                known = self._known(sha256)
                entry = _seen(known, sha256, len(raw), sighting, self.clock)
                if entry != known:
                    self._place(self._path(sha256, ".json"), _written(entry))
        except OSError as error:
            raise ArchiveFull(
                str(self.folder),
                f"cannot be written ({error.strerror})",
                "make room or mend its rights, or --no-archive",
            ) from error
        return entry

    def read(self, sha256: str) -> bytes:
        """Give the bytes back; raises ArchiveDamaged where they are gone or are not those that were put in."""
        path = self._path(sha256, ".gz")
        try:
            raw = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(path, f"cannot be read ({error})") from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise _damaged(path, "holds other bytes than its name says")
        return raw

    def entries(self, *, on_damaged: Callable[[ArchiveDamaged], None]) -> Iterator[Entry]:
        """Yield the notes in the order of their hashes, and tell of each that cannot be read."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.glob("*.json")):
                try:
                    yield _read_note(path)
                except ArchiveDamaged as error:
                    on_damaged(error)

    def forget(self, sha256: str, sighting: Sighting) -> None:
        """Take back one way in which bytes came, and the bytes where no other is left."""
        with only_one(self.folder / ".lock"):
            entry = self._known(sha256)
            left = tuple(one for one in entry.sightings if one.way != sighting.way) if entry else ()
            if entry is not None and left:
                self._place(self._path(sha256, ".json"), _written(replace(entry, sightings=left)))
                return
            self._path(sha256, ".json").unlink(missing_ok=True)
            self._path(sha256, ".gz").unlink(missing_ok=True)

    def _path(self, sha256: str, suffix: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}{suffix}"

    def _is_whole(self, sha256: str) -> bool:
        try:
            self.read(sha256)
        except ArchiveDamaged:
            return False
        return True

    def _known(self, sha256: str) -> Entry | None:
        try:
            return _read_note(self._path(sha256, ".json"))
        except ArchiveDamaged:
            return None

    def _place(self, path: Path, content: bytes) -> None:
        place(path, content, incoming=self.folder / ".incoming")


def place(path: Path, content: bytes, *, incoming: Path) -> None:
    """Write a file whole or not at all, by way of `incoming`; who calls holds the folder's lock.

    So one name serves for all that comes in, and a process that is killed leaves no litter.
    """
    path.parent.mkdir(exist_ok=True, mode=0o700)
    with incoming.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    incoming.replace(path)


def _seen(known: Entry | None, sha256: str, size: int, sighting: Sighting, clock: Callable[[], str]) -> Entry:
    """The note after one more sighting; the same one again changes nothing."""
    if known is None:
        recorded = clock()
        return Entry(sha256, size, recorded, (replace(sighting, recorded=recorded),))
    alike = next((one for one in known.sightings if one.way == sighting.way), None)
    if alike is None:
        return replace(known, sightings=(*known.sightings, replace(sighting, recorded=clock())))
    if sighting.name in (alike.name, *alike.more_names) or len(alike.more_names) >= NAMES_KEPT:
        return known
    more = replace(alike, more_names=(*alike.more_names, sighting.name))
    return replace(known, sightings=tuple(more if one is alike else one for one in known.sightings))


def _written(entry: Entry) -> bytes:
    # a file's name may hold bytes that are no text; they are kept as escapes
    note = asdict(entry)
    for told, sighting in zip(note["sightings"], entry.sightings, strict=True):
        told.pop("given")
        if noted := sighting.given.noted():
            told["given"] = noted
    return (json.dumps(note, indent=1) + "\n").encode("ascii")


def _read_note(path: Path) -> Entry:
    try:
        note: dict[str, Any] = json.loads(path.read_bytes())
        sightings = tuple(_sighting(**one) for one in note.pop("sightings"))
        return Entry(**note, sightings=sightings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path, f"cannot be read ({error})") from error


def _sighting(
    *, name: str, encoding: str | None, recorded: str, more_names: list[str], given: dict[str, Any] | None = None
) -> Sighting:
    return Sighting(name, encoding, recorded, tuple(more_names), Given(**(given or {})))


def _damaged(path: Path, what: str) -> ArchiveDamaged:
    return ArchiveDamaged(str(path), what, "ingest the document again, which mends it, or delete the file")
