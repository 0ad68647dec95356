"""PDF files made here: paragraphs, words cut at line ends, page furniture, lists and addresses; and what is refused."""

from __future__ import annotations

import io

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from ingest.documents.document import load_document
from ingest.documents.given import Given
from kg.errors import SkipDocument

ADDRESS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def pdf(*pages: str, title: str | None = None) -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=11)
    if title:
        made.set_title(title)
    for page in pages:
        made.add_page()
        for number, line in enumerate(page.split("\n")):
            made.text(20, 20 + 6 * number, line)
    return bytes(made.output())


def text_of(*pages: str) -> str:
    return load_document(pdf(*pages), name="a.pdf").text


def refusal(raw: bytes) -> str:
    with pytest.raises(SkipDocument) as caught:
        load_document(raw, name="a.pdf")
    return str(caught.value)


FULL = "The agency fined Quillon Ltd because it had moved the proceeds of a theft of digital assets"


def test_the_lines_of_a_paragraph_are_joined() -> None:
    assert text_of(f"{FULL}\nfor a group of hackers, and gave it thirty days to pay.") == (
        f"{FULL} for a group of hackers, and gave it thirty days to pay."
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("the proceeds of laun-\ndering in the city", "the proceeds of laundering in the city"),
        ("it is a state-\nsponsored group", "it is a state-sponsored group"),
        ("a cyber-crime unit, and the cyber-\ncrime law", "a cyber-crime unit, and the cyber-crime law"),
        ("coordinate with those who co-\nordinate", "coordinate with those who coordinate"),
        ("from 2021-\n2022 on", "from 2021-\n2022 on"),
    ],
    ids=["a cut word", "a prefix", "as elsewhere with", "as elsewhere without", "numbers"],
)
def test_a_word_that_was_cut_is_made_whole(lines: str, words: str) -> None:
    assert words.split("\n", maxsplit=1)[0] in text_of(f"{FULL}.\n{lines}")


def test_lists_and_tables_stay_lines() -> None:
    told = text_of(f"{FULL}.\nThose designated:\n1. Ivan Petrov\n2. Quillon Ltd\n(a) {ADDRESS}\n- Vantor Pay")
    assert told.split("\n")[-4:] == ["1. Ivan Petrov", "2. Quillon Ltd", f"(a) {ADDRESS}", "- Vantor Pay"]


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        f"Notice 2026-{n:02d} of the agency\n{FULL} {word}.\n{n}" for n, word in enumerate(("one", "two", "three"), 1)
    ]
    told = text_of(*pages)
    assert "Notice" not in told
    assert [line[-6:] for line in told.split("\n") if line] == [" one.", " two.", "three."] or told.count(FULL) == 3
    assert not any(line.strip().isdigit() for line in told.split("\n"))


def test_a_name_that_is_on_every_page_in_the_text_stays() -> None:
    pages = [f"Head\nline\nline\nQuillon Ltd was named on page {n}.\nmore\nof\nit" for n in range(1, 5)]
    assert text_of(*pages).count("Quillon Ltd was named") == 4


def test_titles_are_those_that_persons_gave() -> None:
    assert load_document(pdf(FULL, title="Notice of finding"), name="a.pdf").title == "Notice of finding"
    assert (
        load_document(pdf(f"A finding\n\n{FULL}.", title="Microsoft Word - x.docx"), name="a.pdf").title == "A finding"
    )


def test_it_is_told_by_its_first_bytes_or_its_header() -> None:
    raw = pdf(f"{FULL}.")
    assert load_document(raw, name="https://example.org/download?id=3").text == f"{FULL}."
    assert load_document(raw, name="x", given=Given(content_type="application/pdf")).text == f"{FULL}."


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(FULL))))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_locked_file_is_refused() -> None:
    assert "is locked with a password" in refusal(locked("secret"))


def test_a_file_that_anybody_may_read_is_read() -> None:
    assert load_document(locked(""), name="a.pdf").text == FULL


def test_a_scan_is_refused() -> None:
    made = FPDF()
    made.add_page()
    assert "without any text" in refusal(bytes(made.output()))


@pytest.mark.parametrize("cut", [10, 300, 700])
def test_a_damaged_file_is_refused_or_read_and_never_an_error(cut: int) -> None:
    raw = pdf(FULL)
    try:
        load_document(raw[:cut], name="a.pdf")
    except SkipDocument as error:
        assert "PDF" in str(error)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.documents.pdf.MAX_PAGES", 2)
    assert "has more than 2 pages" in refusal(pdf(*["x"] * 3))


def test_a_page_that_unpacks_to_a_bomb_is_refused() -> None:
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(FULL))))
    stream = StreamObject()
    stream.set_data(b" " * 100_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    assert "unpacks to more" in refusal(out.getvalue())


def test_pages_that_take_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.documents.pdf.MAX_SECONDS", -1.0)
    assert "s to read" in refusal(pdf(FULL))


def test_more_text_than_a_document_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.documents.pdf.MAX_TEXT", 10)
    assert "MB of text" in refusal(pdf(FULL))


def test_an_address_that_is_cut_by_a_line_end_is_found() -> None:
    from ingest.text.wallets import find_wallets

    told = text_of(f"{FULL}.\nThe wallet is {ADDRESS[:20]}\n{ADDRESS[20:]} at an exchange.")
    assert [wallet.address for wallet in find_wallets(told).wallets] == [ADDRESS]


def test_a_paragraph_without_an_end_is_ended_and_loses_no_word() -> None:
    told = text_of(*("\n".join([f"{FULL} {page}"] * 40) for page in "abcdefgh"))
    assert told.count("Quillon Ltd") == 320
    assert max(map(len, told.split("\n"))) < 11_000
