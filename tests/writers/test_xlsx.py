from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from samkit import reporting
from samkit.results import contrasts
from samkit.writers import xlsx
from samkit.writers.book.names import names
from tests.builders import STUDY, answers, surveyed
from tests.writers.reports import HOSTILE, SYNTHETIC, hostile, report

CHARTS = ("paired_bars", "ranked_bars", "forest", "quadrant", "slope")
HEAD = 5


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def column(sheet: Any, heading: str) -> list[Any]:
    place = [cell.value for cell in sheet[HEAD]].index(heading) + 1
    return [cell.value for cell in next(sheet.iter_cols(place, place, HEAD + 1)) if cell.row <= last(sheet)]


def last(sheet: Any) -> int:
    return int(re.sub(r".*\D", "", sheet.auto_filter.ref))


def test_there_is_a_sheet_for_the_contents_each_table_each_figure_and_the_methods() -> None:
    expected = ["Contents", *(table.title for table in report().tables), "Figure 1", "Figure 2", "Method"]
    assert read(xlsx.write(report(), {})).sheetnames == expected


def test_the_contents_lead_to_every_sheet_and_every_sheet_back() -> None:
    book = read(xlsx.write(report(), {}))
    links = [cell.hyperlink.location for row in book["Contents"] for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    assert all(sheet["A4"].hyperlink.location == "'Contents'!A1" for sheet in book.worksheets[1:-1])


def test_numbers_are_numbers_and_those_of_the_counts() -> None:
    sheet = read(xlsx.write(report(), {}))["Figure 1"]
    rows = contrasts(report().figures[0].pictures[0].rows)
    assert column(sheet, "Item") == [row.item.text for row in rows]
    for heading, values in {
        "Top Performers, %": [(row.first.x or 0) / row.first.n for row in rows],
        "The Rest, %": [(row.second.x or 0) / row.second.n for row in rows],
        "Gap, points": [100 * (row.gap.value or 0) for row in rows],
        "Gap, points, from": [100 * (row.gap.lower or 0) for row in rows],
        "Gap, points, to": [100 * (row.gap.upper or 0) for row in rows],
        "Times as likely": [row.ratio.value for row in rows],
        "Times as likely, to": [row.ratio.upper for row in rows],
        "n The Rest": [row.second.n for row in rows],
    }.items():
        assert column(sheet, heading) == pytest.approx(values, rel=1e-14)


def test_a_chart_draws_the_shares_of_its_table_from_cells_of_its_sheet() -> None:
    data = xlsx.write(report(), {})
    sheet, chart = read(data)["Figure 1"], ET.fromstring(parts(data)["xl/charts/chart1.xml"])  # noqa: S314 - our own
    found = [text.text or "" for text in chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}f")]
    assert all(ref.startswith("'Figure 1'!") for ref in found)
    refs = [ref for ref in found if ":" in ref]
    values = [[cell.value for (cell,) in sheet[ref.split("!")[1].replace("$", "")]] for ref in refs]
    items, firsts, _, seconds = values
    assert items == column(sheet, "Item")
    assert firsts == column(sheet, "Top Performers, %")
    assert seconds == column(sheet, "The Rest, %")


def test_each_figure_that_office_programs_can_draw_has_its_chart_with_its_words() -> None:
    told = "".join(f'\n[[figures]]\nid = "{name}"\nsection = "practices"\nchart = "{name}"\n' for name in CHARTS)
    document = reporting.made(surveyed(answers(), STUDY + told))[2]
    made = parts(xlsx.write(document, {}))
    drawn = [figure for figure in document.figures if figure.native]
    assert len([name for name in made if name.startswith("xl/charts/")]) == len(drawn) == len(document.figures) - 1
    described = b"".join(data for name, data in made.items() if name.startswith("xl/drawings/drawing")).decode()
    assert described.count(" descr=") == len(drawn)


def test_the_head_of_a_table_stays_its_rows_can_be_filtered_and_what_is_not_brief_is_folded_away() -> None:
    sheet = read(xlsx.write(report(), {}))["Figure 1"]
    assert sheet.freeze_panes == "B6"
    assert sheet.auto_filter.ref.startswith("A5:")
    brief = [column.brief for column in report().figures[0].table.columns]
    assert any(each.hidden for each in sheet.column_dimensions.values()) != all(brief)


def test_synthetic_data_are_said_so_on_every_sheet() -> None:
    made = reporting.made(surveyed(answers(), STUDY.replace("hide_below", f'synthetic = "{SYNTHETIC}"\nhide_below')))[2]
    assert {sheet["A3"].value for sheet in read(xlsx.write(made, {}))} == {SYNTHETIC}
    assert {sheet["A3"].value for sheet in read(xlsx.write(report(), {}))} == {None}


def test_the_methods_name_each_method_and_what_the_numbers_were_made_from() -> None:
    sheet = read(xlsx.write(report(), {}))["Method"]
    told = " ".join(str(cell.value) for row in sheet for cell in row)
    made = report().provenance
    for text in ("Wilson", "Miettinen-Nurminen", made.data_digest, made.study_digest, made.samkit, f"Seed {made.seed}"):
        assert text in told


def test_nothing_of_a_base_too_small_to_show_is_in_any_sheet() -> None:
    columns = answers()
    firsts = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    columns["train"] = ["Agree" if row in firsts[:4] else "" for row in range(len(columns["growth"]))]
    sheet = read(xlsx.write(reporting.made(surveyed(columns))[2], {}))["Figure 1"]
    found = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Trains managers"]
    assert len(found) == 2
    shares = [
        place for place, cell in enumerate(sheet[HEAD]) if cell.value and ("%" in cell.value or "Gap" in cell.value)
    ]
    assert {found[0][place] for place in shares} == {None}
    assert set(found[1][1:]) == {None}


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_from_outside_is_a_text_and_never_a_formula_or_a_link(bad: str) -> None:
    made = parts(xlsx.write(hostile(bad), {}))
    usual = parts(xlsx.write(report(), {}))
    for name, content in made.items():
        ET.fromstring(content)  # noqa: S314 - it is our own
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in content
            assert b"r:id" not in re.sub(rb"<drawing r:id", b"", content)
    external = [name for name, content in made.items() if b"TargetMode" in content]
    assert external == [name for name, content in usual.items() if b"TargetMode" in content] == []


def test_a_text_longer_than_a_cell_is_cut_and_marked() -> None:
    sheet = read(xlsx.write(hostile("x" * 40_000), {}))["Method"]
    longest = max((str(cell.value) for row in sheet for cell in row), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("…")


@pytest.mark.parametrize("wanted", [["a" * 40, "A" * 40], ["[x]:*?/\\", "'y'"], ["History", "history"], ["", " "]])
def test_names_of_sheets_are_taken_by_every_program_and_no_two_are_alike(wanted: list[str]) -> None:
    made = names(wanted)
    assert len({name.casefold() for name in made}) == len(wanted)
    for name in made:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)
        assert name.casefold() != "history"


def test_the_same_report_gives_the_same_bytes_whatever_the_clock_says() -> None:
    first = xlsx.write(report(), {})
    assert xlsx.write(report(), {}) == first
    moments = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", parts(first)["docProps/core.xml"])
    assert set(moments) == {b"1980-01-01T00:00:00Z"}
