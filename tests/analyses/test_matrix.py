"""The matrix: counts of each cell and total, what is kept back, the trends, and weights."""

from __future__ import annotations

import numpy as np
import pytest

from samkit import publish, workflow
from samkit.results import Cell, Result
from samkit.stats import proportion, stratified_trend
from tests.practices.made import LEVELS, STUDY, answers, survey

WEIGHTED = STUDY.replace('respondent = "id"', 'respondent = "id"\nweight = "w"')


def compared(made: dict[str, list[str]], text: str = STUDY) -> Result:
    return workflow.compare(survey(made, text), ["table"])[1][0]


def cells(result: Result) -> list[Cell]:
    return [row for row in result.rows if isinstance(row, Cell)]


def counted(made: dict[str, list[str]], talk: str, plan: str) -> tuple[int, int]:
    """Count from the answers as they stand; an empty level stands for all of them."""
    there = [
        growth == "Grew"
        for growth, one, other in zip(made["growth"], made["talk"], made["plan"], strict=True)
        if growth and one in LEVELS and other in LEVELS and talk in {"", one} and plan in {"", other}
    ]
    return sum(there), len(there)


def test_every_cell_and_total_is_the_share_of_the_first_group_there() -> None:
    made = answers(1500)
    found = cells(compared(made))
    assert len(found) == 36
    for cell in found:
        x, n = counted(made, cell.category, cell.level)
        bounds = proportion.wilson(x, n)
        assert (cell.side.x, cell.side.n) == (x, n)
        assert cell.side.share.value == pytest.approx(x / n)
        assert cell.side.share.lower == pytest.approx(float(bounds.lower), rel=1e-9)
        assert cell.side.share.upper == pytest.approx(float(bounds.upper), rel=1e-9)


def test_a_small_cell_is_hidden_with_enough_others_that_it_does_not_follow() -> None:
    made = answers(1500)
    seen = 0
    for row, (talk, plan) in enumerate(zip(made["talk"], made["plan"], strict=True)):
        if (talk, plan) == ("Able", "Strong"):
            seen += 1
            made["plan"][row] = plan if seen <= 4 else "Exemplary"
    found = {(cell.category, cell.level): cell for cell in cells(compared(made))}
    small = found["Able", "Strong"]
    assert (small.side.x, small.side.share.value) == (None, None)
    for line in ([found["Able", level] for level in LEVELS], [found[level, "Strong"] for level in LEVELS]):
        hidden = [cell for cell in line if cell.side.x is None]
        assert len(hidden) > 1
        assert sum(cell.side.n for cell in hidden) >= 10
    assert found["Able", ""].side.x is not None
    told = publish.text([compared(made)], "csv")
    assert "protected" in told


def test_the_trends_are_mantels_tests_of_the_counts() -> None:
    made = answers(1500)
    result = compared(made)
    x, n = np.array([[counted(made, one, other) for one in LEVELS] for other in LEVELS]).transpose(2, 0, 1)
    for test, (first, every) in zip(result.tests, ((x, n), (x.T, n.T)), strict=True):
        expected = stratified_trend.mantel(first, every, np.arange(5))
        assert test.statistic == pytest.approx(float(expected.z))
        assert test.p == pytest.approx(float(expected.p))
    assert [test.item for test in result.tests] == ["talk_by_plan", "plan"]
    assert result.tests[0].finding == "rises"


def test_weights_of_one_give_the_shares_of_no_weights_and_weights_move_them() -> None:
    made = answers(600)
    plain = cells(compared(made))
    ones = cells(compared({**made, "w": ["1"] * 600}, WEIGHTED))
    assert [cell.side.share for cell in ones] == [cell.side.share for cell in plain]
    weight = [3 if growth == "Grew" else 1 for growth in made["growth"]]
    heavy = compared({**made, "w": list(map(str, weight))}, WEIGHTED)
    whole = cells(heavy)[-1]
    x, n = counted(made, "", "")
    assert whole.side.share.value == pytest.approx(3 * x / (3 * x + n - x))
    assert "weighted" in heavy.methods[0].name
    assert heavy.tests[0].p is not None
    assert heavy.tests[0].p < 0.001


def test_an_item_that_makes_the_groups_is_circular_and_not_tested() -> None:
    text = STUDY.replace(
        '{ talk_by_plan = { text = "Talking", question = "talk" } }', '{ up = { text = "Up", question = "growth" } }'
    )
    result = compared(answers(300), text)
    assert result.tests == ()
    assert all(any(note.code == "circular" for note in cell.notes) for cell in cells(result))
