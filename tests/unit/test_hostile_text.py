"""Texts that nobody wrote to be read: repeated, unbroken, unclosed. They are read to their end, within bounds of time."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest
import spacy

from ingest.documents.cleaning import clean_text
from ingest.pipeline import add_components, read

NLP = add_components(spacy.blank("en"))
UNITS = [
    ".", "“", "((", "1", "$1,", "A.", "Mr. ", "one and a half ", "March 1 ", "Huione Group ", "Aa, also known as ", "Aa (Bb) ",
    "Bank of ", "March" + " " * 500, "Aa" + " " * 500,
]  # fmt: skip
CPU_SECONDS = 60
CHARACTERS = 15_000


@pytest.mark.parametrize("unit", ["Huione Group ", "Lazarus Group, ", "“"])
def test_a_name_without_an_end_is_read_to_its_end(unit):
    text = clean_text((unit * CHARACTERS)[:CHARACTERS])
    reading = read(NLP, text)
    assert all(
        text[mention.start : mention.end] == mention.surface
        for entity in reading.entities
        for mention in entity.mentions
    )


def _read_all() -> None:
    """Read every unit, in a process whose time is limited by the system."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    for unit in UNITS:
        text = clean_text((unit * CHARACTERS)[:CHARACTERS] + "! The end.")
        sys.stdout.write(f"{unit!r} {len(read(NLP, text, published='2025-01-01').text) == len(text)}\n")
        sys.stdout.flush()


def test_no_text_takes_more_than_linear_time():
    """Quadratic time would be many minutes; a process that the system stops does not come to the last unit."""
    code = "from tests.unit.test_hostile_text import _read_all; _read_all()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=590, check=False)
    assert done.stdout.splitlines() == [f"{unit!r} True" for unit in UNITS], done.stderr[-500:]
