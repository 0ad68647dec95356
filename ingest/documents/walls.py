"""Pages that stand where an article should: paywalls, consent and log-in forms, challenges, errors. They are not read.

A form speaks to its reader: it begins its sentences with "Subscribe to", "Please enable" or "Already a member?". An article
tells of others what they did with subscriptions, cookies and log-ins. So a phrase counts only where it begins a sentence,
and never in one that reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

SHORT: Final = 1_500
"""Characters of text from which on a page is an article whatever else stands on it."""
LEAST: Final = 300
"""Characters that must be left beside the words of a form for a page to be an article, however long the form is."""

_SENTENCE: Final = re.compile(r"[^\n.!?|]*[^\s.!?|](?:[.!?]+(?=\s|$|\|)|[.](?=\S)|(?=[\n|]|$)|[!?])")
_LONGEST: Final = 240
_REPORTS: Final = re.compile(
    r"(?i)\b(said|says|told|tells|asked|stole|stolen|warned|according to|police|prosecutors|victims?|hackers?|attackers?|fraudsters|scammers)\b"
)
_ADDRESS: Final = re.compile(r"\b(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[a-zA-Z0-9]{26,}\b")
_POLITE: Final = r"(?i)[\W_]*(?:(?:please|sorry|oops|or|and|just|then|simply|hello|error)\b[\W_]*)*"
_ARTICLE: Final = r"(?:article|content|story|report|page|post|item|piece|text)"


def _begins(words: str) -> re.Pattern[str]:
    return re.compile(_POLITE + f"(?:{words})")


_PAYWALL: Final = _begins(
    r"(subscribe|sign up|register|log ?in|sign in|become a (member|subscriber)|create (an|your) (free )?account|start your (free )?trial)\b.{0,50}?"
    rf" (to|for) (continue\b|keep reading|finish reading|unlimited access|full access|read (this|the (full|rest|whole|entire)) ?{_ARTICLE}?|access this|unlock)"
    r"|(subscribe|register|sign up) now (to|for) (read|full|unlimited|continue)"
    r"|(to )?(continue|keep|finish) reading\b(,| this| the|$).{0,60}\b(subscri|account|member|register|log ?in|sign)"
    r"|to (continue|keep) reading\b|unlock (this|the full|the rest)\b"
    rf"|read the (full|rest of the) {_ARTICLE} with\b.{{0,30}}\b(subscri|account|member)"
    rf"|(the rest of )?this {_ARTICLE} is (only |exclusively )?(for|available (only )?(to|for)|reserved for|exclusive to) (our |paid |paying )*(subscribers|members)( only)?\W*$"
    rf"|(subscribers|members)[ -]only {_ARTICLE}"
    r"|you('|’| ha)ve (reached|used|read|viewed) (up )?(your|all|the|the last of|\d+ of|\w+ of) .{0,30}(limit|free (articles?|stor(y|ies)))\b"
    r"|you('|’| ha)ve (read|used) (your )?(last|\d+) free\b|your subscription has (expired|ended|lapsed)"
)
_ASIDE: Final = _begins(
    r"already (a|an) (subscriber|member)\W*(\?|$|log|sign)|already have (a|an) (subscription|account)\W*(\?|$|log|sign)"
    r"|get unlimited (digital )?access\b|cancel any ?time\W*$"
)
"""What stands at the head of many a free page too: it counts where it is the end."""
_SHUT: Final = re.compile(r'(?i)"isAccessibleForFree"\s*:\s*"?false')
_CHALLENGE: Final = "_cf_chl_opt"
"""What Cloudflare's challenge sets; the pages that it lets through do not have it."""
_FORMS: Final = (
    ("asks for consent to cookies", _begins(
        r"(we|this (web)?site|our (web)?site)( and (our|\d+)( \d+)?( \w+)? ?partners)? (uses?|stores?|values?)\b.{0,60}\b(cookies?|privacy|information on (a|your) device)\b"
        r"|(accept|allow|reject|decline|agree to) (all|cookies)\b|(accept|reject|decline|i agree|agree)( (and|&) (close|continue))?\W*$"
        r"|(manage|cookie|privacy|your)( your)? (cookies?|privacy|settings|preferences|choices|options|consent)\b|legitimate interests?\b"
        r"|by (clicking|continuing|using)\b.{0,80}\b(cookies?|consent|privacy)|you can (change|withdraw|manage) your (consent|choices|preferences|settings)"
        r"|before you continue\b|(some|these|necessary|strictly necessary) cookies\b"
    )),
    ("wants to see a human being first", _begins(
        r"checking (your browser|if the site connection)|verify(ing)? (that )?you are (a )?human|are you a robot\b|(i'm|i am|confirm (that )?you are) not a robot"
        r"|(complete|solve) (the|this) (captcha|security check|challenge)|one more step|attention required|just a moment\W*$"
        r"|(we (have )?detected|our systems have detected) unusual|ray id\b|ddos protection by\b|performance (&|and) security by\b"
        r"|access (to this (page|site) )?(has been |is )?(denied|blocked)\b.{0,60}$|request (was )?(unsuccessful|blocked)\b|you have been blocked\b"
        r"|\S+( website)? is using a security service|needs to review the security of your connection"
    )),
    ("shows nothing without JavaScript", _begins(
        r"(you (need|have|must)( to)? |to \w+ (this|the) \w+,? (please )?)?(enable|turn on) javascript\b|(your browser|javascript) (is|has|has been|must be|does not|doesn't)( been)? ?(disabled|enabled|required|turned|support)"
        r"|(this|our|the) (web)?(site|page|app|application) (requires|needs|does not work|doesn't work|works best with)\b.{0,30}\bjavascript"
        r"|you need to enable|without javascript"
    )),
    ("wants a log-in", _begins(
        r"(log|sign) ?in to (your account|continue|view)|(log|sign) ?in\W*$|(e-?mail( address)?|user ?name|password)( or (e-?mail|user ?name|phone))?\W*$"
        r"|forgot(ten)? (your |my )?password\b|remember me\b|keep me (logged|signed) in|do(n't| not) have an account|create (an|a new) account"
    )),
    ("is an error page", _begins(
        rf"(the |this |that )?(requested )?(url|{_ARTICLE}|file|document)s? (you('re|’re| are| were| have)? (looking for|requested|tried to reach) )?((was|is|could|can) ?(not|n't|n’t|’t|'t) (be )?(found|available)|no longer (exists|available)|is no longer|does(n't|n’t| not) exist|isn('|’)t available|has been (moved|removed|deleted))"
        r"|(40[0-9]|50[0-9])\W*$|(40[0-9]|50[0-9])\b.{0,20}\b(error|not found|forbidden|unavailable|gateway|unauthorized)\b|error (40[0-9]|50[0-9])\b"
        r"|(page )?not found\b|internal server error\b|service unavailable\b|(bad gateway|forbidden)\W*$|(we|this (site|page)) (are|is) (temporarily|currently) (unavailable|down)"
        r"|something went wrong|that page can('|’)t be found|try (our search|again later|searching)|(go|return|back) (back )?to (the )?home"
    )),
)  # fmt: skip
"""What a page is instead of an article, and how its sentences begin."""


