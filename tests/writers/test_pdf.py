from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from samkit import drawing
from samkit.look import Logo, Look
from samkit.words.language import Words
from samkit.writers import pdf
from samkit.writers.grid import grid
from tests.browser.needed import program
from tests.pictures import picture
from tests.writers.reports import HOSTILE, SYNTHETIC, drawn, hostile, report, withheld

if TYPE_CHECKING:
    from samkit.report.document import Document

DRAWN = drawn("pdf")
MISSING = "\ufffd"


def written(document: Document) -> bytes:
    return pdf.write(document, DRAWN)


def text(data: bytes) -> str:
    """Read a PDF back as a reader does: words in their order, whatever lines they are on."""
    read = subprocess.run([program("pdftotext"), "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(read.stdout.decode().replace("\u200b", "").split())


def pages(data: bytes) -> list[str]:
    read = subprocess.run([program("pdftotext"), "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def told(data: bytes) -> dict[str, str]:
    """Give what `pdfinfo` tells of a PDF."""
    read = subprocess.run([program("pdfinfo"), "-"], input=data, capture_output=True, check=True)
    pairs = (line.partition(":") for line in read.stdout.decode().splitlines())
    return {name: value.strip() for name, _, value in pairs}


def test_every_finding_number_and_footer_is_there() -> None:
    shown = text(written(report()))
    for figure in report().figures:
        assert f"Figure {figure.id} {figure.title}" in shown
        assert figure.subtitle in shown
        assert all(line in shown for line in figure.footer)
    for table in (*report().tables, *(figure.table for figure in report().figures)):
        laid = grid(table)
        numbers = [part for row in laid.rows for cell in row for part in cell if part]
        assert numbers
        assert all(number in shown for number in numbers)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(report()) == written(report())


def test_no_clock_is_in_it() -> None:
    assert not {"CreationDate", "ModDate"} & set(told(written(report())))


def test_it_is_tagged_and_has_its_title_its_language_and_its_page() -> None:
    known = told(written(report()))
    assert known["Tagged"] == "yes"
    assert known["Title"] == "A small study"
    assert known["Page size"].endswith("(A4)")
    assert b"/Lang(en)" in written(report())
    assert b"/Lang(de)" in written(report()._replace(words=Words("de")))
    assert told(written(report()._replace(look=Look(page="Letter"))))["Page size"].endswith("(letter)")


def test_summary_and_contents_lead_to_the_figures() -> None:
    data = written(report())
    shown = text(data)
    assert "Those who grew plan more often. (Figure 1, Figure 2)" in shown
    assert "That is all. (" not in shown
    assert data.count(b"/Subtype/Link") >= 2 * len(report().figures) + 2


def test_without_a_summary_there_is_no_heading_of_one() -> None:
    assert "Summary" not in text(written(report()._replace(summary=())))


def test_synthetic_data_are_said_so_on_the_cover_and_on_every_page_after_it() -> None:
    found = pages(written(report(synthetic=True)))
    assert len(found) > 4
    assert all(SYNTHETIC in page for page in found)
    assert SYNTHETIC not in text(written(report()))


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_outside_is_set_and_never_read_as_markup(bad: str) -> None:
    found = text(written(hostile(bad)))
    plain = [word for word in bad.split() if word.isascii() and word.isprintable() and len(word) < 25]
    assert all(found.count(word) >= 8 for word in plain)


def test_a_title_that_is_code_is_not_run() -> None:
    assert '#eval("40+2")' in text(written(report()._replace(title='#eval("40+2")')))


@pytest.mark.parametrize(("signs", "named"), [("ก", "U+0E01"), ("漢字", "U+5B57, U+6F22"), ("😀", "U+1F600")])
def test_a_sign_that_no_typeface_has_is_replaced_and_named(signs: str, named: str) -> None:
    found = text(written(report()._replace(lead=f"a{signs}b")))
    assert f"a{MISSING * len(signs)}b." in found
    assert f"Shown as {MISSING} because no typeface has them: {named}" in found


def test_signs_that_a_typeface_has_stay() -> None:
    found = text(written(report()._replace(lead="≥ † ∗ Ελληνικά Кириллица")))
    assert "≥ † ∗ Ελληνικά Кириллица." in found
    assert MISSING not in found


def test_a_word_that_is_longer_than_a_line_is_broken_and_nothing_of_it_is_lost() -> None:
    found = text(written(report()._replace(lead="W" * 500)))
    assert sum(map(len, re.findall("W{5,}", found))) == 500


def test_a_logo_stands_on_the_cover_with_its_words() -> None:
    logo = Logo(picture(), "png", "The house of samkit")
    plain, with_logo = written(report()), written(report()._replace(look=Look(logo=logo)))
    assert with_logo.count(b"/Subtype/Image") == plain.count(b"/Subtype/Image") + 1
    assert b"The house of samkit" in with_logo


def test_of_an_item_that_too_few_answered_there_is_no_number_but_its_bases() -> None:
    made = withheld()
    found = text(pdf.write(made, drawing.draw(made, ["bare/svg"])[0]))
    assert "Trains managers – – – – – hidden 3 48 hidden base" in found
