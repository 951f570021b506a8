from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from samkit import workflow
from samkit.errors import RefusedError, StudyError
from samkit.results import Adjusted, Contrast, Result, Verdict
from samkit.stats.confounding import e_value
from tests.analyses.driven import FIRMS, firms, told_apart
from tests.analyses.test_drivers_sampled import CLUSTERED, WEIGHTED, drawn
from tests.builders import NUMBERS, STUDY, surveyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tests.analyses.driven import Answers

ITEMS = ("plan", "train", "meet")


def adjusted(columns: Answers, *adjust: str, text: str = STUDY, force: bool = False) -> Result:
    data = surveyed(columns, text + NUMBERS + FIRMS)
    return workflow.adjusted(data, ["practices"], adjust=adjust or ["region"], force=force)[1][0]


def rows(result: Result) -> dict[str, Adjusted]:
    return {row.item.id: row for row in result.rows if isinstance(row, Adjusted)}


def planted(effect: float, seed: int = 4, size: int = 1500) -> Answers:
    """Firms of the North grow more often and plan more often; apart from that, those who grew plan more by `effect`."""
    draw = np.random.default_rng(seed)
    north = draw.random(size) < 0.4
    grew = draw.random(size) < np.where(north, 0.5, 0.15)
    plan = draw.random(size) < 0.25 + 0.45 * north + effect * grew
    others = ["Agree" if one else "Disagree" for one in draw.random(size) < 0.4]
    return {
        "growth": ["Grew" if one else "Same" for one in grew],
        "plan": ["Agree" if one else "Disagree" for one in plan],
        "train": others,
        "meet": others[::-1],
        "ripe": ["Agree"] * size,
        "region": ["North" if one else "South" for one in north],
        "size": [f"{value:.2f}" for value in draw.normal(50, 9, size)],
    }


def test_a_gap_that_another_trait_makes_goes_when_that_is_adjusted_for() -> None:
    row = rows(adjusted(planted(0.0)))["plan"]
    assert row.gap.lower is not None
    assert row.gap.lower > 0.05
    assert row.verdict is Verdict.EQUIVALENT
    assert row.adjusted_ratio.value == pytest.approx(1.0, abs=0.1)
    assert row.e_bound == 1.0


def test_a_gap_of_its_own_stays_and_one_that_nothing_makes_is_not_moved() -> None:
    found = rows(adjusted(planted(0.2)))
    plan, train = found["plan"], found["train"]
    assert plan.verdict is Verdict.DIFFERS
    assert plan.adjusted_gap.value == pytest.approx(0.2, abs=0.06)
    assert plan.gap.value is not None
    assert plan.gap.value > 0.3
    assert plan.e_bound is not None
    assert plan.e_bound > 1.2
    assert train.verdict is not Verdict.DIFFERS
    assert train.adjusted_gap.value == pytest.approx(train.gap.value, abs=0.02)


def test_where_nothing_is_true_one_item_in_twenty_is_said_to_differ() -> None:
    found = [rows(adjusted(planted(0.0, seed, 600)))["plan"].p for seed in range(60)]
    assert sum(p is not None and p < 0.05 for p in found) <= 8


def test_no_row_says_of_its_gap_what_its_ratio_its_test_or_its_e_value_denies() -> None:
    for seed in range(8):
        for row in rows(adjusted(planted(0.1, seed, 400), "region", "size")).values():
            assert row.p is not None
            shown = row.p < 0.05
            for bounds, none in ((row.adjusted_gap, 0.0), (row.adjusted_ratio, 1.0)):
                assert bounds.lower is not None
                assert bounds.upper is not None
                assert (bounds.lower > none or bounds.upper < none) == shown
            assert row.e_bound is not None
            assert (row.e_bound > 1) == shown


@pytest.mark.parametrize("seed", range(3))
def test_adjusted_shares_are_averages_of_what_statsmodels_predicts(seed: int) -> None:
    columns = firms(400, seed)
    result = rows(adjusted(columns, "region", "size"))
    for item in ITEMS:
        inside, x, y = answered(columns, item)
        fit = sm.GLM(y, sm.add_constant(x), family=sm.families.Binomial()).fit(tol=1e-13)
        shares = [fit.predict(with_group(x, group)).mean() for group in (1.0, 0.0)]
        row = result[item]
        assert [row.first_adjusted.value, row.second_adjusted.value] == pytest.approx(shares, rel=1e-8)
        assert row.adjusted_gap.value == pytest.approx(shares[0] - shares[1], rel=1e-7)
        assert row.adjusted_ratio.value == pytest.approx(shares[0] / shares[1], rel=1e-8)
        assert (row.first.n, row.second.n) == (x[:, -1].sum(), (1 - x[:, -1]).sum())
        assert row.first.n + row.first.missing == columns["growth"].count("Grew")
        assert row.e_value == pytest.approx(float(e_value(shares[0] / shares[1])), rel=1e-8)
        assert inside.sum() == row.first.n + row.second.n


