"""Loading at once by files and writing by transactions leave the same graph; whatever goes wrong leaves an empty one."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import documents
from kg import server
from kg.bulk import Loaded, bulk_load
from kg.bulk.gathering import BadItem, Item
from kg.checksum import Fingerprint, fingerprint
from kg.connect import open_graph
from kg.errors import DatabaseRefused, ServerError
from kg.graph import Graph
from kg.ids import claim_id, entity_ref, entry_action_ref, entry_ref, list_id, record_passage_id
from kg.model import Claim, Document, DocumentClaims, ListRecord, Source
from kg.moving.dump import write_dump
from kg.settings import Settings, read_settings
from kg.writing.documents import write_documents
from kg.writing.records import Listed, write_records
from tests.conftest import KEPT, NOW, wipe
from tests.graph.handmade import document
from tests.graph.test_hostile_strings import HOSTILE, document_of
from tests.graph.test_writing import ALLEGED, DENIAL, LAUNDERING, SHORT

pytestmark = pytest.mark.graph

READER = "lists-1"
LATER = "2026-03-04T05:06:07Z"


def one_list() -> Listed:
    """A list of three records: a company with an identifier and a whole number for an amount, and two namesakes."""
    made = list_id("watch")
    listing = Document(
        made, "", "0" * 64, Source("Watch Office", 1), "Watch List", "https://watch.example", "2026-02", "list", LATER
    )

    def record(number: str, label: str, name: str, more: dict[str, Any]) -> ListRecord:
        passage, origin = record_passage_id(made, number), f"watch/{number}"
        ref = entry_ref(label, name, origin) if label == "Person" else entity_ref(label, name, document_id="")

        def claim(
            predicate: str, value: str | None, target: str | None = None, subject: str = ref, **how: Any
        ) -> Claim:
            one = claim_id(made, (passage,), predicate, subject, target or value or "")
            how = {"status": "asserted", "confidence": 1.0, "method": "list:watch", "recorded": LATER, **how}
            return Claim(
                one, made, (passage,), predicate, subject, object_ref=target, value=value, published="2026-02-03", **how
            )

        action = entry_action_ref(origin, "sanction")
        claims = [
            claim("name", name),
            claim("TARGETED", None, ref, subject=action, start_date="2025-05-03", amount=5),
            claim("kind", "sanction", subject=action),
            *(claim(predicate, value) for predicate, value in more.items()),
        ]
        if label != "Person":
            claims.append(claim("label", label, method="label:list"))
        return ListRecord(
            passage, number, f"{name}; record {number}", f"hash {number}", f"file.xml:{number}", tuple(claims)
        )

    return Listed(listing, [
        record("1", "Company", "Huione Group", {"identifier": "registration:kh:123", "tag": "line one\nline two"}),
        record("2", "Person", "Ben Zhou", {"birth_date": "1980"}),
        record("3", "Person", "Ben Zhou", {"birth_date": "1990"}),
    ])  # fmt: skip


def samples() -> list[DocumentClaims]:
    """The sample pack as the pipeline reads it."""
    from ingest.intake import jobs_of_paths
    from ingest.job import read_job
    from ingest.pipeline import build_nlp, reader_version

    nlp = build_nlp()
    folder = Path(str(files("ingest") / "samples"))
    jobs = jobs_of_paths([folder], encoding=None, store=None, stop=lambda: False, on_left=lambda _: None)
    done = [read_job(nlp, reader_version(nlp), job) for job in jobs]
    return [one.claims for one in done if one.claims is not None]


def everything() -> list[Item]:
    """Documents of all kinds, one of them seen twice, and a list."""
    again = replace(
        SHORT, document=replace(SHORT.document, url="https://other.example", source=Source("Elsewhere", 0.4))
    )
    return [
        *samples(), LAUNDERING, ALLEGED, SHORT, DENIAL,
        document("APT28 is Cozy Bear.", [], aliases={"APT28": ["Cozy Bear"]}),
        document("APT29 is Cozy Bear.", [], aliases={"APT29": ["Cozy Bear"]}),
        document("Cozy Bear used Sinbad.", [("Cozy Bear", "USED", "Sinbad")], published=None),
        *(document(f"Ben Zhou runs {name}.", [("Ben Zhou", "OFFICER_OF", name)]) for name in ("Garantex", "Sinbad")),
        *map(document_of, HOSTILE), one_list(), again, *documents(40, times=1),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """A graph as far as two can be compared: counts and checksum, and every line of its dump."""

    fingerprint: Fingerprint
    lines: list[str]


def look(graph: Graph, folder: Path) -> Result:
    path = folder / "graph.gz"
    write_dump(graph, path)
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()[1:-1]
    path.unlink()
    return Result(fingerprint(graph), sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines))


def own_home(folder: Path) -> Settings:
    """Settings of a server that lives for seconds, and gains nothing from Java's best compiler."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return read_settings({"KG_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1", **kept, "KG_HOME": str(folder)})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = own_home(tmp_path_factory.mktemp("bulk home"))
    yield settings
    server.stop(settings)


@pytest.fixture(scope="module")
def loaded(home: Settings) -> Loaded:
    return bulk_load(home, iter(everything()), now=NOW, reader=READER)


