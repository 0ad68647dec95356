"""The catalogue of questions, docs/queries.md, written from the questions themselves: `python -m kg.asking.catalogue`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from kg.asking.queries import Param, Query, load_queries
from kg.asking.topics import TOPICS

_INTRODUCTION = """\
# Questions

One file in `cypher/` each. `kg ask NAME` asks it; the file also pastes as it is into Neo4j Browser, after its parameters
are set there with `:param`. A link that is shown rests on claims that nobody has withdrawn, the sentence is that of the
strongest, and `status` says whether it is asserted, alleged, proposed or denied.

A name is looked up in this order: an id (a former one too), the whole name, an alias, a part of a name. Of several that
fit equally well, the one with the most links is meant; `name_search` shows them all.

What was not surely read is left out unless the parameter `weak` asks for it, and what a source denies is shown as denied.
A question marked *whole graph* has no name to begin at: it looks through all there is of a kind, and on a large graph
that takes longer than the others do.

`kg browser DIR` writes all of them as a file that Neo4j Browser imports (docs/browser.md).

This page is written by `python -m kg.asking.catalogue > docs/queries.md`.
"""


def by_topic(queries: Iterable[Query]) -> dict[str, list[Query]]:
    """Sort questions by topic, in the order of TOPICS, then by name; a topic without any is left out."""
    known = sorted(queries, key=lambda query: query.name)
    found = {topic: [query for query in known if query.topic == topic] for topic in TOPICS}
    return {topic: some for topic, some in found.items() if some}


def catalogue(queries: Iterable[Query]) -> str:
    """Write the page: an overview by topic, then a section a question with its parameters, columns and command line."""
    topics = by_topic(queries)
    overview = [line for topic, some in topics.items() for line in _overview(topic, some)]
    sections = (section for some in topics.values() for query in some for section in _section(query))
    return "\n".join([_INTRODUCTION, *overview, *sections]) + "\n"


def _overview(topic: str, queries: Iterable[Query]) -> Iterator[str]:
    yield f"**{TOPICS[topic]}**\n\n| name | question |\n|---|---|"
    for query in queries:
        yield f"| [`{query.name}`](#{query.name}) | {_cell(query.question)}{' *Whole graph.*' if query.whole_graph else ''} |"
    yield ""


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
