"""How sure a statement is, and who is credited with it, read from the scope that the parse gives it.

A trigger's status is the weakest that any governor on its way up to the root puts on it: what someone denies is denied,
what someone seeks is proposed, what a complaint says or a hedge colours is alleged. Measures (a charge, an arrest) are
themselves asserted where a complaint describes conduct.
"""

from __future__ import annotations

from typing import Any

from ingest.statements.clauses import children, surface_subjects
from ingest.statements.parties import parties
from ingest.statements.scene import Scene

Token = Any

HEDGES = frozenset(
    "allegedly reportedly purportedly supposedly apparently probably possibly likely presumably believed seemingly ostensibly".split()
)
HEDGE_ADJECTIVES = frozenset(
    {"alleged", "suspected", "accused", "purported", "reported", "apparent", "likely", "supposed", "possible"}
)
ALLEGING_VERBS = frozenset(
    "accuse allege charge suspect indict implicate believe claim think sue assume contend suggest appear seem regard rumor".split()
)
ACCUSING_VERBS = frozenset({"accuse", "charge", "indict", "implicate", "sue", "suspect"})
"""Their object is the accused, of whom the rest of the sentence may state plain facts."""
ALLEGING_NOUNS = frozenset(
    "accusation allegation charge complaint count indictment information lawsuit suit suspicion affidavit filing warrant".split()
)
SAYING_VERBS = frozenset(
    "say state assert add announce find report describe note explain detail determine conclude estimate tell write tweet confirm "
    "reveal disclose declare stress warn attribute believe assess count provide".split()
)
PLEADINGS = frozenset(
    {"complaint", "indictment", "information", "affidavit", "suit", "lawsuit", "charges", "charge", "application"}
)
COMPLEMENTS = frozenset("ccomp xcomp prep dobj oprd pcomp attr acomp nsubjpass dative agent".split())
FILING_VERBS = frozenset({"file", "bring", "institute", "commence", "initiate", "lodge"})
PROPOSING_VERBS = frozenset(
    "propose seek request plan intend consider aim threaten want hope ask urge petition".split()
)
PROPOSING_NOUNS = frozenset({"proposal", "application", "request", "motion", "bid", "petition", "NPRM"})
DENYING_VERBS = frozenset(
    {"deny", "refute", "reject", "dispute", "clear", "acquit", "exonerate", "fail", "refuse", "decline"}
)
NEGATIVE_WORDS = frozenset({"no", "not", "n't", "never", "nobody", "none", "neither", "nor", "without", "hardly"})
PREVENTING_VERBS = frozenset("enjoin prohibit prevent bar restrain forbid deter discourage avoid".split())
FUTURE_ADJECTIVES = frozenset({"due", "scheduled", "set", "likely", "about"})
RANK = {"asserted": 0, "alleged": 1, "proposed": 2, "denied": 3}


def status_of(trigger: Token, *, conduct: bool = True) -> str:
    """Tell the status of what a trigger word states.

    `conduct` says that the statement is about what someone is or did, so an accusation makes it alleged; for a measure
    taken by an authority only hedges, proposals and denials of the measure itself count.
    """
    status = _own(trigger, conduct=conduct)
    if conduct and status == "asserted":
        status = _attribution(trigger)
    aside = False
    for node, child in _ascent(trigger):
        above = _from_governor(node, child, conduct=conduct)
        # What is sought or denied of somebody leaves alone what a relative clause says of him.
        if not aside or above == "alleged":
            status = max(status, above, key=RANK.__getitem__)
        aside = aside or (child.dep_ == "relcl" and node._.entity is not None)
        if child.dep_ in {"dobj", "dative"} and node.lemma_ in ACCUSING_VERBS:
            break
    return status


def own_status(trigger: Token) -> str:
    """Tell what the words that modify a trigger itself make of it, whatever stands above it."""
    return _own(trigger, conduct=True)


def _ascent(trigger: Token) -> list[tuple[Token, Token]]:
    """List (governor, the child it governs through) upwards, stopping where a governor no longer scopes its child."""
    found = []
    node = trigger
    while node.head != node:
        found.append((node.head, node))
        node = node.head
    return found


def _own(node: Token, *, conduct: bool) -> str:
    """Read the words that modify a trigger itself."""
    if _negated(node):
        return "denied"
    words = {child.lower_ for child in node.children}
    if words & {"would", "could"} and not words & {"have"}:
        return "alleged" if conduct else "proposed"
    if words & {"may", "might"}:
        return "alleged"
    if _modifier_hedged(node):
        return "alleged"
    if words & {"proposed", "planned", "sought", "draft"} and node.pos_ == "NOUN":
        return "proposed"
    return "asserted"


