"""Write the lock of one Neo4j release: `python tests/lock_jars.py 2026.08.1 > kg/server/neo4j-2026.lock`. Needs the network."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import jgo

BROWSER = "5.24.0"
"""The last Neo4j Browser that was published as a jar; both generations serve it."""


def lock(release: str) -> list[str]:
    """Resolve the release's dependencies as Maven would, and return a line for each jar, in order."""
    wanted = f"org.neo4j:neo4j:{release}+org.neo4j.app:neo4j-server:{release}+org.neo4j.client:neo4j-browser:{BROWSER}"
    with tempfile.TemporaryDirectory(prefix="kg-lock-") as folder:
        environment = jgo.build(wanted, cache_dir=Path(folder))
        sizes = {path.name: path.stat().st_size for path in environment.all_jars}
        return sorted((_line(found, sizes) for found in environment.lockfile.dependencies), key=_coordinates)


def _line(found: object, sizes: dict[str, int]) -> str:
    group, artifact, version, classifier, sha256 = (
        getattr(found, name) for name in ("groupId", "artifactId", "version", "classifier", "sha256")
    )
    tail = f"-{classifier}" if classifier else ""
    coordinates = ":".join(part for part in (group, artifact, version, classifier) if part)
    return f"{sha256} {sizes[f'{artifact}-{version}{tail}.jar']} {coordinates}"


def _coordinates(line: str) -> str:
    return line.split(" ")[2]


def main() -> None:
    release = sys.argv[1]
    print(
        f"# The jars of the local Neo4j {release} (GPLv3, downloaded, never bundled): "
        "sha256, size in bytes, group:artifact:version[:classifier].\n"
        f"# Made from the dependencies of org.neo4j:neo4j, org.neo4j.app:neo4j-server ({release}) and "
        f"org.neo4j.client:neo4j-browser ({BROWSER})."
    )
    print("\n".join(lock(release)))


if __name__ == "__main__":
    main()
