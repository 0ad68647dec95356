"""Question files: found, read and checked with the line of each fault; parameters bound by their declared types."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking import queries
from kg.asking.catalogue import by_topic, catalogue
from kg.asking.queries import (
    Param,
    ParameterError,
    Query,
    QueryError,
    bind,
    load_queries,
    load_query,
    parse_query,
    queries_folder,
)
from kg.asking.topics import TOPICS
from kg.errors import KgError, UsageError
from kg.evidence import SHOWN
from kg.ontology import EDGES, KINDS

ROOT = Path(__file__).parents[2]
HEADER = """\
// title: Names
// question: Who is called so?
// param: name: string -- a name
// param: limit: integer = 50 -- at most this many rows
// returns: id, name
"""
BODY = """
MATCH (e:Entity {name: $name})
RETURN e.id AS id, e.name AS name
ORDER BY id
LIMIT $limit
"""
SHIPPED = {path.stem for path in (ROOT / "cypher").glob("*.cypher")}
ABOUT_MENTIONS = {"entity_documents", "named_together", "recent_documents"}
ABOUT_CANDIDATES = {"same_as_candidates"}
FEWEST = 35


def parse(header: str = HEADER, body: str = BODY, path: str = "names.cypher") -> Query:
    return parse_query(header + body, path)


def declaring(param: str, use: str) -> Query:
    """A question with one more parameter, used."""
    return parse(
        HEADER + f"// param: {param}\n", BODY.replace("{name: $name}", f"{{name: $name}}) WHERE e.id = {use} AND (true")
    )


def test_reads_a_file():
    assert parse() == Query(
        name="names",
        title="Names",
        question="Who is called so?",
        params=(
            Param("name", "string", "a name"),
            Param("limit", "integer", "at most this many rows", required=False, default=50),
        ),
        returns=("id", "name"),
        text=HEADER + BODY,
    )


@pytest.mark.parametrize(
    ("declared", "default"),
    [
        ('x: string = "a -- b = c" -- why', "a -- b = c"),
        ("x: float=0.5-- why", 0.5),
        ("x: float = 1 -- why", 1.0),
        ("x: boolean = true -- why", True),
        ('x: date = "2025-05" -- why', "2025-05"),
        ('x: list<string> = ["a", "b"] -- why', ["a", "b"]),
    ],
)
def test_reads_a_default_as_json_of_its_type(declared, default):
    param = declaring(declared, "$x").params[-1]
    assert (param.default, param.required, param.description) == (default, False, "why")


def test_a_comment_after_a_blank_line_is_no_header():
    assert parse(body="\n// titel: this explains the statement" + BODY).title == "Names"


@pytest.mark.parametrize(
    ("change", "line", "rule"),
    [
        (("// title: Names\n", ""), 1, "the header has no title"),
        (("// question: Who is called so?\n", ""), 1, "the header has no question"),
        (("// returns: id, name\n", ""), 1, "the header has no returns"),
        (("// title: Names", "// title:   "), 1, "title says nothing"),
        (("// title: Names", "// title: Names\n// title: Again"), 2, "title is given twice"),
        (("// question", "// qestion"), 2, "'// qestion: Who is called so?' is no header line"),
        (("// question", "// and so on\n// question"), 2, "'// and so on' is no header line"),
        (("name: string -- a name", "name -- a name"), 3, "is no parameter"),
        (("name: string", "näme: string"), 3, "is no parameter"),
        (("name: string", "name: text"), 3, "text is no type"),
        (("name: string -- a name", "name: string"), 3, "name is not explained"),
        (("name: string -- a name", "name: string -- "), 3, "name is not explained"),
        (("name: string", "name: string = x"), 3, "the default is no JSON literal"),
        (("name: string", "name: string = 5"), 3, "the default is of another type: 5 is not text"),
        (("name: string", "name: string = null"), 3, "the default is of another type: None is not text"),
        (("integer = 50", 'integer = "50"'), 4, "the default is of another type: '50' is a string"),
        (("integer = 50", "integer = 5.5"), 4, "the default is of another type: 5.5 is not a whole number"),
        (("integer = 50", "integer"), 4, "limit is no integer with a default"),
        (("integer = 50", "float = 50"), 4, "limit is no integer with a default"),
        (("// returns", "// param: name: string -- again\n// returns"), 5, "name is declared twice"),
        (("// returns", "// param: other: string -- unused\n// returns"), 5, "other is declared and not used"),
        (("// param: name: string -- a name\n", ""), 6, "$name is not declared"),
        (("returns: id, name", "returns: id, the name"), 5, "'the name' is no column"),
        (("returns: id, name", "returns: id, id"), 5, "a column is named twice"),
        (("returns: id, name", "returns: name, id"), 5, "the statement returns id, name"),
        (("// returns", "// topic: walets\n// returns"), 5, "'walets' is no topic"),
        (("// returns", "// topic: money\n// topic: links\n// returns"), 6, "topic is given twice"),
        (("// returns", "// scope: everything\n// returns"), 5, "'everything' is no scope"),
        (("e.name AS name", "e.name"), 10, "a returned column has no name"),
        (("MATCH", "DELETE e\nMATCH"), 7, "begins with DELETE"),
        (("ORDER BY id", "SET e.x = 1 ORDER BY id"), 9, "SET writes, and a question only reads"),
        (("ORDER BY id\n", ""), 8, "no ORDER BY"),
        (("LIMIT $limit", "LIMIT 50"), 10, "does not end with LIMIT $limit"),
        (("LIMIT $limit", "LIMIT $limit; RETURN 1"), 10, "more than one statement"),
        ((BODY, "\n"), 1, "no statement follows the header"),
    ],
)
def test_names_file_line_and_rule_of_a_fault(change, line, rule):
    old, new = change
    assert old in HEADER + BODY
    with pytest.raises(QueryError) as caught:
        parse_query((HEADER + BODY).replace(old, new, 1), "names.cypher")
    error = caught.value
    assert (error.path, error.rule) == ("names.cypher", rule)
    assert error.line == line
    assert error.remedy


def test_a_message_holds_place_rule_and_remedy():
    with pytest.raises(QueryError) as caught:
        parse(HEADER.replace("string --", "strin --"))
    assert str(caught.value) == (
        "names.cypher:3: strin is no type; use one of string, integer, float, boolean, date, list<string>"
    )


@pytest.mark.parametrize("path", ["Names.cypher", "my names.cypher", "1.cypher", "a-b.cypher"])
def test_wants_a_file_name_in_snake_case(path):
    with pytest.raises(QueryError, match="is no name for a question"):
        parse(path=path)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    with pytest.raises(QueryError):
        parse_query(text, "any.cypher")


LINE = st.one_of(
    st.sampled_from(HEADER.splitlines() + BODY.splitlines()),
    st.text(alphabet=st.sampled_from("/: =-<>\"'`*${}[]();,.|\\aeMATCH12\t"), max_size=40),
    st.from_regex(r"// (title|param|returns|question): ?[a-z: =\"\[\]{},.0-9<>-]{0,40}", fullmatch=True),
)


@given(st.lists(LINE, max_size=14))
def test_any_mixture_of_lines_is_read_or_refused(lines):
    try:
        assert parse_query("\n".join(lines), "any.cypher").title
    except QueryError as error:
        assert error.line >= 1


def test_binds_text_by_the_declared_types():
    assert bind(parse(), {"name": "Huione", "limit": "5"}) == {"name": "Huione", "limit": 5}


def test_binds_defaults_for_what_is_not_given():
    assert bind(parse(), {"name": "Huione", "limit": None}) == {"name": "Huione", "limit": 50}


def test_hands_out_a_list_default_that_may_be_changed():
    query = declaring('x: list<string> = ["a"] -- why', "$x[0]")
    bind(query, {"name": "Huione"})["x"].append("b")
    assert bind(query, {"name": "Huione"})["x"] == ["a"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({}, "parameter 'name': is required; give it a string: a name"),
        ({"name": "x", "nmae": "y"}, "parameter 'nmae': names does not take it; it takes: name, limit"),
        (
            {"name": "x", "limit": "many"},
            "parameter 'limit': 'many' is not a whole number; give a whole number, such as 50",
        ),
        (
            {"name": "x", "limit": "0"},
            "parameter 'limit': 0 is no number of rows: it is less than 1; give a whole number, such as 50",
        ),
    ],
)
def test_says_which_parameter_is_wrong(raw, message):
    with pytest.raises(ParameterError) as caught:
        bind(parse(), raw)
    assert str(caught.value) == message
    assert caught.value.exit_code == 2


def test_finds_the_questions_of_a_checkout():
    assert queries_folder() == ROOT / "cypher"


def test_finds_the_questions_inside_an_installed_package(tmp_path, monkeypatch):
    (tmp_path / "kg" / "cypher").mkdir(parents=True)
    (tmp_path / "cypher").mkdir()
    monkeypatch.setattr(queries.resources, "files", lambda package: tmp_path / package)
    assert queries_folder() == tmp_path / "kg" / "cypher"


def test_says_that_the_questions_are_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(queries.resources, "files", lambda package: tmp_path / package)
    with pytest.raises(KgError, match="the questions are missing; install illicit-kg again"):
        queries_folder()


def test_loads_a_folder_in_the_order_of_names(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.cypher").write_text(HEADER + BODY)
    (tmp_path / "notes.txt").write_text("not a question")
    assert list(load_queries(tmp_path)) == ["a", "b"]


def test_loads_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path):
    text = (HEADER + BODY).replace("\n", "\r\n")
    (tmp_path / "a.cypher").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_query("a", tmp_path).question == "Who is called so?"


def test_refuses_a_file_that_is_not_utf8(tmp_path):
    (tmp_path / "a.cypher").write_bytes(b"// title: x\n// question: \xff")
    with pytest.raises(QueryError, match=r"a\.cypher:2: is not UTF-8; save the file as UTF-8"):
        load_queries(tmp_path)


@pytest.mark.parametrize(
    ("name", "remedy"), [("neighborhood", "did you mean neighbourhood?"), ("x", "see `kg queries` for their names")]
)
def test_an_unknown_name_is_answered_with_a_near_one(name, remedy):
    with pytest.raises(UsageError) as caught:
        load_query(name)
    assert str(caught.value) == f"query {name!r}: there is none of that name; {remedy}"


def test_all_shipped_questions_are_in_shape():
    assert set(load_queries()) == SHIPPED
    assert len(SHIPPED) >= FEWEST


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_each_shipped_question_has_a_topic(name):
    assert load_query(name).topic in set(TOPICS) - {"other"}


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_question_looks_through_the_whole_graph_if_it_needs_nothing_to_begin_at(name):
    query = load_query(name)
    assert query.whole_graph == (not any(param.required for param in query.params))


def test_questions_are_listed_by_topic_in_the_order_of_the_table():
    topics = by_topic(load_queries().values())
    assert list(topics) == [topic for topic in TOPICS if topic != "other"]
    assert [query.name for query in topics["wallets"]] == sorted(query.name for query in topics["wallets"])
    assert {query.name for some in topics.values() for query in some} == SHIPPED


def test_a_question_without_a_topic_is_among_the_others():
    query = parse()
    assert (query.topic, query.whole_graph) == ("other", False)
    assert by_topic([query]) == {"other": [query]}


def test_reads_topic_and_scope():
    query = parse(HEADER + "// topic: wallets\n// scope: whole-graph\n")
    assert (query.topic, query.whole_graph) == ("wallets", True)


def test_what_is_shown_as_of_a_date_is_what_is_shown_today():
    assert f">= {SHOWN} AS shown" in load_query("links_as_of").text


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_no_shipped_question_walks_over_mentions_or_candidates(name):
    walked = set(re.findall(r"\[\w*:[^\]]*?\b(MENTIONS|SAME_AS)\b", load_query(name).text))
    allowed = {"MENTIONS"} if name in ABOUT_MENTIONS else {"SAME_AS"} if name in ABOUT_CANDIDATES else set()
    assert walked == allowed


@pytest.mark.parametrize(
    "name",
    ["bridges", "contradictions", "edge_evidence", "entity_profile", "name_search", "named_together", "neighbourhood",
     "new_links", "same_as_candidates", "stale_links", "thin_evidence", "timeline", "unshown_links"],
)  # fmt: skip
def test_questions_about_all_links_know_every_walked_type(name):
    walked = {edge.name for edge in EDGES.values() if edge.walked}
    assert walked <= set(re.findall(r"[A-Z_]+", load_query(name).text))


@pytest.mark.parametrize("name", ["actions_against", "lifted_measures"])
def test_what_answers_a_measure_is_as_in_the_ontology(name):
    answers = {kind.name: list(kind.answers) for kind in KINDS.values() if kind.answers}
    written = re.search(r"IN (\{.*?\})\[answer\.kind\]", load_query(name).text)
    assert written
    assert {key: re.findall(r"'(\w+)'", kinds) for key, kinds in re.findall(r"(\w+): \[(.*?)\]", written[1])} == answers


def test_every_question_that_takes_a_name_looks_it_up_alike():
    lookup = re.compile(r"WITH asked, CASE WHEN typed .*?\n\}\n", re.DOTALL)
    takers = {
        name: query.text
        for name, query in load_queries().items()
        if name != "name_search" and any(param.name == "name" for param in query.params)
    }
    found = {name: lookup.search(text) for name, text in takers.items()}
    assert len({match and match.group() for match in found.values()}) == 1
    assert None not in found.values()


def test_the_catalogue_is_as_the_questions_say():
    assert (ROOT / "docs" / "queries.md").read_text("utf-8") == catalogue(load_queries().values())


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_catalogue_has_a_line_for_each_question(name):
    assert f"[`{name}`](#{name})" in catalogue(load_queries().values())
