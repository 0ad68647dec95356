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


def script(query: Query, raw: Mapping[str, Any]) -> str:
    """Write a question with these values, and an example for what is required and not given, in two parts to be pasted.

    Browser shows no rows of statements that are run together, so the lines that set parameters are run before. Raises
    ParameterError for a value of another type.
    """
    bound = bind(query, {**raw, **examples(query, raw)})
    lines = ["// 1. Run these lines together; they set the parameters.", *setting(bound), ""]
    return "\n".join([*lines, "// 2. Then run the question.", statement(query)])


def examples(query: Query, raw: Mapping[str, Any]) -> dict[str, str]:
    """A value for each parameter that is required and has none in `raw`."""
    missing = (param.name for param in query.params if param.required and raw.get(param.name) is None)
    return {name: EXAMPLES.get(name, EXAMPLES["name"]) for name in missing}


def setting(values: Mapping[str, Any]) -> list[str]:
    """A line for each parameter. One by one, since of a map Browser makes every whole number a broken one."""
    return [f":param {name} => {literal(value)};" for name, value in values.items()]


def statement(query: Query, *, topic: str = "") -> str:
    """Write a question's name, what its parameters mean, and its statement, as one that Browser runs by itself.

    Browser takes the first line for its name, and sorts by it: `topic` stands before the title.
    """
    lines = [f"// {topic}: {query.title}" if topic else f"// {query.title}", f"// {query.question}"]
    lines += [f"// ${param.name}: {param.description}" for param in query.params]
    return alone("\n".join([*lines, body(query.text), ""]))


def alone(text: str) -> str:
    """Take the semicolons out of a statement's comments: Browser takes what stands on either side for two statements."""
    lines = text.split("\n")
    return "\n".join(line.replace(";", ",") if line.lstrip().startswith("//") else line for line in lines)


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
