"""The Neo4j releases that `kg` can start: two generations, each with its lock of jars and its main class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """One release; a store that a generation has opened cannot be opened by an older one."""

    version: str
    main_class: str
    lock: str
    quiet: tuple[tuple[str, str], ...] = ()
    """Settings that only this release knows and that keep it from speaking to anybody unasked."""

    @property
    def generation(self) -> str:
        """The part of the version that tells which stores it reads: 5, or the year."""
        return self.version.split(".", 1)[0]


DEFAULT = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint", "neo4j.lock")
"""The long-term support release; the other is the newest that the tests run on."""
RELEASES = {
    release.version: release
    for release in (
        DEFAULT,
        Release(
            "2026.08.1",
            "org.neo4j.server.Neo4jCommunity",
            "neo4j-2026.lock",
            # it calls out for its likes on the network twice a minute, and offers itself to be managed from outside
            (("server.fleet_discovery.enabled", "false"), ("dbms.fleet_manager.enabled", "false")),
        ),
    )
}
