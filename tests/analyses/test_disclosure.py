from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit import publish
from samkit.analyses.disclosure import hidden, together
from samkit.results import Level, Result, Verdict
from tests.analyses.profiles import NAMES, WEIGHTED, categories, columns, factor, profiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Table = NDArray[np.int64]

FORMS = ("table", "csv", "md", "json")


def table(*categories: tuple[int, int]) -> Table:
    """Give a table from the answers of both groups in each category, **shape** (2, categories)."""
    return np.array(categories, dtype=np.int64).T


def test_no_category_is_hidden_where_all_are_large_enough_or_empty() -> None:
    assert hidden(table((4, 6), (20, 30), (0, 0)), 10) == frozenset()


def test_a_small_category_is_hidden_with_the_next_smallest_one() -> None:
    assert hidden(table((30, 40), (1, 3), (2, 18), (9, 12)), 10) == {1, 2}


def test_two_small_ones_protect_each_other_only_if_they_are_large_enough_together() -> None:
    assert hidden(table((30, 40), (1, 4), (2, 3), (9, 12)), 10) == {1, 2}
    assert hidden(table((30, 40), (1, 3), (2, 3), (9, 12)), 10) == {1, 2, 3}


def test_what_is_hidden_together_holds_some_of_both_groups() -> None:
    assert hidden(table((30, 40), (0, 4), (0, 13), (9, 12)), 10) == {1, 2, 3}
    assert hidden(table((30, 40), (4, 0), (13, 0), (9, 12)), 10) == {1, 2, 3}


def test_an_empty_category_protects_nobody() -> None:
    assert hidden(table((30, 40), (1, 3), (0, 0), (9, 12)), 10) == {1, 3}


def test_measures_take_the_hidden_ones_as_one_and_leave_out_the_empty_ones() -> None:
    n = table((30, 40), (1, 3), (0, 0), (9, 12))
    assert together(hidden(n, 10), n) == [[0], [1, 3]]


def alternatives(n: Table, places: frozenset[int]) -> Iterator[Table]:
    """Give every table that has the same shown categories and the same totals, by group and in all."""
    order = sorted(places)
    x, m = n[:, order].sum(axis=1)
    for first in itertools.product(range(x + 1), repeat=len(order) - 1):
        for second in itertools.product(range(m + 1), repeat=len(order) - 1):
            if sum(first) <= x and sum(second) <= m:
                other = n.copy()
                other[:, order] = [[*first, x - sum(first)], [*second, m - sum(second)]]
                yield other


SMALL = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=2, max_size=4)


@given(SMALL, st.integers(2, 5))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_one_who_knows_the_rule_and_all_totals_cannot_work_out_a_hidden_category(
    rows: list[tuple[int, int]], least: int
) -> None:
    n = table(*rows)
    places = hidden(n, least)
    whole = n.sum(axis=1)
    if not places or len(places) > 3 or not whole.all() or whole.sum() < 2 * least:
        return
    if (
        np.count_nonzero(n.sum(axis=0)) == 1
        or n[:, sorted(places)].sum() < least
        or not n[:, sorted(places)].sum(axis=1).all()
    ):
        return
    possible = [other for other in alternatives(n, places) if hidden(other, least) == places]
    for place in places:
        assert len({tuple(other[:, place]) for other in possible}) > 1


def written(result: Result, form: str) -> str:
    """Write a result without the digest of the data."""
    return publish.text([result._replace(provenance=result.provenance._replace(data_digest=""))], form)


BASE = {"North": 30, "East": 14}, {"North": 60, "East": 50}
SPLITS = ({"South": 3, "West": 4}, {"South": 5, "West": 16}), ({"South": 6, "West": 1}, {"South": 1, "West": 20})


@pytest.mark.parametrize("text", [WEIGHTED.replace('weight = "w"\n', ""), WEIGHTED])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_the_same_however_the_answers_fall_into_the_hidden_categories(form: str, text: str) -> None:
    results = []
    for first, second in SPLITS:
        made = columns({**BASE[0], **first}, {**BASE[1], **second})
        # The hidden answers have the same places in both files, and so the same weights, whose sums are exact.
        results.append(profiled({**made, "w": [str(2 ** (row % 3)) for row in range(len(made["place"]))]}, text=text))
    assert written(results[0], form) == written(results[1], form)
    found = categories(results[0])
    assert [name for name in NAMES if found[name].n is None] == ["South", "West"]


def test_a_hidden_category_says_so_and_has_no_number() -> None:
    made = columns({**BASE[0], **SPLITS[0][0]}, {**BASE[1], **SPLITS[0][1]})
    result = profiled(made)
    row = categories(result)["South"]
    assert (row.first.x, row.first.share.value, row.ratio.value, row.first_share.value, row.n) == (None,) * 5
    assert [note.code for note in row.notes] == ["hidden_category"]
    note, wide = factor(result).notes
    assert note.text.startswith("hidden: 2 of 4 categories")
    assert wide.code == "wide_interval"


def test_the_numbers_of_a_question_are_those_of_the_table_with_the_hidden_ones_as_one() -> None:
    made = columns({**BASE[0], **SPLITS[0][0]}, {**BASE[1], **SPLITS[0][1]})
    pooled = {name: "South" if name == "West" else name for name in NAMES}
    one, other = profiled(made), profiled({**made, "place": [pooled[name] for name in made["place"]]})
    assert (factor(one).p, factor(one).v, factor(one).gap) == (factor(other).p, factor(other).v, factor(other).gap)


def test_where_every_category_would_have_to_be_hidden_the_question_is() -> None:
    result = profiled(columns({"North": 40, "East": 3}, {"North": 60, "East": 2}))
    assert factor(result).verdict is Verdict.HIDDEN
    assert (factor(result).p, factor(result).gap.value) == (None, None)
    assert [row.n for row in result.rows if isinstance(row, Level)] == [None, None, 0, 0, 0, 0]
    assert result.tests == ()


def test_a_small_category_of_one_group_alone_is_marked() -> None:
    text = WEIGHTED.replace('weight = "w"\n', "").replace("mark_below = 8", "mark_below = 30")
    found = categories(profiled(columns({"North": 30, "East": 0}, {"North": 60, "East": 14}), text=text))
    assert [note.code for note in found["East"].notes] == ["small_level", "one_group"]
    assert "The Rest" in found["East"].notes[1].text
    assert found["North"].notes == ()


def test_a_group_that_is_too_small_hides_the_whole_question() -> None:
    result = profiled(columns({"North": 4, "East": 3}, {"North": 60, "East": 40}))
    assert factor(result).verdict is Verdict.HIDDEN
    assert all(row.n is None for row in result.rows if isinstance(row, Level))
