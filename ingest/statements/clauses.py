"""Who does what in a clause: logical subjects and objects of a verb and agents of a noun, whatever the form.

Labels are spaCy's English ones (nsubj, dobj, agent, relcl, ...). Every function returns head tokens of noun phrases;
turning those into entities is the business of `ingest.statements.parties`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

Token = Any

_STARTS = "kg_sentence_starts"

OBJECT_CONTROL = frozenset(
    "accuse allow ask authorize bar cause charge compel convict convince designate direct enable encourage enjoin find force help hire"
    " indict induce instruct invite let make order permit persuade pressure prohibit recruit require restrain sanction "
    "suspect task tell trick urge".split()
)
"""Verbs whose object does what their complement says: "ordered X to pay", "accused X of laundering"."""

MEASURE_VERBS = frozenset(
    "arrest blacklist blame cite convict designate detain fine identify jail name penalize prosecute redesignate sentence sue wanted".split()
)
SUFFERED = frozenset(
    "arrest charge convict sentence jail imprison extradite deport indict detain remand fine sanction designate blacklist seize freeze confiscate "
    "bar ban suspend disqualify hand transfer release".split()
)
"""What is suffered goes on being suffered: in "was arrested in May and extradited in June" nobody extradites by himself."""
OBJECT_DEPS = frozenset({"dobj", "obj", "dative", "iobj"})
MEASURING = frozenset("total amount worth exceed value range number".split())
"""Participles that give a noun's size; what follows belongs to the noun: "penalties totalling $3 million on X"."""
MAX_DEPTH = 8


MISREAD_LEMMAS = {
    "fin": "fine",
    "pled": "plead",
    "sanctione": "sanction",
    "re-designate": "redesignate",
    "indicte": "indict",
    "launder.": "launder",
    "scamme": "scam",
    "conne": "con",
    "extradit": "extradite",
    "jaile": "jail",
}


def word_of(token: Token) -> str:
    """Give a token's lemma in lower case, with those forms put right that the lemmatiser gets wrong ("fined")."""
    lemma: str = token.lemma_.lower()
    return MISREAD_LEMMAS.get(lemma, lemma)


def sentence_of(token: Token) -> Any:
    """Give the parse unit around a token; spaCy's own `token.sent` walks the whole doc each time."""
    doc = token.doc
    starts = doc.user_data.get(_STARTS)
    if starts is None:
        starts = doc.user_data[_STARTS] = [sent.start for sent in doc.sents]
    place = bisect_right(starts, token.i)
    end = starts[place] if place < len(starts) else len(doc)
    return doc[starts[place - 1] : end]


def children(token: Token, *deps: str) -> list[Token]:
    """List the children that hang by one of these labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def is_verbal(token: Token) -> bool:
    """Tell whether a token heads a clause; a copula's auxiliary tag counts, a participle before a noun does not."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "aux", "auxpass", "compound"}


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's grammatical subject is its logical object."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or children(verb, "aux", "nsubj"):
        return False
    if verb.dep_ in {"acl", "relcl", "advcl", "oprd", "pcomp"} and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "acl":
        return bool(children(verb, "agent"))
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        shared = verb.tag_ == "VBN" or word_of(verb) in SUFFERED
        return bool(children(verb, "agent")) or (
            shared
            and is_passive(verb.head)
            and not any(o._.entity is not None or not _is_sum(o) for o in children(verb, "dobj"))
        )
    return (verb.dep_ == "xcomp" and verb.tag_ == "VBN") or (verb.dep_ == "ccomp" and bool(children(verb, "agent")))


