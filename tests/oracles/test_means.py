"""Means of two groups against R."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import means
from samkit.stats.distinct import distinct
from samkit.stats.moments import Moments, from_counts, from_sums
from tests.oracles.numbers import name, near, number, rows
from tests.reference import need_shared

pytestmark = need_shared

CASES = rows("means.json", "two_sample")
PRINTED = 1e-11


def groups(case: dict[str, Any]) -> tuple[Moments, Moments]:
    return tuple(from_counts(*distinct_of(case["inputs"][group])) for group in "xy")  # type: ignore[return-value] # two


def distinct_of(answers: Any) -> tuple[Any, Any]:
    values, counts = distinct(np.atleast_1d(answers))
    return values, counts[:, 0]


def agrees(ours: means.Difference, theirs: dict[str, Any]) -> None:
    if "error" in theirs:
        # R stops where nothing varies or a group has one answer; there is no interval then.
        assert np.isinf(ours.interval.lower)
        assert np.isinf(ours.interval.upper)
        assert np.isnan(ours.t)
        return
    # R subtracts means of 10^8 first, and has nine digits left; our difference is exact.
    digits = 1e-8 if number(theirs["mean_x"]) > 1e6 else PRINTED
    for mine, key in ((ours.t, "t"), (ours.df, "df"), (ours.p, "p"), (ours.error, "se")):
        assert near(mine, theirs[key], digits), key
    for bound in ("lower", "upper"):
        if not np.isinf(number(theirs[bound])):
            assert near(getattr(ours.interval, bound), theirs[bound], digits, 1e-13), bound


@pytest.mark.parametrize("case", CASES, ids=name)
def test_welch_is_that_of_t_test(case: dict[str, Any]) -> None:
    one, none = groups(case)
    agrees(means.welch(one, none), case["R"]["welch"])
    agrees(means.welch(one, none, 0.90), case["R"]["welch_90"])
    # The lower bound of R's one-sided 95 % interval is that of the two-sided 90 % one.
    agrees(means.welch(one, none, 0.90, alternative="greater"), case["R"]["welch_greater"])


@pytest.mark.parametrize("case", CASES, ids=name)
def test_student_is_that_of_t_test(case: dict[str, Any]) -> None:
    agrees(means.student(*groups(case)), case["R"]["student"])


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_interval_of_one_mean_is_that_of_t_test(case: dict[str, Any]) -> None:
    ours, theirs = means.mean(groups(case)[0]), case["R"]["mean_ci_x"]
    if "error" in theirs:
        assert np.isinf(ours.interval.lower)
        return
    assert near(ours.value, theirs["estimate"], PRINTED)
    assert near(ours.interval.lower, theirs["lower"], PRINTED)
    assert near(ours.interval.upper, theirs["upper"], PRINTED)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_sums_around_an_origin_near_the_answers_give_the_same(case: dict[str, Any]) -> None:
    both = []
    for group in "xy":
        answers = np.atleast_1d(np.asarray(case["inputs"][group], dtype=np.float64))
        origin = np.round(answers[0])
        around = answers - origin
        both.append(from_sums(around.size, around.sum(), (around**2).sum(), origin))
    one, none = both
    agrees(means.welch(one, none), case["R"]["welch"])
