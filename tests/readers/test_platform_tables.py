"""Whatever stands in a platform's table, it comes through cell by cell."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.readers.export import Column
from tests.readers.platforms import loaded
from tests.readers.test_platform_workbooks import TABLES

HEADINGS = st.sampled_from(
    [
        *(
            "",
            "a",
            "a",
            "Other",
            "Other - Write In:Q",
            "A:Q",
            "B:Q",
            "::",
            "[x]",
            "x [y]",
            "x [z]",
            "[[]",
            "]",
            "q[1]",
            "q[2]",
        ),
        *("a_b", "a_c", "id", "Q", "Q2", "Points - Q", "Feedback - Q", "#", "Score", "None", "q. [x]", "Line\nbreak"),
    ]
)
CELLS = st.sampled_from(
    [
        *("", "", "a", "b", "Yes", "No", "N/A", "1", "2", "a;b;", "a, b", "a, b, c", "Other", "None", "-oth-", "x\ny"),
        *("2020-01-01 10:00", "6/21/2018 23:29:42", "a@b.c", "5 / 10", "\ufeff1", "A", "x", "[", "]"),
    ]
)


def texts(column: Column) -> list[str]:
    return [text.strip(" ") for text in column.texts()]


@pytest.mark.parametrize("name", TABLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.data())
def test_added_columns_of_any_kind_change_no_cell(tmp_path: Path, name: str, data: st.DataObject) -> None:
    header, rows = TABLES[name]
    more = data.draw(st.lists(st.tuples(HEADINGS, st.lists(CELLS, min_size=len(rows), max_size=len(rows))), max_size=8))
    place = data.draw(st.integers(len(header) // 2, len(header)))
    wide = [*header[:place], *(heading for heading, _ in more), *header[place:]]
    added = zip(*(column for _, column in more), strict=True) if more else iter([()] * len(rows))
    table = [[*row[:place], *new, *row[place:]] for row, new in zip(rows, added, strict=True)]
    export = loaded(tmp_path, wide, table, reader=name)
    for column in export.columns.values():
        assert texts(column) == [row[column.position - 1].strip(" ") for row in table]
        assert column.asked.group or column.asked.kind != "other"
    assert len({column.position for column in export.columns.values()}) == len(export.columns)
