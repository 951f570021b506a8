"""The small survey as SPSS and Stata files, with labels, and as Parquet, with types."""

from __future__ import annotations

import re
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
    NAMES,
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

    from tests.data.small.respondents import Question

UNKNOWN: Final = 8
UNASKED: Final = 9
"""The codes that SPSS files have for what is no answer; Stata files have the letters d and n."""

VARIABLES: Final = {
    "": "respondent_id",
    "started": "started",
    "ended": "ended",
    "mail": "email",
    **NAMES,
    **{f"tools.{key}": f"tools_{place}" for place, (key, _) in enumerate(options(), start=1)},
    "words": "tools_other",
    **{each.key: f"practices_{place}" for place, each in enumerate(PRACTICES, start=1)},
    "accounts": "accounts",
    "wish": "wish",
}
"""For what of the survey its variable, in the order of the file."""


_HEAD: Final = 600
_SPSS, _STATA = b"04 Mar 2612:00:00", b"04 Mar 2026 12:00"
_WRITTEN: Final = re.compile(rb"\d\d [A-Z][a-z]{2} (?:\d\d\d\d:\d\d:\d\d|\d{4} \d\d:\d\d)")
_LONGEST: Final = 80
"""Letters that the label of a variable may have in a Stata file."""


class _Variable(NamedTuple):
    """A variable: its label, its answers, the labels of its codes, and how it is measured."""

    label: str
    answers: Sequence[Any]
    labels: dict[Any, str]
    measure: str = "nominal"


def _variables(unknown: Any, unasked: Any) -> dict[str, _Variable]:
    """Give every variable by its name, with what stands for "Don't know" and for what was not asked."""
    found = {
        "": _Variable("Respondent", [one.name for one in ALL], {}),
        "started": _Variable("Started", [one.started for one in ALL], {}, "scale"),
        "ended": _Variable("Ended", [one.ended for one in ALL], {}, "scale"),
        "mail": _Variable(MAIL, [one.mail for one in ALL], {}),
        **{each.key: _scaled(each, each.text, unknown) for each in SINGLE},
        **{f"tools.{key}": _ticks(key, f"{TOOLS} - {words}", unasked) for key, words in options()},
        "words": _Variable(f"{TOOLS} - {OTHER} - Text", [one.words for one in ALL], {}),
        **{each.key: _scaled(each, f"{GRID} - {each.text}", unknown) for each in PRACTICES},
        "accounts": _Variable(ACCOUNTS, [one.accounts for one in ALL], {}, "scale"),
        "wish": _Variable(WISH, [one.wish for one in ALL], {}),
    }
    return {name: found[key] for key, name in VARIABLES.items()}


def _ticks(key: str, text: str, unasked: Any) -> _Variable:
    """Give an option."""
    values = [unasked if one.tools is None else int(key in one.tools) for one in ALL]
    return _Variable(text, values, {0: "Not ticked", 1: "Ticked", unasked: "Not asked"})


def _scaled(question: Question, text: str, unknown: Any) -> _Variable:
    """Give a question with one answer."""
    codes = {level: place for place, level in enumerate(question.levels, start=1)} | {DONT_KNOW: unknown, "": None}
    values = [codes[one.answers[question.key]] for one in ALL]
    labels: dict[Any, str] = {place: level for level, place in codes.items() if level}
    if unknown not in values:
        del labels[unknown]
    return _Variable(text, values, labels, "nominal" if question.key == "role" else "ordinal")


def spss(path: Path) -> None:
    """Write an SPSS file, packed if it ends with .zsav; 8 and 9 are declared missing."""
    found = _variables(UNKNOWN, UNASKED)
    pyreadstat.write_sav(
        pd.DataFrame({name: each.answers for name, each in found.items()}),
        str(path),
        file_label=SAID,
        column_labels={name: each.label for name, each in found.items()},
        compress=path.suffix == ".zsav",
        variable_value_labels={name: each.labels for name, each in found.items() if each.labels},
        missing_ranges={
            name: [code] for name, each in found.items() for code in (UNKNOWN, UNASKED) if code in each.labels
        },
        variable_measure={name: each.measure for name, each in found.items()},
    )
    _timeless(path)


def stata(path: Path) -> None:
    """Write a Stata file; .d and .n are missing values with a label."""
    found = _variables("d", "n")
    tagged = {name: [code for code in ("d", "n") if code in each.labels] for name, each in found.items()}
    pyreadstat.write_dta(
        pd.DataFrame({name: each.answers for name, each in found.items()}),
        str(path),
        file_label=SAID,
        column_labels={name: _short(each.label) for name, each in found.items()},
        variable_value_labels={name: each.labels for name, each in found.items() if each.labels},
        missing_user_values={name: codes for name, codes in tagged.items() if codes},
    )
    _timeless(path)


def _timeless(path: Path) -> None:
    """Take the time at which a file was written out of its head, so that it is the same whenever it is written."""
    content = path.read_bytes()
    then = _STATA if path.suffix == ".dta" else _SPSS
    head = _WRITTEN.sub(then, content[:_HEAD], count=1)
    path.write_bytes(head + content[_HEAD:])


def _short(label: str) -> str:
    """Bring a label to the length that a Stata file allows: rows and options without their question."""
    return label.removeprefix(f"{GRID} - ").removeprefix(f"{TOOLS} - ")[:_LONGEST]


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
