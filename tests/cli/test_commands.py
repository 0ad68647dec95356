"""What commands print, where they print it, and what they exit with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kg import __version__
from kg.asking.queries import load_queries
from kg.checksum import fingerprint
from kg.cli import COMMANDS, cli
from kg.errors import QueryRefused
from kg.graph import Graph
from tests.cli.conftest import HUIONE, Kg, Ran

GRAPH = pytest.mark.graph


def all_commands() -> Iterator[tuple[str, ...]]:
    """The words of each command; the questions under `kg ask` are tested apart."""
    for name in sorted(COMMANDS):
        command = cli.get_command(click.Context(cli), name)
        if isinstance(command, click.Group) and name != "ask":
            yield from ((name, under) for under in sorted(command.commands))
        else:
            yield (name,)


def help_of(*words: str) -> Ran:
    command: click.Command = cli
    context = click.Context(cli, info_name="kg")
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(context, word)
        assert found is not None
        command, context = found, click.Context(found, info_name=word, parent=context)
    return Ran(0, command.get_help(context), "")


@pytest.mark.parametrize("words", all_commands(), ids=" ".join)
def test_each_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    _, example = " ".join(help_of(*words).out.split()).split("Example: ")
    assert f"kg {' '.join(words)}" in example


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_each_question_tells_its_parameters_and_columns(name: str) -> None:
    query, told = load_queries()[name], help_of("ask", name).out
    assert "Returns:" in told
    assert all(f"--{param.name.replace('_', '-')}" in told for param in query.params)


def test_each_command_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run

    assert run(["--help"]) == 0
    listed = {
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ") and line.strip()
    }
    assert set(COMMANDS) <= listed


def test_help_loads_neither_the_language_model_nor_the_driver() -> None:
    code = "import sys; from kg.cli import run; code = run(['--help']); print(code, sorted({'spacy', 'neo4j', 'lxml', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_the_version_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip().endswith(__version__)) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("path", "A", "B", "--sideways"), "--sideways"),
        (("no-such-command",), "No such command 'no-such-command'"),
        (("path", "A"), "Missing argument 'B'"),
        (("path", "A", "B", "--max-hops", "0"), "0 is not in the range 1<=x<=8"),
        (
            ("path", "A", "B", "--status", "surely"),
            "surely is no status; use some of asserted, alleged, proposed, denied",
        ),
        (("ingest",), "Missing argument"),
        (("ask", "entity_profile"), "Missing option '--name'"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_with_two_and_says_what_is_wrong(kg_call: Kg, arguments: tuple[str, ...], said: str) -> None:
    ran = kg_call(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_unknown_query_exits_with_two_and_names_the_nearest(kg_call: Kg) -> None:
    ran = kg_call("ask", "entity_profil")
    assert (ran.code, ran.err) == (
        2,
        "kg: query 'entity_profil': there is none of that name; did you mean entity_profile?\n",
    )


@pytest.fixture
def kg_call(capsys: pytest.CaptureFixture[str]) -> Kg:
    """Run a command that needs no server, since its call is wrong."""
    from kg.cli import run

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@GRAPH
def test_a_path_is_printed_with_its_sentences(kg: Kg, loaded: Graph) -> None:
    ran = kg("path", "Huione Group", "Bybit")
    assert (ran.code, ran.err) == (0, "")
    text = " ".join(ran.out.replace("|", " ").split())
    assert "How is Huione Group linked to Bybit?" in text
    assert "1. Huione Group laundered money for Lazarus Group, 37,000,000 USD" in text
    assert "2. Lazarus Group stole from Bybit, 1,500,000,000 USD, 2025-02-21" in text
    assert "“The Lazarus Group stole $1.5 billion from Bybit on February 21, 2025.”" in text


@GRAPH
def test_a_path_is_printed_as_json(kg: Kg, loaded: Graph) -> None:
    record = json.loads(kg("path", "Huione Group", "Bybit", "--format", "json").out)
    assert record["linked"] is True
    assert [hop["end"]["name"] for hop in record["paths"][0]["hops"]] == ["Lazarus Group", "Bybit"]


@GRAPH
def test_no_link_is_an_answer_and_no_failure(kg: Kg, loaded: Graph) -> None:
    ran = kg("path", "Cambodia", "Ben Zhou", "--min-confidence", "1")
    assert ran.code == 0
    assert "No link found." in ran.out


@GRAPH
def test_an_unknown_name_exits_with_four(kg: Kg, loaded: Graph) -> None:
    ran = kg("path", "Huione Grupe", "Bybit")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (4, "", 1)
    assert ran.err.startswith("kg: 'Huione Grupe': no entity in the graph is called so; did you mean Huione Group")


@GRAPH
def test_an_ambiguous_name_exits_with_four(kg: Kg, graph: Graph, tmp_path: Path) -> None:
    for name, company in (("a.txt", "Bybit"), ("b.txt", "Garantex")):
        (tmp_path / name).write_text(f"Ben Zhou, the chief executive of {company}, addressed customers.")
    assert kg("ingest", tmp_path).code == 0
    ran = kg("path", "Ben Zhou", "Bybit")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (4, "", 1)
    assert "'Ben Zhou': 2 entities are called so" in ran.err


@GRAPH
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html"])
def test_a_question_is_answered_in_each_format(kg: Kg, loaded: Graph, form: str) -> None:
    ran = kg("ask", "entity_profile", "--name", "Lazarus Group", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    assert "Lazarus Group" in ran.out


@GRAPH
def test_a_parameter_of_the_wrong_type_exits_with_two(kg: Kg, loaded: Graph) -> None:
    ran = kg("ask", "entity_profile", "--name", "Bybit", "--limit", "many")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


@GRAPH
def test_status_tells_what_the_graph_holds(kg: Kg, loaded: Graph) -> None:
    ran = kg("status")
    told = dict(line.split(None, 1) for line in ran.out.splitlines())
    assert (ran.code, told["documents"], told["checksum"]) == (0, "2", fingerprint(loaded).checksum)


@GRAPH
def test_server_status_and_start_tell_where_it_runs(kg: Kg, session_graph: Graph) -> None:
    status, start = kg("server", "status"), kg("server", "start")
    assert (status.code, start.code, start.out) == (0, 0, status.out)
    assert session_graph.endpoint.uri in status.out
    assert session_graph.endpoint.password not in status.out + status.err


def test_server_status_exits_with_four_where_none_runs(
    kg_call: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    ran = kg_call("server", "status")
    assert (ran.code, ran.out) == (4, "")
    assert "does not run" in ran.err


@pytest.mark.parametrize("command", ["start", "stop", "status"])
def test_a_server_that_is_not_ours_is_neither_started_nor_stopped(
    kg_call: Kg, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://db.example:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "s3cret")
    ran = kg_call("server", command)
    assert (ran.code, ran.out) == (1, "")
    assert "names a server that kg does not run" in ran.err
    assert "s3cret" not in ran.err


@GRAPH
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Intruder) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.seen = true RETURN n",
        "CREATE INDEX i FOR (n:A) ON (n.b)",
    ],
)
def test_a_query_that_writes_is_refused(loaded: Graph, statement: str) -> None:
    before = fingerprint(loaded)
    with pytest.raises(QueryRefused, match="writes to the graph, and questions only read"):
        loaded.read(statement)
    assert fingerprint(loaded) == before


@GRAPH
def test_a_query_that_runs_too_long_is_stopped(session_graph: Graph) -> None:
    with pytest.raises(QueryRefused, match="ran past its time limit"):
        session_graph.read(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c RETURN max(c)", timeout=0.5
        )


def test_extract_needs_no_graph(nlp_cli: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HUIONE)
    ran = nlp_cli("extract", tmp_path / "a.txt")
    record = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert {"Huione Group", "Lazarus Group", "Cambodia"} <= {entity["name"] for entity in record["entities"]}
    assert "LAUNDERED_FOR" in {relation["type"] for relation in record["relations"]}


@pytest.fixture
def nlp_cli(nlp: object, monkeypatch: pytest.MonkeyPatch, kg_call: Kg) -> Kg:
    monkeypatch.setattr("ingest.pipeline.build_nlp", lambda *_: nlp)
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    return lambda *arguments: kg_call(*map(str, arguments))
