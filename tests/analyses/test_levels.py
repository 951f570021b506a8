from __future__ import annotations

import numpy as np
import pytest

from samkit import publish, workflow
from samkit.results import Result, levels
from samkit.stats import levels as level_tests
from samkit.stats import ratio, trend
from tests.builders import STUDY, answers, surveyed

NAMES = ("Disagree", "Neither", "Agree")


def spread(columns: dict[str, list[str]], text: str = STUDY) -> Result:
    return workflow.compare(surveyed(columns, text), ["maturity"])[1][0]


def counted(columns: dict[str, list[str]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Count from the answers as they stand, **shape** (groups, levels)."""
    pairs = [(g == "Grew", a) for g, a in zip(columns["growth"], columns["ripe"], strict=True) if g]
    return np.array([[pairs.count((top, level)) for level in NAMES] for top in (True, False)])


@pytest.mark.parametrize("seed", range(3))
def test_every_level_has_the_shares_the_ratio_and_the_other_direction_of_its_counts(seed: int) -> None:
    columns = answers(150, seed)
    (top, rest), rows = counted(columns), levels(spread(columns))
    assert [row.level for row in rows] == list(NAMES)
    for row, x1, x0 in zip(rows, top, rest, strict=True):
        cells = (x1, top.sum(), x0, rest.sum())
        assert (row.first.x, row.first.n, row.second.x, row.second.n) == tuple(int(cell) for cell in cells)
        assert row.n == x1 + x0
        assert row.ratio.value == pytest.approx((x1 / top.sum()) / (x0 / rest.sum()), rel=1e-13)
        assert row.ratio.lower == pytest.approx(float(ratio.miettinen_nurminen(*cells).lower), rel=1e-9)
        assert row.first_share.value == pytest.approx(x1 / (x1 + x0), rel=1e-14)


@pytest.mark.parametrize("seed", range(3))
def test_the_tests_below_are_those_of_cochran_and_armitage_and_of_the_likelihood_ratio(seed: int) -> None:
    columns = answers(150, seed)
    top, rest = counted(columns)
    rise, differs = spread(columns).tests
    assert rise.p == pytest.approx(float(trend.cochran_armitage(top, top + rest).p), rel=1e-12)
    assert differs.p == pytest.approx(float(level_tests.likelihood_ratio(np.array([top, rest]).T)), rel=1e-12)
    assert differs.df == 2


def ladder(*tops: int) -> dict[str, list[str]]:
    """Twenty answers at each level, so many of them by those who grew."""
    growth = [text for top in tops for text in ["Grew"] * top + ["Fell"] * (20 - top)]
    ripe = [level for level in NAMES[: len(tops)] for _ in range(20)]
    return {**answers(len(growth)), "growth": growth, "ripe": ripe}


@pytest.mark.parametrize(
    ("tops", "said"),
    [
        ((2, 6, 12), "rises at every level"),
        ((12, 6, 2), "falls at every level"),
        ((2, 12, 6), "neither rises nor falls at every level"),
        ((2, 6, 6), "neither rises nor falls at every level"),
        ((6, 6, 6), "neither rises nor falls at every level"),
    ],
)
def test_a_rise_is_said_only_of_shares_that_rise_at_every_step(tops: tuple[int, ...], said: str) -> None:
    assert spread(ladder(*tops)).tests[0].finding == said


def test_an_item_with_one_level_in_use_has_no_trend() -> None:
    found = spread(ladder(9)).tests
    assert found[0].finding == "one level only"
    assert found[0].p is None
    assert found[1].p is None or found[1].p == 1


def few(answer: str) -> dict[str, list[str]]:
    columns = answers(120, 4)
    grown = [row for row, growth in enumerate(columns["growth"]) if growth == "Grew"]
    for place, row in enumerate(grown):
        columns["ripe"][row] = answer if place < 4 else ""
    return columns


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_neither_counts_nor_tests_are_given_behind_a_hidden_base(form: str) -> None:
    written = []
    for answer in ("Agree", "Disagree"):
        result = spread(few(answer))
        written.append(publish.text([result._replace(provenance=result.provenance._replace(data_digest=""))], form))
    assert written[0] == written[1]


def test_a_hidden_row_says_that_it_is_hidden_and_not_that_nobody_is_at_its_level() -> None:
    result = spread(few("Agree"))
    assert result.tests == ()
    assert [row.n for row in levels(result)] == [None] * 3
    assert [row.first.x for row in levels(result)] == [None] * 3
    assert all("hidden_base" in [note.code for note in row.notes] for row in levels(result))


def test_with_weights_the_tests_are_those_that_allow_for_them() -> None:
    text = STUDY.replace("hide_below", 'weight = "w"\nhide_below')
    columns = {**answers(150), "w": [str(1 + row % 4) for row in range(150)]}
    trend_, any_ = spread(columns, text).tests
    assert (trend_.name, any_.name) == ("Trend, weighted", "Rao-Scott test over levels")
    rows = [row for row in zip(columns["ripe"], columns["growth"], columns["w"], strict=True) if row[1]]
    score = np.array([NAMES.index(level) for level, _, _ in rows], dtype=float)
    first, w = np.array([grown == "Grew" for _, grown, _ in rows]), np.array([float(each) for *_, each in rows])
    apart = score - np.average(score, weights=w)
    slope = (w * apart * first).sum() / (w * apart**2).sum()
    residual = first - np.average(first, weights=w) - slope * apart
    error = np.sqrt(150 / 149 * ((w * apart * residual) ** 2).sum()) / (w * apart**2).sum()
    assert trend_.statistic == pytest.approx(slope / error, rel=1e-10)
