"""The page of a dossier: nothing in it can run or be fetched, every link leads somewhere, names are marked where they stand."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from kg.dossier.marking import address, marked, plain
from kg.dossier.model import LeftOut, Namesake, Party, Words
from kg.dossier.page import page
from kg.dossier.record import checksum
from tests.conftest import NOW
from tests.dossiers import action, dossier, evidence, fact, relation

VOID = {"meta", "br"}
ENDLESS = {"th", "td"}
HOSTILE = "</script><script>alert(1)</script>\" onload='x' \u202egnp.exe <b>"


@dataclass
class Seen(HTMLParser):
    """What a browser would make of a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    opened: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        assert not any(name.startswith("on") or name in ("style", "src") for name in given)
        assert not (tag == "a" and "a" in self.opened), "a link within a link"
        if tag not in VOID | ENDLESS:
            self.opened.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        if tag not in ENDLESS:
            assert self.opened.pop() == tag


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    found.close()
    assert found.opened == []
    return found


def hostile():
    said = evidence(
        "h1",
        text=HOSTILE * 2,
        title=HOSTILE,
        publisher=HOSTILE,
        url="javascript:alert(1)",
        origin=HOSTILE,
        document="e" * 64,
    )
    other = Party("org:<img src=x>", HOSTILE, "Group")
    return dossier(
        HOSTILE,
        relations=(relation(HOSTILE, evidence=(said,), denied_by=(said,), words=HOSTILE, other=other),),
        names=(fact("alias", HOSTILE),),
        actions=(action(words=HOSTILE, by=(other,), evidence=(said,)),),
        namesakes=(Namesake(other, HOSTILE, said),),
        candidates=(relation("x", predicate="SAME_AS", other=other, outward=None),),
        left_out=(LeftOut(HOSTILE, 1, 2),),
    )


@pytest.mark.parametrize(
    "made",
    [dossier(), hostile(), dossier(relations=(), actions=(), wallets=(), countries=())],
    ids=["plain", "hostile", "bare"],
)
def test_nothing_on_the_page_can_run_and_every_link_leads_somewhere(made) -> None:
    found = seen(page(made, now=NOW))
    assert not found.tags & {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
    assert len(found.ids) == len(set(found.ids))
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside <= set(found.ids)
    assert all(link.startswith(("#", "https://")) for link in found.links)


def test_hostile_words_are_text() -> None:
    html = page(hostile(), now=NOW)
    assert "<script>" not in html
    assert "\u202e" not in html
    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_else() -> None:
    html = page(dossier(), now=NOW)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in html
    assert not re.search(r"url\(|@import|@font-face", style)


def test_the_page_is_the_same_each_time() -> None:
    assert page(dossier(), now=NOW) == page(dossier(), now=NOW)
    assert checksum(dossier()) in page(dossier(), now=NOW)


def test_the_names_are_marked_where_they_stand() -> None:
    html = marked(evidence().passages[0])
    assert html == (
        'The <mark class="subject" title="subject">Quillon Bank</mark> laundered money for '
        '<mark class="object" title="object">Brackenfell</mark>.'
    )


def test_names_that_overlap_are_marked_as_both_where_they_do() -> None:
    html = marked(Words("Quillon Bank", 0, 12, (0, 12), (8, 12)))
    assert html.count("<mark") == 2
    assert '<mark class="subject object" title="subject and object">Bank</mark>' in html


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://a.example/<b>", "x https://a.example"],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert "<a" not in address(url)
    assert plain(url) in address(url)


def test_a_web_address_is_a_link_that_tells_nobody() -> None:
    assert 'href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow"' in address(
        "https://a.example/?a=1&b=2"
    )


def test_a_delisting_stands_beside_the_sanction_that_it_lifts() -> None:
    html = page(dossier(), now=NOW)
    sanction = html[html.index("<strong>sanction</strong>") : html.index("<strong>delisting</strong>")]
    assert "Answered: " in sanction
    assert "2025-03-21" in sanction
    assert "Answers: " in html[html.index("<strong>delisting</strong>") :]


def test_what_is_missing_is_told() -> None:
    html = page(dossier(left_out=(LeftOut("OWNS", 200, 3000),), as_of="2025-01-01"), now=NOW)
    for words in ("2 OWNS", "--weak", "1 claim rejected", "the first 200 of 3,000", "as of 2025-01-01"):
        assert words in html
