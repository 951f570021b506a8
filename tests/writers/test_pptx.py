from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pptx import Presentation

from samkit import drawing, reporting
from samkit.look import LIGHT, Logo, Look
from samkit.report.document import Passage
from samkit.results import contrasts
from samkit.words.language import Words
from samkit.writers import pptx as slides
from samkit.writers.grid import grid
from samkit.writers.literal import on_one_line
from samkit.writers.slides.place import PLACES
from tests.builders import STUDY, answers, surveyed
from tests.pictures import picture
from tests.writers.reports import HOSTILE, SYNTHETIC, drawn, hostile, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.report.document import Document, Drawn

DRAWN = drawn("pptx")
CHARTS = ("paired_bars", "dumbbell", "ranked_bars", "forest", "quadrant", "slope")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read(document: Document, pictures: Drawn = DRAWN) -> Any:
    return Presentation(io.BytesIO(slides.write(document, pictures)))


def parts(data: bytes, before: str = "") -> Iterator[tuple[str, bytes]]:
    """Give every part of a package, and of the packages inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield before + name, content
            if name.endswith(".xlsx"):
                yield from parts(content, f"{before}{name}/")


def every_chart(columns: dict[str, list[str]]) -> tuple[Document, Drawn]:
    """Give a report with a figure of each kind of chart of two groups."""
    told = "".join(f'\n[[figures]]\nid = "{name}"\nsection = "practices"\nchart = "{name}"\n' for name in CHARTS)
    document = reporting.made(surveyed(columns, STUDY + told))[2]
    return document, drawing.draw(document, ["bare/png"])[0]


def titles(made: Any) -> list[str]:
    return [slide.shapes.title.text for slide in made.slides]


def charts(made: Any) -> list[Any]:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def test_there_is_a_title_a_summary_the_groups_every_finding_and_the_methods_in_this_order() -> None:
    findings = [figure.title for figure in report().figures]
    tables = [table.title for table in report().tables]
    passages = ["Summary", "How far can you trust this"]
    assert titles(read(report())) == [report().title, *passages, *tables, *findings, "Method"]
    bare = titles(read(report()._replace(summary=(), trust=Passage("trust", ()))))
    assert not set(passages) & set(bare)


def test_the_numbers_of_every_chart_are_those_of_the_counts_in_the_chart_and_in_its_workbook() -> None:
    dumbbell, dots = charts(read(report()))
    rows = contrasts(report().figures[0].pictures[0].rows)
    assert list(dumbbell.plots[0].categories) == [row.item.text for row in rows]
    assert list(dumbbell.plots[0].series[0].values) == [(row.first.x or 0) / row.first.n for row in rows]
    assert list(dumbbell.plots[0].series[1].values) == [(row.second.x or 0) / row.second.n for row in rows]
    for chart in (dumbbell, dots):
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        for place, series in enumerate(chart.plots[0].series, 2):
            column = [sheet.cell(row, place).value for row in range(1, len(series.values) + 2)]
            assert column == [series.name, *(pytest.approx(value, rel=1e-15) for value in series.values)]


def test_what_stands_beside_a_chart_is_spelt_as_in_the_table_of_the_figure() -> None:
    slide = read(report()).slides[5]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    native = report().figures[0].native
    assert native is not None
    assert native.beside is not None
    laid = grid(native.beside)
    assert [cell.text for cell in table.rows[0].cells] == [column.heading for column in laid.columns]
    found = ["".join(cell.text for cell in row.cells) for row in list(table.rows)[1:]]
    expected = ["".join(f"{cell.text}{cell.interval}" for cell in row) for row in laid.rows]
    assert [re.sub(r"[\s()]", "", text) for text in found] == [re.sub(r"\s", "", text) for text in expected]


def test_nothing_of_a_base_too_small_to_show_is_in_any_part() -> None:
    columns = answers()
    firsts = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    columns["train"] = ["Agree" if row in firsts[:4] else "" for row in range(len(columns["growth"]))]
    document, pictures = every_chart(columns)
    made = read(document, pictures)
    assert len(charts(made)) == len(document.figures) - 1
    for chart in charts(made)[2:5]:
        place = list(chart.plots[0].categories).index("Trains managers")
        assert all(series.values[place] is None for series in chart.plots[0].series)
    for name, content in parts(slides.write(document, pictures)):
        if name.endswith(".xlsx"):
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            rows = [row for row in sheet.iter_rows(values_only=True) if "Trains managers" in row]
            assert all(set(row[1:]) == {None} for row in rows)


def test_every_slide_has_a_title_in_its_place_a_number_and_what_is_synthetic() -> None:
    made = reporting.made(surveyed(answers(), STUDY.replace("hide_below", f'synthetic = "{SYNTHETIC}"\nhide_below')))[2]
    for slide in list(read(made).slides)[1:]:
        assert slide.shapes.title.text
        told = [shape.text_frame.text for shape in slide.placeholders]
        assert SYNTHETIC in told
        assert slide.element.find(f".//{A}fld[@type='slidenum']") is not None


def test_every_chart_table_and_picture_says_in_words_what_it_shows() -> None:
    document, pictures = every_chart(answers())
    shown = [
        shape
        for slide in read(document, pictures).slides
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or hasattr(shape, "image")
    ]
    assert len(shown) > len(document.figures)
    assert all(shape.element.xpath(".//p:cNvPr/@descr") != [""] for shape in shown)
    assert all(len(shape.element.xpath(".//p:cNvPr/@descr")) == 1 for shape in shown)


def test_the_notes_of_a_slide_say_all_that_is_said_of_its_figure() -> None:
    told = read(report()).slides[5].notes_slide.notes_text_frame.text
    figure = report().figures[0]
    for text in (figure.pictures[0].alt, *figure.footer, *(note.text for note in figure.notes)):
        assert text in told


def test_charts_have_the_colours_of_the_theme_and_the_theme_those_of_the_look() -> None:
    look = Look(LIGHT._replace(first="#AA1122", second="#556677"), font="Inter <&>")
    made = dict(parts(slides.write(report()._replace(look=look), DRAWN)))
    theme = made["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="AA1122"/>' in theme
    assert '<a:accent2><a:srgbClr val="556677"/>' in theme
    assert 'typeface="Inter &lt;&amp;&gt;"' in theme
    assert b'schemeClr val="accent1"' in made["ppt/charts/chart1.xml"] or any(
        b'schemeClr val="accent1"' in data for name, data in made.items() if name.startswith("ppt/charts/chart")
    )


def test_a_logo_stands_on_the_first_slide_with_its_words() -> None:
    slide = read(report()._replace(look=Look(logo=Logo(picture(), "png", "The house")))).slides[0]
    assert "The house" in [
        shape.element.xpath(".//p:cNvPr/@descr")[0] for shape in slide.shapes if hasattr(shape, "image")
    ]


def test_the_takeaway_of_a_figure_stands_below_its_title() -> None:
    figures = tuple(figure._replace(takeaway="It says more.") for figure in report().figures)
    for slide in list(read(report()._replace(figures=figures)).slides)[5:7]:
        assert "It says more." in [shape.text_frame.text.split("\n")[0] for shape in slide.placeholders]


def test_many_items_are_shared_among_slides_that_lose_none() -> None:
    names = [f"item{number}" for number in range(40)]
    listed = ", ".join(f'{name} = "The item with the number {name[4:]}"' for name in names)
    text = STUDY.replace('plan = "Plans accounts"', f'plan = "Plans accounts", {listed}')
    columns = {**answers(), **{name: answers()["plan"] for name in names}}
    document = reporting.made(surveyed(columns, text))[2]
    made = read(document, drawing.draw(document, ["bare/png"])[0])
    shown = [name for chart in charts(made)[:-1] for name in chart.plots[0].categories]
    assert document.figures[0].native is not None
    assert tuple(shown) == document.figures[0].native.categories
    assert max(len(list(chart.plots[0].categories)) for chart in charts(made)) <= 12
    assert titles(made).count(document.figures[0].title) == len(charts(made)) - 1


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("text", ["W" * 3000, "many words " * 400, "Short"])
def test_nothing_leaves_its_slide_however_long_the_texts(text: str, language: Any) -> None:
    made = read(hostile(text)._replace(words=Words(language)))
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
            if shape.has_chart or shape.has_table:
                assert shape.top + shape.height <= PLACES.line.top


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_outside_is_set_and_never_acted_upon(bad: str) -> None:
    data = slides.write(hostile(bad), DRAWN)
    for name, content in parts(data):
        if name.endswith((".xml", ".rels")):
            ET.fromstring(content)  # noqa: S314 - it is our own
            assert b"<f>" not in content or "/worksheets/" not in name
            assert b"hlinkClick" not in content
    shown = titles(Presentation(io.BytesIO(data)))[0]
    assert on_one_line(bad).startswith(shown.rstrip("…"))


def test_the_same_report_gives_the_same_bytes_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    first = slides.write(report(), DRAWN)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert slides.write(report(), DRAWN) == first
    for name, content in parts(first):
        if name.endswith("core.xml"):
            assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", content)) <= {b"1980-01-01T00:00:00Z"}
