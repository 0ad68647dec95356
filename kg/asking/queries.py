"""The questions in cypher/: found, read, checked, and their parameters bound. Each file is a header of // lines and a body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kg.asking.cypher_tokens import Token, parameters, tokens
from kg.asking.parameters import TYPES, BadValue, convert
from kg.asking.statements import columns, escapes, problems
from kg.asking.topics import TOPICS, WHOLE_GRAPH
from kg.errors import KgError, UsageError

MAX_FILE: Final = 100_000
"""Bytes of a question's file."""
_KEYS: Final = ("title", "question", "topic", "scope", "param", "returns")
_HEADER_LINE: Final = re.compile(r"//\s*(?P<key>[a-z]+)\s*:\s*(?P<rest>.*?)\s*")
_PARAM: Final = re.compile(r"(?P<name>[A-Za-z_]\w*)\s*:\s*(?P<type>[\w<>]+)\s*(?P<rest>.*)", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_STEM: Final = re.compile(r"[a-z][a-z0-9_]*")


class QueryError(KgError):
    """A query file is out of shape: mend the file at the line it names."""

    def __init__(self, path: str, line: int, rule: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}", rule, remedy)
        self.path = path
        self.line = line


class ParameterError(UsageError):
    """A parameter is missing, unknown, or its value is of another type."""


@dataclass(frozen=True, slots=True)
class Param:
    """One declared parameter; `default` counts only where `required` is false."""

    name: str
    type: str
    description: str
    required: bool = True
    default: Any = None


@dataclass(frozen=True, slots=True)
class Query:
    """One question; `text` is the whole file, as it is sent to the database, `returns` the columns of its rows in order.

    `topic` is a key of TOPICS. A `whole_graph` one looks through all there is of a kind, and takes longer on a large graph.
    """

    name: str
    title: str
    question: str
    params: tuple[Param, ...]
    returns: tuple[str, ...]
    text: str
    topic: str = "other"
    whole_graph: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a header, with its place in the file."""

    path: str
    number: int
    key: str
    rest: str

    def wrong(self, rule: str, remedy: str) -> QueryError:
        """Say what is wrong with this line."""
        return QueryError(self.path, self.number, rule, remedy)


def queries_folder() -> Path:
    """Find the folder of questions: inside the installed package, or beside it in a checkout; raise KgError where it is gone."""
    package = Path(str(resources.files("kg")))
    for folder in (package / "cypher", package.parent / "cypher"):
        if folder.is_dir():
            return folder
    raise KgError(str(package / "cypher"), "the questions are missing", "install illicit-kg again")


def load_queries(folder: Path | None = None) -> dict[str, Query]:
    """Read all questions of a folder, by name; raise QueryError at the first that is out of shape."""
    paths = sorted((folder or queries_folder()).glob("*.cypher"))
    return {path.stem: _load(path) for path in paths}


def load_query(name: str, folder: Path | None = None) -> Query:
    """Read one question by its name; raise UsageError, with what was perhaps meant, where there is none."""
    paths = {path.stem: path for path in (folder or queries_folder()).glob("*.cypher")}
    if name in paths:
        return _load(paths[name])
    close = get_close_matches(name, paths, n=1)
    raise UsageError(
        f"query {name!r}",
        "there is none of that name",
        f"did you mean {close[0]}?" if close else "see `kg queries` for their names",
    )


def load_query_file(path: Path) -> Query:
    """Read a question of the user's own; raise UsageError where there is no such file, QueryError where it is no question."""
    if not path.is_file():
        raise UsageError(str(path), "there is no such file", "give a file of Cypher, or a name that `kg queries` lists")
    if path.stat().st_size > MAX_FILE:
        raise UsageError(str(path), f"has more than {MAX_FILE // 1000} kB", "a question is one statement")
    return _load(path)


def parse_query(text: str, path: str) -> Query:
    """Read a file's text and check its header and body; raise QueryError with the line, the rule and the remedy."""
    header = list(_header(text, path))
    title, question, returns = (_single(header, key, path) for key in ("title", "question", "returns"))
    params = tuple(_param(line) for line in header if line.key == "param")
    stem = Path(path).stem
    if not _STEM.fullmatch(stem):
        raise title.wrong(f"{stem!r} is no name for a question", "name the file in snake_case")
    _refuse_twice([line for line in header if line.key == "param"], params)
    topic = _one_of(header, "topic", tuple(TOPICS))
    scope = _one_of(header, "scope", (WHOLE_GRAPH,))
    query = Query(
        stem, title.rest, question.rest, params, _columns(returns), text, topic or "other", scope == WHOLE_GRAPH
    )
    _check_body(query, header)
    return query


def bind(query: Query, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Turn raw values, as a command line gives them, into those the database gets; raise ParameterError.

    Every declared parameter is in the outcome, with its default where `raw` has none (None counts as none).
    """
    declared = {param.name: param for param in query.params}
    for name in raw:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise ParameterError(f"parameter {name!r}", f"{query.name} does not take it", f"it takes: {known}")
    return {name: _bound(param, raw.get(name)) for name, param in declared.items()}


def _bound(param: Param, value: Any) -> Any:
    if value is None and not param.required:
        return list(param.default) if isinstance(param.default, list) else param.default
    if value is None:
        raise ParameterError(f"parameter {param.name!r}", "is required", f"give it a {param.type}: {param.description}")
    try:
        return _converted(param, value)
    except BadValue as error:
        raise ParameterError(f"parameter {param.name!r}", str(error), f"give {TYPES[param.type]}") from error


def _converted(param: Param, value: Any) -> Any:
    bound = convert(param.type, value)
    if param.name == "limit" and param.type == "integer" and bound < 1:
        raise BadValue(f"{bound} is no number of rows: it is less than 1")
    return bound


def _load(path: Path) -> Query:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(str(path), f"cannot be read ({error.strerror})", "check the path and its rights") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise QueryError(str(path), line, "is not UTF-8", "save the file as UTF-8") from error
    return parse_query(text, str(path))


def _header(text: str, path: str) -> Iterator[_Line]:
    """Yield the // lines at the top; the first line that is none of them ends the header."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("//"):
            return
        match = _HEADER_LINE.fullmatch(line)
        key = match["key"] if match else ""
        if not match or key not in _KEYS:
            close = get_close_matches(key, _KEYS, n=1)
            remedy = (
                f"did you mean {close[0]}?"
                if close
                else f"begin with one of {', '.join(_KEYS)}, or leave a blank line first"
            )
            raise QueryError(path, number, f"{line.strip()[:60]!r} is no header line", remedy)
        if not match["rest"]:
            raise QueryError(path, number, f"{key} says nothing", f"write `// {key}: ...`")
        yield _Line(path, number, key, match["rest"])


def _single(header: list[_Line], key: str, path: str) -> _Line:
    found = [line for line in header if line.key == key]
    if not found:
        raise QueryError(path, 1, f"the header has no {key}", f"add a line `// {key}: ...` at the top")
    if len(found) > 1:
        raise found[1].wrong(f"{key} is given twice", "keep one")
    return found[0]


def _one_of(header: list[_Line], key: str, allowed: Sequence[str]) -> str | None:
    """What an optional line says, or None where it is not there."""
    if not any(line.key == key for line in header):
        return None
    line = _single(header, key, header[0].path)
    if line.rest not in allowed:
        raise line.wrong(f"{line.rest!r} is no {key}", f"use one of {', '.join(allowed)}, or leave the line out")
    return line.rest


def _param(line: _Line) -> Param:
    match = _PARAM.fullmatch(line.rest)
    if not match:
        raise line.wrong("is no parameter", "write `// param: name: type = default -- what it means`")
    if match["type"] not in TYPES:
        raise line.wrong(f"{match['type']} is no type", f"use one of {', '.join(TYPES)}")
    rest = match["rest"]
    required = not rest.startswith("=")
    default, rest = (None, rest) if required else _default(line, match["type"], rest[1:].lstrip())
    if not re.match(r"--\s*\S", rest):
        raise line.wrong(f"{match['name']} is not explained", "end the line with ` -- what it means`")
    return Param(match["name"], match["type"], rest[2:].strip(), required, default)


def _default(line: _Line, kind: str, rest: str) -> tuple[Any, str]:
    try:
        value, end = json.JSONDecoder().raw_decode(rest)
    except (ValueError, RecursionError) as error:
        raise line.wrong(
            "the default is no JSON literal", 'write it as in JSON: "text", 1, 0.5, true, ["a", "b"]'
        ) from error
    try:
        if isinstance(value, str) and kind not in {"string", "date"}:
            raise BadValue(f"{value!r} is a string")
        return convert(kind, value), rest[end:].lstrip()
    except BadValue as error:
        raise line.wrong(f"the default is of another type: {error}", f"give {TYPES[kind]}") from error


def _refuse_twice(lines: list[_Line], params: tuple[Param, ...]) -> None:
    seen: set[str] = set()
    for line, param in zip(lines, params, strict=True):
        if param.name in seen:
            raise line.wrong(f"{param.name} is declared twice", "keep one")
        seen.add(param.name)


def _columns(line: _Line) -> tuple[str, ...]:
    names = tuple(name.strip() for name in line.rest.split(","))
    for name in names:
        if not _NAME.fullmatch(name):
            raise line.wrong(f"{name!r} is no column", "list the columns, separated by commas")
    if len(set(names)) < len(names):
        raise line.wrong("a column is named twice", "name each once")
    return names


def _check_body(query: Query, header: list[_Line]) -> None:
    path = header[0].path
    found = tokens(query.text)
    for problem in chain(escapes(query.text), problems(found)):
        raise QueryError(path, problem.line, problem.rule, problem.remedy)
    lines = list(zip(query.params, (line for line in header if line.key == "param"), strict=True))
    declared = {param.name for param in query.params}
    used = parameters(found)
    for name, number in used.items():
        if name not in declared:
            remedy = f"add `// param: {name}: string -- ...` to the header"
            raise QueryError(path, number, f"${name} is not declared", remedy)
    for param, line in lines:
        if param.name not in used:
            raise line.wrong(f"{param.name} is declared and not used", "use it, or take the line out")
        if param.name == "limit" and (param.type != "integer" or param.required):
            raise line.wrong("limit is no integer with a default", "declare `limit: integer = 50 -- ...`")
    _check_columns(query, found, next(line for line in header if line.key == "returns"))


def _check_columns(query: Query, found: list[Token], declared: _Line) -> None:
    returned = columns(found)
    if returned is None:
        raise QueryError(declared.path, found[-1].line, "a returned column has no name", "alias it with AS")
    if tuple(returned) != query.returns:
        raise declared.wrong(f"the statement returns {', '.join(returned)}", "make both lists equal, in order")
