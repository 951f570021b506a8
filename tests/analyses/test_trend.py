from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from statsmodels.discrete.discrete_model import Logit

from samkit import workflow
from samkit.errors import StudyError
from samkit.results import Level, Result, Trend, Verdict
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Disagree", "Neither", "Agree")
SCORED = STUDY.replace('favourable = ["Agree"]', 'favourable = ["Agree"]\nscores = [0, 1, 4]')
WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


def tried(made: dict[str, list[str]], names: tuple[str, ...] = (), text: str = STUDY) -> tuple[Result, ...]:
    return workflow.trend(surveyed(made, text), names)[1]


def trends(result: Result) -> list[Trend]:
    return [row for row in result.rows if isinstance(row, Trend)]


def ladder(*tops: int, base: int = 20) -> dict[str, list[str]]:
    """So many answers at each level, and so many of them by those who grew."""
    growth = [text for top in tops for text in ["Grew"] * top + ["Fell"] * (base - top)]
    ripe = [level for level in NAMES[: len(tops)] for _ in range(base)]
    return {**answers(len(growth)), "growth": growth, "ripe": ripe}


def pairs(made: dict[str, list[str]], score: tuple[float, ...]) -> tuple[list[float], list[bool]]:
    """Give score and membership of everybody who answered and has a group."""
    rows = [
        (score[NAMES.index(ripe)], grew == "Grew")
        for ripe, grew in zip(made["ripe"], made["growth"], strict=True)
        if grew
    ]
    return [row[0] for row in rows], [row[1] for row in rows]


@pytest.mark.parametrize(("text", "score"), [(STUDY, (1.0, 2.0, 3.0)), (SCORED, (0.0, 1.0, 4.0))])
def test_the_trend_is_that_of_the_correlation_of_score_and_membership(text: str, score: tuple[float, ...]) -> None:
    made = answers(150, 2)
    (result,) = tried(made, text=text)
    (row,) = trends(result)
    x, y = pairs(made, score)
    r, n = stats.pearsonr(x, np.array(y, dtype=float)).statistic, len(x)
    rise, permuted, apart = result.tests
    assert row.scores == score
    assert rise.statistic == pytest.approx(r * np.sqrt(n), rel=1e-10)
    assert row.p == pytest.approx(2 * stats.norm.sf(abs(r) * np.sqrt(n)), rel=1e-9)
    assert permuted.statistic == pytest.approx(r * np.sqrt(n - 1), rel=1e-10)
    assert (rise.name, permuted.name, apart.name) == (
        "Cochran-Armitage trend", "linear-by-linear trend", "G test over levels",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "score"), [(STUDY, (1.0, 2.0, 3.0)), (SCORED, (0.0, 1.0, 4.0))])
def test_the_odds_ratio_a_step_is_that_of_logistic_regression(text: str, score: tuple[float, ...]) -> None:
    made = answers(150, 2)
    (row,) = trends(tried(made, text=text)[0])
    x, y = pairs(made, score)
    design = np.column_stack([np.ones(len(x)), x])
    fitted = Logit(np.array(y, dtype=float), design).fit(disp=0, tol=1e-12)
    assert row.odds_ratio.value == pytest.approx(np.exp(fitted.params[1]), rel=1e-7)
    for bound in (row.odds_ratio.lower, row.odds_ratio.upper):
        offset = np.log(bound or 1) * np.array(x)
        held = Logit(np.array(y, dtype=float), np.ones((len(x), 1)), offset=offset).fit(disp=0, tol=1e-12)
        assert 2 * (fitted.llf - held.llf) == pytest.approx(stats.chi2.ppf(0.95, 1), rel=1e-5)


def test_the_levels_are_those_of_a_comparison() -> None:
    made = answers(150, 2)
    compared = workflow.compare(surveyed(made), ["maturity"])[1][0]
    found = tried(made)[0]
    assert tuple(row for row in found.rows if isinstance(row, Level)) == compared.rows
    assert compared.tests == (found.tests[0], found.tests[2])


@pytest.mark.parametrize(
    ("tops", "shape", "verdict", "codes"),
    [
        ((2, 6, 12), "rises at every level", Verdict.DIFFERS, []),
        ((12, 6, 2), "falls at every level", Verdict.DIFFERS, []),
        ((5, 6, 7), "rises at every level", Verdict.NOT_SHOWN, []),
        ((4, 2, 15), "neither rises nor falls at every level", Verdict.DIFFERS, ["not_monotone"]),
        ((6, 10, 6), "neither rises nor falls at every level", Verdict.NOT_SHOWN, []),
    ],
)
def test_how_the_share_runs_is_said_beside_what_is_shown(
    tops: tuple[int, ...], shape: str, verdict: Verdict, codes: list[str]
) -> None:
    (row,) = trends(tried(ladder(*tops))[0])
    assert (row.shape, row.verdict) == (shape, verdict)
    assert [note.code for note in row.notes] == codes


def test_trends_of_a_section_are_one_family() -> None:
    (result,) = tried(answers(150, 3), ("practices",))
    rows = trends(result)
    assert len(rows) == 3
    q = stats.false_discovery_control([row.p or 0.0 for row in rows])
    assert [row.q for row in rows] == pytest.approx(list(q), rel=1e-12)
    assert result.family.startswith("3 items of “Practices”")


def test_questions_that_are_named_are_a_family_of_their_own() -> None:
    found = tried(answers(150, 3), ("maturity", "plan", "train"))
    assert [(result.section, [row.item.id for row in trends(result)]) for result in found] == [
        ("maturity", ["ripe"]), ("trend", ["plan", "train"]),
    ]  # fmt: skip
    assert found[1].family.startswith("2 items")


