"""A dossier's page in a real browser: no complaint, no request, something to see, usable by keyboard, printable."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.dossier.page import page
from tests.browser.chromium import Browser, browsing, chromium
from tests.conftest import NOW
from tests.dossiers import dossier
from tests.unit.test_dossier_page import hostile

PROGRAM = chromium()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine: pages are not looked at")
WIDE, NARROW = 1100, 400


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with browsing(str(PROGRAM), tmp_path / "profile") as found:
        yield found


def written(folder: Path, html: str) -> str:
    file = folder / "dossier.html"
    file.write_text(html, "utf-8")
    return file.as_uri()


def colours(png: bytes) -> int:
    """How many different bytes a picture's rows hold: a blank page has a few, whatever its size."""
    data = b""
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return len(set(zlib.decompress(data)))


@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (WIDE, True), (NARROW, False), (NARROW, True)])
@pytest.mark.parametrize("made", [dossier(), hostile()], ids=["plain", "hostile"])
def test_the_page_shows_without_a_complaint_or_a_request(
    browser: Browser, tmp_path: Path, made, width: int, dark: bool
) -> None:
    address = written(tmp_path, page(made, now=NOW))
    browser.open(width=width, height=800, dark=dark)
    browser.go(address)
    assert browser.complaints() == []
    assert [url for url in browser.requests() if url != address] == []
    assert colours(browser.shot()) > 100
    assert browser.run("document.documentElement.scrollWidth") <= width
    drawn = browser.run(
        "[...document.querySelectorAll('svg.graph')].filter(one => one.getBoundingClientRect().width > 0).length"
    )
    assert drawn == 1


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_words_of_the_drawing_overlap_or_leave_it(browser: Browser, tmp_path: Path, width: int) -> None:
    browser.open(width=width, height=800)
    browser.go(written(tmp_path, page(dossier(), now=NOW)))
    assert (
        browser.run("""(() => {
        const svg = [...document.querySelectorAll('svg.graph')].find(one => one.getBoundingClientRect().width > 0);
        const frame = svg.getBoundingClientRect();
        const boxes = [...svg.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
        const outside = boxes.filter(([, box]) => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom);
        const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
        const overlaps = boxes.flatMap(([a, box], at) => boxes.slice(at + 1).filter(([, other]) => meet(box, other)).map(([b]) => [a, b]));
        return JSON.stringify([outside.map(([words]) => words), overlaps]);
    })()""")
        == "[[],[]]"
    )


def test_a_key_leads_from_the_drawing_to_what_is_stated(browser: Browser, tmp_path: Path) -> None:
    browser.open(width=WIDE, height=800)
    browser.go(written(tmp_path, page(dossier(), now=NOW)))
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    for _ in range(40):
        browser.press("Tab", 9)
        if browser.run("document.activeElement.getAttribute('class')") == "node":
            break
    link = browser.run("document.activeElement.getAttribute('href')")
    browser.press("Enter", 13)
    assert browser.run("location.hash") == link
    assert browser.run("document.querySelector(':target').className").startswith("statement")


CONTRAST = """(() => {
    const channel = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
    const numbers = text => text.match(/[\\d.]+/g).map(Number);
    const behind = one => { for (; one; one = one.parentElement) { const c = numbers(getComputedStyle(one).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
    const low = new Set();
    for (const one of document.querySelectorAll('body *')) {
        if (one.closest('svg') || ![...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
        const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
        if ((a + .05) / (b + .05) < 4.5) low.add(one.tagName + '.' + one.className);
    }
    return [...low].join(' ');
})()"""


@pytest.mark.parametrize("dark", [False, True])
def test_all_words_stand_out_from_what_is_behind_them(browser: Browser, tmp_path: Path, dark: bool) -> None:
    browser.open(width=WIDE, height=800, dark=dark)
    browser.go(written(tmp_path, page(dossier(), now=NOW)))
    assert browser.run(CONTRAST) == ""


def test_it_prints(browser: Browser, tmp_path: Path) -> None:
    browser.open(width=WIDE, height=800, dark=True)
    browser.go(written(tmp_path, page(dossier(), now=NOW)))
    printed = browser.pdf()
    assert printed.startswith(b"%PDF-")
    assert len(printed) > 20_000
