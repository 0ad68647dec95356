"""Find the wallet addresses that a text prints, whole or broken by line ends and spaces, and say what only looks like one.

Every address passes the test of its row in `ingest.text.addresses`. Pieces are joined over a gap only where the whole passes
a checksum, or, for an EVM address in one case, where length and shape leave no doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.reading import Rejected
from ingest.text.address_decoys import decoy
from ingest.text.addresses import SHORTEST, Family, families_of
from ingest.text.broken_addresses import Words, join

# Soft hyphens, zero-width and direction marks, and the dot in brackets of defanged text.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|\\[\\.\\]|\\(\\.\\)")
_WORD = re.compile("[A-Za-z0-9]+")
# TON's forms have signs in them by which others are parted. Each begins with what is rare and found fast; what must
# stand before it is looked at afterwards.
_TON = re.compile("[EU][Qf][A-Za-z0-9_-]{46}(?![A-Za-z0-9_-])")
_TON_RAW = re.compile(":[0-9A-Fa-f]{64}(?![A-Za-z0-9])")
_TON_BEFORE = re.compile("(?:^|[^A-Za-z0-9:-])(0|-1)$")
_CUE_REACH = 200
_SCHEME = re.compile("^[a-z]{3,20}:(?://)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address in its normal form; `text[start:end]` is what is printed, `key` what makes two of a family the same."""

    address: str
    start: int
    end: int
    family: str
    chains: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class WalletFinds:
    """The wallets of a text in order, and what looked like one, with the reason why it is none."""

    wallets: tuple[Wallet, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class _View:
    """The text without what no reader sees, and for each removal where it was and how much went before."""

    seen: str
    cuts: Sequence[int] = ()
    removed: Sequence[int] = ()

    def origin(self, at: int) -> int:
        """Return the offset in the printed text of the character at this offset of the seen one."""
        cut = bisect_left(self.cuts, at + 1)
        return at + (self.removed[cut - 1] if cut else 0)


def _view(text: str) -> _View:
    parts, cuts, removed, last, gone = [], [], [], 0, 0
    for match in _UNSEEN.finditer(text):
        parts.append(text[last : match.start()])
        cuts.append(match.start() - gone)
        gone += len(match.group())
        removed.append(gone)
        last = match.end()
    return _View("".join([*parts, text[last:]]), cuts, removed)


def find_wallets(text: str) -> WalletFinds:
    """Return all wallets of the text and the rejected candidates, each in order; time grows with the text's length."""
    view = _view(text)
    words = Words(view.seen, _spans(view.seen))
    wallets: list[Wallet] = []
    rejected: list[Rejected] = []
    at = 0
    while at < len(words.spans):
        count, address, verdict = _read(words, at)
        if verdict is not None:
            start = view.origin(words.spans[at][0])
            end = view.origin(words.spans[at + count - 1][1] - 1) + 1
            if isinstance(verdict, Family):
                wallets.append(_wallet(verdict, address, start, end))
            else:
                rejected.append(Rejected(text[start:end], start, end, verdict))
        at += count
    return WalletFinds(tuple(wallets), tuple(rejected))


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Give the places of the words; what has TON's shape is one word, though its signs would part it."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(_ton_spans(text)):
        spans += (match.span() for match in _WORD.finditer(text, at, start))
        spans.append((start, end))
        at = end
    spans += (match.span() for match in _WORD.finditer(text, at))
    return tuple(spans)


def _ton_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _TON.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not (before.isascii() and before.isalnum()) and before not in ("_", "-"):
            yield match.span()
    for match in _TON_RAW.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if (found := _TON_BEFORE.search(before)) is not None:
            yield match.start() - len(found.group(1)), match.end()


def parse_word(word: str) -> Wallet | None:
    """Return the wallet that a word without any blank or sign is, without looking for more; the way for long lists."""
    verdict = decoy(word) or _judge(word)
    return _wallet(verdict, word, 0, len(word)) if isinstance(verdict, Family) else None


def parse_address(string: str) -> Wallet | None:
    """Return the one wallet that a user's string holds (spaces, a URI scheme and a link around it allowed), else None."""
    found = {wallet.key: wallet for wallet in find_wallets(string).wallets}
    if found:
        return next(iter(found.values())) if len(found) == 1 else None
    bare = _SCHEME.sub("", "".join(_UNSEEN.sub("", string).split()))
    spans = _spans(bare)
    if not spans:
        return None
    # The user says that it is an address, so no cue has to stand near; but what proves little must be all that he says.
    word = bare[slice(*spans[0])]
    verdict = decoy(word) or _judge(word)
    if not isinstance(verdict, Family) or (verdict.cues and word != bare):
        return None
    return _wallet(verdict, word, 0, len(string))


def _wallet(family: Family, address: str, start: int, end: int) -> Wallet:
    return Wallet(family.normalise(address), start, end, family.name, family.chains, family.key(address))


def _read(words: Words, at: int) -> tuple[int, str, Family | str | None]:
    """Read the candidate that begins at a word: how many words it takes, the address, and its family or the reason."""
    word = words.word(at)
    if len(word) < SHORTEST:
        return join(words, at, whole=None) or (1, word, None)
    reason = decoy(word)
    if reason is not None:
        return 1, word, reason
    verdict = _judge(word)
    if isinstance(verdict, Family) and verdict.cues and not _has_cue(words, at, verdict):
        return 1, word, None
    joined = join(words, at, whole=verdict if isinstance(verdict, Family) else None)
    return joined or (1, word, verdict)


def _judge(word: str) -> Family | str | None:
    """Return the family whose address the word is, else why it is none; None where it does not even look like one."""
    reason = None
    for family in families_of(word):
        failure = family.check(word)
        if failure is None:
            return family
        if not family.cues and _looks_random(word):
            reason = reason or failure
    return reason


def _looks_random(word: str) -> bool:
    # A long word of one case without digits is language or an identifier, not a mistyped address.
    digits = sum(character.isdigit() for character in word)
    return 2 <= digits < len(word)


def _has_cue(words: Words, at: int, family: Family) -> bool:
    start, end = words.spans[at]
    near = words.text[max(0, start - _CUE_REACH) : end + _CUE_REACH]
    return any(cue in _WORD.findall(near) for cue in family.cues)
