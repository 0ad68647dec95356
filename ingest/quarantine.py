"""Bytes that no document could be made of, kept with the reason, up to a size: somebody may want to look at them."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.archive import place
from kg.errors import SkipDocument
from kg.filelock import only_one

MAX_BYTES: Final = 200_000_000
"""What the folder may hold, compressed; beyond it bytes are refused, and the reasons are still printed."""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A folder laid out as the archive is: `ab/<sha256>.gz`, with the name and the reason in `ab/<sha256>.json`."""

    folder: Path
    limit: int = MAX_BYTES

    def put(self, raw: bytes, error: SkipDocument, *, now: str) -> bool:
        """Keep refused bytes with the reason; False where the folder is full or cannot be written."""
        sha256 = hashlib.sha256(raw).hexdigest()
        packed = gzip.compress(raw, mtime=0)
        note = {"sha256": sha256, "size": len(raw), "name": error.thing, "reason": error.rule, "recorded": now}
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with only_one(self.folder / ".lock"):
                place = self.folder / sha256[:2] / sha256
                if not place.with_suffix(".gz").exists():
                    if not self._room_for(len(packed)):
                        return False
                    self._place(place.with_suffix(".gz"), packed)
                self._place(place.with_suffix(".json"), (json.dumps(note, indent=1) + "\n").encode("ascii"))
        except OSError:
            return False
        return True

    def _room_for(self, size: int) -> bool:
        """Count what comes in; where no count is there yet, the folder is measured once."""
        counted = self.folder / ".size"
        try:
            held = int(counted.read_text("ascii"))
        except (FileNotFoundError, ValueError):
            held = sum(path.stat().st_size for path in self.folder.glob("*/*.gz"))
        if held + size > self.limit:
            return False
        counted.write_text(str(held + size), "ascii")
        return True

    def _place(self, path: Path, content: bytes) -> None:
        place(path, content, incoming=self.folder / ".incoming")
