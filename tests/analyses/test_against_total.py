"""The first group against the total that holds it: the numbers of a comparison, its words, and what is kept back."""

from __future__ import annotations

import numpy as np
import pytest

from samkit import publish, workflow
from samkit.errors import StudyError
from samkit.results import Contrast, Result, Verdict, contrasts
from samkit.stats import design, independence, influence, part, plan
from tests.analyses.test_designs import AGREEMENT, columns, weights
from tests.builders import STUDY, answers, study, surveyed

TOTAL = STUDY.replace('question = "How far do you agree"', 'question = "How far do you agree"\nagainst = "total"')
OUTCOME = STUDY.replace('favourable = ["Grew"]', 'favourable = ["Grew"]\nagainst = "total"')


def compared(made: dict[str, list[str]], text: str = TOTAL, section: str = "practices") -> Result:
    return workflow.compare(surveyed(made, text), [section])[1][0]


def rows(result: Result) -> dict[str, Contrast]:
    return {row.item.id: row for row in contrasts(result)}


def counted(row: Contrast) -> tuple[int, int, int, int]:
    assert row.first.x is not None
    assert row.second.x is not None
    return row.first.x, row.first.n, row.second.x - row.first.x, row.second.n - row.first.n


def test_the_second_side_is_everybody_who_is_classified_and_answered() -> None:
    made = answers(150, 3)
    apart, whole = rows(compared(made, STUDY)), rows(compared(made))
    for name, row in whole.items():
        other = apart[name]
        assert row.first == other.first
        assert (row.second.x, row.second.n) == (other.first.x + other.second.x, other.first.n + other.second.n)  # type: ignore[operator]  # shown
        assert row.second == row.both == other.both


def test_every_number_of_a_row_is_that_of_the_part_and_the_total() -> None:
    for row in rows(compared(answers(150, 4))).values():
        x1, n1, x0, n0 = cells = counted(row)
        p = (x1 + x0) / (n1 + n0)
        assert row.gap.value == pytest.approx(x1 / n1 - p, abs=1e-14)
        assert row.ratio.value == pytest.approx(x1 / n1 / p, rel=1e-13)
        assert row.ratio_absent.value == pytest.approx((1 - x1 / n1) / (1 - p), rel=1e-12)
        assert row.ratio_to_rest.value == pytest.approx(x1 / n1 / (x0 / n0), rel=1e-13)
        assert row.p == pytest.approx(float(independence.score(*cells)), rel=1e-12)
        for found, bounds in (
            (row.gap, part.gap_interval(*cells)),
            (row.gap_narrow, part.gap_interval(*cells, 0.9)),
            (row.ratio, part.times_interval(*cells)),
            (row.ratio_absent, part.times_interval(n1 - x1, n1, n0 - x0, n0)),
        ):
            assert found.lower == pytest.approx(float(bounds.lower), rel=1e-9)
            assert found.upper == pytest.approx(float(bounds.upper), rel=1e-9)
        assert row.odds_ratio.value is None


def test_p_and_verdict_are_those_against_the_others_where_a_difference_is_found() -> None:
    made = answers(150, 5)
    apart, whole = rows(compared(made, STUDY)), rows(compared(made))
    assert {name for name, row in whole.items() if row.verdict is Verdict.DIFFERS} == {
        name for name, row in apart.items() if row.verdict is Verdict.DIFFERS
    }
    assert [row.q for row in whole.values()] == [apart[name].q for name in whole]


def test_it_is_said_that_the_group_is_part_of_the_total() -> None:
    result = compared(answers(150, 3))
    assert "part_of_total" in {note.code for note in result.notes}
    assert result.grouping.second == "All who could be classified"
    assert result.grouping.n_second == 149
    told = publish.text([result], "table")
    assert "are part of the total that they are held against" in told
    assert "Times as likely as all others" in publish.text([result], "md")
    nobody_open = {**answers(150, 3)}
    nobody_open["growth"] = [growth or "Fell" for growth in nobody_open["growth"]]
    assert compared(nobody_open).grouping.second == "All respondents"
    german = compared(nobody_open, TOTAL.replace("hide_below", 'language = "de"\nhide_below', 1))
    assert german.grouping.second == "Alle Befragten"


