"""The files that Neo4j's own import reads: one for each shape of node or edge, every value as the driver would write it.

Strings are quoted, so that "" and nothing differ. What would slow a whole file down, or does not fit its columns, goes
into a file beside it: values of several lines, whole numbers where numbers with a point are the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from kg.bulk.gathering import BadItem

FLUSHED_AT: Final = 4000
"""Lines that are kept before they are written."""

Columns = Mapping[str, str]
"""From a property's name to its type in Neo4j's words."""


@dataclass(slots=True)
class Written:
    """What went into the files, as the import will count it, and the empty lists that these cannot tell from nothing:
    label, id, property and value of each."""

    nodes: int = 0
    edges: int = 0
    properties: int = 0
    empties: list[tuple[str, str, str, list[str]]] = field(default_factory=list)


class Files:
    """All files of one import, in one folder; `delimiter` parts the values of a list."""

    def __init__(self, folder: Path, delimiter: str) -> None:
        self.folder = folder
        self.delimiter = delimiter
        self.written = Written()
        self._open: dict[tuple[str, str, bool], _File] = {}

    def nodes(self, labels: str, columns: Columns) -> Nodes:
        """Nodes of these labels, parted by colons."""
        return Nodes(self, labels, columns)

    def edges(self, edge_type: str, columns: Columns | None = None) -> Edges:
        """Edges of one type."""
        return Edges(self, edge_type, columns or {})

    def file(self, kind: str, header: str, *, several_lines: bool) -> _File:
        """The file for lines of this header."""
        key = (kind, header, several_lines)
        if key not in self._open:
            name = f"{len(self._open):03d}-{kind.rsplit('=', maxsplit=1)[-1].replace(':', '-')}.csv"
            self._open[key] = _File(self.folder / name, header)
        return self._open[key]

    def close(self) -> list[str]:
        """Write what is left, and give the words of the command that tell which file is what; paths begin with `./`."""
        words, several = [], []
        for (kind, _, several_lines), file in self._open.items():
            file.close()
            option, name = kind.split("=")
            words.append(f"--{option}={name}=./{file.path.name}")
            several += [f"./{file.path.name}"] if several_lines else []
        if several:
            words += [f"--multiline-fields={','.join(several)}", "--multiline-fields-format=v2"]
        return words


class _File:
    def __init__(self, path: Path, header: str) -> None:
        self.path = path
        self._file: IO[bytes] = path.open("wb")
        self._lines = [header]

    def line(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= FLUSHED_AT:
            self._flush()

    def _flush(self) -> None:
        try:
            self._file.write(("\n".join(self._lines) + "\n").encode())
        except UnicodeEncodeError as error:
            words = error.object[max(0, error.start - 60) : error.end + 20]
            raise BadItem(repr(words), "holds half a character, which no database takes", "mend it") from None
        self._lines = []

    def close(self) -> None:
        if self._lines:
            self._flush()
        self._file.close()


class _Shape:
    """Columns, and how a row of values becomes a line."""

    def __init__(self, files: Files, kind: str, head: str, columns: Columns) -> None:
        self._files = files
        self._kind = kind
        self._head = head
        self.names = tuple(columns)
        self._types = tuple(columns.values())
        self._doubles = tuple(place for place, one in enumerate(self._types) if one == "double")
        self._lists = tuple(place for place, one in enumerate(self._types) if one.endswith("[]"))
        self._formats = [_FORMATS[one] for one in self._types]
        self._lines: dict[tuple[tuple[int, ...], bool], Callable[[str], None]] = {}
        self._plain = files.file(kind, head, several_lines=False).line if not columns else None

    def _header(self, whole: Sequence[int]) -> str:
        """The header; `whole` are places of numbers that are whole where the column's are not."""
        types = ["long" if place in whole else one for place, one in enumerate(self._types)]
        return ",".join([self._head, *(f"{name}:{one}" for name, one in zip(self.names, types, strict=True))])

    def _line(self, head: str, values: Sequence[Any]) -> None:
        files = self._files
        if self._lists:
            values = self._with_lists(values)
        cells = [form(value) if value is not None else "" for form, value in zip(self._formats, values, strict=True)]
        files.written.properties += len(cells) - cells.count("")
        line = ",".join((head, *cells))
        whole = tuple([place for place in self._doubles if type(values[place]) is int]) if self._doubles else ()
        shape = whole, "\n" in line or "\r" in line
        if shape not in self._lines:
            self._lines[shape] = files.file(self._kind, self._header(whole), several_lines=shape[1]).line
        self._lines[shape](line)

    def _with_lists(self, values: Sequence[Any]) -> list[Any]:
        out = list(values)
        for place in self._lists:
            if (found := out[place]) is not None:
                # an empty field is no field to the import
                out[place] = None if found in ([], [""]) else self._files.delimiter.join(map(str, found))
        return out


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


_FORMATS: dict[str, Callable[[Any], str]] = {
    "string": _quoted, "string[]": _quoted, "long[]": _quoted, "long": str, "double": repr,
    "boolean": lambda value: "true" if value else "false",
}  # fmt: skip


class Nodes(_Shape):
    """Writes nodes of one shape."""

    def __init__(self, files: Files, labels: str, columns: Columns) -> None:
        super().__init__(files, f"nodes={labels}", ":ID", columns)
        self._label = labels.split(":", 1)[0]

    def write(self, number: int, values: Sequence[Any]) -> None:
        """Write a node by its number in this import, with its properties in the order of the columns."""
        self._files.written.nodes += 1
        for place in self._lists:
            if values[place] in ([], [""]):
                told = (self._label, values[self.names.index("id")], self.names[place], values[place])
                self._files.written.empties.append(told)
        self._line(str(number), values)

    def put(self, number: int, properties: Mapping[str, Any]) -> None:
        """Write a node from its properties by name."""
        if unknown := properties.keys() - set(self.names):
            raise BadItem(self._kind, f"has no column for {', '.join(sorted(unknown))}", "report it")
        self.write(number, [properties.get(name) for name in self.names])


class Edges(_Shape):
    """Writes edges of one type."""

    def __init__(self, files: Files, edge_type: str, columns: Columns) -> None:
        super().__init__(files, f"relationships={edge_type}", ":START_ID,:END_ID", columns)

    def write(self, start: int, end: int, values: Sequence[Any] = ()) -> None:
        """Write an edge between two numbers."""
        self._files.written.edges += 1
        if self._plain is not None:
            self._plain(f"{start},{end}")
        else:
            if any(values[place] in ([], [""]) for place in self._lists):
                raise BadItem(self._kind, "has a place without a word", "mend it")
            self._line(f"{start},{end}", values)