@pytest.fixture(scope="module")
def by_files(home: Settings, loaded: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Result:
    with open_graph(home) as graph:
        return look(graph, tmp_path_factory.mktemp("dump"))


@pytest.fixture(scope="module")
def by_transactions(session_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Result:
    wipe(session_graph)
    # a document that comes again must not be in the batch of the first: there it would be one that comes once
    for are_lists, some in groupby(everything(), key=lambda item: isinstance(item, Listed)):
        if are_lists:
            for listed in some:
                write_records(session_graph, listed, reader=READER, now=NOW)
        else:
            write_documents(session_graph, list(some), now=NOW)
    return look(session_graph, tmp_path_factory.mktemp("dump"))


def test_both_ways_leave_the_same_nodes_and_edges(by_files: Result, by_transactions: Result) -> None:
    files_only, transactions_only = (
        [line for line in one.lines if line not in others]
        for one, others in ((by_files, set(by_transactions.lines)), (by_transactions, set(by_files.lines)))
    )
    assert (files_only, transactions_only) == ([], [])
    assert by_files == by_transactions


def test_what_was_loaded_is_counted(loaded: Loaded, by_files: Result) -> None:
    unique = {item.document.id for item in everything()}
    # the stamp of the graph is a node that no dump holds
    assert (loaded.documents, loaded.nodes - 1 + loaded.edges) == (len(unique), len(by_files.lines))


def test_the_graph_has_all_indexes_and_they_are_filled(home: Settings, loaded: Loaded, session_graph: Graph) -> None:
    asked = "SHOW INDEXES YIELD name, state RETURN name, state ORDER BY name"
    with open_graph(home) as graph:
        assert graph.read(asked) == session_graph.read(asked)


def test_what_was_loaded_goes_on_growing(home: Settings, by_files: Result) -> None:
    later = document("Perrin used Vantage.", [("Perrin", "USED", "Vantage")])
    with open_graph(home) as graph:
        outcome = [write_documents(graph, [item], now=NOW)[0].outcome for item in (LAUNDERING, later)]
    assert outcome == ["unchanged", "written"]


def test_nothing_of_the_making_is_left(home: Settings, loaded: Loaded) -> None:
    assert {path.name for path in home.home.iterdir() if path.name.startswith(("bulk", "wiped"))} == {"bulk.lock"}


def test_a_graph_that_holds_something_is_refused_before_anything_is_read(home: Settings, by_files: Result) -> None:
    def never() -> Iterator[Item]:
        raise AssertionError("the items were read")
        yield

    with pytest.raises(DatabaseRefused, match=r"holds a graph .*bulk loading goes into an empty one"):
        bulk_load(home, never(), now=NOW)
    assert server.status(home) is not None


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = own_home(tmp_path_factory.mktemp("empty-home"))
    server.start(settings)
    yield settings
    server.stop(settings)


def is_empty(settings: Settings) -> bool:
    with open_graph(settings) as graph:
        return graph.read("MATCH (n) WHERE NOT n:Schema RETURN n") == []


@pytest.mark.long
def test_a_document_that_contradicts_itself_leaves_the_graph_empty(empty_home: Settings) -> None:
    wrong = replace(LAUNDERING, passages=())
    with pytest.raises(BadItem, match="which its document does not have"):
        bulk_load(empty_home, [DENIAL, wrong], now=NOW)
    assert is_empty(empty_home)


@pytest.mark.long
def test_an_import_that_fails_leaves_the_graph_empty(empty_home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bulk.importing.MAIN_CLASS", "org.neo4j.cli.NoSuchTool")
    with pytest.raises(ServerError, match=r"the import of Neo4j .* failed: .*NoSuchTool"):
        bulk_load(empty_home, [DENIAL], now=NOW)
    assert is_empty(empty_home)
    assert not (empty_home.home / "bulk").exists()


@pytest.mark.long
def test_what_cannot_be_unique_is_found_before_it_takes_its_place(empty_home: Settings) -> None:
    twice = replace(DENIAL, claims=(*DENIAL.claims, DENIAL.claims[0]))
    with pytest.raises(BadItem, match="holds something twice"):
        bulk_load(empty_home, [twice], now=NOW)
    assert is_empty(empty_home)


CUT_OFF = """
import os, sys
from pathlib import Path
from kg.bulk import bulk_load
from kg.settings import read_settings
from tests.graph.test_writing import LAUNDERING

rename, seen = Path.rename, []

def cut_off(told):
    if told == sys.argv[1]:
        os._exit(9)

def renamed(path, target):
    seen.append(path.name)
    if seen.count("data") == 2 and sys.argv[1] == "between":
        os._exit(9)
    return rename(path, target)

Path.rename = renamed
bulk_load(read_settings(), [LAUNDERING], now="2026-01-02T03:04:05Z", progress=cut_off)
"""


@pytest.mark.long
@pytest.mark.parametrize("moment", ["checking", "between"])
def test_what_is_cut_off_leaves_the_graph_empty(empty_home: Settings, moment: str) -> None:
    # the server of the process that is cut off must be its own: this one would not reap it while it waits
    server.stop(empty_home)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    command = [sys.executable, "-c", CUT_OFF, moment]
    done = subprocess.run(
        command,
        env=environ | {"KG_HOME": str(empty_home.home), "KG_JAVA_OPTIONS": " ".join(empty_home.java_options)},
        check=False,
    )
    assert (done.returncode, is_empty(empty_home)) == (9, True)


@pytest.mark.long
def test_what_was_cut_off_is_no_hindrance(empty_home: Settings) -> None:
    loaded = bulk_load(empty_home, [LAUNDERING], now=NOW)
    with open_graph(empty_home) as graph:
        assert (loaded.documents, fingerprint(graph).nodes + 1) == (1, loaded.nodes)
    assert {path.name for path in empty_home.home.glob("*") if path.name.startswith(("bulk", "wiped"))} == {"bulk.lock"}
