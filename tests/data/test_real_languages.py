"""No English notice or press release of ../shared is taken for another language."""

import json
import re

import pytest

from ingest.documents.language import other_language

pytestmark = pytest.mark.data

FIELDS = ("content", "abstract", "summary", "title")


def test_no_press_release_is_refused(shared):
    refused = [
        (path.name, text[:80])
        for path in sorted((shared / "data" / "press_releases").rglob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for record in [json.loads(line)]
        for text in (re.sub(r"<[^>]+>", " ", record[field]) for field in FIELDS if isinstance(record.get(field), str))
        if other_language(text)
    ]
    assert refused == []


def test_no_annotated_document_is_refused(shared):
    texts = {
        path.name: json.loads(path.read_text("utf-8"))["text"] for path in (shared / "gold" / "dev").glob("*.json")
    }
    assert texts
    assert [name for name, text in texts.items() if other_language(text)] == []