def _is_sum(token: Token) -> bool:
    return token.pos_ in {"NUM", "SYM"} or any(c.pos_ in {"NUM", "SYM"} for c in token.children)


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """List what the verb's grammatical subject is, its own or the one that it shares with the clause above it."""
    own = children(verb, "nsubj", "nsubjpass")
    own = own or [token for aux in children(verb, "aux", "auxpass") for token in children(aux, "nsubj", "nsubjpass")]
    own = [token for token in own if token.lower_ not in {"there", "it"} or not children(verb, "expl")]
    if own or depth > MAX_DEPTH:
        return own
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ in {"conj", "advcl", "dep", "parataxis"} and is_verbal(head):
        return surface_subjects(head, depth + 1)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _controller(head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return _holder(head, verb, depth)
    if verb.dep_ == "pcomp":
        return _gerund_subject(head, depth)
    return [head] if verb.dep_ == "amod" and head.pos_ in {"NOUN", "PROPN"} else []


def _controller(head: Token, depth: int) -> list[Token]:
    if head.pos_ == "ADJ":
        return surface_subjects(head.head, depth + 1) if head.dep_ == "acomp" else []
    if head.lemma_ in OBJECT_CONTROL and not is_passive(head):
        controlled = children(head, "dobj")
        if controlled:
            return controlled
    return surface_subjects(head, depth + 1)


def _holder(noun: Token, verb: Token, depth: int) -> list[Token]:
    """Name who does a verb that hangs from a noun: the noun itself, or whose attempt or scheme it is."""
    if verb.tag_ == "VB" and noun.pos_ == "NOUN" and children(verb, "aux"):
        from ingest.statements.nouns import doers

        return doers(noun, depth + 1) or [noun]
    return [noun]


def _gerund_subject(prep: Token, depth: int) -> list[Token]:
    """Name who does the gerund after a preposition: "charged X with violating", "X profits by selling", "role in hiding"."""
    host = prep.head
    if host.dep_ == "prep" and host.pos_ in {"ADP", "SCONJ"}:
        host = host.head
    if host.pos_ in {"VERB", "AUX"}:
        if host.lemma_ in OBJECT_CONTROL | MEASURE_VERBS and prep.lower_ in {"with", "of", "for", "from", "to", "in"}:
            return logical_objects(host, depth + 1)
        return surface_subjects(host, depth + 1)
    if host.pos_ == "ADJ":
        return surface_subjects(host.head, depth + 1)
    from ingest.statements.nouns import doers

    return doers(host, depth + 1)


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """List who does what the verb says: its subject, or after a passive its "by"."""
    having = _having(verb)
    if having is not None:
        return surface_subjects(having, depth)
    if is_passive(verb):
        return agents(verb)
    return surface_subjects(verb, depth)


def _having(verb: Token) -> Token | None:
    """Find the "having" of "for having materially assisted X", where the parser takes the participle for an adjective of X."""
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.head.dep_ != "dobj" or verb.head.head.lower_ != "having":
        return None
    return verb.head.head


def agents(verb: Token) -> list[Token]:
    """List the noun phrases after "by" of a passive verb; a sibling's agent is shared ("owned and operated by X")."""
    found = [obj for prep in children(verb, "agent", "prep") if prep.lower_ == "by" for obj in children(prep, "pobj")]
    if not found:
        for sibling in children(verb, "conj"):
            if sibling.tag_ == "VBN" and is_passive(sibling):
                found += [obj for prep in children(sibling, "agent") for obj in children(prep, "pobj")]
    return found


def logical_objects(verb: Token, depth: int = 0) -> list[Token]:
    """List to whom the verb is done: its object, the subject of a passive, the noun that a participle describes."""
    if depth > MAX_DEPTH:
        return []
    if _having(verb) is not None:
        return [verb.head]
    if is_passive(verb):
        found = surface_subjects(verb, depth + 1)
        return found + [t for t in children(verb, "dobj", "oprd") if t not in found]
    found = children(verb, *OBJECT_DEPS)
    found = [token for token in found if token.pos_ != "ADP"] + [
        obj for token in found if token.pos_ == "ADP" for obj in children(token, "pobj")
    ]
    if found:
        return found
    for sibling in children(verb, "conj"):
        if sibling.pos_ == "VERB" and not children(sibling, "nsubj", "nsubjpass"):
            found += children(sibling, "dobj")
    if not found and verb.dep_ == "relcl" and children(verb, "nsubj"):
        subject = children(verb, "nsubj")[0]
        if subject.lower_ not in {"who", "which", "that"} and not any(c.lower_ == "whose" for c in subject.children):
            found = [verb.head]
    if not found:
        found = _raised_object(verb)
    return found


def _raised_object(verb: Token) -> list[Token]:
    """A small clause's subject is the object: "caused X to be sanctioned" parses X under the lower verb."""
    for clause in children(verb, "ccomp", "xcomp"):
        if not any(c.dep_ == "mark" or c.lower_ == "that" for c in clause.children):
            inner = children(clause, "nsubj", "nsubjpass")
            if inner and clause.i > verb.i and verb.lemma_ in OBJECT_CONTROL | MEASURE_VERBS:
                return inner
    return []


def prepositional(token: Token, name: str) -> list[Token]:
    """List the objects of a preposition under a verb or noun; "for" also takes "on behalf of" and the like."""
    hosts = [token]
    if token.pos_ in {"VERB", "AUX"} and name != "of":
        hosts += [child for child in token.children if child.dep_ in {"dobj", "attr", "prt", "acomp", "oprd"}]
        hosts += [
            obj
            for host in list(hosts)
            for prep in children(host, "prep")
            if prep.lower_ != name
            for obj in children(prep, "pobj")
        ]
    hosts += [verb for host in list(hosts) for verb in children(host, "acl") if verb.lemma_ in MEASURING]
    found: list[Token] = []
    for host in hosts:
        for prep in children(host, "prep", "agent", "dative"):
            found += _after(prep, name)
        if found:
            break
    if not found and token.dep_ == "conj" and token.pos_ in {"NOUN"} and token.head.pos_ == "NOUN":
        return []
    if not found and token.pos_ in {"NOUN", "VERB"}:
        for sibling in children(token, "conj"):
            if sibling.pos_ == token.pos_ and not children(sibling, "nsubj", "poss"):
                found += [obj for prep in children(sibling, "prep", "agent") for obj in _after(prep, name)]
    return found


def _after(prep: Token, name: str) -> list[Token]:
    if prep.lower_ == name:
        found = children(prep, "pobj")
        nested = [inner for inner in children(prep, "prep") if not found]
        return found + [obj for inner in nested for obj in children(inner, "pobj")]
    if prep.lower_ in {"on", "at", "under", "in"} and name == "for":
        for noun in children(prep, "pobj"):
            if noun.lemma_ in {"behalf", "direction", "instruction", "order", "name", "instructions", "orders"}:
                return children(noun, "poss") + [
                    obj for inner in children(noun, "prep") if inner.lower_ == "of" for obj in children(inner, "pobj")
                ]
    inner = [child for child in children(prep, "prep") if child.lower_ == name]
    return [obj for child in inner for obj in children(child, "pobj")]
