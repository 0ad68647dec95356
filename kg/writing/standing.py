"""Which documents stand: older texts of a page rest, and come back where the newer one is retracted; sums follow.

What a document's claims count depends on other documents: on a newer text of its page, and on what it is a copy of. Both are
settled here, in the transaction in which documents come or go.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.graph import Transaction
from kg.writing.copies import edges_spoken_of, settle_copies
from kg.writing.deriving import derive, refs_of
from kg.writing.judged import ON_CLAIMS, honour, judgements_on, mark_confirmed, take_claims, write_withdrawn
from kg.writing.parking import hold, lift, park, set_aside, settle
from kg.writing.versions import claims_of, forget_versions, rest_claims, settle_versions
from kg.writing.withdrawing import Unlinked, unlink_documents, withdraw_documents


def resettle(tx: Transaction, unlinked: Unlinked, came: Collection[str], gone: Collection[str] = ()) -> Unlinked:
    """Settle what is a copy of what; returns what must be looked at anew, the edges of all whose voice changed included."""
    turned = settle_copies(tx, came, gone)
    return replace(unlinked, edges=unlinked.edges | edges_spoken_of(tx, turned)) if turned else unlinked


def settle_standing(tx: Transaction, touched: Collection[str], *, reread: Collection[str] = ()) -> None:
    """Let older texts of the pages of these documents rest, wake those that nothing supersedes any more, and sum anew.

    The claims of `reread` ones were just written as live, whatever the document was before.
    """
    turned = settle_versions(tx, touched, reread=reread)
    if not turned:
        return
    resting, waking = sorted(turned.superseded), turned.restored
    held = hold(tx, resting)
    unlinked = unlink_documents(tx, resting)
    rest_claims(tx, turned.superseded)
    park(tx, held)
    claims = claims_of(tx, waking)
    lifted = lift(tx, claims)
    judgements = [one for one in judgements_on(tx, waking) if one.verdict in ON_CLAIMS]
    told = honour(tx, take_claims(tx, claims), judgements)
    write_withdrawn(tx, told.rejected)
    unlinked = resettle(tx, unlinked, waking, resting)
    spoken = refs_of(told.live)
    set_aside(tx, unlinked.refs - spoken, unlinked.nodes)
    derive(tx, told.live, [], unlinked)
    settle(tx, spoken, [], lifted)
    mark_confirmed(tx, told.confirmed)


def withdraw(tx: Transaction, document_id: str, *, now: str, reason: str) -> None:
    """Withdraw a document as a retraction does, in a transaction that holds the lock."""
    unlinked = unlink_documents(tx, [document_id])
    withdraw_documents(tx, [document_id], now=now, reason=reason)
    forget_versions(tx, document_id)
    unlinked = resettle(tx, unlinked, (), [document_id])
    set_aside(tx, unlinked.refs, unlinked.nodes)
    derive(tx, [], [], unlinked)
    settle_standing(tx, [document_id])
