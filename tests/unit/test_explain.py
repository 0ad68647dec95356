"""An answer in words: every hop with its proof, and honest words where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.asking.explain import WIDTH, clean, explain
from kg.asking.links import Link, Quote
from kg.asking.lookup import Found
from kg.asking.paths import Answer, Hop, Options, Path

HUIONE, LAZARUS, BYBIT = (
    Found(f"org:{name.lower()}", name, label)
    for name, label in (("Huione", "Company"), ("Lazarus", "Group"), ("Bybit", "Company"))
)
QUOTE = Quote(
    "Huione laundered for Lazarus.",
    "asserted",
    0.8,
    "FinCEN",
    "d" * 64,
    "A finding",
    "https://x.example/1",
    "2025-05-01",
    10,
    39,
    "c" * 32,
)
DENIAL = Quote("Huione denied it.", "denied", 0.8, "The Wire", "e" * 64, None, None, None, 0, 17, "b" * 32)
LAUNDERED = Link(
    "LAUNDERED_FOR", "org:huione", "org:lazarus", "Huione laundered money for Lazarus", "asserted", 0.8, 1, 1, 0, (QUOTE,),
    amount=37e6, currency="USD", start_date="2021-08", end_date="2025-01",
)  # fmt: skip
STOLE = Link(
    "PERFORMED theft TARGETED", "org:lazarus", "org:bybit", "Lazarus stole from Bybit", "alleged", 0.61, 2, 3, 0, ()
)
DENIED = replace(
    LAUNDERED,
    status="denied",
    denials=1,
    quotes=(DENIAL,),
    denial_quotes=(DENIAL,),
    amount=None,
    start_date=None,
    end_date=None,
)


def answer(*links: Link, **options) -> Answer:
    """One path of as many hops as links."""
    ends = (HUIONE, LAZARUS, BYBIT)
    hops = tuple(Hop(ends[place], ends[place + 1], (link,)) for place, link in enumerate(links))
    return Answer(HUIONE, ends[len(links)] if links else BYBIT, Options(), (Path(hops),) if hops else (), **options)


def told(asked: Answer) -> str:
    """The explanation as one line without the bars beside quotes."""
    return " ".join(explain(asked).replace("     | ", " ").split())


def test_a_hop_is_told_with_amount_period_status_confidence_and_sources() -> None:
    text = told(answer(LAUNDERED))
    assert "1. Huione laundered money for Lazarus, 37,000,000 USD, 2021-08 to 2025-01" in text
    assert "asserted, confidence 0.80, 1 independent source" in text


def test_a_hop_is_told_with_its_sentence_source_date_title_address_and_place() -> None:
    assert (
        "“Huione laundered for Lazarus.” — FinCEN, 2025-05-01, A finding, https://x.example/1 [document dddddddddddd, characters 10-39, claim cccccccccccc]"
        in told(answer(LAUNDERED))
    )


def test_what_a_document_does_not_tell_is_said_so() -> None:
    assert "— The Wire, no date, untitled [document eeeeeeeeeeee, characters 0-17, claim bbbbbbbbbbbb]" in told(
        answer(replace(LAUNDERED, quotes=(DENIAL,)))
    )


def test_the_weakest_hop_is_named() -> None:
    text = told(answer(LAUNDERED, STOLE))
    assert "Path 1 of 1: 2 hops, as sure as its weakest (0.61)" in text
    assert "Everything rests on: Lazarus stole from Bybit (alleged, confidence 0.61, 2 independent sources)." in text


def test_of_one_hop_no_weakest_is_named() -> None:
    text = told(answer(LAUNDERED))
    assert "Path 1 of 1: 1 hop, as sure" in text
    assert "Everything rests on" not in text


def test_parallel_links_are_told_beside_the_best() -> None:
    hop = Hop(HUIONE, LAZARUS, (LAUNDERED, replace(STOLE, words="Lazarus paid Huione")))
    text = told(Answer(HUIONE, LAZARUS, Options(), (Path((hop,)),)))
    assert (
        text.index("1. Huione laundered")
        < text.index("also: Lazarus paid Huione")
        < text.index("alleged, confidence 0.61")
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025", None, "Lazarus, 2025 "),
        (None, "2025", "Lazarus, until 2025 "),
        ("2024", "2025", "Lazarus, 2024 to 2025 "),
        (None, None, "Lazarus asserted"),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(start: str | None, end: str | None, words: str) -> None:
    assert words in told(answer(replace(LAUNDERED, amount=None, start_date=start, end_date=end)))


def test_an_amount_without_currency_is_told_bare() -> None:
    assert "Lazarus, 37,000,000, 2021-08" in told(answer(replace(LAUNDERED, currency=None)))


def test_a_denial_stands_beside_what_it_denies() -> None:
    text = told(answer(replace(LAUNDERED, denials=1, denial_quotes=(DENIAL,))))
    assert "1 independent source, 1 denial" in text
    assert "denied: “Huione denied it.”" in text


def test_a_denial_alone_is_told_apart_and_once() -> None:
    text = told(answer(denied=(DENIED,)))
    assert "Denied: Huione laundered money for Lazarus denied, confidence 0.80, 1 independent source, 1 denial" in text
    assert text.count("Huione denied it.") == 1


def test_a_denial_that_a_path_shows_is_not_repeated() -> None:
    link = replace(LAUNDERED, denials=1, denial_quotes=(DENIAL,))
    assert told(answer(link, denied=(link,))).count("Huione denied it.") == 1


def test_no_link_tells_what_was_searched_and_what_was_not() -> None:
    asked = replace(answer(), options=Options(max_hops=3, min_confidence=0.25, statuses=("asserted", "alleged")))
    text = told(asked)
    assert (
        "No link found. Searched: all edges and actions of status asserted, alleged, up to 3 hops, confidence 0.25 or more."
        in text
    )
    assert (
        "Not walked: proposed, denied, what was not surely read (--weak walks it), countries, agencies and other hubs."
        in text
    )
    assert "That proves no absence" in text


def test_no_link_through_hubs_and_every_status_leaves_nothing_out() -> None:
    everything = Options(through_hubs=True, weak=True, statuses=("asserted", "alleged", "proposed", "denied"))
    assert "Not walked: nothing." in told(replace(answer(), options=everything))


def test_hubs_that_were_left_out_are_named() -> None:
    assert (
        "Left out: paths through countries, agencies and other hubs (Cambodia, FinCEN). --through-hubs walks them."
        in told(answer(LAUNDERED, hubs=("Cambodia", "FinCEN")))
    )


def test_one_entity_is_told_as_one() -> None:
    assert told(Answer(HUIONE, HUIONE, Options(), ())).endswith(
        "They are one entity in the graph: Huione (Company, org:huione)."
    )


def test_lines_fit_the_page() -> None:
    long = replace(QUOTE, sentence="Huione laundered for Lazarus. " * 20, title="A finding " * 20)
    lines = explain(answer(replace(LAUNDERED, quotes=(long,)))).splitlines()
    assert max(map(len, lines)) <= WIDTH


HOSTILE = "\x1b[31mred\x1b[0m\r\n\u202egnp\u200b\x9b2J\x07"


@pytest.mark.parametrize(
    "asked",
    [
        answer(replace(LAUNDERED, words=HOSTILE)),
        answer(replace(LAUNDERED, quotes=(replace(QUOTE, sentence=HOSTILE),))),
        answer(replace(LAUNDERED, quotes=(replace(QUOTE, source=HOSTILE, title=HOSTILE, url=HOSTILE),))),
        answer(LAUNDERED, denied=(replace(DENIED, type="OWNS", words=HOSTILE),)),
        answer(LAUNDERED, hubs=(HOSTILE,)),
        Answer(replace(HUIONE, name=HOSTILE), replace(BYBIT, name=HOSTILE), Options(), ()),
        Answer(replace(HUIONE, name=HOSTILE), replace(HUIONE, name=HOSTILE), Options(), ()),
    ],
    ids=["words", "sentence", "source", "denial", "hub", "ends", "one entity"],
)
def test_what_a_document_holds_cannot_steer_a_terminal(asked: Answer) -> None:
    assert set(explain(asked)) & set("\x1b\r\u202e\u200b\x9b\x07") == set()


def test_cleaning_keeps_words_of_every_script() -> None:
    assert clean("  Гарантекс\t汇旺\n é ") == "Гарантекс 汇旺 é"
