"""How the parties to a case hang together: the firms that its persons control, whom they aided, who was appointed receiver of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.entities.coreference import in_focus
from ingest.reading import Party, ReadMention
from ingest.statements.drafts import Draft
from ingest.statements.named_order import Named, in_order, named_within
from ingest.statements.scene import Scene

Token = Any

_FIRMS = (
    r"(?:companies|company|entities|entity|firms?|business(?:es)?|corporations?|partnerships?|funds?|LLCs|advis[eo]rs?|broker-dealers?|"
    r"affiliates?|vehicles?|shells?|issuers?)"
)
_DOING = (
    r"(?P<verb>controls?|controlled|dominated|manage[sd]?|co-own(?:s|ed)|owns?|owned|founded|co-founded|operate[sd]?|ran|runs?|"
    r"created|formed|established|set up|started)"
)
RUN_BY = re.compile(
    rf"\b{_FIRMS} (?:that |which |whom )?(?P<who>he|she|they|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}(?: and [A-Z][\w.’'-]+)?) "
    rf"(?:also |jointly |allegedly |wholly |beneficially |secretly |previously |had ){{0,2}}{_DOING}(?: (?:and|or) \w+)?(?:,| \(|:| –| -)? ?$"
)
""" "the two firms he controlled, " before the names of the firms."""
HELD_BY = re.compile(
    rf"\b{_FIRMS} (?:that (?:is|was|are|were) |which (?:is|was|are|were) )?(?:allegedly |jointly |wholly[- ]|beneficially |also ){{0,2}}"
    rf"(?P<verb>controlled|owned|co-owned|operated|run|founded|managed|formed|created|established)(?: (?:and|or) \w+)? by (?:defendants? )?$"
)
""" "entities controlled by " before a person, the names of the entities after him."""
UNDER = re.compile(rf"\b{_FIRMS} under $")
CONTROL_OF = re.compile(r"[’']s? control(?:,| \(|:)? ?")
JOINED = re.compile(
    r"[\"”’']{0,2}\)?(?:,? ?\([^()]{1,60}\))?(?:,? (?:and|&) (?:the )?|[,;] (?:and |the )?|, an? [^,;.]{3,50}, (?:and )?|, (?:both |each )?(?:of|in|based in) [^;.()]{3,50}, (?:and )?)"
)
AFTER_HOLDER = re.compile(r"(?:,? ?\([^()]{1,40}\))?(?:,|:| \(| –|, including) ?")
INDIVIDUALS = re.compile(r"\bindividual defendants?,? $")
CORPORATE = re.compile(
    r"\b(?:control|controlled|dominated|operated|owned|managed|directed)\b[^.;]{0,60}?\b(?:corporate|entity|company|business|corporation|institutional) defendants\b"
)
OPERATING = frozenset(
    "manage managed manages founded co-founded operate operates operated ran run runs created formed established started".split()
)
OWNING = frozenset("own owns owned co-owns co-owned".split())
VERSUS = re.compile(r"\s(?:[Vv][Ss]?\.?)\s")
RECEIVER = re.compile(r"\b(?:[Rr]eceiver|[Ll]iquidator|[Mm]onitor|[Cc]onservator|[Tt]rustee in bankruptcy)\b")
APPOINTED = re.compile(
    r"\bappoint(?:ed|s|ing|ment of)? (?:attorney |Mr\. |Ms\. )?$|\b(?:[Rr]eceiver|[Ll]iquidator|[Mm]onitor|[Cc]onservator),? (?:is |was |attorney )?$|"
    r"\b(?:appointment|selection|naming) of (?:attorney )?$"
)
AS_RECEIVER = re.compile(
    r"(?:&amp;|[^.;]){0,120}?\bas (?:the |a |an )?(?:(?:court-appointed|temporary|permanent|equity|independent|federal|interim|special) ){0,2}"
    r"(?:[Rr]eceiver|[Ll]iquidator|[Cc]onservator|[Mm]onitor)\b"
)
OVER = re.compile(r"[^.;]{0,12}?\b(?:over|for|of)\b")
DEFENDANTS = re.compile(
    r"[^.;]{0,80}?\b(?:[Dd]efendants?[’']?|their|its|his|the (?:companies|firms?|entities|funds?)[’']?)\b"
)
AIDED = re.compile(
    r"\b(?:aid(?:ed|ing|s)? (?:and|or) abett?(?:ed|ing|s)?|substantially assist(?:ed|ing|s)?) (?:and caus(?:ed|ing) )?(?:the )?(?:violations (?:by|of) )?"
)
ACCUSED = re.compile(
    r"\b(?:charge[sd]?|alleges?|alleged|that|charging|also|accuse[sd]?|against) (?:that )?(?:[a-z-]+ ){0,3}$"
)
BOTH = re.compile(r"(?:,? ?\([^()]{1,40}\))?(?:,? and |, )")
PEOPLE = frozenset({"Person", "Company"})


def ties_of_defendants(scene: Scene) -> Iterator[Draft]:
    """Yield the ties between the parties to a case."""
    yield from _run(scene)
    yield from _corporate(scene)
    yield from _receivers(scene)
    yield from _aided(scene)


def _edge(verb: str) -> str:
    return "OWNS" if verb in OWNING else "OPERATES" if verb in OPERATING else "CONTROLS"


def _run(scene: Scene) -> Iterator[Draft]:
    for verb, owners, firms in firms_run(scene):
        for owner in owners:
            for firm, there in firms:
                yield _draft(scene, _edge(verb), owner, firm, there, "firms of a person")


def firms_run(scene: Scene) -> Iterator[tuple[str, list[Party], list[Named]]]:
    """ "Two firms he controlled, X and Y", "entities owned by A, X and Y", "three companies under A's control, X, Y and Z": verb, A, X and Y."""
    names = in_order(scene)
    text = scene.doc._.source_text
    for at, (entity, mention) in enumerate(names):
        before = text[max(mention.start - 130, 0) : mention.start]
        label = scene.label(entity)
        if label == "Company":
            told = RUN_BY.search(before)
            if told is None:
                continue
            place = mention.start - len(before) + told.start("who")
            owners = _holders(scene, place, mention.start)
            first, verb = at, told["verb"]
        elif label == "Person":
            held, under = HELD_BY.search(before), UNDER.search(before)
            end = (
                CONTROL_OF.match(text, mention.end)
                if under
                else AFTER_HOLDER.match(text, mention.end)
                if held
                else None
            )
            if end is None or at + 1 >= len(names) or names[at + 1][1].start != end.end():
                continue
            owners = [Party(entity, (mention.start, mention.end))]
            first, verb = at + 1, held["verb"] if held else "controlled"
        else:
            continue
        if owners:
            yield verb, owners, list(_list(scene, names, first))


def _draft(scene: Scene, edge: str, owner: Party, firm: int, there: ReadMention, rule: str) -> Draft:
    return Draft(edge, owner, Party(firm, (there.start, there.end)), _token(scene, there.start), rule)


def _token(scene: Scene, start: int) -> Token:
    return scene.doc.char_span(start, start + 1, alignment_mode="expand")[0]


def _list(scene: Scene, names: list[Named], first: int) -> Iterator[Named]:
    """The companies that stand in one list, the first of them at a place among the names."""
    text = scene.doc._.source_text
    for at in range(first, min(first + 20, len(names))):
        entity, mention = names[at]
        if scene.label(entity) != "Company":
            return
        if at > first:
            between = text[names[at - 1][1].end : mention.start]
            if entity != names[at - 1][0] and not JOINED.fullmatch(between):
                return
        yield entity, mention


def _holders(scene: Scene, start: int, end: int) -> list[Party]:
    """Who is named between two places, else whom the pronoun at the first of them means."""
    found = [Party(e, (m.start, m.end)) for e, m in named_within(scene, start, end) if scene.label(e) == "Person"]
    if found:
        return found
    token = _token(scene, start)
    span = (token.idx, token.idx + len(token))
    return [Party(e, span) for e in scene.resolve(scene.doc, token) if scene.label(e) == "Person"]


def _caption(scene: Scene) -> list[Named]:
    """The parties on the right of the first caption of a case."""
    text = scene.doc._.source_text
    for found in VERSUS.finditer(text):
        before = named_within(scene, found.start() - 90, found.start())
        if not before or scene.label(before[-1][0]) not in {"Agency", "Country"}:
            continue
        return named_within(scene, found.end(), found.end() + _length(text[found.end() : found.end() + 900]))
    return []


def _length(text: str) -> int:
    end = re.search(r"\n|\bCiv(?:\.|il)|\bCase No|\bNo\. |\(", text)
    return end.start() if end else 200


def _corporate(scene: Scene) -> Iterator[Draft]:
    """ "Individual defendants A and B controlled the corporate defendants": the firms among those in the caption."""
    text = scene.doc._.source_text
    for told in CORPORATE.finditer(text):
        start = max(text.rfind(". ", 0, told.start()), text.rfind("\n", 0, told.start())) + 1
        owners = {e: m for e, m in named_within(scene, start, told.start()) if scene.label(e) == "Person"}
        firms = {e: m for e, m in _caption(scene) if scene.label(e) == "Company"}
        for owner, there in owners.items():
            for firm, place in firms.items():
                yield Draft(
                    "CONTROLS",
                    Party(owner, (there.start, there.end)),
                    Party(firm, (place.start, place.end)),
                    _token(scene, told.start()),
                    "corporate defendants",
                )


def _receivers(scene: Scene) -> Iterator[Draft]:
    """ "Appointed A of the law firm B as receiver over X and Y": A is tied to X and Y."""
    text = scene.doc._.source_text
    if not RECEIVER.search(text):
        return
    for entity, mention in in_order(scene):
        if scene.label(entity) != "Person":
            continue
        before = text[max(mention.start - 70, 0) : mention.start]
        told = APPOINTED.search(before)
        tail = AS_RECEIVER.match(text, mention.end) if told else None
        if told is None or (tail is None and not RECEIVER.search(before)):
            continue
        end = tail.end() if tail else mention.end
        for target, span in _estates(scene, mention.start, end):
            if target != entity:
                yield Draft(
                    "ASSOCIATED_WITH",
                    Party(entity, (mention.start, mention.end)),
                    Party(target, span),
                    _token(scene, mention.start),
                    "receiver",
                )


def _estates(scene: Scene, at: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """Over whose estate a receiver is: the names after "over" or "for", else the defendants of the caption, else the firm in focus."""
    text = scene.doc._.source_text
    over = OVER.match(text, end)
    if over is not None:
        stop = min([i for i in (text.find(". ", end), text.find(" to ", end), end + 250) if i > 0])
        found = [(e, (m.start, m.end)) for e, m in named_within(scene, over.end(), stop) if scene.label(e) in PEOPLE]
        if found:
            return found
    caption = {e: (m.start, m.end) for e, m in _caption(scene) if scene.label(e) in PEOPLE}
    if caption and DEFENDANTS.match(text, end):
        return list(caption.items())
    meant = _meant(scene, end) if DEFENDANTS.match(text, end) else []
    if meant:
        return meant
    token = _token(scene, at)
    focus = in_focus(scene.doc, token, "Company")
    return [] if focus is None else [(focus, (token.idx, token.idx + len(token)))]


def _meant(scene: Scene, end: int) -> list[tuple[int, tuple[int, int]]]:
    """Whom the pronoun or noun means of whose assets a receiver takes charge."""
    found = DEFENDANTS.match(scene.doc._.source_text, end)
    if found is None:
        return []
    token = _token(scene, found.end() - 1)
    span = (token.idx, token.idx + len(token))
    return [(e, span) for e in scene.resolve(scene.doc, token) if scene.label(e) in PEOPLE]


def _aided(scene: Scene) -> Iterator[Draft]:
    """ "Charged A with aiding and abetting B's and C's violations": A supported B and C."""
    text = scene.doc._.source_text
    for told in AIDED.finditer(text):
        start = max(text.rfind(". ", 0, told.start()), text.rfind("\n", 0, told.start())) + 1
        doers = [(e, m) for e, m in named_within(scene, start, told.start()) if scene.label(e) in PEOPLE]
        last = next(
            (at for at in range(len(doers) - 1, -1, -1) if _is_accused(text, doers, at)),
            None,
        )
        if last is None:
            continue
        for target, mention in _possessed(scene, told.end()):
            for doer, there in _with_joined(text, doers, last):
                if target != doer:
                    yield Draft(
                        "SUPPORTED",
                        Party(doer, (there.start, there.end)),
                        Party(target, (mention.start, mention.end)),
                        _token(scene, told.start()),
                        "aided",
                    )


def _is_accused(text: str, doers: list[Named], at: int) -> bool:
    """Tell whether a name, or the list that it ends, stands after a word of charging."""
    first = _with_joined(text, doers, at)[0][1].start
    return ACCUSED.search(text[max(first - 40, 0) : first]) is not None


def _with_joined(text: str, doers: list[Named], at: int) -> list[Named]:
    """The list of names that ends at a place among them."""
    first = at
    while first and BOTH.fullmatch(text[doers[first - 1][1].end : doers[first][1].start]):
        first -= 1
    return doers[first : at + 1]


def _possessed(scene: Scene, start: int) -> Iterator[Named]:
    """The names that stand at a place, in a list: "Low's and Chan's violations"."""
    text = scene.doc._.source_text
    for entity, mention in named_within(scene, start, start + 160):
        between = text[start : mention.start]
        if between and not re.fullmatch(r"[’']?s?,? (?:and )?|, ", between):
            return
        if scene.label(entity) in PEOPLE:
            yield entity, mention
        start = mention.end
