"""What counts as a question: one reading statement, ordered, limited, bounded, in the words of the ontology."""

from __future__ import annotations

import pytest

from kg.asking.cypher_tokens import parameters, tokens
from kg.asking.statements import columns, escapes, problems

TAIL = "RETURN e.name AS name\nORDER BY name\nLIMIT $limit"


def rules(statement: str) -> list[str]:
    return [problem.rule for problem in problems(tokens(statement))]


@pytest.mark.parametrize(
    "statement",
    [
        f"MATCH (e:Entity {{id: $name}})\n{TAIL}",
        f"MATCH (e:Entity) WHERE e.name = 'CREATE (n) // ; DELETE'\n{TAIL}",
        f'MATCH (e:Entity) WHERE e.name = "it\'s \\"SET\\" /* "\n{TAIL}',
        f"MATCH (e:Entity) // CREATE (n); it's\n/* DELETE ' */ {TAIL}",
        f"MATCH (e:Entity) WHERE e.set = $set AND e.`create` = 1\n{TAIL}",
        f"MATCH (e:Company|Person)-[:OWNS|USED*1..3]->(:Entity&!Wallet)\n{TAIL}",
        f"MATCH (e)-[r*2]-(), (e)-[*..4]-() WHERE 2 * 3 > 5 AND e:Wallet\n{TAIL}",
        f"MATCH (e:Entity) WITH e, [x IN e.aliases WHERE e:Company | x] AS names, {{a: 1, b: {{c: e}}}} AS map\n{TAIL}",
        f"CALL () {{ MATCH (e:Entity) RETURN e UNION MATCH (e:Wallet) RETURN e }}\n{TAIL}",
        f"CALL db.index.fulltext.queryNodes('entity_names', $q) YIELD node AS e\n{TAIL}",
        f"MATCH (e:Entity) WHERE COUNT {{ (e)--() }} > 1.5e3\n{TAIL};",
    ],
)
def test_accepts_a_question(statement):
    assert rules(statement) == []


@pytest.mark.parametrize(
    ("clause", "word"),
    [
        ("CREATE (n)", "CREATE"),
        ("MERGE (n:Entity)", "MERGE"),
        ("INSERT (n)", "INSERT"),
        ("DELETE e", "DELETE"),
        ("DETACH DELETE e", "DETACH"),
        ("NODETACH DELETE e", "NODETACH"),
        ("sEt e.name = 'x'", "SET"),
        ("REMOVE e.name", "REMOVE"),
        ("FOREACH (x IN [1] | SET e.a = x)", "FOREACH"),
        ("LOAD CSV FROM 'file:///x' AS row", "LOAD"),
        ("CALL (e) { RETURN 1 AS one } IN 10 CONCURRENT TRANSACTIONS", "TRANSACTIONS"),
        ("/* harmless */ DELETE e", "DELETE"),
        ("WITH e, 'a\\'b' AS x DELETE e", "DELETE"),
        ("WITH `e` DELETE e", "DELETE"),
        ("// a comment ends at a carriage return, too\rDELETE e", "DELETE"),
        ("WITH e // */ \n DELETE /* // */ e", "DELETE"),
        ("WITH 'a' + \"b'\" AS x SET /* ' */ e.x = '", "SET"),
    ],
)
def test_refuses_a_writing_clause(clause, word):
    assert f"{word} writes, and a question only reads" in rules(f"MATCH (e:Entity)\n{clause}\n{TAIL}")


@pytest.mark.parametrize(
    "statement",
    ["DROP INDEX x", "SHOW USERS", "CREATE USER x", "ALTER USER x", "GRANT ROLE a TO b", "STOP DATABASE neo4j", "USE x MATCH (n)",
     "EXPLAIN MATCH (n)", "PROFILE MATCH (n)", ":param x => 1", "'text'", "TERMINATE TRANSACTION 'x'"],
)  # fmt: skip
def test_refuses_what_begins_with_no_reading_clause(statement):
    assert any(rule.startswith("begins with ") for rule in rules(f"{statement}\n{TAIL}"))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("CALL apoc.create.node(['X'], {}) YIELD node AS n", "apoc.create.node"),
        ("CALL `apoc`.`periodic`.iterate('', '', {})", "apoc.periodic.iterate"),
        ("CALL dbms.security.createUser('a', 'b')", "dbms.security.createUser"),
        ("OPTIONAL CALL db.createLabel('X')", "db.createLabel"),
        ("WITH apoc.create.vNode(['X'], {}) AS n", "apoc.create.vNode"),
        ("CALL /* x */ apoc . refactor.mergeNodes([])", "apoc.refactor.mergeNodes"),
    ],
)
def test_refuses_procedures_that_are_not_known_to_read(call, name):
    assert f"{name} is no procedure for questions" in rules(f"MATCH (e:Entity)\n{call}\n{TAIL}")


@pytest.mark.parametrize(
    "call",
    ["genai.vector.encode('x', 'OpenAI', {})", "`genai.vector`.encode('x')", "`gen``ai`.call (1)", "db . nameFromElementId('x')",
     "date.x.y(1)", "graph.byName('x')"],
)  # fmt: skip
def test_refuses_functions_of_plugins(call):
    said = rules(f"MATCH (e:Entity) WHERE {call} = 1\n{TAIL}")
    assert [rule for rule in said if rule.endswith("is no function for questions")] != []


