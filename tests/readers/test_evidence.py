"""What answers tell of their columns: ticks, places, numbers, words, each by what only it looks like."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.evidence import are_ticks, filled, is_ranking, kind_of_rows
from samkit.readers.export import Column


def columns(rows: Sequence[Sequence[str]]) -> list[Column]:
    """Make columns of rows of cells."""
    made = []
    for place, cells in enumerate(zip(*rows, strict=True)):
        distinct = tuple(dict.fromkeys(cells))
        made.append(Column(f"c{place}", place + 1, np.array([distinct.index(cell) for cell in cells]), distinct))
    return made


def test_blank_answers_are_none() -> None:
    assert filled(columns([["Yes"], [""], ["No"], ["Yes"]])[0]) == ("Yes", "No")


@pytest.mark.parametrize(
    ("rows", "labels", "ticks"),
    [
        ([["1", ""], ["", "1"]], ["Tea", "Milk"], True),
        ([["Tea", ""], ["", "Milk"]], ["Tea", "Milk"], True),
        ([["1", "0"], ["0", "1"]], [], True),
        ([["1", "-99"], ["-99", "1"]], [], True),
        ([["1", "1"], ["1", "1"]], ["Tea", "Milk"], False),
        ([["Yes", ""], ["", "Yes"]], ["Tea", "Milk"], False),
        ([["1", "2"], ["", "1"]], ["Tea", "Milk"], False),
        ([["", ""], ["", ""]], ["Tea", "Milk"], False),
        ([["1"], ["1"]], ["I agree"], True),
    ],
)
def test_ticks_are_one_code_or_the_own_label(rows: list[list[str]], labels: list[str], ticks: bool) -> None:
    assert are_ticks(columns(rows), labels) is ticks


@given(st.lists(st.permutations(["1", "2", "3", "4"]), min_size=4, max_size=30))
def test_orders_of_enough_respondents_are_a_ranking(orders: list[list[str]]) -> None:
    assert is_ranking(columns(orders))


@given(st.lists(st.permutations(["1", "2", "3", "4"]), min_size=4, max_size=20), st.integers(0, 3), st.integers(0, 3))
def test_one_place_given_twice_is_none(orders: list[list[str]], one: int, other: int) -> None:
    if one != other:
        orders[0] = list(orders[0])
        orders[0][one] = orders[0][other]
        assert not is_ranking(columns(orders))


@pytest.mark.parametrize(
    "rows", [[["1", "2", "3"]], [["1", "2"]] * 50, [["1", "2", "5"]] * 50, [["a", "b", "c"]] * 50, [["", "", ""]] * 50]
)
def test_what_could_be_chance_or_is_no_place_is_none(rows: list[list[str]]) -> None:
    assert not is_ranking(columns(rows))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["", ""]], ""),
        ([["Yes", "No"], ["No", "No"]], "grid"),
        ([["1", "5"], ["5", "5"]], "grid"),
        ([[str(3 * place), str(5 * place)] for place in range(20)], "number"),
        ([[f"word {place}", f"other {place}"] for place in range(20)], "text"),
        ([["1", "2", "3"], ["3", "2", "1"], ["2", "1", "3"], ["2", "3", "1"], ["3", "1", "2"], ["", "", ""]], "rank"),
    ],
)
def test_rows_of_a_question_are_of_the_kind_that_their_answers_show(rows: list[list[str]], kind: str) -> None:
    assert kind_of_rows(columns(rows)) == kind