def test_swapping_the_groups_turns_the_trend_round() -> None:
    made = answers(150, 2)
    made["growth"][-1] = "Fell"
    turned = {**made, "growth": ["Fell" if grew == "Grew" else "Grew" for grew in made["growth"]]}
    (a,), (b,) = trends(tried(made)[0]), trends(tried(turned)[0])
    assert a.p == pytest.approx(b.p, rel=1e-12)
    assert a.odds_ratio.value == pytest.approx(1 / (b.odds_ratio.value or 0), rel=1e-9)
    assert a.odds_ratio.lower == pytest.approx(1 / (b.odds_ratio.upper or 0), rel=1e-7)


def test_the_order_of_the_rows_changes_nothing() -> None:
    made = answers(150, 2)
    order = np.random.default_rng(5).permutation(150)
    assert tried({name: [column[row] for row in order] for name, column in made.items()})[0].rows == tried(made)[0].rows


def test_where_the_levels_tell_the_groups_apart_there_is_no_odds_ratio_and_it_is_said() -> None:
    (row,) = trends(tried(ladder(0, 0, 20))[0])
    assert row.odds_ratio.value is None
    assert row.verdict is Verdict.DIFFERS
    assert "zero_cell" in [note.code for note in row.notes]


def test_one_level_in_use_has_no_trend() -> None:
    (row,) = trends(tried(ladder(9))[0])
    assert (row.shape, row.verdict, row.p, row.q) == ("one level only", Verdict.NOT_COMPUTABLE, None, None)
    assert row.odds_ratio.value is None


@pytest.mark.parametrize("text", [STUDY, WEIGHTED])
def test_where_nobody_answered_nothing_is_computed_and_nobody_is_warned(text: str) -> None:
    made = {**answers(60), "ripe": [""] * 60, "w": ["1", "2", "3"] * 20}
    (result,) = tried(made, text=text)
    (row,) = trends(result)
    assert (row.verdict, row.p, row.shape, result.tests) == (Verdict.NOT_COMPUTABLE, None, "", ())


def test_a_base_that_is_too_small_hides_the_trend() -> None:
    made = ladder(2, 6, 12)
    grown = [row for row, growth in enumerate(made["growth"]) if growth == "Grew"]
    for place in grown[4:]:
        made["ripe"][place] = ""
    (row,) = trends(tried(made)[0])
    assert (row.verdict, row.p, row.odds_ratio.value, row.shape) == (Verdict.HIDDEN, None, None, "")


def test_a_question_that_makes_the_groups_is_no_finding() -> None:
    (result,) = tried(answers(150), ("growth",))
    assert [(row.verdict, row.q) for row in trends(result)] == [(Verdict.CIRCULAR, None)]
    assert result.family == ""


def test_with_weights_the_trend_is_that_of_the_weighted_slope() -> None:
    made = {**answers(150), "w": [str(1 + row % 4) for row in range(150)]}
    (result,) = tried(made, text=WEIGHTED)
    (row,) = trends(result)
    rows = [each for each in zip(made["ripe"], made["growth"], made["w"], strict=True) if each[1]]
    score = np.array([NAMES.index(level) for level, _, _ in rows], dtype=float)
    first, w = np.array([grew == "Grew" for _, grew, _ in rows]), np.array([float(each) for *_, each in rows])
    apart = score - np.average(score, weights=w)
    slope = (w * apart * first).sum() / (w * apart**2).sum()
    residual = first - np.average(first, weights=w) - slope * apart
    error = np.sqrt(150 / 149 * ((w * apart * residual) ** 2).sum()) / (w * apart**2).sum()
    assert result.tests[0].statistic == pytest.approx(slope / error, rel=1e-10)
    assert row.p == pytest.approx(2 * stats.t.sf(abs(slope / error), result.tests[0].df or 0.0), rel=1e-8)
    assert row.odds_ratio.value is None
    assert [note.code for note in result.notes] == ["weighted"]


def test_the_shipped_study_rises_with_maturity_as_its_source_says() -> None:
    found = tried_of_the_shipped_study()
    assert {row.item.id: (row.shape, row.verdict) for result in found for row in trends(result)} == {
        "process_maturity": ("rises at every level", Verdict.DIFFERS),
        "plan_effectiveness": ("rises at every level", Verdict.DIFFERS),
    }


def tried_of_the_shipped_study() -> tuple[Result, ...]:
    return workflow.trend(workflow.read(ROOT / "data" / "sam_2016.csv", ROOT / "data" / "sam_2016.toml"))[1]


UNORDERED = STUDY.replace('favourable = ["Agree"]', 'favourable = ["Agree"]\nordered = false').replace(
    'analysis = "levels"\nscale = "agreement"', 'analysis = "levels"\nscale = "yes_no"'
)


@pytest.mark.parametrize(
    ("names", "text", "said"),
    [
        (("plan",), UNORDERED, "the answers to plan have no order"),
        (("practices",), UNORDERED, "the answers to train have no order"),
        (("size",), STUDY + NUMBERS, "size is answered with a number"),
        (("amounts",), STUDY + NUMBERS, "size is answered with a number"),
        (("rype",), STUDY, "did you mean 'ripe'"),
        (("practises",), STUDY, "did you mean 'practices'"),
        ((), STUDY.replace('analysis = "levels"', 'analysis = "gap"'), "declares no ordered factor"),
    ],
)
def test_what_has_no_order_is_refused_with_the_next_step(names: tuple[str, ...], text: str, said: str) -> None:
    made = numbers(answers(60))
    made["ripe"] = ["Yes"] * 60 if text is UNORDERED else made["ripe"]
    with pytest.raises(StudyError, match=said) as refused:
        tried(made, names, text.replace('chart = "p_top"', 'chart = "dumbbell"') if not names else text)
    assert all(problem.hint for problem in refused.value.problems)
