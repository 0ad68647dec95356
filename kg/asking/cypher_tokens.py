"""Cuts a Cypher statement into tokens as Neo4j does, so that a word in a text or a comment is taken for none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+|//[^\n\r]*|/\*.*?\*/)
      | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<param>\$(?:[^\W\d]\w*|\d+|`(?:[^`]|``)*`))
      | (?P<quoted>`(?:[^`]|``)*`)
      | (?P<number>(?:\d+\.\d+|\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<open>'|"|`|/\*)
      | (?P<mark>\.\.|.)""",
    re.VERBOSE | re.DOTALL,
)
BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, literal or mark: `kind` is the name of its group above, `line` counts from 1, `depth` is that of brackets."""

    kind: str
    text: str
    line: int
    depth: int = 0

    def word(self) -> str:
        """The word in upper case, or nothing for what is no word."""
        return self.text.upper() if self.kind == "word" else ""

    def name(self) -> str:
        """What a word, a quoted name or a parameter names, without its quotes or dollar sign."""
        bare = self.text.removeprefix("$")
        return bare[1:-1].replace("``", "`") if bare.startswith("`") else bare


def tokens(statement: str, *, first_line: int = 1) -> list[Token]:
    """Cut a statement into tokens, without spaces and comments; a quote or comment left open is a token of kind `open`."""
    found: list[Token] = []
    line, depth = first_line, 0
    for match in _TOKEN.finditer(statement):
        kind, text = str(match.lastgroup), match.group()
        if kind == "open":
            return [*found, Token(kind, text, line, depth)]
        if text in BRACKETS.values():
            depth -= 1
        if kind != "space":
            found.append(Token(kind, text, line, depth))
        if text in BRACKETS:
            depth += 1
        line += text.count("\n")
    return found


def parameters(found: Sequence[Token]) -> dict[str, int]:
    """Name the parameters that a statement uses, each with the line of its first use."""
    used: dict[str, int] = {}
    for token in found:
        if token.kind == "param":
            used.setdefault(token.name(), token.line)
    return used
