"""Every string in the graph can be hostile: it is stored and found as it is, and nothing else changes. Questions only read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.asking.paths import Options, find_paths
from kg.asking.queries import bind, load_queries, load_query, load_query_file
from kg.checksum import fingerprint
from kg.cli.asking import show_query
from kg.errors import KgError, QueryRefused
from kg.graph import Graph
from kg.model import Claim, Document, DocumentClaims, Mention, Passage, Source
from kg.names import name_key
from kg.writing.documents import write_documents
from tests.conftest import NOW, wipe

pytestmark = pytest.mark.graph

HOSTILE = [
    "`) DETACH DELETE n //",
    "'}) MATCH (n) DETACH DELETE n //",
    '"}) RETURN 1 UNION MATCH (n) DETACH DELETE n //',
    "\\' OR 1=1 //",
    "\\u0027}) DETACH DELETE n //",
    "$name {name} ${name} $`name` {0} %s %(a)s",
    "{{}} }}{{ [] () :Entity",
    "null",
    "true",
    "0x",
    "NaN",
    "a\\",
    "`",
    "``",
    "/* */ // ;",
    "; CREATE (n:Evil) ;",
    '*~?:\\/(AND) OR NOT +-&&||!^"[]{}',
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "x" * 200,
    "汇旺 \U0001f480 e\u0301",
]


METHODS = {"label": "label:cue", "name": "named", "alias": "named", "kind": "named"}


def document_of(name: str) -> DocumentClaims:
    """A document whose every text is the hostile one: title, publisher, address, sentence, names, values, method."""
    text = f"{name} paid Plain Trading."
    identity = hashlib.sha256(text.encode()).hexdigest()
    passage = Passage(f"{identity[:16]}:0-{len(text)}", text, 0, len(text))
    ref, other = f"org:{name_key('Company', name)}", "org:plain trading"

    def claim(predicate: str, subject: str, value: str | None = None, target: str | None = None) -> Claim:
        made = hashlib.sha256(f"{identity}{predicate}{subject}{value}{target}".encode()).hexdigest()[:32]
        return Claim(
            made, identity, (passage.id,), predicate, subject, "asserted", 0.9, METHODS.get(predicate, name),
            object_ref=target, value=value, role=name, origin=name, currency=name, start_date="2024",
        )  # fmt: skip

    claims = [
        claim("name", ref, name), claim("label", ref, "Company"), claim("kind", ref, name), claim("alias", ref, f"{name} Ltd"),
        claim("name", other, "Plain Trading"), claim("label", other, "Company"), claim("SENT_FUNDS_TO", ref, None, other),
    ]  # fmt: skip
    mentions = (Mention(ref, passage.id, name, 0, len(name)),)
    source = Source(name, 0.5, name, name)
    made = Document(identity, text, "0" * 64, source, name, f"https://a.example/{name}", "2024-05")
    return DocumentClaims(made, name, (passage,), mentions, tuple(claims))


@pytest.fixture(scope="module")
def hostile(session_graph: Graph) -> Graph:
    wipe(session_graph)
    write_documents(session_graph, [document_of(name) for name in HOSTILE], now=NOW)
    return session_graph


def test_hostile_strings_are_stored_as_they_are(hostile: Graph) -> None:
    rows = hostile.read(
        "MATCH (d:Document)-[:FROM]->(s:Source) RETURN d.title AS title, s.name AS source, d.text AS text"
    )
    assert {(row["title"], row["source"], row["text"]) for row in rows} == {
        (name, name, f"{name} paid Plain Trading.") for name in HOSTILE
    }
    names = hostile.read("MATCH (e:Company) RETURN e.name AS name")
    assert {row["name"] for row in names} == {*HOSTILE, "Plain Trading"}


def test_hostile_strings_make_no_labels_types_or_nodes_of_their_own(hostile: Graph) -> None:
    labels = {row["label"] for row in hostile.read("CALL db.labels() YIELD label RETURN label")}
    assert not any("Evil" in label or "`" in label for label in labels)
    counted = hostile.read("MATCH (e:Entity) RETURN count(e) AS n")[0]["n"]
    assert counted == len(HOSTILE) + 1


def test_writing_hostile_strings_again_changes_nothing(hostile: Graph) -> None:
    before = fingerprint(hostile)
    write_documents(hostile, [document_of(name) for name in HOSTILE], now=NOW)
    assert fingerprint(hostile) == before


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_found_by_path_and_by_question(hostile: Graph, name: str) -> None:
    before = fingerprint(hostile)
    try:
        answer = find_paths(hostile, name, "Plain Trading", Options())
    except KgError as error:  # a name without letters is no name that can be told from others
        assert name_key("Company", name) in str(error) or name in error.thing or error.exit_code == 4
    else:
        assert answer.start.name == name
    for query in load_queries().values():
        raw = {param.name: name for param in query.params if param.required and param.type == "string"}
        if {param.name for param in query.params if param.required} <= set(raw):
            shown = show_query(hostile, query, bind(query, raw), query.returns, "jsonl")
            assert isinstance(shown, str)
    assert fingerprint(hostile) == before


@pytest.mark.parametrize("form", ["table", "csv", "html", "json", "jsonl"])
def test_hostile_names_are_shown_without_harm(hostile: Graph, form: str) -> None:
    query = load_query("name_search")
    shown = show_query(hostile, query, bind(query, {"name": "script"}), query.returns, form)
    assert ("<script>" in shown) == (form != "html")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Evil) RETURN n",
        "MATCH (n) SET n.x = 1 RETURN n",
        "MATCH (n) DETACH DELETE n",
        "CREATE INDEX evil FOR (n:Evil) ON (n.x)",
        "CALL db.createLabel('Evil')",
        "CALL { CREATE (n:Evil) } IN TRANSACTIONS",
        "\\u0043REATE (n:Evil) RETURN n",
        "// \\u000aCREATE (n:Evil) RETURN n",
        "// \rCREATE (n:Evil) RETURN n",
    ],
)
def test_the_server_itself_refuses_to_write_in_read_access(hostile: Graph, statement: str) -> None:
    before = fingerprint(hostile)
    with pytest.raises(KgError):
        hostile.read(statement)
    assert fingerprint(hostile) == before


def test_a_question_that_runs_too_long_is_stopped_and_says_so(session_graph: Graph) -> None:
    endless = (
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"
    )
    with pytest.raises(QueryRefused, match="ran past its time limit and was stopped; narrow it, or lower its limit"):
        session_graph.read(endless, timeout=1)


def test_no_more_rows_are_fetched_than_the_limit(session_graph: Graph) -> None:
    assert len(session_graph.read("UNWIND range(1, 1000000) AS n RETURN n", limit=7)) == 7


HEADER = "// title: T\n// question: Q?\n// param: limit: integer = 50 -- rows\n// returns: name\n"
TAIL = "RETURN e.name AS name\nORDER BY name\nLIMIT $limit\n"


def test_a_file_of_ones_own_is_asked(hostile: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.cypher").write_text(f"{HEADER}MATCH (e:Company)\n{TAIL}")
    query = load_query_file(tmp_path / "mine.cypher")
    shown = show_query(hostile, query, bind(query, {"limit": "3"}), query.returns, "jsonl")
    assert len(shown.splitlines()) == 3
    assert capsys.readouterr().err == "These are the first 3 rows; there may be more: --limit.\n"


@pytest.mark.parametrize("clause", ["CREATE (e)", "LOAD CSV FROM 'file:///etc/passwd' AS e", "MATCH (e) // \rDELETE e"])
def test_a_file_that_writes_or_reaches_out_is_refused_before_it_is_sent(tmp_path: Path, clause: str) -> None:
    (tmp_path / "evil.cypher").write_bytes(f"{HEADER}{clause}\n{TAIL}".encode())
    with pytest.raises(KgError, match=r"evil\.cypher:\d+: "):
        load_query_file(tmp_path / "evil.cypher")
