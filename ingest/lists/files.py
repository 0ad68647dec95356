"""What a user names -> the files of a list: as they are, those of a folder that may belong to it, or fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from ingest.source import ListRefused, ListSource


@contextmanager
def gathered(
    source: ListSource, places: Sequence[str], folder: Path, *, mapping: Path | None = None, allow_private: bool = False
) -> Iterator[list[Path]]:
    """Give the files of a list, what was fetched only as long as the block runs. Raises ListRefused where there are none."""
    wanted = list(places) or list(source.urls)
    if not wanted:
        raise ListRefused(
            source.name, "its publisher offers no file to fetch", f"name one: kg list pull {source.name} --from FILE"
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=folder, prefix="fetched-") as fetched:
        found = [path for place in wanted for path in _files(source, place, Path(fetched), allow_private=allow_private)]
        yield sorted({*found, *([mapping] if mapping else [])})


def _files(source: ListSource, place: str, fetched: Path, *, allow_private: bool) -> Iterator[Path]:
    if urlsplit(place).scheme in ("http", "https"):
        yield _fetch(place, fetched, allow_private=allow_private)
        return
    path = Path(place)
    if path.is_file():
        yield path
    elif path.is_dir():
        inside = sorted(one for one in path.rglob("*") if one.is_file() and _may_belong(source, one))
        if not inside:
            kinds = ", ".join(source.suffixes) or "file"
            raise ListRefused(place, f"the folder holds no {kinds}", f"name the files of {source.title}")
        yield from inside
    else:
        raise ListRefused(place, "no such file or folder", "check the path")


def _may_belong(source: ListSource, path: Path) -> bool:
    return not path.name.startswith(".") and (not source.suffixes or path.suffix.lower() in source.suffixes)


def _fetch(url: str, folder: Path, *, allow_private: bool) -> Path:
    from ingest.fetch import download

    return download(url, folder, allow_private=allow_private).path
