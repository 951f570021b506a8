"""A sampling design that cannot be is told on the command line: file, line, column, value and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import STUDY, answers, files
from tests.cli.programs import inside

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

ROWS = 24
WHOLE = 'weight = "w"\nstratum = "s"\ncluster = "c"\npopulation = "n"'
REPLICATED = 'weight = "w"\nreplicate_weights = { columns = "rw_*", method = "JK1" }'


def columns(**other: list[str]) -> dict[str, list[str]]:
    """Answer the small study in three strata of four clusters, with three replicates."""
    made = {
        **answers(ROWS),
        "w": ["2"] * ROWS,
        "s": ["ABC"[row % 3] for row in range(ROWS)],
        "c": [str(row % 12) for row in range(ROWS)],
        "n": ["30"] * ROWS,
        **{f"rw_{part}": ["0" if row % 3 == part else "3" for row in range(ROWS)] for part in range(3)},
    }
    return {**made, **other}


def spoilt(name: str, row: int, text: str) -> dict[str, list[str]]:
    given = columns()
    given[name][row] = text
    return given


def study(keys: str) -> str:
    return STUDY.replace("hide_below", f"{keys}\nhide_below", 1)


@pytest.mark.parametrize(
    ("keys", "given", "line", "said", "following"),
    [
        (WHOLE, spoilt("w", 3, "-1"), "line 5, column 'w'", "a negative weight; found '-1'", "correct the column"),
        (WHOLE, spoilt("w", 3, ""), "line 5, column 'w'", "no weight; found ''", "remove lines"),
        (WHOLE, spoilt("w", 3, "inf"), "line 5, column 'w'", "not a finite number; found 'inf'", "a decimal point"),
        (WHOLE, columns(w=["0"] * ROWS), "column 'w'", "every weight is zero", "name another column"),
        (WHOLE, spoilt("s", 7, ""), "line 9, column 's'", "no stratum; found ''", "remove lines"),
        (WHOLE, spoilt("c", 7, ""), "line 9, column 'c'", "no cluster; found ''", "remove lines"),
        (WHOLE, spoilt("c", 7, "0"), "line 9, column 'c'", "lies in stratum 'B' here, and in", "nest = true"),
        (WHOLE, spoilt("n", 7, "31"), "line 9, column 'n'", "has 31 here, and 30 on line 3", "is the same for all"),
        (WHOLE, spoilt("n", 7, "many"), "line 9, column 'n'", "not a number; found 'many'", "a decimal point"),
        (
            WHOLE, columns(n=["30" if row % 3 else "3" for row in range(ROWS)]), "line 2, column 'n'",
            "4 clusters of stratum 'A' were drawn, more than it has; found '3'; expected 4 or more", "a count",
        ),
        (
            WHOLE, columns(s=["ABC"[row % 12 != 0] for row in range(ROWS)]), "line 2, column 's'",
            "1 stratum has one cluster, so no variance of their own: 'A' (line 2)", 'lonely = "adjust"',
        ),
        (REPLICATED, spoilt("rw_1", 2, "-3"), "line 4, column 'rw_1'", "a negative replicate weight", "zero or more"),
        (REPLICATED, spoilt("rw_1", 2, " "), "line 4, column 'rw_1'", "no replicate weight", "remove lines"),
        (REPLICATED, columns(rw_1=["0"] * ROWS), "column 'rw_1'", "every weight of this replicate is zero", "leave"),
        (
            REPLICATED.replace("rw_*", "wr_*"), columns(), "study.replicate_weights.columns",
            "the pattern matches no column of the export; found 'wr_*'", "did you mean 'rw_",
        ),
        (
            REPLICATED.replace('"JK1"', '"JK1", rscales = [1, 1]'), columns(), "study.replicate_weights.rscales",
            "there are 2 factors and 3 replicate weights", "rw_0, rw_1, rw_2",
        ),
    ],
)  # fmt: skip
def test_a_design_that_the_data_do_not_have_ends_with_3_and_says_where_and_what_next(
    capsys: Capture, tmp_path: Path, keys: str, given: dict[str, list[str]], line: str, said: str, following: str
) -> None:
    ended = inside(capsys, "classify", files(tmp_path, given, study(keys)))
    assert (ended.code, ended.out) == (3, "")
    fault, hint = ended.err.strip().split("\n    next: ")
    assert fault.startswith("error: ")
    assert f"survey.csv, {line}: " in fault
    assert said in fault
    assert following in hint


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (f'{REPLICATED}\nstratum = "s"', "line 7, study.stratum: the replicate weights stand for the whole design"),
        (REPLICATED.replace("rw_*", "rw"), "line 6, study.replicate_weights.columns: not a pattern of columns"),
        (REPLICATED.replace('"rw_*"', '["rw_1"]'), "line 6, study.replicate_weights.columns: a variance takes two"),
        (REPLICATED.replace("JK1", "Fay"), "line 6, study.replicate_weights.method: Fay's method needs rho"),
        (WHOLE + '\nlonely = "centre"', "line 9, study.lonely: not one of the values"),
    ],
)
def test_a_design_that_the_study_file_cannot_mean_ends_with_2_and_its_line(
    capsys: Capture, tmp_path: Path, keys: str, said: str
) -> None:
    ended = inside(capsys, "classify", files(tmp_path, columns(), study(keys)))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


@pytest.mark.parametrize("name", ["w", "s", "c", "n"])
def test_a_column_of_the_design_that_is_not_in_the_export_ends_with_3_and_its_name(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    given = columns()
    given[f"{name}_old"] = given.pop(name)
    ended = inside(capsys, "classify", files(tmp_path, given, study(WHOLE)))
    assert (ended.code, ended.out) == (3, "")
    assert f"column '{name}'" in ended.err


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (WHOLE, "note: sample of 24 respondents: 3 strata, 12 clusters, 9 degrees of freedom, finite population"),
        (REPLICATED, "note: 3 replicate weights, JK1, 2 degrees of freedom"),
        (
            'stratum = "id"\nlonely = "remove"',
            "warning: 1 stratum of one cluster, left out of every variance as declared",
        ),
    ],
)
def test_a_design_that_is_there_is_told_in_one_line(capsys: Capture, tmp_path: Path, keys: str, said: str) -> None:
    given = columns(id=["alone", *["other"] * (ROWS - 1)])
    ended = inside(capsys, "classify", files(tmp_path, given, study(keys)))
    assert ended.code == 0
    assert said in ended.err
