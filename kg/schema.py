"""From the ontology to constraints and indexes, created where they are missing, and the version of what is stored."""

from __future__ import annotations

from kg.errors import DatabaseRefused
from kg.graph import Graph, Transaction

SCHEMA_VERSION = 3
"""2: feeds and their items. 3: what finds near copies and other versions of documents."""

_UNIQUE = (("Entity", "id"), ("Action", "id"), ("Document", "id"), ("Passage", "id"), ("Claim", "id"),
           ("Source", "name"), ("Schema", "id"), ("Judgement", "id"), ("Feed", "id"), ("FeedItem", "id"), ("Run", "id"),
           ("Watch", "id"))  # fmt: skip
_INDEXED = (("Entity", "name_key"), ("Wallet", "address"), ("Action", "kind"), ("Action", "start_date"),
            ("Document", "published"), ("Document", "raw_sha256"), ("Claim", "edge"), ("Claim", "subject_ref"),
            ("Claim", "object_ref"), ("Claim", "document"), ("Candidate", "subject_ref"), ("Candidate", "object_ref"),
            ("Document", "recorded"), ("Claim", "withdrawn"), ("FeedItem", "feed"), ("FeedItem", "url"))  # fmt: skip
# Statements that write name their index: a plan made while the graph is nearly empty scans, and is kept for a while.
# Together, in both orders: who is called so, and how somebody is called, are answered from the index alone
_INDEXED_PAIRS = (("Claim", "value_key", "subject_ref"), ("Claim", "subject_ref", "value_key"))


_BROKEN = {
    "import": (
        "its graph is part of a dump only: an import was cut off, or is still running",
        "`kg import dump FILE` clears it and loads the dump again",
    ),
    "rebuild": (
        "its graph is being built again: a rebuild was cut off, or is still running",
        "`kg rebuild` goes on with it",
    ),
}


def statements() -> tuple[str, ...]:
    """Every schema command; each leaves alone what is there already."""
    unique = (
        f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        for label, name in _UNIQUE
    )
    indexed = (
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})" for label, name in _INDEXED
    )
    pairs = (
        f"CREATE INDEX {label.lower()}_{first}_{second} IF NOT EXISTS FOR (n:{label}) ON (n.{first}, n.{second})"
        for label, first, second in _INDEXED_PAIRS
    )
    # the standard analyser keeps stop words out; names have none to spare
    names = (
        "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}}"
    )
    # other indexes take a list for one value; of this one each key of a list is found by itself
    likes = (
        "CREATE FULLTEXT INDEX document_likes IF NOT EXISTS FOR (n:Document) ON EACH [n.sketch, n.pages] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"
    )
    return (*unique, *indexed, *pairs, names, likes)


def ensure_schema(graph: Graph, *, importing: bool = False) -> None:
    """Create constraints and indexes and stamp the version; raise DatabaseRefused on a graph of a newer kg or of others.

    A graph that a broken import left is refused too, unless `importing` says that it is to be imported again.
    """
    version, broken = _stored(graph)
    if broken is not None and not importing:
        raise DatabaseRefused(graph.endpoint.uri, *_BROKEN[broken])
    if version == SCHEMA_VERSION:
        return
    if version is None:
        _refuse_foreign(graph)
    elif version > SCHEMA_VERSION:
        raise DatabaseRefused(
            graph.endpoint.uri,
            f"its graph has schema {version}, this kg knows {SCHEMA_VERSION}",
            "install a newer illicit-kg",
        )
    for statement in statements():
        graph.command(statement)
    graph.command("CALL db.awaitIndexes(60)")
    if version is not None and not importing:
        from kg.writing.catching_up import catch_up  # the writer needs this module

        catch_up(graph)
    graph.command("MERGE (s:Schema {id: 'graph'}) SET s.version = $version", version=SCHEMA_VERSION)


def set_importing(graph: Graph, importing: bool) -> None:
    """Mark the graph as one that a dump is being loaded into, or as whole again."""
    graph.command("MATCH (s:Schema {id: 'graph'}) SET s.importing = $mark", mark=importing or None)


def _stored(graph: Graph) -> tuple[int | None, str | None]:
    """The version of what is stored, and what made it be but a part of a graph."""
    rows = graph.read(
        "MATCH (s:Schema {id: 'graph'}) RETURN s.version AS version, "
        "CASE WHEN s.importing IS NOT NULL THEN 'import' WHEN s.rebuilding IS NOT NULL THEN 'rebuild' END AS broken"
    )
    return (rows[0]["version"], rows[0]["broken"]) if rows else (None, None)


def _refuse_foreign(graph: Graph) -> None:
    """Never mix evidence into somebody else's graph."""
    rows = graph.read("MATCH (n) RETURN labels(n) AS labels LIMIT 1")
    if rows:
        label = ":".join(rows[0]["labels"]) or "unlabelled"
        raise DatabaseRefused(
            graph.endpoint.database,
            f"it holds nodes of another kind ({label}), and no graph of ours",
            "point NEO4J_DATABASE at an empty one",
        )


def lock_for_writing(tx: Transaction) -> None:
    """Wait until no other writer is at work, and hold the graph until this transaction ends.

    Identity looks at what all documents call a thing, so two writers that cannot see each other's names could both
    leave it in two pieces; locking the ends of edges alone would not prevent that. Reading is not held up.
    """
    tx.run("MATCH (s:Schema {id: 'graph'}) SET s.writing = true REMOVE s.writing")
