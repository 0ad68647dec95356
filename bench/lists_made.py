"""Lists many times as long as a real one: its entries again and again, under other numbers, names and addresses."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from ingest.lists.ofac_remarks import read_clause

SHIFT: Final = 1_000_000
"""Added to OFAC's numbers from one copy to the next: more than any of them, so that the rows stay in order."""
END: Final = "\x1a"
NONE: Final = "-0-"
_VOWELS, _CONSONANTS, _DIGITS = "aeiou", "bcdfghjklmnpqrstvwxyz", "0123456789"
_WORD: Final = re.compile(r"\b(?!https?:)\w{4,}")
_EVM: Final = re.compile(r"0x[0-9a-f]{40}", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def other_name(text: str, number: int) -> str:
    """The same text in other words, which can still be spoken: short ones ("Ltd", "bin") stay, number 0 changes nothing."""
    return _WORD.sub(lambda word: word[0].translate(_letters(number)), text)


@cache
def _letters(number: int) -> dict[int, str]:
    turned = {}
    for alphabet in (_VOWELS, _CONSONANTS, _DIGITS, _VOWELS.upper(), _CONSONANTS.upper()):
        for place, letter in enumerate(alphabet):
            turned[ord(letter)] = alphabet[(place + number) % len(alphabet)]
    return turned


def sdn_set(source: Path, target: Path, times: int) -> None:
    """OFAC's CSV set; numbers of passports and the like become others, wallets are only in the first copy."""
    runs_on = {row[0]: row[1] for row in _rows(source / "sdn_comments.csv")}
    _write(target / "sdn.csv", source / "sdn.csv", times, lambda row, number: _entry(row, number, runs_on))
    _write(target / "alt.csv", source / "alt.csv", times, _alias)
    _write(target / "add.csv", source / "add.csv", times, _side)
    # copies have the whole of their remarks in the main file
    (target / "sdn_comments.csv").write_bytes((source / "sdn_comments.csv").read_bytes())


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.reader(file) if len(row) > 1)


def _write(target: Path, source: Path, times: int, changed: Callable[[list[str], int], list[str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        for number in range(times):
            for row in _rows(source):
                write(changed(row, number) if number else row)
        file.write(END)


def _side(row: list[str], number: int) -> list[str]:
    return [str(int(row[0]) + number * SHIFT), str(int(row[1]) + number * SHIFT), *row[2:]]


def _alias(row: list[str], number: int) -> list[str]:
    entry, own, kind, name, *rest = _side(row, number)
    return [entry, own, kind, other_name(name, number), *rest]


def _entry(row: list[str], number: int, runs_on: dict[str, str]) -> list[str]:
    entry, name, *rest, remarks = row
    whole = remarks + runs_on.get(entry, "")
    if remarks.strip() != NONE:
        clauses = (_clause(clause, number) for clause in whole.split("; "))
        whole = "; ".join(clause for clause in clauses if clause)
        whole = whole if whole.endswith(".") else f"{whole}."
    return [str(int(entry) + number * SHIFT), other_name(name, number), *rest, whole]


def _clause(clause: str, number: int) -> str:
    about, value, _ = read_clause(clause.removeprefix("alt. "))
    if about == "wallet":
        return ""
    if about not in ("linked", "alias", "number"):
        return clause
    plain = about == "number" and "@" not in value and "." not in value
    changed = value.translate(_digits(number)) if plain else other_name(value, number)
    return clause.replace(value, changed)


@cache
def _digits(number: int) -> dict[int, str]:
    return {key: letter for key, letter in _letters(number).items() if chr(key) in _DIGITS}


def tag_pack(source: Path, target: Path, times: int) -> None:
    """A TagPack of addresses on an EVM chain."""
    head, tags = source.read_text("utf-8").split("\ntags:\n")
    with (target / source.name).open("w", encoding="utf-8") as file:
        file.write(f"{head}\ntags:\n")
        for number in range(times):
            file.write(_EVM.sub(lambda found: _address(found[0], number), tags).rstrip("\n") + "\n")  # noqa: B023


def _address(address: str, number: int) -> str:
    return f"0x{_hash(address, number, 20)}" if number else address


def _hash(text: str, number: int, size: int) -> str:
    return blake2b(f"{text.lower()} {number}".encode(), digest_size=size).hexdigest()


def galaxies(source: Path, target: Path, times: int) -> None:
    """Each galaxy that MISP keeps of actors; descriptions and links stay."""
    for path in sorted(source.glob("*.json")):
        galaxy = json.loads(path.read_text("utf-8"))
        with (target / path.name).open("w", encoding="utf-8") as file:
            values = galaxy.pop("values", None)
            if values is None:
                json.dump(galaxy, file)
                continue
            # the entries one by one: a list of all copies is what this is to do without
            file.write(json.dumps(galaxy, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "values": [\n')
            count = len(values) * times
            for place, value in enumerate(_again(values, times), 1):
                file.write(json.dumps(value, ensure_ascii=False) + (",\n" if place < count else "\n]}\n"))


def _again(values: list[dict[str, Any]], times: int) -> Iterator[dict[str, Any]]:
    yield from values
    for number in range(1, times):
        for value in values:
            text = _UUID.sub(lambda found: _uuid(found[0], number), json.dumps(value))  # noqa: B023
            again = json.loads(text)
            again["value"] = other_name(again["value"], number)
            meta = again.get("meta", {})
            if "synonyms" in meta:
                meta["synonyms"] = [other_name(name, number) for name in meta["synonyms"]]
            yield again


def _uuid(uuid: str, number: int) -> str:
    digits = _hash(uuid, number, 16)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def whole_rows(source: Path, target: Path) -> Path:
    """A copy of a list without its last line, for a file whose download ended within that line."""
    lines = source.read_bytes().split(b"\n")
    path = target / source.name
    path.write_bytes(b"\n".join(lines[:-2]) + b"\n")
    return path
