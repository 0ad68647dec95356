"""All questions and the guide as one file that Neo4j Browser takes in as saved Cypher: a ZIP of scripts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from kg.asking.catalogue import by_topic
from kg.asking.queries import Query
from kg.asking.topics import TOPICS
from kg.browser.guide import GUIDE
from kg.browser.scripts import script

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
    for step in GUIDE:
        yield re.sub(r"\W+", "_", step.title).lower(), step.script()
    for topic, some in by_topic(queries).items():
        for query in some:
            yield query.name, script(query, {}, topic=TOPICS[topic])
