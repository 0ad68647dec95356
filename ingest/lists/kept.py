"""The files of pulls kept, compressed and once each, with a note of when they came: a graph is built again from them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from ingest.archive import ArchiveDamaged, ArchiveFull
from kg.filelock import only_one

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a pull: its path below the folder that all of them share, and the sha256 of its bytes, by which it lies in the archive."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptPull:
    """One pull: of which list, when (UTC, to the second), from which files, and whether an excerpt was taken for the whole."""

    source: str
    at: str
    files: tuple[KeptFile, ...]
    any_size: bool = False

    @property
    def raw_sha256(self) -> str:
        """The hash by which the graph knows these files."""
        return joined_sha256([one.sha256 for one in self.files])


def joined_sha256(hashes: Sequence[str]) -> str:
    """One hash for several files, whatever their order and names; of a single file its own."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256(" ".join(sorted(hashes)).encode()).hexdigest()


def keep(archive: Path, source: str, paths: Sequence[Path], *, at: str, any_size: bool = False) -> KeptPull:
    """Keep files in `lists/<source>` of the archive; the same ones as last time are not noted again. Raises ArchiveFull."""
    folder = archive / "lists" / source
    whole = [path.resolve() for path in paths]
    shared = Path(os.path.commonpath([path.parent for path in whole]))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with only_one(folder / ".lock"):
            files = tuple(
                KeptFile(path.relative_to(shared).as_posix(), _keep_file(folder, path)) for path in sorted(whole)
            )
            pull = KeptPull(source, at, files, any_size)
            last = next(reversed(list(_notes(folder))), None)
            if last is None or last.files != files:
                incoming = folder / ".incoming"
                incoming.write_text(json.dumps(asdict(pull), indent=1) + "\n", "ascii")
                incoming.replace(_free(folder, at.replace(":", "")))
    except OSError as error:
        raise ArchiveFull(
            str(folder), f"cannot be written ({error.strerror})", "make room or mend its rights, or --no-archive"
        ) from error
    return pull


def _free(folder: Path, stem: str) -> Path:
    """A name for a note that none has yet, sorted behind those of the same second."""
    names = (f"{stem}{'~' * more}.json" for more in count())
    return next(folder / name for name in names if not (folder / name).exists())


def _keep_file(folder: Path, path: Path) -> str:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    kept = folder / f"{sha256}.gz"
    if not kept.exists():
        incoming = folder / ".incoming"
        with (
            path.open("rb") as file,
            incoming.open("wb") as raw,
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed,
        ):
            shutil.copyfileobj(file, packed, _BLOCK)
        incoming.replace(kept)
    return sha256


def forget(archive: Path, source: str) -> None:
    """Take every pull of a list out of the archive."""
    shutil.rmtree(archive / "lists" / source, ignore_errors=True)


def kept_pulls(archive: Path) -> list[KeptPull]:
    """Every pull that is kept, in the order in which they came."""
    folders = sorted((archive / "lists").glob("*/")) if (archive / "lists").is_dir() else []
    return sorted((pull for folder in folders for pull in _notes(folder)), key=lambda pull: (pull.at, pull.source))


def _notes(folder: Path) -> Iterator[KeptPull]:
    for path in sorted(folder.glob("*.json")):
        try:
            pull = msgspec.json.decode(path.read_bytes(), type=KeptPull)
        except (OSError, ValueError) as error:
            raise ArchiveDamaged(
                str(path), f"cannot be read ({error})", "pull the list again, or delete the file"
            ) from error
        if pull.source != folder.name:
            raise ArchiveDamaged(str(path), f"is about another list ({pull.source})", "delete the file")
        yield pull


@contextmanager
def unpacked(archive: Path, pull: KeptPull) -> Iterator[list[Path]]:
    """Give the files of a pull under their own names, as long as the block runs. Raises ArchiveDamaged."""
    folder = archive / "lists" / pull.source
    with TemporaryDirectory(dir=folder, prefix=".unpacked-") as place:
        paths = []
        for one in pull.files:
            path = Path(os.path.normpath(Path(place) / one.name))
            if not path.is_relative_to(place) or "\0" in one.name:
                raise ArchiveDamaged(str(folder), f"names a file outside of itself ({one.name})", "pull the list again")
            path.parent.mkdir(parents=True, exist_ok=True)
            _unpack(folder / f"{one.sha256}.gz", path, one.sha256)
            paths.append(path)
        yield paths


def _unpack(kept: Path, path: Path, sha256: str) -> None:
    try:
        with gzip.open(kept, "rb") as packed, path.open("wb") as file:
            shutil.copyfileobj(packed, file, _BLOCK)
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, EOFError) as error:
        raise ArchiveDamaged(str(kept), f"cannot be read ({error})", "pull the list again") from error
    if found != sha256:
        raise ArchiveDamaged(str(kept), "holds other bytes than its name says", "pull the list again")
