"""The days to which a text ties its papers (complaints, indictments, judgments) and its main clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from ingest.statements.clauses import agents, sentence_of, surface_subjects

Doc = Any
Token = Any

PAPERS = {
    "complaint": r"(?:complaints?|lawsuits?|actions?|suits?|charges|case|proceedings?)",
    "indictment": r"(?:indictments?|informations?|criminal (?:complaints?|charges))",
    "judgment": r"(?:judgments?|orders?|injunctions?|decrees?|settlements?)",
    "listing": r"(?:sanctions?|determinations?|designations?|blocking actions?)",
}
LAID = {
    "complaint": r"(?:filed|brought|instituted|initiated|commenced|begun|began|lodged|announced|sued|charged)",
    "indictment": r"(?:filed|returned|unsealed|handed up|handed down|issued|indicted|announced)",
    "judgment": r"(?:entered|issued|granted|approved|signed|imposed|ordered|obtained|made final)",
    "listing": r"(?:applicable|effective|imposed|took effect)",
}
AFTER_PAPER = {
    paper: re.compile(
        rf"\b(?:{noun}\b[^;]{{0,220}}?\b{LAID[paper]}|{LAID[paper]}\b[^;]{{0,90}}?\b{noun})\b[^;:]{{0,70}}$",
        re.IGNORECASE,
    )
    for paper, noun in PAPERS.items()
}
"""What stands before the date: "the complaint, filed in", "entered a final judgment on"."""
BEFORE_PAPER = {
    paper: re.compile(
        rf"[^;]{{0,170}}?\b(?:{LAID[paper]}\b[^;]{{0,90}}?\b{noun}|{noun}\b[^;]{{0,90}}?\b(?:was|were)\s+{LAID[paper]})\b",
        re.IGNORECASE,
    )
    for paper, noun in PAPERS.items()
}
"""What follows a date that opens the sentence: "On May 4, 2004, the court entered a final judgment"."""
CHARGED = re.compile(r"[^;]{0,120}?\b(?:Commission|SEC|CFTC|FTC|FCA|agency|regulator)\s+(?:charged|sued)\b")
ENTRY = re.compile(r"\bentry,?\s+(?:on\s+)?$")
OF_JUDGMENT = re.compile(
    r",?\s+of\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}?(?:judgments?|orders?|injunctions?|decrees?)\b"
)
DOCKET = re.compile(r"(?:\(|,\s*)[Ff]iled(?:\s+on)?\s+$")
OPENS = re.compile(r"(?:[^;]{0,80}\b(?:that|announced),?\s+)?\W*(?:(?:Also|Then)\s+)?(?:[Oo]n\s|[Ii]n\s)?\s*")
DATELINE = re.compile(r"\s*(?:\([A-Z][A-Za-z ]{2,20}\)\s*)?(?:[-–—:)]|\n|$)")
BEFORE_DATELINE = re.compile(
    r"(?:^|\n|[-–—/(])[^a-z\n]{0,60}(?:\b[A-Z][\w.]*[ ,]+|\bNo\.\s*\S+\s*|\bupdated\s+){0,5}[/(\s]*$"
)
CLAUSES = frozenset({"relcl", "acl", "advcl", "pcomp", "appos", "csubj"})
REPORTING = frozenset("announce say report state disclose note add tell".split())
NEWS_AGE = 21
GAZETTES = frozenset({"Federal Register"})
"""Publishers that print what was decided long before."""
LEAD = 4
LEAD_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Telling:
    """A date and what it dates: the `paper` laid on that day, or the `main` clause.

    `news` tells that it is the text's own time, `amended` that the paper only adds to an older one; `entities` are those
    that its sentence names.
    """

    start: int
    date: str
    paper: str | None
    main: bool
    news: bool
    amended: bool
    entities: frozenset[int]


def tellings(doc: Doc) -> list[Telling]:
    """Give the dates of a text that date a paper or a main clause, in the order of the text."""
    return sorted([*_written(doc), *_of_today(doc)], key=lambda telling: telling.start)


def _written(doc: Doc) -> Iterator[Telling]:
    text, last = doc._.source_text, 0
    for hit in doc._.dates:
        before, last = last, hit.end
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None or hit.end_date is not None or not len(span):
            continue
        sent = sentence_of(span.root)
        head = text[max(sent.start_char, before, hit.start - 260) : hit.start]
        line = is_dateline(text, hit)
        papers = _papers(text, hit, span.root, head, dateline=line)
        main = len(hit.date) == 10 and _is_main(span.root) and (not line or _stands_alone(doc, hit, sent))
        if papers or main:
            amended = "amended" in text[sent.start_char : sent.end_char].lower()
            news = _is_news(hit.date, doc._.published)
            names = _named(sent) | (_named_after(sent) if line else frozenset())
            for paper in papers or (None,):
                yield Telling(hit.start, hit.date, paper, main, news, amended, names)


def _of_today(doc: Doc) -> Iterator[Telling]:
    """A first sentence in the present perfect without a date tells the news of the day ("The regulator has fined")."""
    published = doc._.published
    if not _is_news(published, published) or doc._.publisher in GAZETTES:
        return
    for sent in islice(doc.sents, LEAD):
        root = sent.root
        perfect = root.tag_ == "VBN" and any(c.lower_ in {"has", "have"} and c.dep_ == "aux" for c in root.children)
        if (
            perfect
            and _by_authority(doc, root)
            and not any(sent.start_char <= hit.start < sent.end_char for hit in doc._.dates)
        ):
            yield Telling(sent.start_char, published, None, True, True, False, _named(sent))
            return


def _by_authority(doc: Doc, verb: Token) -> bool:
    agencies = {entity.index for entity in doc._.entities if entity.label == "Agency"}
    return any(t._.entity in agencies for s in surface_subjects(verb) + agents(verb) for t in s.subtree)


def is_dateline(text: str, hit: Any) -> bool:
    """Tell whether a date heads a text ("WASHINGTON, May 4, 2004 -", "Release No. 12 / May 4, 2004") and dates no clause."""
    if DATELINE.match(text, hit.end) is None:
        return False
    return BEFORE_DATELINE.search(text[max(0, hit.start - 90) : hit.start]) is not None


def _stands_alone(doc: Doc, hit: Any, sent: Any) -> bool:
    """Tell whether a dateline is the only date of one of the first sentences, so that it dates what this tells."""
    others = [other for other in doc._.dates if sent.start_char <= other.start < sent.end_char]
    return others == [hit] and sent.start < LEAD_TOKENS


def _papers(text: str, hit: Any, root: Token, before: str, *, dateline: bool) -> list[str]:
    sent = sentence_of(root)
    after = text[hit.end : min(sent.end_char, hit.end + 320)]
    if DOCKET.search(text[max(0, hit.start - 20) : hit.start]):
        return ["complaint"]
    if dateline or _in_relative_clause(root):
        return []
    if ENTRY.search(before) and OF_JUDGMENT.match(after):
        return ["judgment"]
    leads = OPENS.fullmatch(before) is not None or (root.head == sent.root and _is_main(root))
    found = [
        paper for paper in PAPERS if AFTER_PAPER[paper].search(before) or (leads and BEFORE_PAPER[paper].match(after))
    ]
    if leads and "complaint" not in found and CHARGED.match(after):
        found.append("complaint")
    return found


def _in_relative_clause(token: Token) -> bool:
    node = token
    while node.head != node:
        if node.dep_ == "relcl":
            return True
        node = node.head
    return False


def _is_main(token: Token) -> bool:
    """Tell whether a date hangs from a sentence's main clause, or from what the sentence reports."""
    node = token
    while node.head != node:
        if node.dep_ in CLAUSES or (node.dep_ == "ccomp" and node.head.lemma_ not in REPORTING):
            return False
        node = node.head
    return not any(c.lower_ in {"had", "will", "would"} for c in node.children if c.dep_ == "aux")


def _named(sent: Any) -> frozenset[int]:
    return frozenset(t._.entity for t in sent if t._.entity is not None)


def _named_after(sent: Any) -> frozenset[int]:
    """Give those whom the sentence after a dateline names."""
    if sent.end >= len(sent.doc):
        return frozenset()
    return _named(sentence_of(sent.doc[sent.end]))


def _is_news(stamp: str | None, published: str | None) -> bool:
    day, out = _day(stamp), _day(published)
    return day is not None and out is not None and 0 <= (out - day).days <= NEWS_AGE


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp or "") if len(stamp or "") == 10 else None
    except ValueError:
        return None
