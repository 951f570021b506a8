from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from samkit.design import sample as design
from samkit.stats import design as designs
from samkit.stats import replication
from samkit.study.file import StudyTable
from tests.builders import export

if TYPE_CHECKING:
    from samkit.design.sample import Design
    from samkit.errors import Problem
    from samkit.stats.replicate import Replicates

Columns = dict[str, list[str]]
SAMPLING = [3.0, 1.0, 2.0, 6.0]
MULTIPLIERS = replication.jackknife(designs.design([1, 1, 1, 1])).weights
JK1 = {"columns": "rw_*", "method": "JK1"}


def columns(weights: Any = None, first: int = 8) -> Columns:
    parts = MULTIPLIERS * np.array(SAMPLING)[:, None] if weights is None else np.asarray(weights, dtype=np.float64)
    made = {f"rw_{first + place}": [repr(value) for value in part.tolist()] for place, part in enumerate(parts.T)}
    return {"id": list("abcd"), "w": [repr(value) for value in SAMPLING], **dict(reversed(made.items()))}


def read(given: Columns, weight: str = "w", **said: Any) -> tuple[Design | None, list[Problem], list[str]]:
    about = StudyTable.model_validate({"title": "t", "weight": weight, "replicate_weights": {**JK1, **said}})
    found, problems, notes = design.read(about, export(given))
    return found, problems, [f"{note.code}: {note.text}" for note in notes if note.code != "weighted"]


def replicated(given: Columns, weight: str = "w", **said: Any) -> Replicates:
    found, problems, _ = read(given, weight, **said)
    assert problems == []
    assert found is not None
    assert found.replicates is not None
    assert found[1:4] == (None, None, None)
    return found.replicates


def refused(given: Columns, **said: Any) -> list[Problem]:
    found, problems, notes = read(given, **said)
    assert (found, notes) == (None, [])
    return problems


def test_replicate_weights_are_on_the_scale_of_the_weight_and_in_natural_order() -> None:
    found = replicated(columns())
    expected = MULTIPLIERS * np.array(SAMPLING)[:, None] / 6
    np.testing.assert_allclose(found.weights, expected, rtol=1e-15)
    assert found.weight.tolist() == [0.5, 1 / 6, 1 / 3, 1]
    assert found.factor.tolist() == [0.75] * 4
    assert (found.about_estimate, found.df) == (False, 3)


def test_a_list_of_columns_gives_the_order_itself() -> None:
    found = replicated(columns(), columns=["rw_9", "rw_8", "rw_10"])
    assert np.array_equal(found.weights, replicated(columns()).weights[:, [1, 0, 2]])


def test_replicate_weights_without_the_weight_in_them_are_multiplied_with_it() -> None:
    found = replicated(columns(MULTIPLIERS), combined=False)
    np.testing.assert_allclose(found.weights, replicated(columns()).weights, rtol=1e-15)


@pytest.mark.parametrize(
    ("said", "factor"),
    [
        ({}, 0.75),
        ({"scale": 0.5}, 0.5),
        ({"scale": 0.5, "rscales": 3}, 1.5),
        ({"rscales": [1, 2, 3, 0]}, [0.75, 1.5, 2.25, 0]),
        ({"method": "JKn", "rscales": 0.9}, 0.9),
        ({"method": "JKn", "rscales": 0.9, "scale": 2}, 1.8),
        ({"method": "BRR"}, 0.25),
        ({"method": "Fay", "rho": 0.5}, 1),
        ({"method": "bootstrap"}, 1 / 3),
        ({"method": "bootstrap", "scale": 0.25}, 0.25),
    ],
)
def test_squares_are_multiplied_with_what_the_method_implies_or_what_is_declared(
    said: dict[str, Any], factor: Any
) -> None:
    np.testing.assert_allclose(replicated(columns(), **said).factor, np.broadcast_to(factor, 4), rtol=1e-15)


def test_degrees_of_freedom_and_centre_are_those_declared() -> None:
    found = replicated(columns(), df=2, about_estimate=True)
    assert (found.df, found.about_estimate) == (2, True)


def test_the_weight_is_no_replicate_of_itself_even_if_the_pattern_means_it_too() -> None:
    given = columns()
    given["rw_0"] = given.pop("w")
    assert replicated(given, "rw_0").weights.shape == (4, 4)
    assert replicated(columns(), "").weights.shape == (4, 4)


@pytest.mark.parametrize(("weight", "more"), [("w", ""), ("", "; no sampling weight: all respondents weigh the same")])
def test_the_replicates_are_told_in_one_line(weight: str, more: str) -> None:
    _, _, notes = read(columns(), weight)
    assert notes[0] == f"design: 4 replicate weights, JK1, 3 degrees of freedom{more}"


@pytest.mark.parametrize("combined", [True, False])
def test_a_doubt_whether_the_weight_is_multiplied_in_is_told(combined: bool) -> None:
    other = columns(MULTIPLIERS) if combined else columns()
    assert f"combined = {str(not combined).lower()}" in read(other, combined=combined)[2][1]
    right = columns() if combined else columns(MULTIPLIERS)
    assert len(read(right, combined=combined)[2]) == 1


@pytest.mark.parametrize(
    ("text", "code"), [("-1", "negative_replicate_weight"), ("", "missing_replicate_weight"), ("inf", "not_finite")]
)
def test_a_replicate_weight_that_is_none_is_refused_with_line_column_and_value(text: str, code: str) -> None:
    given = columns()
    given["rw_9"][2] = text
    (problem,) = refused(given)
    assert (problem.code, problem.place.line, problem.place.column, problem.got) == (code, 4, "rw_9", text)


def test_a_replicate_without_any_weight_is_refused() -> None:
    given = columns()
    given["rw_9"] = ["0"] * 4
    assert [(problem.code, problem.place.column) for problem in refused(given)] == [("all_zero_weights", "rw_9")]


@pytest.mark.parametrize(("pattern", "said"), [("rv_*", "no column"), ("*d", "one column")])
def test_a_pattern_that_matches_fewer_than_two_columns_is_refused_with_the_nearest(pattern: str, said: str) -> None:
    (problem,) = refused(columns(), columns=pattern)
    assert (problem.code, problem.got) == ("too_few_replicates", pattern)
    assert said in problem.message
    assert pattern == "*d" or problem.hint == "did you mean 'rw_11'?"


def test_factors_of_another_number_than_the_replicates_are_refused() -> None:
    (problem,) = refused(columns(), rscales=[1, 1, 1])
    assert "3 factors and 4 replicate weights" in problem.message
    assert "rw_8, rw_9, rw_10, … rw_11" in problem.hint


def test_replicates_that_do_not_differ_are_refused() -> None:
    assert [problem.code for problem in refused(columns([[w] * 3 for w in SAMPLING]))] == ["replicates_alike"]


def test_all_problems_are_told_in_one_go_with_those_of_the_weight() -> None:
    given = columns()
    given["rw_9"][2], given["rw_10"][0], given["w"][1] = "-1", "x", "-1"
    codes = [problem.code for problem in refused(given, rscales=[1])]
    assert sorted(codes) == ["negative_replicate_weight", "negative_weight", "not_a_number", "wrong_factor"]
