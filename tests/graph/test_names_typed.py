"""Names as people type them: parts of names, other scripts, pasted addresses, slips, and names of several."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from kg.asking.lookup import Found, described, find_entity
from kg.errors import NotFound
from kg.graph import Graph
from kg.writing.documents import write_documents
from tests.conftest import NOW, wipe
from tests.graph.ballast import ballast
from tests.graph.handmade import LABELS, document

pytestmark = pytest.mark.graph

EVM = "0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2"
TRON = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"
MADE_UP = {
    "Wexcombe Trading Group": "Company", "Wexcombe Shipping and Freight Lines": "Company", "Oldacre Harbour": "Company",
    "Oldacre Marina": "Company", "Ilford Steel": "Company", "Ilford Copper": "Company", "Arandia": "Country",
}  # fmt: skip


@pytest.fixture(scope="module")
def named(session_graph: Graph) -> Iterator[Graph]:
    with pytest.MonkeyPatch.context() as patch:
        for name, label in MADE_UP.items():
            patch.setitem(LABELS, name, label)
        wipe(session_graph)
        write_documents(session_graph, documents(), now=NOW)
        yield session_graph


def documents() -> list[object]:
    paid = "SENT_FUNDS_TO"
    return [
        document(
            "Wexcombe Trading Group paid Quillon, and Wexcombe Shipping and Freight Lines paid Vantage.",
            [
                ("Wexcombe Trading Group", paid, "Quillon"),
                ("Wexcombe Shipping and Freight Lines", paid, "Vantage"),
            ],
        ),
        document(
            "Brackenfell, also called the Hooded Adder, paid TJRabPrwbZy45sbavfcjinPJC18kjpRTv8 and "
            "0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2.",
            [("Brackenfell", paid, TRON), ("Brackenfell", paid, EVM)],
            aliases={"Brackenfell": ["Hooded Adder"]},
        ),
        document(
            "Oldacre Harbour and Oldacre Marina paid Tessera.",
            [("Oldacre Harbour", paid, "Tessera"), ("Oldacre Marina", paid, "Tessera")],
        ),
        document(
            "Ilford Steel paid Perrin, Radley, Corvus and Dunmore; Ilford Copper paid nobody.",
            [("Ilford Steel", paid, other) for other in ("Perrin", "Radley", "Corvus", "Dunmore")],
            aliases={"Ilford Copper": []},
        ),
        document("Tamsin Hale owns Garnet.", [("Tamsin Hale", "OWNS", "Garnet")]),
        document(
            "Tamsin Hale owns Hollis, and is in Cambodia.",
            [("Tamsin Hale", "OWNS", "Hollis"), ("Tamsin Hale", "LOCATED_IN", "Cambodia")],
        ),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wexcombe trading", "org:wexcombe trading group"),
        ("wexcombe freight", "org:wexcombe shipping and freight lines"),
        ("adder", "org:brackenfell"),
        ("  hooded\u200b adder ", "org:brackenfell"),
        ("“Hooded Adder”", "org:brackenfell"),
        ("ΤΕΣΣΕΡΑ", "org:tessera"),
        ("Тессера", "org:tessera"),
        (f"ethereum:{EVM}@1?value=2", f"wallet:evm:{EVM.lower()}"),
        (EVM.upper(), f"wallet:evm:{EVM.lower()}"),
        (EVM[2:], f"wallet:evm:{EVM.lower()}"),
        (f"{EVM[:10]}\n{EVM[10:]}", f"wallet:evm:{EVM.lower()}"),
        ("0x4766…86E2", f"wallet:evm:{EVM.lower()}"),
        (f"tron:{TRON}", f"wallet:tron:{TRON}"),
        (f"{TRON[:8]} {TRON[8:]}\u2060", f"wallet:tron:{TRON}"),
    ],
)
def test_what_is_typed_is_found(named: Graph, typed: str, meant: str) -> None:
    assert find_entity(named, typed).id == meant


def test_whom_a_part_was_taken_for_is_told(named: Graph, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "kg"):
        find_entity(named, "wexcombe trading")
    assert caplog.messages == [
        "'wexcombe trading' is taken for Wexcombe Trading Group (Company, org:wexcombe trading group), "
        "the only name with that in it"
    ]


def test_a_whole_name_is_told_nothing_about(named: Graph, caplog: pytest.LogCaptureFixture) -> None:
    find_entity(named, "Hooded Adder")
    assert caplog.messages == []


def test_links_decide_where_names_do_not_and_that_is_told(named: Graph, caplog: pytest.LogCaptureFixture) -> None:
    assert find_entity(named, "ilford").id == "org:ilford steel"
    assert "the best connected of 2 with that in their names" in caplog.text


def test_a_part_of_two_names_is_refused_with_both(named: Graph) -> None:
    with pytest.raises(NotFound) as refused:
        find_entity(named, "oldacre")
    assert str(refused.value) == (
        "'oldacre': 2 entities have that in their name: Oldacre Harbour (Company, org:oldacre harbour, 3 claims); "
        "Oldacre Marina (Company, org:oldacre marina, 3 claims); ask again with the id of one of them"
    )


def test_a_part_does_not_do_where_a_whole_name_is_wanted(named: Graph) -> None:
    with pytest.raises(NotFound, match=r"only a whole name or an id will do here; did you mean Wexcombe Trading Group"):
        find_entity(named, "wexcombe trading", whole=True)


def test_namesakes_are_told_apart_by_a_fact(named: Graph) -> None:
    with pytest.raises(NotFound, match=r"2 entities are called so: .*.*, Cambodia, 5 claims\)") as refused:
        find_entity(named, "Tamsin Hale")
    assert refused.value.exit_code == 4


@pytest.mark.parametrize("typed", ["group", "Lines Group", "0x4766…0000", "tron:", "wexcombe oldacre"])
def test_what_is_nobodys_name_is_refused(named: Graph, typed: str) -> None:
    with pytest.raises(NotFound, match="no entity in the graph is called so"):
        find_entity(named, typed)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Brakenfel", "Brackenfell"),
        ("Квиллон", "Quillon"),
        ("Wexcomb Tradng", "Wexcombe Trading Group"),
        ("Hoodd Adder", "Brackenfell"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_first(named: Graph, typed: str, near: str) -> None:
    with pytest.raises(NotFound, match=rf"did you mean {near} \("):
        find_entity(named, typed)


class Watched(Graph):
    """Keeps what is asked, and answers nothing, so that every way of finding is tried."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []

    def read(self, statement: str, parameters: dict[str, object] | None = None) -> list[dict[str, object]]:
        self.asked.append((statement, parameters or {}))
        return []


def test_every_way_of_finding_begins_at_an_index(named: Graph) -> None:
    watched = Watched()
    for typed in ("0x4766…86E2", "Oldacre"):
        with pytest.raises(NotFound):
            find_entity(watched, typed)
    described(watched, [Found("org:oldacre", "Oldacre", "Company")])
    with ballast(named):
        plans = [operators(named, statement, parameters) for statement, parameters in watched.asked]
    assert len(plans) > 10
    assert [plan for plan in plans if any("Scan" in operator and "Index" not in operator for operator in plan)] == []


def operators(graph: Graph, statement: str, parameters: dict[str, object]) -> list[str]:
    """The names of all operators of a statement's plan."""
    plan = graph._driver.execute_query("EXPLAIN " + statement, parameters).summary.plan

    def walk(node: dict[str, object]) -> list[str]:
        return [str(node["operatorType"]), *(name for child in node.get("children", []) for name in walk(child))]  # type: ignore[attr-defined]

    return walk(plan)
