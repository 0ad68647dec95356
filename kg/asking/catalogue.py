"""The catalogue of questions, docs/queries.md, written from the questions themselves: `python -m kg.asking.catalogue`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from kg.asking.queries import Param, Query, load_queries

_INTRODUCTION = """\
# Questions

One file in `cypher/` each. `kg ask NAME` asks it; the file also pastes as it is into Neo4j Browser, after its parameters
are set there with `:param`. A link that is shown rests on claims that nobody has withdrawn, the sentence is that of the
strongest, and `status` says whether it is asserted, alleged, proposed or denied.

A name is looked up in this order: an id (a former one too), the whole name, an alias, a part of a name. Of several that
fit equally well, the one with the most links is meant; `name_search` shows them all.

This page is written by `python -m kg.asking.catalogue > docs/queries.md`.
"""


def catalogue(queries: Iterable[Query]) -> str:
    """Write the page: an overview, then a section a question with its parameters, columns and command line."""
    known = list(queries)
    rows = [f"| [`{query.name}`](#{query.name}) | {_cell(query.question)} |" for query in known]
    overview = "\n".join(["| name | question |", "|---|---|", *rows])
    return "\n".join([_INTRODUCTION, overview, *(section for query in known for section in _section(query))]) + "\n"


def _section(query: Query) -> Iterator[str]:
    yield f"\n## {query.name}\n"
    yield f"**{query.title}.** {query.question}\n"
    yield f"    {_command(query)}\n"
    yield "| parameter | type | default | meaning |\n|---|---|---|---|"
    for param in query.params:
        default = "required" if param.required else f"`{json.dumps(param.default, ensure_ascii=False)}`"
        yield f"| `{param.name}` | {param.type} | {default} | {_cell(param.description)} |"
    yield f"\nColumns: {', '.join(f'`{column}`' for column in query.returns)}"


def _command(query: Query) -> str:
    return " ".join(["kg ask", query.name, *(_option(param) for param in query.params if param.required)])


def _option(param: Param) -> str:
    return f"--{param.name.replace('_', '-')} {param.name.upper()}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(catalogue(load_queries().values()))
