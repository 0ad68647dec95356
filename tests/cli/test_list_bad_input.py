"""Lists that are broken, hostile or another list: refused before the first write, or all but the broken record loaded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.cli.conftest import Kg

pytestmark = pytest.mark.graph

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Ama</FIRST_NAME><SECOND_NAME>Boro</SECOND_NAME>
<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><LISTED_ON>2020-01-02</LISTED_ON></INDIVIDUAL>
</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>
"""
BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<sdnList xmlns="http://tempuri.org/sdnList.xsd"><sdnEntry><uid>1</uid><lastName>&c;</lastName></sdnEntry></sdnList>
"""
PACK = """title: made up
creator: nobody
source: https://example.org/
label: exchange wallet
currency: BTC
confidence: ownership
lastmod: 2024-01-01
tags:
"""
TAG = "  - address: 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2\n"

REFUSED = {
    "cut off": ("un-sc", "un.xml", UN[: len(UN) // 2].encode(), "no well-formed XML"),
    "not its encoding": ("un-sc", "un.xml", UN.replace("Ama", "Amá").encode("latin-1"), "no well-formed XML"),
    "entities in entities": ("ofac-sdn", "SDN.XML", BOMB.encode(), "document type"),
    "a YAML bomb": ("graphsense-tagpacks", "a.yaml", f"{PACK}{TAG}    label: &x [a, a]\n{TAG}    label: *x\n".encode(), "anchor"),
    "a Python tag": ("graphsense-tagpacks", "a.yaml", f"{PACK}{TAG}    label: !!python/name:os.system\n".encode(), "tag"),
    "empty": ("mitre-attack", "enterprise.json", b"", "empty"),
    "another list": ("eu-fsf", "list.xml", UN.encode(), "not the EU's list"),
    "another list of the same form": ("misp-galaxy", "threat-actor.json", b'{"type": "bundle", "objects": []}', "values"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_whole_list_is_refused_before_the_first_write(
    kg: Kg, graph: Graph, tmp_path: Path, case: str
) -> None:
    name, file, content, rule = REFUSED[case]
    path = tmp_path / file
    path.write_bytes(content)
    ran = kg("list", "pull", name, "--from", str(path), "--any-size")
    assert (ran.code, len(ran.complaints)) == (1, 1), ran.err
    assert file in ran.err
    assert rule.lower() in ran.err.lower()
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n")[0]["n"] == 0


def test_a_broken_line_in_the_middle_costs_that_line(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    good = '{{"id": "{0}", "schema": "Company", "properties": {{"name": ["{0} Trading"]}}}}\n'
    path.write_text(good.format("quillon") + '{"id": "broken", "schema": \n' + good.format("vantage"))
    ran = kg("list", "pull", "opensanctions", "--from", str(path))
    assert ran.code == 3, ran.err
    assert "line 2" in ran.err
    names = {row["name"] for row in graph.read("MATCH (e:Company) RETURN e.name AS name")}
    assert names == {"quillon Trading", "vantage Trading"}


def test_the_garbage_at_the_end_of_a_table_costs_that_line(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    rows = [f'{36 + n},"QUILLON AIR {n}"{",-0- " * 10}' for n in range(20)]
    (tmp_path / "sdn.csv").write_text("\n".join([*rows, "||||||"]) + "\n")
    (tmp_path / "alt.csv").write_text('36,12,"aka","QUILLON-AIR",-0- \n')
    (tmp_path / "add.csv").write_text('36,25,-0- ,"Havana","Cuba",-0- \n')
    ran = kg("list", "pull", "ofac-sdn", "--from", str(tmp_path), "--any-size")
    assert ran.code == 3, ran.err
    assert "sdn.csv, line 21" in ran.err
    rows = graph.read("MATCH (e:Company {name: 'QUILLON AIR 0'})-[:LOCATED_IN]->(c:Country) RETURN c.name AS name")
    assert [row["name"] for row in rows] == ["Cuba"]


@pytest.fixture
def cut_short() -> Iterator[str]:
    """The address of a server that promises more bytes than it sends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(UN) * 2))
            self.end_headers()
            self.wfile.write(UN.encode())

        def log_message(self, *_: object) -> None:
            """Be silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/un.xml"
    server.shutdown()


def test_a_download_that_ends_early_is_no_list(kg: Kg, graph: Graph, cut_short: str) -> None:
    ran = kg("list", "pull", "un-sc", "--from", cut_short, "--allow-private", "--any-size")
    assert ran.code == 1, ran.err
    assert "un.xml" in ran.err
    assert graph.read("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n")[0]["n"] == 0


def test_a_list_on_this_machine_is_not_fetched_unasked(kg: Kg, cut_short: str) -> None:
    ran = kg("list", "pull", "un-sc", "--from", cut_short)
    assert ran.code == 1
    assert "--allow-private" in ran.err