def _modifier_hedged(node: Token) -> bool:
    return any(
        child.dep_ in {"advmod", "amod"} and child.lower_ in HEDGES | HEDGE_ADJECTIVES for child in node.children
    )


def _negated(node: Token) -> bool:
    if any(_denies(child) for child in node.children):
        return True
    if node.dep_ == "conj" and node.pos_ == "NOUN":
        return any(c.lower_ in {"no", "neither"} for c in children(node.head, "det"))
    return bool(node.dep_ == "pcomp" and node.head.lower_ == "without")


def _denies(child: Token) -> bool:
    """Tell whether a dependent negates its head: "not", "no", a subject that is nobody."""
    if child.dep_ == "neg":
        return True
    if child.dep_ in {"det", "advmod", "preconj"}:
        return child.lower_ in {"no", "never", "neither"}
    if child.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if child.lower_ in {"nobody", "none", "neither", "nothing"}:
        return True
    return any(c.lower_ in {"no", "neither", "none"} for c in children(child, "det", "preconj"))


def _from_governor(node: Token, child: Token, *, conduct: bool) -> str:
    if child.dep_ in {"relcl", "appos", "parataxis"} or (child.dep_ == "acl" and node._.entity is not None):
        return _attribution(node) if conduct else "asserted"
    if child.dep_ == "conj":
        return max(_shared(node), _attribution(node) if conduct else "asserted", key=RANK.__getitem__)
    if node.pos_ in {"VERB", "AUX"}:
        return _from_verb(node, child, conduct=conduct)
    if node.pos_ in {"NOUN", "PROPN", "ADJ", "ADP", "SCONJ"}:
        return _from_noun(node, child, conduct=conduct)
    return "asserted"


def _shared(node: Token) -> str:
    """A coordinated word shares the adverbs before the first of its kind ("allegedly ran and emptied")."""
    if any(c.dep_ == "advmod" and c.lower_ in HEDGES and c.i < node.i for c in node.children):
        return "alleged"
    if any(c.dep_ == "amod" and c.lower_ in HEDGE_ADJECTIVES for c in node.children):
        return "alleged"
    return "proposed" if any(c.lower_ == "would" for c in node.children) else "asserted"


def _from_verb(node: Token, child: Token, *, conduct: bool) -> str:
    lemma = node.lemma_.lower()
    complement = child.dep_ in COMPLEMENTS
    if complement and child.dep_ != "nsubjpass":
        if lemma in DENYING_VERBS or (_negated(node) and child.dep_ in {"ccomp", "xcomp", "dobj", "acomp", "attr"}):
            return "denied"
        if _subject_is_nobody(node):
            return "denied"
        if lemma == "move" and child.dep_ == "xcomp":
            return "proposed"
        if lemma in PROPOSING_VERBS and not (lemma == "ask" and conduct):
            return "proposed"
    if child.dep_ in {"dobj", "dative"} and lemma in ACCUSING_VERBS:
        return _attribution(node) if conduct else "asserted"
    if (
        conduct
        and complement
        and (lemma in ALLEGING_VERBS or (lemma in {"say", "report", "rumor"} and _is_hearsay(node)))
    ):
        return "alleged"
    if any(c.dep_ == "advmod" and c.lower_ in HEDGES for c in node.children) and child.dep_ != "advcl":
        return "alleged"
    if any(c.dep_ == "aux" and c.lower_ in {"would"} for c in node.children) and complement and not conduct:
        return "proposed"
    return _attribution(node) if conduct else "asserted"


def _subject_is_nobody(verb: Token) -> bool:
    return any(c.lower_ in {"none", "nobody", "nothing", "neither"} for c in children(verb, "nsubj", "nsubjpass"))


