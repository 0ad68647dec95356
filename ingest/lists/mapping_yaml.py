"""A small YAML file read strictly: no alias, no tag, no key twice, and every mistake told with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from ingest.source import ListRefused

MAX_BYTES: Final = 100_000


class _Loader(yaml.SafeLoader):
    """A safe loader that takes no alias either: a few of them nested fill any memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias stands here, which is not taken", mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of a YAML file, whose values are asked for by key."""

    path: Path
    name: str
    node: yaml.MappingNode

    def refused(self, rule: str, remedy: str, node: yaml.Node | None = None) -> ListRefused:
        """The refusal of this place in the file."""
        return ListRefused(f"{self.path}, line {(node or self.node).start_mark.line + 1}", rule, remedy)

    def check_keys(self, known: Iterable[str], required: Iterable[str] = ()) -> None:
        """Refuse a key that is not known, or that stands twice, and a required one that is missing."""
        known, seen = tuple(known), set()
        for key, _ in self.node.value:
            if key.value not in known:
                raise self.refused(f"{self.name} has no key {key.value}", f"it may have {', '.join(known)}", key)
            if key.value in seen:
                raise self.refused(f"the key {key.value} stands twice in {self.name}", "keep one", key)
            seen.add(key.value)
        for name in required:
            if name not in seen:
                raise self.refused(f"{self.name} lacks {name}", f"add the key {name}")

    def node_of(self, key: str) -> yaml.Node | None:
        """The node of a key, or None."""
        found: yaml.Node | None = next((value for name, value in self.node.value if name.value == key), None)
        return found

    def text(self, key: str, default: str | None = None) -> str | None:
        """The text of a key; numbers count as text."""
        node = self.node_of(key)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            raise self.refused(f"{key} is no text", f"write {key}: some text", node)
        return str(node.value)

    def choice(self, key: str, among: Iterable[str]) -> str | None:
        """The text of a key that must be one of those."""
        found, among = self.text(key), tuple(among)
        if found is not None and found not in among:
            raise self.refused(f"{key} is {found}", f"it may be {', '.join(among)}", self.node_of(key))
        return found

    def section(self, key: str) -> Section | None:
        """The mapping of a key, or None."""
        node = self.node_of(key)
        return None if node is None else self._section(key, node)

    def sections(self, key: str, short: str) -> list[Section]:
        """The mappings of a key, of which there may be one or a list; a bare text stands for `{short: text}`."""
        node = self.node_of(key)
        items = node.value if isinstance(node, yaml.SequenceNode) else [] if node is None else [node]
        return [self._section(key, self._long(item, short)) for item in items]

    def _long(self, node: Any, short: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return node
        name = yaml.ScalarNode("tag:yaml.org,2002:str", short, node.start_mark, node.end_mark)
        return yaml.MappingNode("tag:yaml.org,2002:map", [(name, node)], node.start_mark, node.end_mark)

    def _section(self, key: str, node: Any) -> Section:
        if not isinstance(node, yaml.MappingNode):
            raise self.refused(f"{key} is no mapping", f"write keys and values under {key}", node)
        return Section(self.path, key, node)


def load(path: Path) -> Section:
    """The file's one mapping; raises ListRefused where it is missing, too long, or not this kind of YAML."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        raise ListRefused(str(path), f"it cannot be read ({error.strerror})", "name a file that is there") from error
    if raw is None:
        raise ListRefused(str(path), f"a mapping of more than {MAX_BYTES:,} bytes", "give the mapping, not the list")
    try:
        # composing makes nodes only: no tag is ever looked at, let alone obeyed
        node: Any = yaml.compose(raw.decode("utf-8-sig"), Loader=_Loader)
        _refuse_tags(node)
    except UnicodeDecodeError as error:
        raise ListRefused(str(path), "it is not UTF-8", "save it as UTF-8") from error
    except RecursionError as error:
        raise ListRefused(str(path), "it is nested too deeply", "write it as docs/lists_own_csv.md shows") from error
    except yaml.YAMLError as error:
        raise _broken(path, error) from error
    if not isinstance(node, yaml.MappingNode):
        raise ListRefused(f"{path}, line 1", "it is no mapping", "write it as docs/lists_own_csv.md shows")
    return Section(path, "the mapping", node)


def _refuse_tags(node: Any) -> None:
    if not isinstance(node, yaml.Node):
        return
    if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in str(node.tag):
        raise yaml.constructor.ConstructorError(None, None, f"the tag {node.tag} is not taken", node.start_mark)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is no text", key.start_mark)
            _refuse_tags(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_tags(value)


def _broken(path: Path, error: yaml.YAMLError) -> ListRefused:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}, line {mark.line + 1}" if mark is not None else str(path)
    return ListRefused(
        where, str(getattr(error, "problem", None) or "it is no YAML"), "write it as docs/lists_own_csv.md shows"
    )
