"""Where things are and how the database is reached, read from the environment when asked, never at import."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from kg.errors import SettingsError
from kg.releases import DEFAULT, RELEASES, Release

REMOTE_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Settings:
    """`uri` is None where the local Neo4j is meant. `home` holds its data, password and logs;
    `cache` the jars, which every home shares; `mirror` is where they come from, None for the usual place."""

    home: Path
    cache: Path
    uri: str | None = None
    username: str = "neo4j"
    password: str | None = None
    database: str = "neo4j"
    bolt_port: int | None = None
    http_port: int | None = None
    release: Release = DEFAULT
    mirror: str | None = None
    java_options: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """True where `kg` starts and stops the database itself."""
        return self.uri is None


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read KG_HOME, KG_CACHE, KG_BOLT_PORT, KG_HTTP_PORT, KG_NEO4J, KG_MAVEN_MIRROR, KG_JAVA_OPTIONS, NEO4J_URI,
    NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.

    Raises SettingsError where a value cannot be meant: a URI of another scheme, a port that is no number.
    """
    env = os.environ if environ is None else environ
    home = env.get("KG_HOME") or platformdirs.user_data_dir("illicit-kg", appauthor=False)
    cache = env.get("KG_CACHE") or platformdirs.user_cache_dir("illicit-kg", appauthor=False)
    uri = env.get("NEO4J_URI") or None
    if uri is not None and uri.split("://", 1)[0] not in REMOTE_SCHEMES:
        schemes = ", ".join(f"{scheme}://" for scheme in REMOTE_SCHEMES)
        raise SettingsError(
            f"NEO4J_URI={uri}", f"its scheme must be one of {schemes}", "for example bolt://localhost:7687"
        )
    if uri is not None and not env.get("NEO4J_PASSWORD"):
        raise SettingsError("NEO4J_PASSWORD", f"is not set, and NEO4J_URI={uri} needs it", "export NEO4J_PASSWORD")
    return Settings(
        home=Path(home).expanduser().resolve(),
        cache=Path(cache).expanduser().resolve(),
        uri=uri,
        username=env.get("NEO4J_USERNAME") or "neo4j",
        password=env.get("NEO4J_PASSWORD") or None,
        database=env.get("NEO4J_DATABASE") or "neo4j",
        bolt_port=_port(env, "KG_BOLT_PORT"),
        http_port=_port(env, "KG_HTTP_PORT"),
        release=_release(env),
        mirror=_mirror(env),
        java_options=tuple((env.get("KG_JAVA_OPTIONS") or "").split()),
    )


def _release(env: Mapping[str, str]) -> Release:
    version = env.get("KG_NEO4J") or DEFAULT.version
    if version not in RELEASES:
        raise SettingsError(f"KG_NEO4J={version}", f"must be one of {', '.join(RELEASES)}", "unset it for the first")
    return RELEASES[version]


def _mirror(env: Mapping[str, str]) -> str | None:
    mirror = env.get("KG_MAVEN_MIRROR") or None
    if mirror is not None and mirror.split("://", 1)[0] not in ("http", "https"):
        raise SettingsError("KG_MAVEN_MIRROR", "must be an address with http:// or https://", "name a Maven repository")
    return mirror.rstrip("/") if mirror else None


def _port(env: Mapping[str, str], name: str) -> int | None:
    text = env.get(name)
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingsError(
            f"{name}={text}", "a port is a whole number from 1 to 65535", f"unset {name} for a free port"
        )
    return int(text)


def read_contact(environ: Mapping[str, str] | None = None) -> str | None:
    """Read KG_CONTACT: the e-mail or web address that those whose pages are fetched may write to; None where it is unset.

    Raises SettingsError for what is neither, or would not fit into a header.
    """
    contact = ((os.environ if environ is None else environ).get("KG_CONTACT") or "").strip()
    if not contact:
        return None
    is_address = contact.startswith(("https://", "http://")) or re.fullmatch(r"[^@:/]+@[^@:/]+", contact)
    if not is_address or not re.fullmatch(r"[!-'*-\[\]-~]{3,200}", contact):
        rule = "must be an e-mail or web address of at most 200 plain characters"
        raise SettingsError(f"KG_CONTACT={contact}", rule, "for example desk@example.org")
    return contact