@pytest.mark.parametrize(
    "call",
    ["date.truncate('month', date('2024-05-01'))", "duration.between(date(), date())", "size(e.aliases)", "e.name"],
)
def test_knows_the_functions_of_cypher_itself(call):
    assert rules(f"MATCH (e:Entity) WHERE {call} IS NOT NULL\n{TAIL}") == []


@pytest.mark.parametrize(
    "statement",
    [
        "\\u0043REATE (n)",
        "MATCH (e) WHERE e.name = 'a\\u0027 DELETE e //'",
        "// \\u000ACREATE (n)",
        "RETURN `\\U00000041`",
    ],
)
def test_finds_unicode_escapes_wherever_they_stand(statement):
    assert [problem.line for problem in escapes(f"MATCH (e)\n{statement}")] == [2]


def test_refuses_several_statements():
    assert "more than one statement" in rules(f"MATCH (a:Entity) RETURN a; MATCH (e:Entity)\n{TAIL}")


@pytest.mark.parametrize("opened", ["'", '"', "`", "/*"])
def test_names_what_is_never_closed(opened):
    statement = f"MATCH (e:Entity)\nWHERE e.name = {opened}x\n{TAIL}"
    assert [(problem.line, problem.rule) for problem in problems(tokens(statement)) if "opened" in problem.rule] == [
        (2, f"{opened} is opened and never closed")
    ]


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("MATCH (e:Entity\nRETURN e", ") is missing"),
        ("MATCH (e:Entity))\nRETURN e", ") closes nothing"),
        ("MATCH (e:Entity]\nRETURN e", "] closes nothing"),
    ],
)
def test_pairs_brackets(statement, rule):
    assert rule in rules(statement)


@pytest.mark.parametrize(
    ("ending", "rule"),
    [
        ("", "no RETURN at its end"),
        ("RETURN e AS e LIMIT $limit", "no ORDER BY"),
        ("RETURN e AS e ORDER BY e", "does not end with LIMIT $limit"),
        ("RETURN e AS e ORDER BY e LIMIT 10", "does not end with LIMIT $limit"),
        (
            "RETURN e AS e UNION MATCH (e) RETURN e AS e ORDER BY e LIMIT $limit",
            "UNION at its top, where no order spans both parts",
        ),
        ("CALL (e) { RETURN 1 AS x ORDER BY x LIMIT $limit }", "no RETURN at its end"),
        ("RETURN e AS `ORDER BY` LIMIT $limit", "no ORDER BY"),
    ],
)
def test_wants_an_order_and_a_limit(ending, rule):
    assert rule in rules(f"MATCH (e:Entity) {ending}")


@pytest.mark.parametrize(
    "path",
    ["-[*]-", "-[r:OWNS*]->", "-[*2..]-", "-[:OWNS*12..]-", "-[:OWNS]->+", "-[:OWNS]-*", "-->+", "-[r *{a: 1}]-"],
)
def test_refuses_a_path_of_any_length(path):
    assert "a path of any length" in rules(f"MATCH (e:Entity){path}(x)\n{TAIL}")


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("(e:Entty)", "Entty"),
        ("(e:Entity&Bank)", "Bank"),
        ("(e)-[:OWNED]->()", "OWNED"),
        ("(e)-[r:OWNS|BOUGHT]->()", "BOUGHT"),
        ("(e:`Entity '`)", "Entity '"),
        ("(e:!(Foo))", "Foo"),
        ("(e {id: 1}) WHERE e:Bar", "Bar"),
    ],
)
def test_refuses_labels_and_types_that_the_ontology_lacks(pattern, name):
    assert f"{name} is no label or edge type" in rules(f"MATCH {pattern}\n{TAIL}")


def test_says_that_nothing_follows_the_header():
    assert rules("// title: x\n\n/* nothing */") == ["no statement follows the header"]


def test_counts_lines_through_comments_and_strings():
    found = tokens("// one\n/* two\nthree */ MATCH 'four\nfive' six")
    assert [(token.text, token.line) for token in found] == [("MATCH", 3), ("'four\nfive'", 3), ("six", 4)]


def test_finds_parameters_outside_strings_and_comments_only():
    found = tokens("RETURN $a, '$b', $`c d`, /* $e */ `$f`\n// $g\n, $a, $_h1")
    assert parameters(found) == {"a": 1, "c d": 1, "_h1": 3}


@pytest.mark.parametrize(
    ("returned", "names"),
    [
        ("RETURN a.b AS x, y, count(*) AS `z z`", ["x", "y", "z z"]),
        ("RETURN DISTINCT x ORDER BY x", ["x"]),
        ("RETURN [a IN b | a] AS list, {c: 1, d: 2} AS map SKIP 1", ["list", "map"]),
        ("CALL () { RETURN 1 AS inner } RETURN inner AS outer LIMIT 1", ["outer"]),
        ("RETURN CASE WHEN a THEN b END AS c", ["c"]),
        ("RETURN a.b", None),
        ("RETURN count(*)", None),
        ("RETURN *", None),
        ("RETURN a, ", None),
    ],
)
def test_names_the_columns_of_the_last_return(returned, names):
    assert columns(tokens(returned)) == names
