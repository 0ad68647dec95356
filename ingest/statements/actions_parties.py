"""Who may take part in which kind of action, and the authority that a notice leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ingest.reading import Party
from ingest.statements.actions_authors import bench, court_around, fining_issuer, sanctioning, standing_before
from ingest.statements.actions_incidents import is_cyber, is_suffered
from ingest.statements.actions_kinds import is_none, retyped, sentenced
from ingest.statements.clauses import agents, children, sentence_of, surface_subjects, word_of
from ingest.statements.courts import first_court, is_court, is_judge
from ingest.statements.drafts import Deed
from ingest.statements.nouns import noun_agents, possessors
from ingest.statements.parties import parties
from ingest.statements.scene import STATE_ARM, Scene, is_state
from ingest.statements.status import PLEADINGS

Token = Any

CONDUCT = frozenset("laundering theft attack fraud ransomware evasion trafficking terrorism".split())
STATE_CONDUCT = frozenset({"theft", "attack", "terrorism"})
INCIDENTS = frozenset({"theft", "attack", "ransomware"})
PRIVATE_SEIZURE = frozenset({"seizure"})
PRIVATE_MEASURES = frozenset("freeze freezing block blocked blacklist claw lock suspend disable seize stop".split())
"""What a platform can do to a wallet; it confiscates nothing, and what it recovers is its own."""
AGAINST_AGENCIES = frozenset({"sanction", "delisting", "theft", "attack", "ransomware", "fraud", "terrorism"})
AGAINST_WALLETS = frozenset({"sanction", "delisting", "seizure", "advisory"})
CHARGING = frozenset({"charge", "dismissal", "rule", "advisory"})
JUDGED = frozenset({"sentence", "acquittal", "dismissal", "conviction"})
NEEDING_VICTIM = frozenset({"get", "make", "run", "walk", "take", "loot"})
NEEDS_AUTHOR = frozenset({"rule", "advisory"})
WEAK = {
    "sanction": frozenset(
        "list relist suspend add place put include name enter write insert hit target slap subject suspension entry ban bar disqualify debar cover".split()
    ),
    "charge": frozenset("accuse name action case litigation allegation information".split()),
    "finding": frozenset("hold rule find declare conclude determine verdict".split()),
    "seizure": frozenset("take close shutter bring knock suspend disable disrupt recover recovery shut switch".split()),
}
"""Words that tell a kind only where the authority is named with them."""

ORDERS = frozenset({"order", "ruling", "decision", "judgment"})
OTHER_PAYMENTS = frozenset(
    "tax taxes fee fees bribe bribes kickback kickbacks ransom loan rent deposit wages salary donation".split()
)
MONEY_WORDS = frozenset({"pay", "disgorge", "forfeit", "remit", "fork", "cough"})
CIVIL = frozenset({"complaint", "civil", "securities", "antifraud", "enforcement", "commission", "exchange"})
CRIMINAL = frozenset(
    {"indicted", "indictment", "criminal", "jury", "criminally", "attorney", "felony", "information", "prosecutors"}
)
JUDGING = frozenset(
    "order enjoin restrain consent agree judgment judgments disgorge pay penalty injunction enter issue require impose settle".split()
)
SETTLING = frozenset(
    "agree agreed consent consented order ordered settle settled settlement penalty penalties fine fined disgorgement judgment judgments required "
    "require sentenced resolve".split()
)


def admissible(scene: Scene, deed: Deed, issuer: Party | None) -> Deed | None:
    """Keep the parties whose labels fit the kind, fill a silent author in, and drop what is then no action."""
    deed = retyped(scene, deed)
    if is_none(scene, deed):
        return None
    by = tuple(p for p in deed.by if _may_act(scene, deed.kind, p.entity))
    if deed.kind == "seizure" and word_of(deed.trigger) not in PRIVATE_MEASURES:
        by = tuple(p for p in by if scene.label(p.entity) != "Company")
    if deed.kind in INCIDENTS and is_suffered(deed.trigger):
        by = ()
    if deed.kind in JUDGED:
        by = tuple(bench(scene, deed, p) for p in by)
    if deed.kind in {"charge", "advisory"}:
        by = tuple(p for p in by if not is_court(scene, p.entity))
    if not by and deed.kind not in CONDUCT:
        by = _silent_author(scene, deed, issuer)
    if deed.kind in CONDUCT:
        by = tuple(p for p in by if not is_judge(scene, p.entity))
    else:
        deed = replace(deed, against=tuple(p for p in deed.against if not is_judge(scene, p.entity)))
    acting = {p.entity for p in by}
    against = tuple(p for p in deed.against if _may_suffer(scene, deed.kind, p.entity) and p.entity not in acting)
    if not _plausible(deed, by, against):
        return None
    return sentenced(scene, replace(deed, by=by, against=against))


def _may_act(scene: Scene, kind: str, entity: int) -> bool:
    label = scene.label(entity)
    if kind in JUDGED and label == "Person":
        return is_judge(scene, entity)
    if kind in CONDUCT:
        if label == "Agency":
            read = scene.entities[entity]
            return kind in STATE_CONDUCT and (is_state(read) or bool(STATE_ARM.search(read.name)))
        return label in {"Company", "Person", "Group"}
    return label == "Agency" or (label == "Company" and kind in PRIVATE_SEIZURE)


def _may_suffer(scene: Scene, kind: str, entity: int) -> bool:
    label = scene.label(entity)
    if label == "Country":
        return False
    if label == "Agency":
        if kind in {"sanction", "delisting"}:
            return bool(STATE_ARM.search(scene.entities[entity].name))
        return kind in AGAINST_AGENCIES
    if kind == "arrest" and label == "Company":
        return False
    return label != "Wallet" or kind in AGAINST_WALLETS


def _plausible(deed: Deed, by: tuple[Party, ...], against: tuple[Party, ...]) -> bool:
    word = deed.trigger.lemma_.lower()
    if deed.kind in CONDUCT:
        return _plausible_deed(deed, by, against)
    concern = deed.kind == "finding" and any(t.lower_ in {"concern", "liable"} for t in deed.trigger.subtree)
    indicted = word == "name" and "indictment" in {t.lower_ for t in sentence_of(deed.trigger)}
    if word in WEAK.get(deed.kind, ()) and not by and not concern and not indicted:
        return False
    if deed.kind == "penalty" and (_is_no_penalty(deed) or _is_no_payment(deed, by)):
        return False
    if deed.kind in NEEDS_AUTHOR and not by:
        return False
    if deed.kind == "seizure" and by and not against:
        return word in {"freeze", "seize", "confiscate", "recover"} and bool(_money_in(deed.trigger))
    return bool(against) or (deed.kind in {"rule", "sanction", "delisting"} and deed.rule.startswith("listing"))


def _plausible_deed(deed: Deed, by: tuple[Party, ...], against: tuple[Party, ...]) -> bool:
    if deed.kind == "attack" and not (against and by) and not is_cyber(deed.trigger, victim=bool(against)):
        return False
    if deed.kind == "theft" and deed.trigger.lemma_ == "raid" and not _money_in(deed.trigger):
        return False
    if deed.kind == "theft" and deed.trigger.lemma_.lower() in NEEDING_VICTIM and not against:
        return False
    return bool(by) or (bool(against) and deed.kind not in {"fraud"})


def _is_no_payment(deed: Deed, by: tuple[Party, ...]) -> bool:
    """What is merely paid is a penalty only where the sentence settles something or an authority receives a sum."""
    if deed.trigger.lemma_.lower() not in MONEY_WORDS:
        return False
    words = {t.lower_ for t in sentence_of(deed.trigger)}
    if words & OTHER_PAYMENTS:
        return True
    later = any(m.start >= deed.trigger.idx for m in _money_in(deed.trigger))
    told = {p.entity for p in by} & {p.entity for p in deed.by}
    return not (words & SETTLING or told) or not later


def _is_no_penalty(deed: Deed) -> bool:
    """An interim order is no penalty, nor is what a criminal sentence orders besides the prison term."""
    words = {t.lower_ for t in deed.trigger.subtree}
    if words & {"preliminary", "temporary", "freeze"} and not words & {
        "final",
        "penalty",
        "penalties",
        "disgorgement",
        "fine",
    }:
        return True
    sentence = {t.lower_ for t in sentence_of(deed.trigger)}
    if "sentenced" in sentence and sentence & {"prison", "imprisonment", "months", "years", "probation"}:
        return True
    return "restitution" in words and not words & {"penalty", "disgorgement", "disgorge", "civil", "fine"}


def _money_in(trigger: Token) -> list[Any]:
    sent = sentence_of(trigger)
    return [m for m in trigger.doc._.money if sent.start_char <= m.start < sent.end_char]


def _silent_author(scene: Scene, deed: Deed, issuer: Party | None) -> tuple[Party, ...]:
    """A pleading speaks for who filed it: "the SEC's complaint charges X", "the complaint names X"."""
    ordering = [
        p for h in _subject_nouns(deed.trigger) if h.lemma_ in ORDERS for c in possessors(h) for p in parties(scene, c)
    ]
    ordering = [p for p in ordering if scene.label(p.entity) == "Agency"]
    if ordering:
        return tuple(ordering)
    if deed.kind != "charge":
        judging = _judging(scene, deed, issuer)
        return (judging,) if judging is not None else ()
    heads = _subject_nouns(deed.trigger)
    pursuers = _pursuers(scene, deed.trigger)
    if pursuers:
        return pursuers
    for head in heads:
        if head.lemma_.lower() in PLEADINGS:
            owners = [p for c in [*noun_agents(head), *children(head, "compound", "nmod")] for p in parties(scene, c)]
            owners = [p for p in owners if scene.label(p.entity) == "Agency"]
            if owners:
                return tuple(owners)
            if issuer is not None and head.lemma_.lower() == "complaint":
                return (issuer,)
    sentence = {t.lower_ for t in sentence_of(deed.trigger)}
    if issuer is not None and sentence & CIVIL and not sentence & CRIMINAL:
        return (issuer,)
    return ()


def _judging(scene: Scene, deed: Deed, issuer: Party | None) -> Party | None:
    """Give the court or the regulator that a passive measure is taken by."""
    named_author = court_around(scene, deed) or sanctioning(scene, deed, issuer) or standing_before(scene, deed)
    if named_author is not None:
        return named_author
    if deed.kind == "penalty" and issuer is not None and deed.trigger.lemma_.lower() in JUDGING:
        return first_court(scene) or issuer
    return fining_issuer(deed, issuer)


def _subject_nouns(trigger: Token) -> list[Token]:
    """List the nouns that take a measure, a relative pronoun's antecedent among them; a noun is its own."""
    if trigger.pos_ not in {"VERB", "AUX"}:
        return [trigger]
    heads = surface_subjects(trigger)
    return [h.head.head if h.lower_ in {"which", "that"} and h.head.dep_ == "relcl" else h for h in heads]