def test_against_the_others_nothing_of_a_total_is_told() -> None:
    result = compared(answers(150, 3), STUDY)
    assert all(row.ratio_to_rest.value is None for row in contrasts(result))
    assert "total" not in publish.text([result], "table")


def test_a_hidden_row_stays_hidden_and_keeps_its_bases() -> None:
    made = answers(60, 6)
    grew = [growth == "Grew" for growth in made["growth"]]
    seen = 0
    for place, up in enumerate(grew):
        seen += up
        if up and seen > 3:
            made["plan"][place] = ""
    row = rows(compared(made))["plan"]
    assert row.verdict is Verdict.HIDDEN
    assert (row.first.x, row.second.x, row.gap.value, row.ratio_to_rest.value) == (None, None, None, None)
    assert row.second.n == sum(
        1 for given, growth in zip(made["plan"], made["growth"], strict=True) if given and growth
    )


def test_bounds_at_worst_hold_every_gap_that_the_missing_answers_could_give() -> None:
    made = answers(30, 8)
    row = rows(compared(made))["train"]
    x1, n1, x0, n0 = counted(row)
    telling = {"", "Don't know"}
    silent = [
        sum(1 for answer, growth in zip(made["train"], made["growth"], strict=True)
            if answer in telling and growth and (growth == "Grew") is up)
        for up in (True, False)
    ]  # fmt: skip
    gaps = [
        (x1 + a) / (n1 + silent[0]) - (x1 + x0 + a + b) / (n1 + n0 + sum(silent))
        for a in range(silent[0] + 1)
        for b in range(silent[1] + 1)
    ]
    assert row.at_worst.lower == pytest.approx(min(gaps), abs=1e-12)
    assert row.at_worst.upper == pytest.approx(max(gaps), abs=1e-12)


def test_what_follows_from_the_rule_alone_is_told_of_the_total() -> None:
    made = answers(90, 2)
    row = next(iter(rows(compared(made, OUTCOME, "outcome")).values()))
    assert row.verdict is Verdict.CIRCULAR
    assert row.baseline is not None
    n1, n = row.first.n, row.second.n
    assert row.baseline.gap == pytest.approx(1 - n1 / n)
    assert row.baseline.ratio == pytest.approx(n / n1)
    assert row.gap.value == pytest.approx(row.baseline.gap)


@pytest.mark.parametrize("keys", ['weight = "w"\n', 'weight = "w"\nstratum = "region"\ncluster = "firm"\n'])
def test_under_weights_and_clusters_the_numbers_are_those_of_single_rows(keys: str) -> None:
    made = columns()
    result = compared(made, TOTAL.replace("hide_below", f"{keys}hide_below", 1))
    row = rows(result)["plan"]
    grew = np.array([growth == "Grew" for growth in made["growth"]])
    known = np.array([bool(growth) for growth in made["growth"]]) & np.isin(made["plan"], AGREEMENT)
    has = np.array([answer == "Agree" for answer in made["plan"]])
    if "cluster" in keys:
        sample = design.design(weights(made), np.arange(150) // 5 % 3, np.arange(150) // 5)
    else:
        sample = design.design(weights(made))
    one, total = plan.ratio(has & grew & known, grew & known, sample), plan.ratio(has & known, known, sample)
    apart = influence.difference(one, total)
    logs = influence.difference(influence.logarithm(one), influence.logarithm(total))
    assert row.gap.value is not None
    assert row.gap.value == pytest.approx(float(apart.value), rel=1e-9)
    half = float(plan.error(apart, sample)) * 1.95
    assert row.gap.upper is not None
    assert row.gap.upper - row.gap.value == pytest.approx(half, rel=0.06)
    assert row.ratio.value == pytest.approx(float(np.exp(logs.value)), rel=1e-9)
    assert row.p is not None
    assert row.gap.lower is not None
    assert (row.p < 0.05) == (row.gap.lower > 0)
    assert any("covariance of a part with its total" in method.name for method in result.methods)


def test_only_a_gap_is_held_against_a_total() -> None:
    text = STUDY.replace('analysis = "levels"', 'analysis = "levels"\nagainst = "total"')
    with pytest.raises(StudyError, match="can only stand where the analysis is 'gap'"):
        study(text)
