"""The small survey as SPSS and Stata files, with labels, and as Parquet, with types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from tests.data.small.plain import typed
from tests.data.small.respondents import (
    ACCOUNTS,
    DONT_KNOW,
    GRID,
    MAIL,
    OTHER,
    PRACTICES,
    SAID,
    SINGLE,
    TOOLS,
    WISH,
)
from tests.data.small.tables import ALL, options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

UNKNOWN: Final = 8
UNASKED: Final = 9
"""The codes that SPSS files have for what is no answer; Stata files have the letters d and n."""

COLUMNS: Final = {
    "started": "started",
    "ended": "ended",
    "mail": "email",
    **{each.key: each.key for each in SINGLE},
    **{f"tools.{key}": f"tools_{place}" for place, (key, _) in enumerate(options(), start=1)},
    "words": "tools_other",
    **{each.key: f"practices_{place}" for place, each in enumerate(PRACTICES, start=1)},
    "accounts": "accounts",
    "wish": "wish",
}
"""For what of the survey its variable."""


class _Variable(NamedTuple):
    """A variable: its label, its values, the labels of its codes, and how it is measured."""

    label: str
    values: Sequence[Any]
    labels: dict[Any, str]
    measure: str = "nominal"


def _variables(unknown: Any, unasked: Any) -> dict[str, _Variable]:  # noqa: ANN401 - a number or a letter
    """Give every variable by its name, with what stands for "Don't know" and for what was not asked."""
    found = {"respondent_id": _Variable("Respondent", [one.name for one in ALL], {})}
    found["started"] = _Variable("Started", [one.started for one in ALL], {}, "scale")
    found["ended"] = _Variable("Ended", [one.ended for one in ALL], {}, "scale")
    found["email"] = _Variable(MAIL, [one.mail for one in ALL], {})
    for each in SINGLE:
        found[each.key] = _scaled(each.key, each.text, each.levels, unknown)
    for place, (key, words) in enumerate(options(), start=1):
        ticks = [unasked if one.tools is None else int(key in one.tools) for one in ALL]
        labels = {0: "Not ticked", 1: "Ticked", unasked: "Not asked"}
        found[f"tools_{place}"] = _Variable(f"{TOOLS} - {words}", ticks, labels)
    found["tools_other"] = _Variable(f"{TOOLS} - {OTHER} - Text", [one.words for one in ALL], {})
    for place, each in enumerate(PRACTICES, start=1):
        found[f"practices_{place}"] = _scaled(each.key, f"{GRID} - {each.text}", each.levels, unknown)
    found["accounts"] = _Variable(ACCOUNTS, [one.accounts for one in ALL], {}, "scale")
    found["wish"] = _Variable(WISH, [one.wish for one in ALL], {})
    return found


def _scaled(key: str, text: str, levels: Sequence[str], unknown: Any) -> _Variable:  # noqa: ANN401 - as above
    """Give a question with one answer."""
    codes = {level: place for place, level in enumerate(levels, start=1)} | {DONT_KNOW: unknown, "": None}
    values = [codes[one.answers[key]] for one in ALL]
    labels: dict[Any, str] = {place: level for level, place in codes.items() if level}
    if unknown not in values:
        del labels[unknown]
    return _Variable(text, values, labels, "nominal" if key == "role" else "ordinal")


def spss(path: Path) -> None:
    """Write an SPSS file, packed if it ends with .zsav; 8 and 9 are declared missing."""
    found = _variables(UNKNOWN, UNASKED)
    pyreadstat.write_sav(
        pd.DataFrame({name: each.values for name, each in found.items()}),
        str(path),
        file_label=SAID,
        column_labels={name: each.label for name, each in found.items()},
        compress=path.suffix == ".zsav",
        variable_value_labels={name: each.labels for name, each in found.items() if each.labels},
        missing_ranges={
            name: [code]
            for name, each in found.items()
            for code in (UNKNOWN, UNASKED)
            if code in each.labels
        },
        variable_measure={name: each.measure for name, each in found.items()},
    )


def stata(path: Path) -> None:
    """Write a Stata file; .d and .n are missing values with a label."""
    found = _variables("d", "n")
    tagged = {name: [code for code in ("d", "n") if code in each.labels] for name, each in found.items()}
    pyreadstat.write_dta(
        pd.DataFrame({name: each.values for name, each in found.items()}),
        str(path),
        file_label=SAID,
        column_labels={name: each.label[:80] for name, each in found.items()},
        variable_value_labels={name: each.labels for name, each in found.items() if each.labels},
        missing_user_values={name: codes for name, codes in tagged.items() if codes},
    )


def parquet(path: Path) -> None:
    """Write a Parquet file: levels as a dictionary, ticks as true and false, an empty answer as none."""
    arrays = {}
    for part in typed():
        values: list[Any] = [part.cell(one) for one in ALL]
        values = [None if value == "" else value for value in values]
        if part.key.startswith("tools."):
            values = [None if value is None else bool(value) for value in values]
        array = pa.array(values)
        is_level = part.key in {each.key for each in (*SINGLE, *PRACTICES)}
        arrays[part.heading[0]] = array.dictionary_encode() if is_level else array
    pq.write_table(pa.table(arrays).replace_schema_metadata({"description": SAID}), path)