def answered(columns: Answers, item: str) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.float64]]:
    """Give who answered an item and all that is adjusted for, the columns of the model, and who agrees."""
    names = (item, "growth", "size", "region")
    every = zip(*(columns[name] for name in names), strict=True)
    inside = np.array([all(text not in {"", "Don't know"} for text in texts) for texts in every])
    some = {name: np.array(columns[name])[inside] for name in names}
    regions = [(some["region"] == name).astype(float) for name in ("North", "West")]
    x = np.column_stack([*regions, some["size"].astype(float), (some["growth"] == "Grew").astype(float)])
    return inside, x, (some[item] == "Agree").astype(float)


def with_group(x: NDArray[np.float64], group: float) -> NDArray[np.float64]:
    return np.column_stack([np.ones(len(x)), x[:, :-1], np.full(len(x), group)])


def compared(columns: Answers, text: str = STUDY) -> dict[str, Contrast]:
    data = surveyed(columns, text + NUMBERS + FIRMS)
    found = workflow.compare(data, ["practices"])[1][0].rows
    return {row.item.id: row for row in found if isinstance(row, Contrast)}


@pytest.mark.parametrize("text", [STUDY, WEIGHTED, CLUSTERED])
def test_what_was_found_is_what_a_comparison_of_the_same_respondents_gives(text: str) -> None:
    columns = drawn(firms(400))
    before, after = compared(columns, text), rows(adjusted(columns, text=text))
    for item in ITEMS:
        assert after[item].gap == before[item].gap
        assert after[item].ratio == before[item].ratio
        assert after[item].first._replace(missing=0) == before[item].first._replace(missing=0)


def test_only_those_who_answered_what_is_adjusted_for_are_compared() -> None:
    columns = firms(400)
    columns["region"][::9] = [""] * len(columns["region"][::9])
    result = adjusted(columns)
    kept = [place for place, region in enumerate(columns["region"]) if region]
    again = compared({name: [texts[place] for place in kept] for name, texts in columns.items()})
    for item in ITEMS:
        assert rows(result)[item].gap == again[item].gap
    assert any("are left out: no answer to one of region" in note.text for note in result.notes)


def test_weights_of_one_equal_no_weights() -> None:
    columns = {**firms(300), "w": ["1"] * 300}
    assert adjusted(columns, text=WEIGHTED).rows == adjusted(columns).rows


def test_a_weight_of_two_moves_shares_as_a_second_respondent_does() -> None:
    columns = firms(300)
    weight = [1 + place % 2 for place in range(300)]
    twice = {name: [text for text, w in zip(texts, weight, strict=True) for _ in range(w)]
             for name, texts in columns.items()}  # fmt: skip
    one = rows(adjusted({**columns, "w": [str(w) for w in weight]}, text=WEIGHTED))
    other = rows(adjusted(twice))
    for item in ITEMS:
        assert one[item].estimator == "weighted"
        assert one[item].first_adjusted.value == pytest.approx(other[item].first_adjusted.value, rel=1e-8)
        assert one[item].adjusted_ratio.value == pytest.approx(other[item].adjusted_ratio.value, rel=1e-8)
    assert width(one["plan"]) > width(other["plan"])


def width(row: Adjusted) -> float:
    lower, upper = row.adjusted_gap.lower, row.adjusted_gap.upper
    assert lower is not None
    assert upper is not None
    return upper - lower


