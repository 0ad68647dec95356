"""Knows the legal forms that close a firm's name, in many languages, and the place in brackets before one ("Skyco (UK) Ltd.")."""

from __future__ import annotations

import re

_ANY_CASE = (
    r"(?:Inc|INC|Corp|CORP|Ltd|LTD|Ltda|Pte|PTE|Pty|PTY|Pvt|PVT|Bhd|BHD|Sdn|SDN|GmbH|GMBH|Plc|PLC|plc)\b\.?|Co\b\.?|CO\.|Incorporated|INCORPORATED"
    r"|Corporation|CORPORATION|Limited|LIMITED|Berhad"
    r"|LLCs?|L\.L\.C\.|L\.L\.P\.|LP|L\.P\.|P\.C\.|N\.A\.|P\.A\.|PLLC|LLP"
)
_FOREIGN = (
    r"S\.A\.(?:S\.|B\.|R\.L\.|U\.)?(?: de C\.V\.)?|S\. de R\.L\.(?: de C\.V\.)?|S\.p\.A\.|SpA|S\.r\.l\.|Srl|S\.à r\.l\.|SARL|Sàrl|B\.V\.|N\.V\.|AG|KG|AB|SE|ASA|A/S|ApS"
    r"|Oy|Oyj|OÜ|OU|UAB|SIA|S\.?R\.?O\.|s\.r\.o\.|d\.o\.o\.|d\.d\.|a\.s\.|A\.Ş\.|A\.S\.|Ltd\. Şti\.|Sp\. z o\.o\.|Kft\.?|Zrt\.?|EOOD|OOD|OOO|ZAO|PAO|OAO|PJSC|CJSC|JSC"
    r"|FZE|FZCO|FZ-LLC|FZ LLC|DMCC|K\.K\.|Kabushiki Kaisha|Tbk|e\.V\.|Ltée|EIRL|S\.L\."
)
LEGAL_FORM = re.compile(rf"\s*,?\s*(?:{_ANY_CASE}|{_FOREIGN}|Jr\b\.?|Sr\b\.?|Esq\.|CPA|III?)(?!\w)")
"""What may follow a run of capitals as part of the name: a legal form, or a person's generation and degree."""
_PLACED = re.compile(
    rf"\s\((?:[A-Z][\w.&-]{{0,15}})(?: (?:and |of )?[A-Z][\w.&-]{{1,15}}){{0,2}}\)(?:\s+[A-Z][\w&'’-]+){{0,3}}?\s*,?\s*(?:{_ANY_CASE}|{_FOREIGN})(?!\w)"
)
_CLOSING = re.compile(rf"(?:{_ANY_CASE}|{_FOREIGN}|Kaisha|C\.V\.|o\.o\.|r\.l\.|Şti\.)\.?")


def end_of_forms(text: str, end: int) -> int:
    """Where a name ends that is printed up to `end`, its legal forms and a place in brackets before one included."""
    while match := LEGAL_FORM.match(text, end) or _PLACED.match(text, end):
        end = match.end()
    return end


def is_legal_form(word: str) -> bool:
    """Tell whether a name's last word is a legal form, however it is cased ("LTD.", "A.Ş.", "Kaisha")."""
    return bool(_CLOSING.fullmatch(word))
