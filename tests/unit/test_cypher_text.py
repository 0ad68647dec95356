"""No value is ever pasted into Cypher: what a statement's text is made of is constants, and the names the ontology gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.asking import paths
from kg.ontology import BOOKKEEPING_LABELS, NODE_LABELS, RELATION_TYPES, STRUCTURE_TYPES

ROOT = Path(__file__).parents[2]
CYPHER = re.compile(
    r"(?:^|[\s{(])(?:MATCH|MERGE|UNWIND|RETURN|DETACH|DELETE|CALL|DROP|CREATE|SET|REMOVE|WHERE|USING|YIELD|FOREACH)[\s(]"
    r"|\)?<?-\[[:\w]*:|\(\w*:[A-Z]\w*"
)
LITERAL = "one of the literals in the loop around it"
ONTOLOGY = "a label or type of kg/ontology.py"
CONSTANT = "a constant of its module, written there as a literal or made of the ontology"
ALLOWED: dict[tuple[str, str], str] = {
    ("kg/writing/candidates.py", "role"): LITERAL,
    ("kg/checksum.py", "_NODES"): CONSTANT,
    ("kg/writing/closure.py", "label"): LITERAL,
    ("kg/writing/closure.py", "side"): LITERAL,
    (
        "kg/writing/describing.py",
        "'' if is_new else unlike",
    ): "a text of the same function, made of what is allowed below",
    ("kg/writing/describing.py", "label"): ONTOLOGY,
    ("kg/writing/describing.py", "others"): ONTOLOGY,
    ("kg/moving/dump.py", "':'.join(node.labels)"): "labels that kg/moving/dump_format.py has found in the ontology",
    ("kg/moving/dump.py", "KEYS[a]"): CONSTANT,
    ("kg/moving/dump.py", "KEYS[b]"): CONSTANT,
    ("kg/moving/dump.py", "a"): "a label that kg/moving/dump_format.py has found in the ontology",
    ("kg/moving/dump.py", "b"): "a label that kg/moving/dump_format.py has found in the ontology",
    ("kg/moving/dump.py", "edge.type"): "a type that kg/moving/dump_format.py has found in the ontology",
    ("kg/moving/dump.py", "edge_type"): ONTOLOGY,
    ("kg/moving/dump.py", "label"): ONTOLOGY,
    ("kg/bulk/loading.py", "INDEX_SECONDS"): CONSTANT,
    ("kg/bulk/loading.py", "label"): ONTOLOGY,
    ("kg/bulk/loading.py", "name"): "a property that kg/bulk/laying.py writes out",
    ("kg/asking/links.py", "'|'.join(WALKED)"): ONTOLOGY,
    ("kg/asking/changes.py", "_TOLD"): CONSTANT,
    ("kg/dossier/statements.py", "'|'.join((*WALKED, 'SAME_AS', 'PERFORMED', 'TARGETED'))"): ONTOLOGY,
    ("kg/dossier/statements.py", "_CLAIM"): CONSTANT,
    ("kg/dossier/statements.py", "_PUBLIC"): CONSTANT,
    ("kg/dossier/statements.py", "_STRENGTH"): CONSTANT,
    ("kg/dossier/statements.py", "_WHO_SAYS"): CONSTANT,
    ("kg/dossier/statements.py", "parts"): "constants of the same module, and types of the ontology",
    ("kg/asking/lookup.py", "_ROW"): CONSTANT,
    ("kg/writing/parking.py", "_PLACES"): CONSTANT,
    (
        "kg/asking/paths.py",
        "2 * options.max_hops",
    ): "twice a number, written as one: the bound of a path can be no parameter",
    ("kg/asking/paths.py", "AGENCY"): ONTOLOGY,
    ("kg/asking/paths.py", "CANDIDATES"): CONSTANT,
    ("kg/asking/paths.py", "COUNTRY"): ONTOLOGY,
    ("kg/asking/paths.py", "_TYPES"): ONTOLOGY,
    ("kg/asking/paths.py", "surely"): "one of two texts that stand in the same function",
    ("kg/asking/paths.py", "certain"): "one of two texts that stand in the same function",
    ("kg/asking/paths.py", "crossing"): "one of two texts that stand in the same function",
    ("kg/asking/paths.py", "hub"): "a text of the same function, made of what is allowed here",
    ("kg/writing/pointing.py", "label"): LITERAL,
    ("kg/writing/pointing.py", "ref_property"): LITERAL,
    ("kg/writing/pointing.py", "role"): LITERAL,
    ("kg/schema.py", "first"): CONSTANT,
    ("kg/schema.py", "label"): CONSTANT,
    ("kg/schema.py", "label.lower()"): CONSTANT,
    ("kg/schema.py", "name"): CONSTANT,
    ("kg/schema.py", "second"): CONSTANT,
    ("kg/writing/summing.py", "_LISTED"): CONSTANT,
    ("kg/writing/truth.py", "listed"): CONSTANT,
    ("kg/writing/truth.py", "first"): "a number written out beside",
    ("kg/writing/truth.py", "first + 1"): "a number written out beside",
    ("kg/writing/truth.py", "'REMOVE p.ended, p.dropped' if again else ''"): "a literal or nothing",
    ("kg/writing/summing.py", "_known_type(edge_type)"): "refuses what the ontology does not name",
    ("kg/writing/summing.py", "end"): CONSTANT,
    ("kg/writing/summing.py", "start"): CONSTANT,
    ("kg/writing/truth.py", "'CREATE (c)-[:OBJECT]->(o)' if target else ''"): "a literal or nothing",
    (
        "kg/writing/truth.py",
        "f'MATCH (o:{target} {{id: coalesce(claim[1], claim[{first + 1}])}})' if target else ''",
    ): "made of what is allowed below",
    (
        "kg/writing/truth.py",
        "subject",
    ): "the label that kg/writing/pointing.py gives a node by its id: Entity or Action",
    ("kg/writing/truth.py", "target"): "the label that kg/writing/pointing.py gives a node by its id: Entity or Action",
    ("kg/writing/truth.py", "verb"): "MERGE or CREATE",
    ("kg/writing/withdrawing.py", "by"): "one of two property names, which its callers write out",
}


def pasted(source: str) -> Iterator[str]:
    """Yield each expression that is put into a text that reads like Cypher, by an f-string, a sum, % or format."""
    tree = ast.parse(source)
    inner = {id(part) for node in ast.walk(tree) for part in _operands(node)}
    for node in ast.walk(tree):
        if id(node) not in inner and CYPHER.search(" ".join(_constants(node))):
            yield from _pieces(node)


def _operands(node: ast.AST) -> list[ast.expr]:
    return [node.left, node.right] if _is_sum(node) else []


def _is_sum(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod)


def _is_format(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"format", "join", "replace"}
    )


def _constants(node: ast.AST) -> Iterator[str]:
    """The literal text of an expression that builds a text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (text for value in node.values for text in _constants(value))
    elif _is_sum(node):
        yield from (text for part in _operands(node) for text in _constants(part))
    elif _is_format(node):
        yield from _constants(node.func.value)