def linearised(columns: Answers, item: str, *, clustered: bool) -> tuple[float, float, int]:
    """Give the adjusted gap, its standard error from each respondent's part in it, and its degrees of freedom."""
    inside, x, y = answered(columns, item)
    w = np.array([float(weight) for weight in columns["w"]])[inside]
    design = sm.add_constant(x)
    fit = sm.GLM(y, design, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-13)
    p = fit.predict(design)
    both = [with_group(x, group) for group in (1.0, 0.0)]
    predicted = [fit.predict(one) for one in both]
    gap = float(np.average(predicted[0] - predicted[1], weights=w))
    slope = sum(
        sign * np.average(one * (q * (1 - q))[:, None], axis=0, weights=w)
        for sign, one, q in zip((1, -1), both, predicted, strict=True)
    )
    bread = np.linalg.inv((design * (w * p * (1 - p))[:, None]).T @ design)
    scores = np.zeros(len(columns["w"]))
    scores[inside] = w * (predicted[0] - predicted[1] - gap) / w.sum() + (w * (y - p))[:, None] * design @ bread @ slope
    unit = [(s if clustered else "", c if clustered else str(row)) for row, (s, c) in
            enumerate(zip(columns["s"], columns["c"], strict=True))]  # fmt: skip
    sums = {one: sum(score for score, at in zip(scores, unit, strict=True) if at == one) for one in dict.fromkeys(unit)}
    variance = 0.0
    for stratum in {s for s, _ in sums}:
        own = np.array([total for (s, _), total in sums.items() if s == stratum])
        variance += len(own) / (len(own) - 1) * float(((own - own.mean()) ** 2).sum())
    reached = {at for at, there in zip(unit, inside, strict=True) if there}
    return gap, variance**0.5, len(reached) - len({s for s, _ in reached}) - x.shape[1]


@pytest.mark.parametrize(("text", "clustered"), [(WEIGHTED, False), (CLUSTERED, True)])
def test_under_a_design_the_interval_is_that_of_sums_over_its_units(text: str, *, clustered: bool) -> None:
    from scipy.stats import t

    columns = drawn(firms(400))
    found = rows(adjusted(columns, "region", "size", text=text))
    for item in ITEMS:
        gap, error, df = linearised(columns, item, clustered=clustered)
        assert found[item].adjusted_gap.value == pytest.approx(gap, rel=1e-7)
        assert width(found[item]) == pytest.approx(2 * t.ppf(0.975, df) * error, rel=1e-6)


REPLICATED = STUDY.replace(
    "hide_below",
    'weight = "w"\nreplicate_weights = { columns = "r_*", method = "JKn", scale = 1.0, rscales = 0.995 }\nhide_below',
)


def test_a_jackknife_of_every_respondent_is_as_wide_as_the_linearised_interval() -> None:
    columns = drawn(firms(200))
    weight = np.array([float(w) for w in columns["w"]])
    for place in range(200):
        parts = np.where(np.arange(200) == place, 0.0, weight * 200 / 199)
        columns[f"r_{place}"] = [f"{part:.12g}" for part in parts]
    one, other = (rows(adjusted(columns, text=text)) for text in (WEIGHTED, REPLICATED))
    for item in ITEMS:
        assert other[item].adjusted_gap.value == pytest.approx(one[item].adjusted_gap.value, rel=1e-9)
        assert width(other[item]) == pytest.approx(width(one[item]), rel=0.05)


def test_the_order_of_the_respondents_changes_nothing() -> None:
    columns = drawn(firms(240))
    order = np.random.default_rng(1).permutation(240)
    mixed = {name: [texts[place] for place in order] for name, texts in columns.items()}
    for text in (STUDY, WEIGHTED):
        assert adjusted(mixed, text=text).rows == adjusted(columns, text=text).rows


def codes(row: Adjusted) -> Sequence[str]:
    return [note.code for note in row.notes]


def test_too_few_answers_keep_an_item_from_being_adjusted_unless_that_is_forced() -> None:
    columns = firms(120)
    columns["plan"] = ["Agree" if place < 12 else "Disagree" for place in range(120)]
    row = rows(adjusted(columns, "region", "size"))["plan"]
    assert (row.verdict, row.estimator, row.adjusted_gap.value) == (Verdict.NOT_COMPUTABLE, "", None)
    assert row.gap.value is not None
    assert "few_events" in codes(row)
    assert "--force" in row.notes[-1].text
    forced = rows(adjusted(columns, "region", "size", force=True))["plan"]
    assert forced.adjusted_gap.value is not None
    assert forced.per_coefficient == row.per_coefficient == pytest.approx(12 / 4, abs=0.5)


