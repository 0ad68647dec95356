"""A question as Neo4j Browser runs it: its name, a `:param` line for each parameter, and the statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kg.asking.queries import Query, bind

EXAMPLES: Final[Mapping[str, str]] = {
    "name": "Huione Group",
    "other": "Lazarus Group",
    "since": "2024",
    "before": "2025",
}
"""A value for each parameter that questions cannot do without; a script shows where to write another."""


def script(query: Query, raw: Mapping[str, Any], *, topic: str = "") -> str:
    """Write a question with these values, and an example for what is required and not given, to be pasted or saved.

    Browser takes the first line for its name, and sorts by it: `topic` stands before the title. Raises ParameterError
    for a value of another type.
    """
    missing = {
        param.name: EXAMPLES.get(param.name, EXAMPLES["name"])
        for param in query.params
        if param.required and raw.get(param.name) is None
    }
    bound = bind(query, {**raw, **missing})
    lines = [f"// {topic}: {query.title}" if topic else f"// {query.title}", f"// {query.question}"]
    for param in query.params:
        lines += [f"// {param.name}: {param.description}", f":param {param.name} => {literal(bound[param.name])};"]
    return "\n".join([*lines, "", f"{body(query.text)};", ""])


def body(text: str) -> str:
    """The statement of a question's file, without its header and without a semicolon at its end."""
    lines = text.split("\n")
    while lines and lines[0].startswith("//"):
        lines.pop(0)
    return "\n".join(lines).strip().removesuffix(";").rstrip()


def literal(value: Any) -> str:
    """Write a value as Cypher does. Text keeps no character that could end it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(one) for one in value)}]"
    if isinstance(value, int | float):
        return repr(value)
    # a Unicode escape would be read before the text is; Browser reads a parameter line by line
    plain = str(value).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{plain}'"