def _pieces(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield from (ast.unparse(value.value) for value in node.values if isinstance(value, ast.FormattedValue))
    elif _is_sum(node):
        yield from (piece for part in _operands(node) for piece in _pieces(part))
    elif _is_format(node):
        yield from (ast.unparse(argument) for argument in [*node.args, *(keyword.value for keyword in node.keywords)])
    elif not isinstance(node, ast.Constant):
        yield ast.unparse(node)


def found() -> set[tuple[str, str]]:
    paths = [path for folder in ("kg", "ingest") for path in sorted((ROOT / folder).rglob("*.py"))]
    return {(str(path.relative_to(ROOT)), piece) for path in paths for piece in pasted(path.read_text("utf-8"))}


def test_only_constants_and_words_of_the_ontology_are_put_into_cypher():
    """What is new here either becomes a parameter, or a row of ALLOWED with the reason why it can hold no stranger's text."""
    assert found() - set(ALLOWED) == set()


def test_what_is_allowed_is_still_there():
    assert set(ALLOWED) - found() == set()


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("q = f'MATCH (n:{label}) RETURN n'", ["label"]),
        ("q = 'MATCH (n) WHERE n.name = ' + name", ["name"]),
        ("q = 'MATCH (n) WHERE n.name = \\'' + name + '\\' RETURN n'", ["name"]),
        ("q = 'MATCH (n {name: \"%s\"}) RETURN n' % name", ["name"]),
        ("q = 'MATCH (n:{}) RETURN {what}'.format(label, what=w)", ["label", "w"]),
        ("q = 'MATCH (n:LABEL) RETURN n'.replace('LABEL', label)", ["'LABEL'", "label"]),
        ("q = ' RETURN n '.join(parts)", ["parts"]),
        ("q = f'{a} is no name'", []),
        ("q = 'MATCH (n {id: $id}) RETURN n'", []),
    ],
)
def test_the_test_sees_every_way_of_pasting(source, pieces):
    assert sorted(pasted(source)) == sorted(pieces)


def test_labels_and_types_are_plain_words():
    """So none of them needs quotes, and none can end what it is pasted into."""
    names = [*NODE_LABELS, *BOOKKEEPING_LABELS, *RELATION_TYPES, *STRUCTURE_TYPES]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z][A-Za-z_]*", name)] == []


def test_a_path_is_bounded_by_a_number_whatever_is_given():
    with pytest.raises(ValueError, match="format code 'd'"):
        paths._search_statement(paths.Options("1}) DETACH DELETE n //"))