def test_separated_answers_are_adjusted_by_firth_and_under_weights_not_at_all() -> None:
    columns = told_apart(drawn(firms(300)))
    columns["plan"] = ["Agree" if grew == "Grew" else plan for grew, plan in
                       zip(columns["growth"], columns["plan"], strict=True)]  # fmt: skip
    row = rows(adjusted(columns))["plan"]
    assert row.estimator == "Firth"
    assert "separated" in codes(row)
    assert row.first_adjusted.value is not None
    assert 0.9 < row.first_adjusted.value < 1
    weighted = rows(adjusted(columns, text=WEIGHTED))["plan"]
    assert (weighted.adjusted_gap.value, weighted.verdict) == (None, Verdict.NOT_COMPUTABLE)
    assert "separated" in codes(weighted)


def test_groups_that_follow_from_what_is_adjusted_for_have_no_gap_of_their_own() -> None:
    columns = firms(200)
    columns["region"] = ["North" if grew == "Grew" else "South" for grew in columns["growth"]]
    row = rows(adjusted(columns))["meet"]
    assert (row.verdict, row.adjusted_gap.value) == (Verdict.NOT_COMPUTABLE, None)
    assert "collinear" in codes(row)


def test_an_item_without_another_answer_and_one_that_is_adjusted_for_say_so() -> None:
    columns = firms(200)
    columns["meet"] = ["Agree"] * 200
    found = rows(adjusted(columns, "plan"))
    assert found["plan"].verdict is Verdict.ADJUSTED_FOR
    assert "no_variation" in codes(found["meet"])


def test_a_small_base_is_hidden_with_all_its_numbers() -> None:
    columns = firms(200)
    grown = [place for place, grew in enumerate(columns["growth"]) if grew == "Grew"]
    for place in grown[4:]:
        columns["plan"][place] = ""
    row = rows(adjusted(columns))["plan"]
    assert row.verdict is Verdict.HIDDEN
    assert (row.first.x, row.gap.value, row.adjusted_gap.value, row.e_value) == (None, None, None, None)


def test_what_defines_the_groups_is_no_finding_and_cannot_be_adjusted_for() -> None:
    data = surveyed(firms(300), STUDY + NUMBERS + FIRMS)
    (row,) = workflow.adjusted(data, ["outcome"], adjust=["region"])[1][0].rows
    assert isinstance(row, Adjusted)
    assert row.verdict in {Verdict.CIRCULAR, Verdict.NOT_COMPUTABLE}
    with pytest.raises(RefusedError, match="circular"):
        workflow.adjusted(data, adjust=["growth"])


def test_what_all_are_alike_in_is_told_to_explain_nothing() -> None:
    columns = {**planted(0.2), "region": ["North"] * 1500}
    alone = rows(adjusted(columns, "size"))
    found = adjusted(columns, "region", "size")
    told = [note.text for note in found.notes if note.code == "no_variation"]
    assert told == ["region is left out: all respondents of the model gave the same answer"]
    for name, row in rows(found).items():
        assert row.adjusted_gap.value == pytest.approx(alone[name].adjusted_gap.value, abs=1e-9)


def test_the_questions_of_the_grouping_are_adjusted_for_where_none_is_named() -> None:
    declared = STUDY.replace("criteria = [", 'adjust = ["region", "size"]\ncriteria = [')
    data = surveyed(firms(300), declared + NUMBERS + FIRMS)
    named = surveyed(firms(300), STUDY + NUMBERS + FIRMS)
    found = workflow.adjusted(data, ["practices"])[1][0]
    assert found.rows == workflow.adjusted(named, ["practices"], adjust=["region,size"])[1][0].rows
    assert next(method.name for method in found.methods if method.of == "adjusted for") == "Region, Size"
    with pytest.raises(StudyError, match="nothing to adjust"):
        workflow.adjusted(named)


def test_a_question_that_is_not_there_is_refused_in_the_study_file() -> None:
    with pytest.raises(StudyError, match="regio"):
        surveyed(firms(30), STUDY.replace("criteria = [", 'adjust = ["regio"]\ncriteria = [') + NUMBERS + FIRMS)


def test_the_widest_gap_that_is_left_is_told_with_what_a_hidden_trait_would_have_to_be() -> None:
    result = adjusted(planted(0.2))
    row = rows(result)["plan"]
    (note,) = [note for note in result.notes if note.code == "hidden_trait"]
    assert note.text.startswith("Plans accounts: to explain this gap away, a hidden trait would have to be ")
    assert f"{row.e_value:.1f} times as likely among Top Performers" in note.text
    assert not [note for note in adjusted(planted(0.0)).notes if note.code == "hidden_trait"]
