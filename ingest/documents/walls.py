"""Pages that stand where an article should: paywalls, consent and log-in forms, challenges, errors. They are not read."""

from __future__ import annotations

import re
from typing import Final

SHORT: Final = 1_500
"""Characters of text from which on a page is an article whatever else stands on it."""
LEAST: Final = 300
"""Characters that must be left beside the words of a form for a page to be an article."""

_PAYWALL: Final = re.compile(
    r"(?i)\b(subscribe|sign up|register|log ?in|sign in|become a member) (now )?(to|for) (continue|keep|full|unlimited|read\b|finish)"
    r"|\b(continue|keep|finish) reading (this|the) (article|story)\b.{0,40}\b(subscri|account|member)"
    r"|\balready (a|have an?) (subscriber|member|subscription|account)\b|\bto (continue|keep) reading\b"
    r"|\bthis (article|content|story|report) is (only |exclusively )?(for|available (only )?(to|for)|reserved for) (our |paid |paying )*(subscribers|members)"
    r"|\byou('ve| have) (reached|used|read) (your|all|the) .{0,30}(limit|free articles?)\b"
)
_SHUT: Final = re.compile(r'(?i)"isAccessibleForFree"\s*:\s*"?false')
_FORMS: Final = (
    ("asks for consent to cookies", re.compile(
        r"(?i)\bwe (and our (\d+ )?partners )?(use|store|value)\b.{0,60}\b(cookies|privacy|information on (a|your) device)\b|\baccept (all|cookies)\b"
        r"|\b(manage|cookie|privacy) (your )?(cookies?|privacy|settings|preferences|choices|options)\b|\blegitimate interests?\b|\breject all\b"
    )),
    ("wants to see a human being first", re.compile(
        r"(?i)\bchecking (your browser|if the site connection)|\bverify(ing)? (that )?you are (a )?human|\b(are you|not) a robot\b|\bcaptcha\b"
        r"|\bunusual (traffic|activity)\b|\bray id\b|\bddos protection\b|\baccess (to this (page|site) )?(has been |is )?(denied|blocked)\b"
        r"|\brequest (was )?(unsuccessful|blocked)\b|\byou have been blocked\b"
    )),
    ("shows nothing without JavaScript", re.compile(
        r"(?i)\b(enable|turn on|requires?|needs?|without) javascript\b|\bjavascript (is|has been|must be) (disabled|enabled|required|turned)"
    )),
    ("wants a log-in", re.compile(r"(?i)\b(log|sign) ?in to (your account|continue|view)|\bforgot(ten)? (your )?password\b|\bremember me\b")),
    ("is an error page", re.compile(
        r"(?i)\b(page|file|document|article) (you('re| are| were)? (looking for|requested) )?((was|is|could|can) ?(not|n't) (be )?found|no longer (exists|available)|does(n't| not) exist)"
        r"|\berror (40[0-9]|50[0-9])\b|\b(40[34]|50[0234])\b.{0,20}\b(error|not found|forbidden|unavailable|gateway)\b|\bpage not found\b"
        r"|\binternal server error\b|\bservice unavailable\b|\btemporarily unavailable\b"
    )),
)  # fmt: skip
"""What a page is instead of an article, and the words that tell it."""
_SENTENCE: Final = re.compile(r"[^\n.!?]+[.!?]*")


def wall(text: str, markup: str) -> str | None:
    """Say what stands where the article should, or None for an article.

    A long text is one, whatever it says of subscriptions or cookies, and so is one of which enough is left without the
    sentences that belong to a form. A teaser that asks to subscribe for the rest is none: half an article is no evidence.
    """
    if len(text) >= SHORT:
        return None
    if _SHUT.search(markup):
        return "is behind a paywall: it says that it is not free to read"
    if found := _PAYWALL.search(text):
        return f"is behind a paywall: {' '.join(found.group().split())!r}"
    sentences = _SENTENCE.findall(text)
    told = [(what, one) for one in sentences for what, words in _FORMS if words.search(one)]
    if not told:
        return None
    forms = {one for _, one in told}
    left = sum(len(one.strip()) for one in sentences if one not in forms)
    what, said = told[0]
    return f"{what}: {' '.join(said.split())[:80]!r}" if left < LEAST else None
