"""The drawing: the same each time, nothing on top of anything else, all within its frame."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dossier.drawing import clipped, drawings
from kg.dossier.layout import LEVEL, tall, wide
from kg.dossier.network import DRAWN, Line, Neighbour, Network, network, short
from kg.dossier.page import _links
from tests.dossiers import action, dossier, relation, summed


def neighbour(number: int, lines: int) -> Neighbour:
    line = Line("owns", "asserted", True, "A owns B", f"r{number}", 0.5)
    return Neighbour(f"org:{number}", f"Name {number}", "Company", (line,) * lines)


@given(st.lists(st.integers(1, 4), max_size=30), st.sampled_from([wide, tall]))
def test_no_two_lines_share_a_level_and_all_stand_within_the_frame(lines, layout) -> None:
    laid = layout([neighbour(number, count) for number, count in enumerate(lines)])
    for way in {spot.column.way for spot in laid.spots}:
        levels = sorted(level for spot in laid.spots if spot.column.way == way for level in spot.levels)
        assert all(after - before >= LEVEL - 0.001 for before, after in pairwise(levels))
        assert all(12 <= level <= laid.height - 4 for level in levels)
    assert len(laid.spots) == len(lines)


def drawn(**parts) -> Network:
    made = dossier(**parts)
    return network(made, _links(made))


def test_the_same_dossier_is_drawn_the_same() -> None:
    assert drawings(drawn()) == drawings(drawn())


def test_every_neighbour_is_a_link_with_words_for_who_cannot_see_it() -> None:
    svg = drawings(drawn())
    nodes = re.findall(r'<a class="node" href="#r\d+" aria-label="([^"]+)">', svg)
    assert len(nodes) == 2 * len(drawn().neighbours)
    assert any("Brackenfell" in node and "asserted, confidence 0.70" in node for node in nodes)


def test_a_status_shows_in_the_line_and_in_a_word() -> None:
    svg = drawings(drawn(relations=(relation(sum=summed("denied")), relation("Corvus", sum=summed("alleged")))))
    for status in ("denied", "alleged"):
        assert f'class="line {status}"' in svg
        assert f"({status})</text>" in svg


def test_a_crowd_is_bounded_and_counted() -> None:
    many = tuple(relation(f"Name {number}") for number in range(DRAWN + 40))
    found = drawn(relations=many, actions=(), countries=(), wallets=())
    assert (len(found.neighbours), found.left) == (DRAWN, 40)


def test_deeds_against_nobody_named_are_one_thing() -> None:
    deeds = tuple(action("laundering", f"2025-0{month}", roles=("did",), against=(), by=()) for month in (1, 2))
    found = drawn(relations=(), actions=deeds, countries=(), wallets=())
    assert [(one.name, one.label, len(one.lines)) for one in found.neighbours] == [("2 × laundering", "Action", 2)]


@pytest.mark.parametrize(
    ("amount", "words"), [(37e6, "37M"), (1.5e9, "1.5bn"), (999.0, "999"), (150_000.0, "150k"), (0.25, "0.25")]
)
def test_amounts_are_short(amount: float, words: str) -> None:
    assert short(amount) == words


def test_an_address_is_cut_in_its_middle_and_a_name_at_its_end() -> None:
    assert clipped("0x098B716B8Aaf21512996dC57EB0615e2383E2f96", 13) == "0x098B…3E2f96"
    assert clipped("Financial Crimes Enforcement Network", 14) == "Financial Cri…"
    assert clipped("short", 14) == "short"
