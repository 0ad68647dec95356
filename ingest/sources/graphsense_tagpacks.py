"""GraphSense's public TagPacks: addresses with labels, and the actors who hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ingest.lists.record import Notes, Record
from ingest.lists.repeats import Repeats
from ingest.lists.tagpack import tags
from ingest.lists.tagpack_actors import ActorIndex, actors
from ingest.lists.yaml_stream import entries
from ingest.source import ListRefused, ListSource

_LISTS: Final = frozenset({"tags", "actors"})
_HEAD: Final = frozenset({"title", "creator", "tags", "actors"})


def read(paths: Sequence[Path], notes: Notes) -> Iterator[Record]:
    """Yield a record an actor, then one a tag; a YAML file that is neither kind of pack is left out, and named.

    Raises ListRefused where a pack cannot be read to its end or holds what plain data does not need, and where no
    file is a pack.
    """
    packs = [(_kind(path), path) for path in paths]
    if not any(kind for kind, _ in packs):
        rule = "no TagPack and no ActorPack is among the files"
        raise ListRefused(", ".join(map(str, paths)) or "no file", rule, "this seems to be another list")
    for path in (path for kind, path in packs if kind is None):
        notes.leave_out("file that is no pack")
        notes.remark(f"{path.name} is neither a TagPack nor an ActorPack: it was left out")
    with closing(ActorIndex(notes)) as index, closing(Repeats()) as repeats:
        for path in (path for kind, path in packs if kind == "actors"):
            for record in actors(path, notes):
                index.add(record)
                yield record
        for path in (path for kind, path in packs if kind == "tags"):
            yield from tags(path, notes, index.thing, repeats)


def _kind(path: Path) -> str | None:
    """Which list a file has, None for neither; a pack's head without its list is refused, since it was cut off."""
    seen = set()
    for entry in entries(path, _LISTS):
        if entry.name in _LISTS:
            return entry.name
        seen.add(entry.name)
    if seen & _HEAD:
        raise ListRefused(str(path), "the head of a pack without tags or actors", "it may be cut off: fetch it again")
    return None


SOURCE = ListSource(
    name="graphsense-tagpacks",
    title="GraphSense TagPacks and actors",
    publisher="GraphSense",
    primary=None,
    urls=("https://github.com/graphsense/graphsense-tagpacks/archive/refs/heads/master.zip",),
    licence="MIT",
    reliability=0.65,
    reason="collected by researchers from public sources that each tag names; how well each was checked differs by pack",
    bounds={"records": (90_000, 800_000), "Wallet": (90_000, 780_000), "Company": (1_900, 16_000), "Group": (3, 100)},
    read=read,
    suffixes=(".yaml", ".yml"),
)