def _is_hearsay(verb: Token) -> bool:
    """ "X is said to have sent": the passive of saying with a bare infinitive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def _attribution(node: Token) -> str:
    """A clause credited to a pleading is alleged: "according to the complaint", "the complaint alleges that"."""
    for child in node.children:
        if _names_pleading(child) or _is_inserted_allegation(child, node) or _files_pleading(node, child):
            return "alleged"
    if node.pos_ == "VERB" and _pleading_subject(node):
        return "alleged"
    return "asserted"


def _files_pleading(node: Token, child: Token) -> bool:
    """Tell whether a clause only says that somebody went to court: "filed an action to halt a fraud"; "as alleged,"."""
    if child.dep_ == "advcl" and child.lower_ in {"alleged", "charged"}:
        return any(c.lower_ == "as" for c in child.children)
    return (
        node.lemma_ in FILING_VERBS and child.dep_ == "dobj" and child.lemma_.lower() in PLEADINGS | {"action", "case"}
    )


def _names_pleading(child: Token) -> bool:
    is_source = child.dep_ in {"prep", "advcl", "pcomp"} and child.lower_ == "according"
    return is_source and any(t.lemma_.lower() in PLEADINGS for t in child.subtree)


def _is_inserted_allegation(child: Token, node: Token) -> bool:
    """Tell whether a clause like "the complaint alleges," is put into another."""
    if child.dep_ not in {"parataxis", "ccomp"} or child.lemma_ not in ALLEGING_VERBS or abs(child.i - node.i) >= 40:
        return False
    if not children(child, "nsubj") or children(child, "mark"):
        return False
    return bool(child.dep_ == "parataxis" or _bare(child))


def _bare(verb: Token) -> bool:
    """An inserted clause of attribution has a subject and little else ("the complaint alleges,")."""
    return not children(verb, "dobj", "ccomp", "xcomp")


def _pleading_subject(node: Token) -> bool:
    if node.lemma_ not in SAYING_VERBS | ALLEGING_VERBS | {"provide", "seek"}:
        return False
    return any(s.lemma_.lower() in PLEADINGS for s in children(node, "nsubj"))


def _from_noun(node: Token, child: Token, *, conduct: bool) -> str:
    lemma = node.lemma_.lower()
    if lemma in {"evidence", "indication", "proof"} and _negated(node):
        return "denied"
    if lemma == "without" and child.dep_ == "pcomp":
        return "denied"
    if child.dep_ in {"prep", "acl", "compound", "amod"}:
        if conduct and lemma in ALLEGING_NOUNS:
            return "alleged"
        if lemma in PROPOSING_NOUNS or any(c.lower_ in {"proposed"} for c in children(node, "amod")):
            return "proposed"
        if conduct and any(c.lower_ in HEDGE_ADJECTIVES for c in children(node, "amod")):
            return "alleged"
    return "asserted"


def is_hypothetical(trigger: Token) -> bool:
    """Tell whether a clause only names what is forbidden or supposed: "enjoined X from violating", "if X launders"."""
    for node, child in [*_ascent(trigger)]:
        if child.dep_ in {"prep", "pcomp", "xcomp", "dobj"} and node.lemma_ in PREVENTING_VERBS:
            return child.lower_ in {"from", "against"} or child.dep_ != "prep"
        if child.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in child.children
        ):
            return True
        if child.dep_ in {"relcl", "conj"} and node.pos_ not in {"VERB", "AUX"}:
            return False
    return False


def is_future(trigger: Token) -> bool:
    """Tell whether a measure is only on a calendar: "is due to be sentenced", "will be sentenced", "faces"."""
    node = trigger
    for _ in range(3):
        if any(c.lower_ in {"will", "shall", "'ll"} and c.dep_ == "aux" for c in node.children):
            return True
        if node.head == node or node.dep_ not in {"xcomp", "ccomp"}:
            return False
        node = node.head
        if node.lower_ in FUTURE_ADJECTIVES | {"expected", "await", "awaits", "awaiting", "faces", "face"}:
            return True
    return False


def origin_of(scene: Scene, trigger: Token) -> int | None:
    """Give the entity that the text credits with the statement: "according to FinCEN", "Elliptic found that"."""
    for node, child in [(trigger, trigger), *_ascent(trigger)]:
        for prep in children(node, "prep", "advcl", "pcomp"):
            if prep.lower_ == "according":
                for token in prep.subtree:
                    if token.dep_ in {"pobj", "poss"} and token._.entity is not None:
                        return int(token._.entity)
        inserted = [c for c in children(node, "parataxis", "ccomp") if c != child and _bare(c)]
        speakers = [node] if child.dep_ == "ccomp" and node != child else []
        for verb in speakers + inserted:
            if verb.lemma_ in SAYING_VERBS | ALLEGING_VERBS:
                found = [p for subject in surface_subjects(verb) for p in parties(scene, subject)]
                if found:
                    return found[0].entity
    return None
