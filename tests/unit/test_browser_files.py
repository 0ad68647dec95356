"""What Neo4j Browser takes in: scripts with their parameters, the file of saved Cypher, and the style of the graph."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.cypher_tokens import tokens
from kg.asking.queries import load_queries, load_query
from kg.asking.statements import problems
from kg.browser.guide import GUIDE
from kg.browser.saved import saved_cypher
from kg.browser.scripts import body, literal, script, statement
from kg.browser.style import grass
from kg.cli import cli
from kg.errors import UsageError
from kg.ontology import EDGES, NODE_LABELS, PARTY_TYPES, STRUCTURE_TYPES

ROOT = Path(__file__).parents[2]
QUERIES = load_queries()
RULE = re.compile(r"([\w.]+) \{\n((?:  [\w-]+: [^;{}]*(?:\{[^{}]*\})?[^;{}]*(?:\{[^{}]*\})?[^;{}]*;\n)+)\}\n")


def rules() -> dict[str, dict[str, str]]:
    """The style sheet, taken apart."""
    found = RULE.findall(grass())
    return {selector: dict(re.findall(r"  ([\w-]+): (.*);", lines)) for selector, lines in found}


def entries() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(saved_cypher(QUERIES.values()))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_script_sets_each_parameter_and_then_asks(name):
    query = QUERIES[name]
    before, after = script(query, {}).split("\n// 2. ")
    lines = [line for line in before.split("\n") if line.startswith(":param ")]
    assert [line.split(" ")[1] for line in lines] == [param.name for param in query.params]
    assert all(line.endswith(";") for line in lines)
    assert after == f"Then run the question.\n{statement(query)}"


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_statement_is_that_of_the_file_and_stands_alone(name):
    text = QUERIES[name].text
    assert [token.text for token in tokens(body(text))] == [token.text for token in tokens(text) if token.text != ";"]
    assert [token.text for token in tokens(statement(QUERIES[name]))] == [token.text for token in tokens(body(text))]
    assert ";" not in [token.text for token in tokens(statement(QUERIES[name]))]
    assert not [line for line in statement(QUERIES[name]).split("\n") if line.lstrip().startswith("//") and ";" in line]


@pytest.mark.parametrize("step", GUIDE, ids=lambda step: step.title)
def test_a_step_stands_alone(step):
    assert ";" not in step.script()


def test_one_script_sets_whatever_a_question_or_step_needs():
    lines = entries()["set_parameters.cypher"].split("\n")
    given = {line.split(" ")[1] for line in lines if line.startswith(":param ")}
    assert {param.name for query in QUERIES.values() for param in query.params} <= given
    assert {name for step in GUIDE for name in step.parameters} <= given


def test_a_parameter_has_the_same_type_in_every_question():
    types: dict[str, set[str]] = {}
    for query in QUERIES.values():
        for param in query.params:
            types.setdefault(param.name, set()).add(param.type)
    assert {name: some for name, some in types.items() if len(some) > 1} == {}


def test_a_script_holds_the_values_that_are_given():
    text = script(load_query("neighbourhood"), {"name": "O'Neill \\ Sons", "limit": "5", "weak": "yes"})
    assert ":param name => 'O\\'Neill \\\\ Sons';" in text
    assert ":param limit => 5;" in text
    assert ":param weak => true;" in text
    assert ":param edge => '';" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "null"), (True, "true"), (3, "3"), (0.5, "0.5"), (["a", "b'"], "['a', 'b\\'']"), ("a\nb\r", "'a\\nb\\r'")],
)
def test_writes_a_value_as_cypher_does(value, written):
    assert literal(value) == written


@given(st.text())
def test_no_text_ends_early_or_spans_lines(text):
    written = literal(text)
    assert "\n" not in written
    assert "\r" not in written
    assert re.fullmatch(r"'(?:[^'\\]|\\.)*'", written, re.DOTALL)


def test_saved_cypher_holds_every_question_and_the_guide():
    found = entries()
    assert len(found) == len(QUERIES) + len(GUIDE) + 1
    assert {f"{name}.cypher" for name in QUERIES} < set(found)
    assert all(text.startswith("// ") for text in found.values())
    assert found["launderers.cypher"].startswith("// Money: Who launders for whom\n")


def test_saved_cypher_has_no_folders_and_no_two_names_alike():
    found = entries()
    assert not [name for name in found if "/" in name]
    assert len({text.split("\n")[0] for text in found.values()}) == len(found)


def test_the_same_questions_make_the_same_bytes():
    assert saved_cypher(QUERIES.values()) == saved_cypher(QUERIES.values())


@pytest.mark.parametrize("step", GUIDE, ids=lambda step: step.title)
def test_a_step_of_the_guide_only_reads_what_the_ontology_has(step):
    # a step draws; that it is ordered and limited is not asked of it
    found = [problem.rule for problem in problems(tokens(step.statement)) if "ORDER BY" not in problem.rule]
    assert [rule for rule in found if "LIMIT" not in rule] == []


@pytest.mark.parametrize("step", GUIDE, ids=lambda step: step.title)
def test_the_page_about_browser_tells_each_step(step):
    page = (ROOT / "docs" / "browser.md").read_text("utf-8")
    assert step.title in page
    assert step.statement in page


def test_the_style_has_a_rule_for_all_that_the_graph_holds():
    found = rules()
    labels = {f"node.{label}" for label in NODE_LABELS if label != "Entity"}
    lines = {f"relationship.{name}" for name in (*EDGES, *PARTY_TYPES, *STRUCTURE_TYPES)}
    assert set(found) == labels | lines | {"node", "relationship"}
    assert grass() == "".join(
        f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in rule.items()) + "}\n"
        for selector, rule in found.items()
    )


def test_a_label_has_colour_and_caption_and_a_line_says_its_status():
    found = rules()
    assert found["node.Wallet"]["caption"] == '"{name}"'
    assert all(re.fullmatch("#[0-9A-F]{6}", rule["color"]) for rule in found.values())
    assert len({found[f"node.{label}"]["color"] for label in NODE_LABELS if label != "Entity"}) == len(NODE_LABELS) - 1
    for name in (*EDGES, *PARTY_TYPES):
        assert found[f"relationship.{name}"]["caption"] == f'"{name} ({{status}})"'


def test_words_can_be_read_on_the_colour_behind_them():
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for selector, rule in rules().items():
        if selector.startswith("node"):
            one, two = sorted((light(rule["color"]), light(rule["text-color-internal"])))
            assert (two + 0.05) / (one + 0.05) >= 3, selector


def test_the_commands_write_what_browser_takes_in(tmp_path):
    runner = CliRunner()
    assert runner.invoke(cli, ["style"]).output == grass()
    done = runner.invoke(cli, ["browser", str(tmp_path / "new" / "folder")])
    assert done.exit_code == 0
    assert (tmp_path / "new" / "folder" / "kg.grass").read_text() == grass()
    assert (tmp_path / "new" / "folder" / "kg-saved-cypher.zip").read_bytes() == saved_cypher(QUERIES.values())


def test_says_that_the_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Exception, match=r"cannot be written \(.*\); name another folder"):
        CliRunner().invoke(
            cli, ["browser", str(tmp_path / "file" / "inner")], catch_exceptions=False, standalone_mode=False
        )


def test_ask_prints_a_question_for_browser_without_any_graph(monkeypatch):
    monkeypatch.setattr("kg.cli.asking.open_graph", lambda: pytest.fail("no graph is needed"))
    done = CliRunner().invoke(cli, ["ask", "launderers", "--browser", "--min-confidence", "0.5"], standalone_mode=False)
    assert done.output == script(load_query("launderers"), {"min_confidence": "0.5"})
    assert ":param min_confidence => 0.5;\n" in done.output


def test_ask_refuses_a_value_of_another_type_for_browser_too():
    with pytest.raises(UsageError, match="'much' is not a number"):
        CliRunner().invoke(
            cli,
            ["ask", "launderers", "--browser", "--min-confidence", "much"],
            standalone_mode=False,
            catch_exceptions=False,
        )
