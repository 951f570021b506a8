from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.design import weight
from tests.builders import export


def read(texts: list[str]) -> weight.Weight:
    return weight.read(export({"w": texts}), "w")


def codes(texts: list[str]) -> list[str]:
    return [problem.code for problem in read(texts).problems]


def told(texts: list[str]) -> set[str]:
    return {note.code for note in read(texts).notes}


@pytest.mark.parametrize("unit", [1e-300, 1e-200, 1.0, 3.0, 1e200, 1e300])
def test_weights_are_divided_by_the_largest_so_that_their_unit_does_not_matter(unit: float) -> None:
    found = read([repr(unit * share) for share in (1.0, 0.5, 0.25)])
    np.testing.assert_allclose(found.scaled, [1, 0.5, 0.25], rtol=1e-15)
    assert (found.largest, found.problems) == (unit, [])


@pytest.mark.parametrize(("text", "code"), [("-1", "negative_weight"), ("", "missing_weight"), (" ", "missing_weight")])
def test_a_weight_that_is_negative_or_not_there_is_refused_with_its_line(text: str, code: str) -> None:
    problems = read(["1", text]).problems
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [(code, 3, "w")]


@pytest.mark.parametrize("text", ["nan", "inf", "1,5", "x", "1e999", "NA"])
def test_a_weight_that_is_no_finite_number_is_refused_with_its_value(text: str) -> None:
    (problem,) = read(["1", text]).problems
    assert (problem.place.line, problem.got) == (3, text)
    assert problem.hint


def test_weights_that_are_all_zero_are_refused() -> None:
    assert codes(["0", "0.0"]) == ["all_zero_weights"]


def test_a_zero_weight_and_a_weight_that_dominates_are_told() -> None:
    assert "zero_weight" in told(["0", "1", "1"])
    assert "low_effective_n" in told(["1", *["0.00001"] * 40])


def test_calm_weights_are_no_warning() -> None:
    assert {"zero_weight", "low_effective_n"}.isdisjoint(told(["1", "2", "1.5"]))


def test_where_no_weight_is_declared_each_respondent_weighs_one() -> None:
    found = weight.read(export({"w": ["7", "x"]}), "")
    assert (found.scaled.tolist(), found.largest, found.problems, found.notes) == ([1.0, 1.0], 1.0, [], [])


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_the_effective_size_lies_between_one_and_the_number_of_respondents(weights: list[float]) -> None:
    assert 1 - 1e-9 <= weight.effective_n(np.array(weights)) <= len(weights) + 1e-9


def test_the_effective_size_of_equal_weights_is_their_number_and_of_none_zero() -> None:
    assert weight.effective_n(np.full(7, 0.3)) == pytest.approx(7)
    assert weight.effective_n(np.zeros(3)) == 0