def wall(text: str, markup: str) -> str | None:
    """Say what stands where the article should, or None for an article.

    A long text is one, whatever it says of subscriptions or cookies, and so is one that prints what may be the address of
    a wallet, and one in which a form is the lesser part. A teaser that asks to subscribe for the rest is none: half an
    article is no evidence.
    """
    if len(text) >= SHORT or _ADDRESS.search(text):
        return None
    if _SHUT.search(markup):
        return "is behind a paywall: it says that it is not free to read"
    spoken = [(start, one) for start, one in _sentences(text) if len(one) <= _LONGEST and not _REPORTS.search(one)]
    for start, one in spoken:
        at_its_end = len(text) - start - len(one) < LEAST
        if _PAYWALL.match(one) or (at_its_end and _ASIDE.match(one)):
            return f"is behind a paywall: {one[:80]!r}"
    told = [(what, one) for _, one in spoken if (what := _form(one))]
    formed = sum(len(one) for _, one in told)
    left = sum(len(one) for _, one in _sentences(text)) - formed
    if told and left < min(LEAST, formed):
        return f"{told[0][0]}: {told[0][1][:80]!r}"
    return "wants to see a human being first: Cloudflare's challenge" if _CHALLENGE in markup and left < LEAST else None


def _form(sentence: str) -> str | None:
    return next((what for what, words in _FORMS if words.match(sentence)), None)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their places, on one line each."""
    for match in _SENTENCE.finditer(text):
        yield match.start(), " ".join(match.group().split())
