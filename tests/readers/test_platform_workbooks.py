"""A platform's table is the same whether it came as text or as a workbook."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from samkit.readers.choose import read
from samkit.readers.export import Export, Settings
from samkit.readers.moments import moments
from tests.readers import test_alchemer, test_googleforms, test_limesurvey, test_microsoftforms, test_typeform
from tests.readers.made import cells
from tests.readers.platforms import kinds, loaded

FORMS = [(ticked, "Agree", "x") for ticked in test_microsoftforms.TICKED * 2]
TABLES: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
    "alchemer": ([*test_alchemer.OWN, *test_alchemer.HEADER], test_alchemer.ROWS),
    "googleforms": (test_googleforms.HEADER, test_googleforms.ROWS),
    "limesurvey": (test_limesurvey.HEADERS["codes and texts"], test_limesurvey.ROWS),
    "microsoftforms": ([*test_microsoftforms.FIRST, "Which?", "Well?", "Why?"], test_microsoftforms.rows(*FORMS)),
    "typeform": (test_typeform.HEADER, test_typeform.ROWS),
}


def from_workbook(folder: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Export:
    """Read a table that was saved as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [header, *rows]:
        sheet.append([cell if cell != "" else None for cell in row])
    book.save(folder / "survey.xlsx")
    return read(folder / "survey.xlsx", Settings(), (), keep_all=True)


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_of_a_platform_gives_what_its_text_gives(tmp_path: Path, name: str) -> None:
    header, rows = TABLES[name]
    text = loaded(tmp_path, header, rows)
    book = from_workbook(tmp_path, header, rows)
    assert text.reader == book.reader == name
    assert cells(book) == cells(text)
    assert [column.asked for column in book.columns.values()] == [column.asked for column in text.columns.values()]


def test_times_that_a_workbook_holds_as_such_are_those_of_the_text(tmp_path: Path) -> None:
    header = [*test_microsoftforms.FIRST[:5], "Q"]
    begun, sent = datetime(2024, 5, 13, 10, 0), datetime(2024, 5, 13, 10, 12, 31)  # noqa: DTZ001 - as in a workbook
    export = from_workbook(tmp_path, header, [[place, begun, sent, "anonymous", "", "a"] for place in (1, 2)])
    assert export.reader == "microsoftforms"
    assert kinds(export)["Start time"] == "moment"
    found = [moments(export.columns[name].categories) for name in ("Start time", "Completion time")]
    assert [one.values.tolist() for one in found] == [[begun], [sent]]
