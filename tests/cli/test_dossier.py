"""`kg show` as a user meets it: a dossier in each format, to a file, as of a day, and what is wrong with a call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.cli.conftest import Kg

pytestmark = pytest.mark.graph


def test_a_dossier_is_a_table_a_record_or_a_page(kg: Kg, loaded: Graph) -> None:
    table = kg("show", "Huione Group")
    assert (table.code, table.err) == (0, "")
    assert table.out.startswith("Huione Group (Company")
    assert "Huione Group laundered money for Lazarus Group, 37,000,000 USD" in table.out
    made = json.loads(kg("show", "huione group", "--format", "json").out)
    assert (made["schema"], made["who"]["id"]) == ("illicit-kg/dossier-1", "org:huione group")
    assert [one["other"]["name"] for one in made["countries"]] == ["Cambodia"]
    page = kg("show", "Huione Group", "--format", "html").out
    assert page.startswith("<!DOCTYPE html>")
    assert made["made"]["checksum"] in page


def test_rows_stay_a_listing_of_claims(kg: Kg, loaded: Graph) -> None:
    rows = [json.loads(line) for line in kg("show", "Huione Group", "--format", "jsonl").out.splitlines()]
    listed = json.loads(kg("show", "Huione Group", "--claims", "--format", "json").out)
    assert rows == listed
    assert kg("show", "Huione Group", "--format", "csv").out.startswith("fact,value,status,")


def test_a_page_is_written_to_a_file_as_a_whole(kg: Kg, loaded: Graph, tmp_path: Path) -> None:
    file = tmp_path / "huione.html"
    ran = kg("show", "Huione Group", "--format", "html", "-o", file)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"Written: {file} (")
    assert file.read_text("utf-8").endswith("</html>\n")
    assert [one.name for one in tmp_path.glob("*huione.html*")] == ["huione.html"]
    assert kg("show", "Huione Group", "-o", "-").out.startswith("Huione Group (")


def test_as_of_a_day_before_all_documents_nothing_is_stated(kg: Kg, loaded: Graph) -> None:
    made = json.loads(kg("show", "Huione Group", "--as-of", "1999-01-01", "--format", "json").out)
    assert (made["as_of"], made["relations"], made["actions"]) == ("1999-01-01", [], [])
    assert "Only what was public on 1999-01-01 counts" in " ".join(
        kg("show", "Huione Group", "--as-of", "1999-01-01").out.split()
    )


def test_a_wallet_tells_who_holds_it(kg: Kg, loaded: Graph, tmp_path: Path) -> None:
    text = "The address 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 is controlled by the Lazarus Group."
    (tmp_path / "wallet.txt").write_text(text)
    assert kg("ingest", tmp_path / "wallet.txt").code == 0
    made = json.loads(kg("show", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96", "--weak", "--format", "json").out)
    assert made["who"]["label"] == "Wallet"
    assert made["who"]["properties"]["address"] == "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    assert [one["relation"]["other"]["name"] for one in made["wallets"]] == ["Lazarus Group"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "Nobody of that name", "--format", "html"), 4, "no entity in the graph is called so"),
        (("show", "Huione Group", "--as-of", "soon"), 2, "does not match the format"),
        (("show", "Huione Group", "--most", "0"), 2, "is not in the range"),
        (("show", "Huione Group", "--claims", "--weak"), 2, "shape a dossier"),
        (("show", "Huione Group", "--format", "csv", "--as-of", "2025-01-01"), 2, "shape a dossier"),
        (("show", "Huione Group", "--format", "pdf"), 2, "Invalid value for '--format'"),
        (("show", "Huione Group", "--format", "html", "-o", "/no/such/folder/x.html"), 1, "cannot be written (No such file"),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_call_is_told(kg: Kg, loaded: Graph, arguments: tuple[str, ...], code: int, said: str) -> None:
    ran = kg(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
