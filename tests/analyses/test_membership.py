from __future__ import annotations

import numpy as np
import pytest

from samkit import workflow
from samkit.classification import OPEN
from samkit.classify import with_groups
from samkit.results import Criterion, Share
from samkit.stats import proportion
from tests.builders import STUDY, answers, surveyed


def test_the_share_of_each_group_is_of_those_who_could_be_classified_and_that_of_the_unclassified_of_everybody() -> (
    None
):
    columns = answers(100)
    columns["growth"][:4] = ["", "", "", ""]
    result = workflow.classify(surveyed(columns))[1]
    top, rest, unclassified = (row for row in result.rows if isinstance(row, Share))
    grew = columns["growth"].count("Grew")
    assert (top.x, top.n) == (grew, 95)
    assert (rest.x, rest.n) == (95 - grew, 95)
    assert (unclassified.x, unclassified.n) == (5, 100)
    assert result.grouping.n_left_out == 5


def test_a_criterion_has_the_share_that_passes_of_those_who_answered() -> None:
    columns = answers(100)
    (row,) = (row for row in workflow.classify(surveyed(columns))[1].rows if isinstance(row, Criterion))
    assert row.share.value == pytest.approx(row.passed / (row.passed + row.failed))
    assert (row.passed, row.open) == (columns["growth"].count("Grew"), 1)


def test_shares_have_wilson_intervals_at_the_level_that_is_asked_for() -> None:
    result = workflow.classify(surveyed(answers(100), STUDY.replace("hide_below", "level = 0.9\nhide_below")))[1]
    top = next(row for row in result.rows if isinstance(row, Share))
    interval = proportion.wilson(top.x, top.n, 0.9)
    assert (top.share.lower, top.share.upper) == (float(interval.lower), float(interval.upper))


def test_a_share_of_nobody_is_no_number() -> None:
    columns = answers(100)
    columns["growth"] = [""] * 99 + ["Grew"]
    survey = surveyed(columns)
    made = with_groups(survey, workflow.grouping(survey.study)).groups["performance"]
    nobody = made._replace(truth=np.full(100, OPEN, dtype=np.int8), criteria=np.full((1, 100), OPEN, dtype=np.int8))
    result = workflow.classify(survey._replace(groups={"performance": nobody}))[1]
    assert [row.share.value for row in result.rows if isinstance(row, Share)] == [None, None, 1.0]


def test_weights_make_weighted_shares_of_the_groups() -> None:
    columns = {**answers(100), "weight": [str(1 + number % 3) for number in range(100)]}
    result = workflow.classify(surveyed(columns, STUDY.replace("hide_below", 'weight = "weight"\nhide_below')))[1]
    pairs = [
        (grown, float(weight)) for grown, weight in zip(columns["growth"], columns["weight"], strict=True) if grown
    ]
    share = sum(weight for grown, weight in pairs if grown == "Grew") / sum(weight for _, weight in pairs)
    top = next(row for row in result.rows if isinstance(row, Share))
    assert top.share.value == pytest.approx(share, rel=1e-12)
    assert top.x == columns["growth"].count("Grew")
    assert result.methods[0].name == "weighted, linearised, logit interval"