def _pursuers(scene: Scene, trigger: Token) -> tuple[Party, ...]:
    """Name who runs the proceedings in which something happened: "in proceedings pursued by X, A was indicted"."""
    found = [
        party
        for prep in children(trigger, "prep")
        if prep.lower_ in {"in", "following"}
        for noun in children(prep, "pobj")
        if noun.lemma_ in {"proceeding", "case", "action", "prosecution", "matter"}
        for verb in children(noun, "acl")
        for agent in agents(verb)
        for party in parties(scene, agent)
        if scene.label(party.entity) == "Agency"
    ]
    return tuple(found)


def issuer_of(scene: Scene, publisher: str | None) -> Party | None:
    """Give the agency that issued the text: the publisher where it is named in it, else the one that announces or files at its start."""
    agencies = [e for e in scene.entities.values() if e.label == "Agency" and e.mentions]
    if publisher:
        wanted = _plain(publisher)
        for entity in agencies:
            if any(_same_office(_plain(form), wanted) for form in (entity.name, *(m.surface for m in entity.mentions))):
                return Party(entity.index, (entity.mentions[0].start, entity.mentions[0].end))
        if (
            any(_plain(m.surface) in {"commission", "sec"} for e in agencies for m in e.mentions)
            and "securities" in wanted
        ):
            return _by_surface(agencies, {"commission", "sec"})
        return None
    for sent in list(scene.doc.sents)[:3]:
        for token in sent:
            if token.lemma_ in {"announce", "file", "charge", "issue"} and token.pos_ == "VERB":
                found = [
                    p for s in surface_subjects(token) for p in parties(scene, s) if scene.label(p.entity) == "Agency"
                ]
                if found:
                    return found[0]
    return None


def _same_office(form: str, wanted: str) -> bool:
    """Tell whether two plain names are one office: equal, one inside the other, or "Justice Department" turned round."""
    if form == wanted or set(form.split()) - {"of"} == set(wanted.split()) - {"of"}:
        return True
    return len(form) > 8 and (form in wanted or wanted in form)


def _by_surface(agencies: Iterable[Any], forms: set[str]) -> Party | None:
    for entity in agencies:
        for mention in entity.mentions:
            if _plain(mention.surface) in forms:
                return Party(entity.index, (mention.start, mention.end))
    return None


def _plain(name: str) -> str:
    return (
        name.casefold()
        .replace(".", "")
        .replace("united states ", "us ")
        .removeprefix("the ")
        .removeprefix("us ")
        .strip()
    )
