"""The page of a document: every character of it once, every mark where it belongs, and nothing that could run."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents.document import load_document
from ingest.extract import extract
from ingest.pages.marking import Mark, marked
from ingest.pages.page import page
from ingest.reading import Reading
from tests.unit.test_extract import DOCUMENT, READING, TEXT

SAMPLES = sorted(Path(str(files("ingest") / "samples")).glob("*.json"))
VOID = {"meta", "br"}
ENDLESS = {"th", "td"}


@dataclass
class Seen(HTMLParser):
    """What a browser would make of a page: ids, links, tags, and the words of each article without what was added."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    classes: dict[str, list[str]] = field(default_factory=dict)
    opened: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        assert not (tag == "a" and any(name == "a" for name, _ in self.opened)), "a link within a link"
        assert not any(name.startswith("on") or name == "style" for name in given)
        if tag not in VOID | ENDLESS:
            self.opened.append((tag, given.get("class", "")))

    def handle_endtag(self, tag):
        if tag in ENDLESS:
            return
        assert self.opened.pop()[0] == tag

    def handle_data(self, data):
        inside = [name for name, _ in self.opened]
        if "article" in inside and "sup" not in inside and ("span", "tag") not in self.opened:
            self.text.append(data)
            for _, classes in self.opened:
                for name in classes.split():
                    self.classes.setdefault(name, []).append(data)


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    found.close()
    assert found.opened == []
    return found


def record(document=DOCUMENT, reading=READING):
    return extract(document, reading, reader="rules-3/model/spacy")


def hostile():
    text = "<script>alert(1)</script> & \"quoted\" 'names' </article><b>"
    raw = json.dumps({"text": text, "title": "<img src=x onerror=alert(1)>", "publisher": "</title><script>"}).encode()
    document = load_document(raw, name="a.json")
    return record(document, Reading(document.text))


def test_the_text_stands_on_the_page_character_for_character():
    assert "".join(seen(page([record()])).text) == TEXT


def test_mentions_triggers_and_sentences_are_marked():
    found = seen(page([record()])).classes
    assert [found[name] for name in ("company", "group", "trigger", "rejected")] == [
        ["Huione Group", "Huione"], ["Lazarus"], ["found"], ["0xzz"],
    ]  # fmt: skip
    assert "".join(found["said"]) == TEXT[0:48] + TEXT[49:101]


def test_each_claim_is_told_with_its_rule_confidence_status_and_place():
    html = page([record()])
    words = " ".join(re.sub(r"<[^>]+>", " ", html.partition("<aside")[2]).split())
    assert "1. Huione Group laundered money for Lazarus LAUNDERED_FOR asserted 37,000,000 USD" in words
    assert "Rule launder:verb , confidence 0.50 0.50, characters 0–48" in words
    assert "2. finding by FinCEN against Huione Group asserted 2025" in words
    assert "0xzz too short" in words


def test_a_sentence_that_only_alleges_says_so():
    alleged = record(reading=replace(READING, relations=(replace(READING.relations[0], status="alleged"),)))
    html = page([alleged])
    assert "".join(seen(html).classes["alleged"]) == TEXT[0:48]
    assert 'aria-label="Claim 1 alleged">1 alleged</a>' in html


def test_nothing_of_a_document_is_markup():
    html = page([hostile()])
    assert "<script" not in html and "<img" not in html and "<b>" not in html
    assert "".join(seen(html).text) == hostile()["text"]


def test_no_page_has_scripts_or_anything_from_outside():
    found = seen(page([record(), hostile()]))
    assert not found.tags & {"script", "link", "img", "iframe", "object", "form", "base", "svg"}
    assert all(link.startswith("#") for link in found.links)


def test_the_policy_allows_the_style_of_the_page_and_nothing_else():
    html = page([record()])
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html


def test_every_link_leads_somewhere_and_no_place_has_two():
    found = seen(page([record(), record(), hostile()]))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))


def test_the_address_of_a_document_is_its_only_link_to_the_outside():
    raw = json.dumps({"text": TEXT, "url": "https://example.org/a?b=1&c=2"}).encode()
    document = load_document(raw, name="a.json")
    outside = [link for link in seen(page([record(document)])).links if not link.startswith("#")]
    assert outside == ["https://example.org/a?b=1&c=2"]


def test_several_documents_are_sections_with_a_list_of_contents():
    html = page([record(), hostile()])
    assert html.count('<section class="document"') == 2
    assert '<nav aria-label="Documents">' in html and '<a href="#d2">' in html


def test_a_page_is_the_same_twice():
    assert page([record()]) == page([record()])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_annotation_of_a_sample_makes_a_page(path):
    sample = json.loads(path.read_text("utf-8"))
    document = load_document(path.read_bytes(), name=path.name)
    entities = [
        {"kind": None, "label_method": "cue", "offsets": places(document.text, entity["mentions"]), **entity}
        for entity in sample["entities"]
    ]
    made = {**record(document, Reading(document.text)), "entities": entities}
    found = seen(page([made]))
    assert "".join(found.text) == document.text
    assert set(found.classes) >= {entity["type"].lower() for entity in entities if entity["offsets"]}


def places(text, surfaces):
    return [[match.start(), match.end()] for one in surfaces for match in re.finditer(re.escape(one), text)]


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.integers(0, 60),
            st.sampled_from(["said", "entity", "stands", "trigger", "rejected"]),
            st.text(max_size=4),
        )
    ),
)
def test_marks_may_overlap_as_they_like(text, stretches):
    clean = text.replace("\r", "").replace("\x00", "")
    marks = [Mark((start, end), what, title, "x", anchor="y") for start, end, what, title in stretches]
    assert "".join(seen(f"<article>{marked(clean, marks)}</article>").text) == clean
