"""A question over the ordered answers to another: counts, shares, test, and what guards few answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from samkit import workflow
from samkit.errors import StudyError
from samkit.results import Cell
from tests.builders import CROSSED, STUDY, answers, study, surveyed

if TYPE_CHECKING:
    from samkit.results import Result

LEVELS = ["Disagree", "Neither", "Agree"]
TEXT = STUDY + CROSSED


def crossed(columns: dict[str, list[str]], text: str = TEXT) -> Result:
    return workflow.compare(surveyed(columns, text), ["crossed"])[1][0]


def cells(result: Result) -> list[Cell]:
    return [row for row in result.rows if isinstance(row, Cell)]


def counted(columns: dict[str, list[str]], grew: set[str]) -> Counter[tuple[str, str]]:
    rows = zip(columns["plan"], columns["ripe"], columns["growth"], strict=True)
    return Counter((plan, ripe) for plan, ripe, growth in rows if growth in grew)


@pytest.mark.parametrize(
    ("of", "grew"), [("all", {"Fell", "Same", "Grew"}), ("top", {"Grew"}), ("rest", {"Fell", "Same"})]
)
def test_each_cell_counts_those_of_a_category_who_gave_an_answer(of: str, grew: set[str]) -> None:
    columns = answers(400)
    found = cells(crossed(columns, TEXT.replace('across = "ripe"', f'across = "ripe"\nof = "{of}"')))
    expected = counted(columns, grew)
    for cell in found:
        pairs = [(plan, ripe) for plan in LEVELS for ripe in LEVELS if cell.category in {plan, ""}]
        assert cell.side.n == sum(expected[pair] for pair in pairs)
        assert cell.side.x == sum(expected[pair] for pair in pairs if pair[1] == cell.level)
        assert cell.side.share.value == pytest.approx(cell.side.x / cell.side.n)
        assert cell.part.value == pytest.approx(cell.side.n / sum(expected.values()))
    assert [(cell.category, cell.level) for cell in found] == [(a, b) for a in (*LEVELS, "") for b in LEVELS]


def test_the_test_is_that_of_kruskal_and_wallis_over_the_ordered_answers() -> None:
    columns = answers(400)
    table = counted(columns, {"Fell", "Same", "Grew"})
    groups = [[place for place, ripe in enumerate(LEVELS) for _ in range(table[plan, ripe])] for plan in LEVELS]
    expected = stats.kruskal(*groups)
    (test,) = crossed(columns).tests
    assert test.statistic == pytest.approx(expected.statistic)
    assert test.p == pytest.approx(expected.pvalue)
    assert test.df == 2


def test_one_who_did_not_answer_is_in_no_cell_and_is_told_as_missing() -> None:
    columns = answers(200)
    columns["ripe"][:20] = [""] * 20
    found = cells(crossed(columns))
    whole = [cell for cell in found if not cell.category]
    assert whole[0].side.n + whole[0].side.missing == 199  # one is in neither group
    assert sum(cell.side.missing for cell in found if cell.category and cell.column == 0) == 20


def test_few_answers_in_a_category_hide_it_and_another_that_would_tell_of_it() -> None:
    columns = answers(300)
    columns["plan"] = ["Agree"] * 3 + ["Disagree"] * 140 + ["Neither"] * 157
    found = cells(crossed(columns))
    hidden = {cell.category for cell in found if cell.side.x is None}
    assert hidden == {"Agree", "Disagree"}
    assert all(cell.side.share.value is None for cell in found if cell.category in hidden)
    assert all(cell.side.share.value is not None for cell in found if cell.category not in hidden)


def twice(of: str) -> str:
    """Give a study that crosses the same two questions once more, among one group or both."""
    return TEXT + CROSSED.replace("crossed]", "again]").replace("plan_and_ripe", "plan_again").replace(
        'across = "ripe"', f'across = "ripe"\nof = "{of}"'
    )


def test_hidden_categories_are_counted_as_one() -> None:
    columns = answers(300)
    columns["plan"] = ["Agree"] * 3 + ["Disagree"] * 140 + ["Neither"] * 157
    counted_ = {cell.category: cell.side.n for cell in cells(crossed(columns)) if cell.column == 0}
    assert counted_["Agree"] == counted_["Disagree"] == counted_[""] - counted_["Neither"]


def test_a_category_that_is_hidden_in_one_table_is_hidden_in_every_table_of_the_same_questions() -> None:
    columns = answers(300)
    columns["plan"] = ["Agree" if row in {0, 1, 2} or (row % 3 and row < 90) else "Neither" for row in range(300)]
    columns["plan"][150:] = ["Disagree"] * 150
    alone = {cell.category for cell in cells(crossed(columns)) if cell.side.x is None}
    found = workflow.compare(surveyed(columns, twice("top")), ["crossed", "again"])[1]
    beside = [{cell.category for cell in cells(result) if cell.side.x is None} for result in found]
    assert not alone
    assert beside[0] == beside[1] != set()


@pytest.mark.parametrize(("of", "words"), [("top", "base below 5"), ("all", "beside its groups it would show one of")])
def test_a_group_of_a_few_is_shown_neither_alone_nor_by_both_together(of: str, words: str) -> None:
    columns = answers(120)
    few = [row for row in range(120) if columns["growth"][row] == "Grew"][4:]
    columns["plan"] = ["" if row in few else text for row, text in enumerate(columns["plan"])]
    result = workflow.compare(surveyed(columns, twice(of)), ["again"])[1][0]
    found = cells(result)
    assert {cell.side.x for cell in found} == {None}
    assert len({cell.side.n for cell in found}) == 1
    assert all(words in note.text for cell in found for note in cell.notes)
    assert result.tests == ()


def test_equal_weights_change_nothing_and_others_weigh_shares_and_test() -> None:
    columns = answers(300)
    text = TEXT.replace("hide_below", 'weight = "weight"\nhide_below')
    plain = crossed(columns)
    assert cells(crossed({**columns, "weight": ["2"] * 300}, text)) == cells(plain)
    heavy = ["3" if ripe == "Agree" else "1" for ripe in columns["ripe"]]
    weighted = crossed({**columns, "weight": heavy}, text)
    for cell, same in zip(cells(weighted), cells(plain), strict=True):
        x, n = same.side.x or 0, same.side.n
        agree = next(c.side.x or 0 for c in cells(plain) if c.category == same.category and c.level == "Agree")
        weight = 3 if cell.level == "Agree" else 1
        assert cell.side.share.value == pytest.approx(weight * x / (n + 2 * agree))
    assert weighted.tests[0].symbol == "F"
    assert weighted.tests[0].p is not None
    assert any(method.of == "weights" for method in weighted.methods)


def test_the_order_of_the_respondents_changes_nothing() -> None:
    columns = answers(300)
    order = np.random.default_rng(3).permutation(300)
    shuffled = {name: [texts[place] for place in order] for name, texts in columns.items()}
    assert crossed(shuffled).rows == crossed(columns).rows


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('across = "ripe"\n', "", "wrong_table"),
        ('across = "ripe"', 'across = "rip"', "unknown_question"),
        ('across = "ripe"', 'across = "plan"', "crossed_with_itself"),
        ('analysis = "across"\n', "", "wrong_table"),
    ],
)
def test_what_cannot_be_crossed_is_told_when_the_study_is_loaded(old: str, new: str, code: str) -> None:
    assert old in CROSSED
    with pytest.raises(StudyError) as caught:
        study(STUDY + CROSSED.replace(old, new))
    assert code in [problem.code for problem in caught.value.problems]


def test_answers_without_an_order_are_nothing_to_cross_with() -> None:
    text = TEXT.replace("[scales.agreement]", "[scales.agreement]\nordered = false")
    with pytest.raises(StudyError, match="needs answers in an order"):
        study(text)
