"""All questions and the guide as one file that Neo4j Browser takes in as saved Cypher: a ZIP of scripts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from kg.asking.catalogue import by_topic
from kg.asking.queries import Query, bind
from kg.asking.topics import TOPICS
from kg.browser.guide import GUIDE
from kg.browser.scripts import EXAMPLES, examples, setting, statement

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of each entry, so that the same questions make the same bytes."""


def saved_cypher(queries: Iterable[Query]) -> bytes:
    """Make the ZIP: a file a question that ends in .cypher, as Browser's own export has it.

    Without folders, since Browser 5.24 makes an empty one more for each further file of a folder; the topic stands in
    the name instead, which is the first line.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _scripts(queries):
            entry = zipfile.ZipInfo(f"{name}.cypher", _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return out.getvalue()


def _scripts(queries: Iterable[Query]) -> Iterator[tuple[str, str]]:
    topics = by_topic(queries)
    yield "set_parameters", _parameters(query for some in topics.values() for query in some)
    for step in GUIDE:
        yield re.sub(r"\W+", "_", step.title).lower(), step.script()
    for topic, some in topics.items():
        for query in some:
            yield query.name, statement(query, topic=TOPICS[topic])


def _parameters(queries: Iterable[Query]) -> str:
    """One script that sets a value for every parameter there is: its default, or an example for what has none."""
    values: dict[str, object] = {"limit": 50}
    for query in queries:
        values |= {name: value for name, value in bind(query, examples(query, {})).items() if name not in values}
    lines = ["// 0 Set the parameters", "// Run this first, then set a single one by, say, :param name => 'Somebody'"]
    return "\n".join([*lines, *setting(values | {name: EXAMPLES[name] for name in EXAMPLES}), ""])
