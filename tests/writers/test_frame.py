"""Tables as pandas: typed by role, an estimate in three columns, missing as missing, infinity as infinity."""

from __future__ import annotations

import math

from samkit.results import Estimate
from samkit.tables.table import Column, Table
from samkit.writers.frame import frame

COLUMNS = (
    Column("item", "Item", "label"),
    Column("ratio", "Times as likely", "ratio"),
    Column("first_n", "n Top Performers", "count"),
    Column("q", "q", "p-value"),
    Column("verdict", "Verdict", "text"),
)
ROWS = (
    ("Plan", Estimate(math.inf, 2.5, math.inf), 51, 0.01, "differs"),
    ("Meet", Estimate(None, None, None), None, None, "hidden"),
)
ONE = Table("one", "One", COLUMNS, ROWS, ("Source: made",))


def test_every_column_has_the_type_of_its_role() -> None:
    types = {name: str(kind) for name, kind in frame([ONE]).dtypes.items()}
    assert types == {
        "section": "category",
        "item": "string",
        "ratio": "Float64",
        "ratio_lower": "Float64",
        "ratio_upper": "Float64",
        "first_n": "Int64",
        "q": "Float64",
        "verdict": "category",
    }


def test_numbers_stay_what_they_are_and_none_is_missing() -> None:
    found = frame([ONE])
    assert found.loc[0, ["ratio", "ratio_lower", "ratio_upper"]].tolist() == [math.inf, 2.5, math.inf]
    assert found.loc[0, "first_n"] == 51
    assert found.loc[1, ["ratio", "ratio_lower", "ratio_upper", "first_n", "q"]].isna().all()


def test_tables_of_other_columns_stand_one_below_the_other() -> None:
    other = Table("two", "Two", (Column("model", "Model", "label"),), (("Whole",),), ("Source: made", "More"))
    found = frame([ONE, other])
    assert list(found["section"]) == ["one", "one", "two"]
    assert found["model"].isna().tolist() == [True, True, False]
    assert found.attrs["below"] == ["Source: made", "More"]


def test_every_column_says_what_it_means_and_in_which_unit() -> None:
    said = frame([ONE]).attrs["columns"]
    assert said["ratio_upper"] == "Times as likely: ratio, a plain number; upper bound of the interval"
    assert said["first_n"] == "n Top Performers: count"
    assert said["item"] == "Item"


def test_no_rows_are_a_frame_with_all_columns() -> None:
    found = frame([ONE._replace(rows=())])
    assert len(found) == 0
    assert len(found.columns) == 8
