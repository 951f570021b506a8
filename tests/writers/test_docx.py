from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import docx
import pytest

from samkit import drawing
from samkit.look import LIGHT, Logo, Look
from samkit.words.language import Words
from samkit.writers import docx as word
from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from tests.pictures import picture
from tests.writers.reports import HOSTILE, SYNTHETIC, drawn, hostile, report, withheld

if TYPE_CHECKING:
    from samkit.report.document import Document

DRAWN = drawn("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(document: Document) -> Any:
    return docx.Document(io.BytesIO(word.write(document, DRAWN)))


def parts(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word.write(document, DRAWN))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(made: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in made.paragraphs if paragraph.style.style_id == style]


def values(made: Any, name: str, of: str) -> list[str]:
    return [element.get(f"{W}{of}") for element in made.element.iter(f"{W}{name}")]


def test_each_figure_has_a_heading_with_its_number_and_finding_its_subtitle_and_its_footer() -> None:
    made = read(report())
    assert texts(made, "Heading2") == [f"Figure {figure.id}  {figure.title}" for figure in report().figures]
    said = [line for figure in report().figures for line in (figure.takeaway, figure.subtitle) if line]
    assert texts(made, "FigureSubtitle") == said
    assert {line for figure in report().figures for line in figure.footer} <= set(texts(made, "Caption"))


def test_each_table_is_there_with_its_numbers_and_a_header_row_that_is_repeated() -> None:
    made = read(report())
    expected = [grid(table) for table in (*report().tables, *(figure.table for figure in report().figures))]
    assert len(made.tables) == len(expected)
    for found, laid in zip(made.tables, expected, strict=True):
        cells = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]
        assert cells[0] == [column.heading for column in laid.columns]
        assert cells[1:] == [["\n".join(part for part in cell if part) for cell in row] for row in laid.rows]
        assert found.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        styles = [cell.paragraphs[0].style.style_id for cell in found.rows[1].cells]
        assert styles == ["TableNumber" if column.numeric else "TableText" for column in laid.columns]


def test_each_picture_is_there_with_its_alternative_text() -> None:
    made = read(report())
    pictures = [picture for figure in report().figures for picture in figure.pictures]
    assert [shape._inline.docPr.get("descr") for shape in made.inline_shapes] == [picture.alt for picture in pictures]
    stored = {data for name, data in parts(report()).items() if name.startswith("word/media/")}
    assert stored == {DRAWN[f"bare/{picture.name}.png"] for picture in pictures}


def test_every_link_leads_to_a_place_that_is_there() -> None:
    made = read(report())
    places = values(made, "bookmarkStart", "name")
    assert len(set(places)) == len(places)
    assert set(values(made, "hyperlink", "anchor")) <= set(places)
    numbers = values(made, "bookmarkStart", "id")
    assert len(set(numbers)) == len(numbers)


def test_the_summary_links_to_its_figures() -> None:
    assert texts(read(report()), "SummaryText")[:2] == [
        "Those who grew plan more often. (Figure 1, Figure 2)",
        "That is all.",
    ]
    without = read(report()._replace(summary=()))
    assert "Summary" not in [*texts(without, "Heading1"), *texts(without, "TOC1")]


def test_the_contents_are_a_field_and_read_without_being_updated() -> None:
    made = read(report())
    codes = [element.text.strip() for element in made.element.iter(f"{W}instrText")]
    assert codes[0].startswith("TOC ")
    assert [code for code in codes if code.startswith("PAGEREF")] == codes[1:]
    assert texts(made, "TOC1") == [f"{name}\t" for name in texts(made, "Heading1") if name != "Contents"]
    assert texts(made, "TOC2") == [f"Figure {figure.id}\t{figure.title}\t" for figure in report().figures]
    kinds = values(made, "fldChar", "fldCharType")
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(codes)


def test_synthetic_data_are_said_so_on_the_first_page_and_at_the_foot_of_the_others() -> None:
    made = read(report(synthetic=True))
    assert texts(made, "Notice") == [SYNTHETIC]
    assert SYNTHETIC in made.sections[0].footer.paragraphs[0].text
    assert made.sections[0].different_first_page_header_footer
    assert not texts(read(report()), "Notice")


def test_it_has_the_page_the_colours_the_typeface_and_the_language_of_the_house() -> None:
    look = Look(LIGHT._replace(first_ink="#123456"), font="Inter <&>", page="Letter")
    made = read(report()._replace(look=look, words=Words("de")))
    assert made.sections[0].page_width.inches == 8.5
    styles = made.styles.element
    assert styles.find(f".//{W}rFonts").get(f"{W}ascii") == "Inter <&>"
    assert styles.find(f".//{W}lang").get(f"{W}val") == "de-DE"
    assert str(made.styles["Hyperlink"].font.color.rgb) == "123456"
    assert read(report()).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_a_logo_stands_first_with_its_words() -> None:
    made = read(report()._replace(look=Look(logo=Logo(picture(), "png", "The house"))))
    assert made.inline_shapes[0]._inline.docPr.get("descr") == "The house"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert word.write(report(), DRAWN) == word.write(report(), DRAWN)


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_outside_is_set_and_never_acted_upon(bad: str) -> None:
    usual, found = parts(report()), parts(hostile(bad))
    assert set(usual) == set(found)
    assert all(tags(found[name]) <= tags(data) for name, data in usual.items() if name.endswith(".xml"))
    assert texts(read(hostile(bad)), "Title") == [on_one_line(bad)]


def tags(part: bytes) -> set[str]:
    return {element.tag for element in ET.fromstring(part).iter()}  # noqa: S314 - it is our own


def test_no_part_is_left_over_from_the_empty_document_of_the_library() -> None:
    names = set(parts(report()))
    assert not [name for name in names if re.search("thumbnail|customXml|stylesWithEffects|numbering", name)]
    assert b"python-docx" not in b"".join(parts(report()).values())


def test_of_an_item_that_too_few_answered_there_is_no_number_but_its_bases() -> None:
    made = withheld()
    found = docx.Document(io.BytesIO(word.write(made, drawing.draw(made, ["bare/png"])[0])))
    rows = [[cell.text for cell in row.cells] for table in found.tables for row in table.rows]
    said = ["Trains managers", "–", "–", "–", "–", "–", "hidden", "3", "48", "hidden base"]
    assert [row for row in rows if row[0] == said[0]] == [said]
