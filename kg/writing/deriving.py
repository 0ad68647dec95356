"""From claims in hand to the graph: identity, pointing and sums, brought up to date in the transaction that changes the truth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.graph import Transaction
from kg.model import Claim, Mention
from kg.writing.candidates import write_candidates
from kg.writing.describing import describe_actions, describe_entities
from kg.writing.fresh import fresh
from kg.writing.linking import Linked, actions_of, link_actions, link_names, link_persons, persons_beside
from kg.writing.pointing import Edge, add_mentions, make_nodes, node_label, repoint
from kg.writing.summing import edges_of, sum_edges
from kg.writing.truth import write_claims
from kg.writing.withdrawing import Unlinked


def refs_of(claims: Iterable[Claim]) -> set[str]:
    """Every ref that claims speak of."""
    return {ref for claim in claims for ref in (claim.subject_ref, claim.object_ref) if ref is not None}


def derive(
    tx: Transaction,
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    unlinked: Unlinked,
    *,
    new: Collection[str] = (),
) -> None:
    """Bring identity and sums up to date with claims and mentions in hand, and with what lost claims before.

    The claims are written here, for it is known here what they point at; their documents and passages must be there.
    `new` are beginnings of refs, family and origin, that only a document can give that the graph has never held before.
    """
    hand = fresh(tx, claims, new)
    touched = unlinked.refs | hand.refs

    names = link_names(tx, touched, hand)
    first = _apply(tx, names)
    persons = link_persons(tx, touched | persons_beside(tx, names.moved), names.after, hand)
    second = _apply(tx, persons)
    entities = {**names.after, **persons.after}
    # parties must point before events are compared, and an event's parties may just have become one
    moved = {*names.moved.values(), *persons.moved.values()}
    actions = link_actions(tx, touched | actions_of(tx, moved), entities, hand)
    third = _apply(tx, actions)

    assignment = {**entities, **actions.after}
    created = (first.created | second.created | third.created) - moved - set(actions.moved.values())
    edges = {*unlinked.edges, *first.edges, *second.edges, *third.edges}
    add_mentions(tx, mentions, entities)
    edges |= write_candidates(tx, hand, names, persons)
    sum_edges(tx, edges, edges_of(hand, assignment), created=created)
    changed = unlinked.nodes | names.regrouped | persons.regrouped
    describe_entities(tx, _entities(names, persons, changed), hand, assignment, created=created, changed=changed)
    describe_actions(tx, actions.touched | _actions(unlinked.nodes), hand, assignment, created=created)
    write_claims(tx, hand, assignment)


@dataclass(frozen=True, slots=True)
class _Applied:
    created: set[str]
    edges: set[Edge]


def _apply(tx: Transaction, linked: Linked) -> _Applied:
    """Make the nodes of what was resolved, and move what is there already."""
    return _Applied(make_nodes(tx, linked), repoint(tx, linked))


def _entities(names: Linked, persons: Linked, changed: Collection[str]) -> set[str]:
    return {node for node in names.touched | persons.touched | set(changed) if node_label(node) == "Entity"}


def _actions(nodes: Collection[str]) -> set[str]:
    return {node for node in nodes if node_label(node) == "Action"}
