"""What a person types or pastes -> what to look for: marks that nobody sees go, an address loses its scheme and blanks."""

from __future__ import annotations

import re

from rigour.text import ascii_text

_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_SCHEME = re.compile(r"^[a-z][a-z0-9]{2,19}:(?://)?(?:pay-)?(?=[0-9a-z])", re.IGNORECASE)
_AFTER = re.compile(r"[?@/#].*$")
_QUOTES = "\"'`«»“”„‘’"
_SPOKEN = re.compile(r"[^\W_]+")
_SHORTENED = re.compile(r"^(\w{5,})(?:…|\.{2,})(\w{3,})$")
_HEX = re.compile(r"^0x[0-9a-f]{40}$", re.IGNORECASE)
MOST_WORDS = 8
LONGEST_WORD = 50


def cleaned(text: str) -> str:
    """The text in one line, without what is not seen and the quotation marks around it."""
    # bytes of a command line that are no UTF-8 come as lone surrogates, which cannot be sent
    sent = text.encode("utf-8", "replace").decode()
    line = " ".join(_UNSEEN.sub("", sent).split())
    return line.strip(_QUOTES) if len(line) > 1 and line[0] in _QUOTES and line[-1] in _QUOTES else line


def addresses(text: str) -> list[str]:
    """Each way in which the text may stand in the graph as an address; of a payment URI what is to be paid to."""
    compact = re.sub(r"\s+", "", text)
    bare = _AFTER.sub("", _SCHEME.sub("", compact, count=1))
    forms = {form for one in (compact, bare) for form in (one, one.lower())}
    # two sources write the prefix in capitals, and some leave it out
    forms |= {f"0x{form}" for form in forms if _HEX.match(f"0x{form}")}
    return sorted(forms - {""})


def shortened(text: str) -> tuple[str, str] | None:
    """Head and tail of an address that is shown with its middle left out; None where the text is none."""
    found = _SHORTENED.match(re.sub(r"\s+", "", text))
    return (found[1], found[2]) if found else None


def words(text: str) -> list[tuple[str, ...]]:
    """Its words for full text, each in small letters as typed and, from another script, in Latin ones."""
    # in capitals AND, OR and NOT would be operators; the index knows no case
    out = []
    for word in _SPOKEN.findall(text.casefold())[:MOST_WORDS]:
        latin = "".join(_SPOKEN.findall(str(ascii_text(word)).casefold()))
        out.append(tuple(dict.fromkeys(form[:LONGEST_WORD] for form in (word, latin) if form)))
    return out
