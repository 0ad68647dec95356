"""What a user names -> the files of a list: as they are, those of a folder that may belong to it, fetched, or unpacked."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ingest.source import ListRefused, ListSource

if TYPE_CHECKING:
    from ingest.fetch import Client

MAX_MEMBERS: Final = 20_000
MAX_UNPACKED: Final = 2_000_000_000
"""Bytes; the largest list there is takes a tenth."""


@contextmanager
def gathered(
    source: ListSource, places: Sequence[str], folder: Path, *, mapping: Path | None = None, allow_private: bool = False
) -> Iterator[list[Path]]:
    """Give the files of a list; what was fetched or unpacked only as long as the block runs. Raises ListRefused."""
    wanted = list(places) or list(source.urls)
    if not wanted:
        rule = "its publisher offers no file that may be fetched freely"
        raise ListRefused(source.name, rule, f"name one: kg list pull {source.name} --from FILE")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder, prefix="fetched-") as place:
        gathering = _Gathering(source, Path(place), allow_private)
        found = {path for one in wanted for path in gathering.files(one)}
        yield sorted({*found, *([mapping] if mapping else [])})


@dataclass(slots=True)
class _Gathering:
    source: ListSource
    folder: Path
    allow_private: bool
    _client: Client | None = None

    def files(self, place: str) -> Iterator[Path]:
        if urlsplit(place).scheme in ("http", "https"):
            yield from self._whole(self._fetch(place))
        elif Path(place).is_file():
            yield from self._whole(Path(place))
        elif Path(place).is_dir():
            yield from self._inside(Path(place), place)
        else:
            raise ListRefused(place, "no such file or folder", "check the path")

    def _fetch(self, url: str) -> Path:
        from ingest.fetch import Client, Manners, NotModified
        from kg.settings import read_contact

        # one client for all, so that it keeps its pause between two files of one host
        self._client = self._client or Client(Manners(read_contact(), allow_private=self.allow_private))
        got = self._client.download(url, self.folder)
        if isinstance(got, NotModified):
            raise ListRefused(url, "the server says that nothing is new, and nobody asked", "name another address")
        return got.path

    def _whole(self, path: Path) -> Iterator[Path]:
        if path.suffix.lower() != ".zip":
            yield path
            return
        yield from self._inside(self._unpack(path), str(path))

    def _inside(self, folder: Path, place: str) -> Iterator[Path]:
        suffixes = self.source.suffixes
        files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        found = sorted(path for path in files if self._wanted(path.name))
        if not found:
            kinds = ", ".join(suffixes) or "of any kind"
            raise ListRefused(place, f"holds no file {kinds}", f"name the files of {self.source.title}")
        yield from found

    def _unpack(self, path: Path) -> Path:
        """Unpack what may belong to the list, into a folder of its own; names never lead out of it."""
        target = self.folder / f"{path.stem}-unpacked"
        try:
            with zipfile.ZipFile(path) as packed:
                members = [one for one in packed.infolist() if not one.is_dir() and self._wanted(one.filename)]
                if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED:
                    rule = "unpacks to more than any list holds"
                    raise ListRefused(str(path), rule, "unpack it yourself and name the folder")
                for member in members:
                    # zipfile strips roots and dots, and stops where a member holds more than it says
                    packed.extract(member, target)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            shutil.rmtree(target, ignore_errors=True)
            raise ListRefused(str(path), f"is no whole zip file ({error})", "fetch it again") from error
        target.mkdir(exist_ok=True)
        return target

    def _wanted(self, name: str) -> bool:
        return not self.source.suffixes or name.lower().endswith(self.source.suffixes)
