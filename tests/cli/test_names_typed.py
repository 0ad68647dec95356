"""Names as people type them, at the command line: parts, pasted addresses, and remarks on standard error."""

from __future__ import annotations

import json

import pytest

from kg.graph import Graph
from tests.cli.conftest import Kg

pytestmark = pytest.mark.graph


def test_a_part_of_a_name_is_shown_and_told(kg: Kg, loaded: Graph) -> None:
    ran = kg("show", "huione")
    assert ran.code == 0
    assert "Huione Group" in ran.out
    assert ran.complaints == [
        "'huione' is taken for Huione Group (Company, org:huione group), the only name with that in it"
    ]


def test_a_whole_name_is_told_nothing_about(kg: Kg, loaded: Graph) -> None:
    assert kg("show", "HUIONE  group").err == ""


def test_the_remark_is_left_out_where_only_results_are_asked(kg: Kg, loaded: Graph) -> None:
    ran = kg("--quiet", "show", "huione")
    assert (ran.code, ran.err) == (0, "")


def test_a_path_between_parts_of_names(kg: Kg, loaded: Graph) -> None:
    ran = kg("path", "huione", "«lazarus»", "--format", "json")
    answer = json.loads(ran.out)
    assert (answer["start"]["name"], answer["end"]["name"], answer["linked"]) == ("Huione Group", "Lazarus Group", True)
    assert len(ran.complaints) == 2


def test_a_misspelt_part_is_answered_with_what_is_near(kg: Kg, loaded: Graph) -> None:
    ran = kg("show", "lazaruz")
    assert ran.code == 4
    assert "did you mean Lazarus Group (Group, org:lazarus group)" in ran.err


def test_a_part_of_several_names_lists_them(kg: Kg, loaded: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    more = tmp_path_factory.mktemp("more") / "oldacre.txt"
    more.write_text("Oldacre Harbour Ltd laundered money for Oldacre Marina Ltd, OFAC said on May 1, 2025.\n")
    assert kg("ingest", more).code == 0
    ran = kg("show", "oldacre")
    assert ran.code == 4
    assert ran.err.startswith("kg: 'oldacre': 2 entities have that in their name: Oldacre ")
    assert ran.err.count(" claims)") == 2
