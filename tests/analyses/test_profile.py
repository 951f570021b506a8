from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, stats

from samkit import workflow
from samkit.analyses import factor as factors
from samkit.errors import StudyError
from samkit.results import Factor, Level, Quantity, Verdict, locations
from samkit.stats import difference, proportion
from tests.analyses.profiles import NAMES, TEXT, WEIGHTED, categories, columns, factor, profiled, quantity
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

ROOT = Path(__file__).resolve().parents[2]
FIRST = {"North": 30, "East": 14, "South": 21, "West": 12}
SECOND = {"North": 61, "East": 66, "South": 40, "West": 55}
TABLE = np.array([[FIRST[name], SECOND[name]] for name in FIRST])


def test_the_test_of_independence_is_pearsons_where_enough_are_expected_in_every_cell() -> None:
    result = profiled(columns(FIRST, SECOND))
    expected = stats.chi2_contingency(TABLE, correction=False)
    assert factor(result).test == "chi-square test"
    assert factor(result).p == pytest.approx(expected.pvalue, rel=1e-9)
    assert result.tests[0].statistic == pytest.approx(expected.statistic, rel=1e-12)
    assert result.tests[0].df == expected.dof
    g = stats.chi2_contingency(TABLE, correction=False, lambda_="log-likelihood")
    assert result.tests[1].p == pytest.approx(g.pvalue, rel=1e-9)


def test_it_is_fishers_where_few_are_expected() -> None:
    few = {"North": 3, "East": 2, "South": 11}, {"North": 20, "East": 9, "South": 14}
    found = factor(profiled(columns(*few)))
    base, drawn = [23, 11, 25], 16
    ways = [(a, b, drawn - a - b) for a in range(17) for b in range(min(11, drawn - a) + 1)]
    chances = np.atleast_1d(stats.multivariate_hypergeom(base, drawn).pmf(ways))
    observed = stats.multivariate_hypergeom.pmf([3, 2, 11], base, drawn)
    assert found.test == "Fisher's exact test"
    assert found.p == pytest.approx(chances[chances <= observed * (1 + 1e-9)].sum(), rel=1e-9)


def test_tables_too_large_to_count_are_simulated_from_the_seed_of_the_study() -> None:
    levels = [f"P{number}" for number in range(30)]
    chosen = np.random.default_rng(3).choice(levels, 600).tolist()
    made = {**columns({"North": 200}, {"North": 400}), "place": chosen}
    listed = ", ".join(f'"{level}"' for level in levels)
    text = TEXT.replace('levels = ["North", "East", "South", "West", "Abroad", "Nowhere"]', f"levels = [{listed}]")
    text = text.replace("hide_below = 10", "hide_below = 2")
    growth = ["Grew" if place % 12 == 0 else "Fell" for place in range(600)]
    first, second = (factor(profiled({**made, "growth": growth}, text=text)) for _ in range(2))
    assert first.test == "Fisher's test, 100,000 random tables"
    assert first.p == second.p
    assert 0 < (first.p or 0) < 1


def test_cramers_v_is_corrected_for_its_bias_and_has_the_interval_of_the_non_central_chi_square() -> None:
    row = factor(profiled(columns(FIRST, SECOND)))
    n, df = TABLE.sum(), 3
    x2 = stats.chi2_contingency(TABLE, correction=False).statistic
    square = max(0.0, x2 / n - df / (n - 1))
    assert row.v.value == pytest.approx(np.sqrt(square / min(3 - 9 / (n - 1), 1 - 1 / (n - 1))), rel=1e-12)
    bounds = [
        optimize.brentq(lambda d, tail=tail: stats.ncx2.cdf(x2, df, d) - tail, 1e-9, 200) for tail in (0.975, 0.025)
    ]
    assert row.v.lower == pytest.approx(np.sqrt(bounds[0] / n), rel=1e-7)
    assert row.v.upper == pytest.approx(np.sqrt(bounds[1] / n), rel=1e-7)


def test_answers_that_fit_independence_too_well_are_no_proof_of_it() -> None:
    row = factor(profiled(columns({"North": 20, "East": 10}, {"North": 40, "East": 20})))
    assert row.v.value == 0
    assert row.v.upper is not None
    assert row.v.upper > 0.1
    assert row.verdict is Verdict.NOT_SHOWN


def test_every_category_has_its_shares_and_the_share_of_the_first_group_with_wilsons_interval() -> None:
    found = categories(profiled(columns(FIRST, SECOND)))
    assert list(found) == list(NAMES)
    for (name, x1), x0 in zip(FIRST.items(), SECOND.values(), strict=True):
        row, n = found[name], x1 + x0
        wilson = stats.binomtest(x1, n).proportion_ci(0.95, "wilson")
        assert row.first.share.value == pytest.approx(x1 / 77, rel=1e-12)
        assert row.second.share.value == pytest.approx(x0 / 222, rel=1e-12)
        assert row.n == n
        assert row.first_share.value == pytest.approx(x1 / n, rel=1e-12)
        assert (row.first_share.lower, row.first_share.upper) == pytest.approx((wilson.low, wilson.high), rel=1e-9)


def test_a_category_that_nobody_gave_is_shown_with_nought() -> None:
    row = categories(profiled(columns(FIRST, SECOND)))["Abroad"]
    assert (row.n, row.first.x, row.first.share.value, row.second.share.value) == (0, 0, 0, 0)
    assert (row.first_share.value, row.first_share.upper, row.ratio.upper) == (None, None, None)


def test_the_largest_gap_is_that_of_one_category_and_its_interval_holds_for_all_of_them() -> None:
    row = factor(profiled(columns(FIRST, SECOND)))
    gaps = {name: FIRST[name] / 77 - SECOND[name] / 222 for name in FIRST}
    widest = max(gaps, key=lambda name: abs(gaps[name]))
    cells = (FIRST[widest], 77, SECOND[widest], 222)
    assert row.widest == widest
    assert row.gap.value == pytest.approx(gaps[widest], rel=1e-12)
    assert factors.simultaneous(0.95, 4) == pytest.approx(1 - 0.05 / 4)
    for bound in (row.gap.lower, row.gap.upper):
        z = float(difference.score_test(*cells, bound or 0.0).z)
        assert 2 * stats.norm.sf(abs(z)) == pytest.approx(0.05 / 4, rel=1e-6)


def test_of_two_categories_the_gap_has_the_interval_of_a_comparison() -> None:
    made = columns({"North": 30, "East": 20}, {"North": 40, "East": 60})
    found = difference.miettinen_nurminen(30, 50, 40, 100)
    row = factor(profiled(made))
    assert row.widest == "North"
    assert (row.gap.lower, row.gap.upper) == pytest.approx((float(found.lower), float(found.upper)), rel=1e-9)


MANY = {"North": 2000, "East": 1500, "South": 1200}


@pytest.mark.parametrize(
    ("first", "small_effect", "margin", "said"),
    [
        (MANY, 0.1, 10, Verdict.EQUIVALENT),
        (MANY, 0.1, 1, Verdict.NOT_SHOWN),
        (MANY, 0.01, 10, Verdict.NOT_SHOWN),
        ({**MANY, "North": 1500, "East": 2000}, 0.1, 10, Verdict.DIFFERS),
    ],
)
def test_alike_is_said_where_both_gap_and_v_are_shown_to_be_small(
    first: dict[str, int], small_effect: float, margin: float, said: Verdict
) -> None:
    text = TEXT.replace("hide_below", f"small_effect = {small_effect}\nmargin = {margin}\nhide_below")
    assert factor(profiled(columns(first, MANY), text=text)).verdict is said


def test_all_questions_are_one_family() -> None:
    result = profiled(columns(FIRST, SECOND), ("place", "plan", "size"))
    p = [row.p for row in result.rows if isinstance(row, Factor)] + [quantity(result).location.p]
    q = [row.q for row in result.rows if isinstance(row, Factor)] + [quantity(result).location.q]
    assert q == pytest.approx(list(stats.false_discovery_control([value or 0.0 for value in p])), rel=1e-12)
    assert result.family.startswith("3 items")


def split(made: dict[str, list[str]]) -> tuple[list[float], list[float]]:
    rows = [(float(size), grew) for size, grew in zip(made["size"], made["growth"], strict=True) if size]
    return [size for size, grew in rows if grew == "Grew"], [size for size, grew in rows if grew not in {"Grew", ""}]


def sized(rows: int, shift: float = 3.0) -> dict[str, list[str]]:
    return {**numbers(answers(rows), shift), "place": [""] * rows}


def test_numeric_questions_have_means_medians_shift_and_ranks_as_other_programs_give_them() -> None:
    made = sized(140)
    row = quantity(profiled(made, ("size",)))
    top, rest = split(made)
    assert row.location.p == pytest.approx(stats.ttest_ind(top, rest, equal_var=False).pvalue, rel=1e-9)
    assert row.first_median.value == pytest.approx(np.median(top), rel=1e-12)
    assert row.second_median.value == pytest.approx(np.median(rest), rel=1e-12)
    apart = np.subtract.outer(top, rest)
    assert row.shift.value == pytest.approx(np.median(apart), rel=1e-9)
    assert row.superiority.value == pytest.approx(((apart > 0) + (apart == 0) / 2).mean(), rel=1e-12)
    assert row.p_ranks == pytest.approx(stats.mannwhitneyu(top, rest, method="asymptotic").pvalue, rel=1e-9)
    assert row.p_superiority == pytest.approx(stats.brunnermunzel(rest, top).pvalue, rel=1e-9)


def test_the_interval_of_a_median_is_that_of_the_sign_test() -> None:
    made = sized(140)
    top, _ = split(made)
    row = quantity(profiled(made, ("size",)))
    ordered = np.sort(top)
    below = int(stats.binom.ppf(0.025, len(top), 0.5))
    assert row.first_median.lower == pytest.approx(ordered[below - 1])
    assert row.first_median.upper == pytest.approx(ordered[len(top) - below])


def test_the_ratio_of_means_is_fiellers_and_left_out_without_a_true_zero() -> None:
    made = sized(140)
    top, rest = (np.array(part) for part in split(made))
    ratio = quantity(profiled(made, ("size",))).ratio
    welch = stats.ttest_ind(top, rest, equal_var=False)
    assert ratio.value == pytest.approx(top.mean() / rest.mean(), rel=1e-12)
    for bound in (ratio.lower, ratio.upper):
        error = np.sqrt(top.var(ddof=1) / len(top) + (bound or 0) ** 2 * rest.var(ddof=1) / len(rest))
        t = (top.mean() - (bound or 0) * rest.mean()) / error
        assert 2 * stats.t.sf(abs(t), welch.df) == pytest.approx(0.05, rel=1e-6)
    below = TEXT.replace('numeric = { unit = "people" }', 'numeric = { unit = "people", min = -5 }')
    assert quantity(profiled(made, ("size",), below)).ratio.value is None


@pytest.mark.parametrize(("margin", "said"), [(20, Verdict.EQUIVALENT), (0.01, Verdict.NOT_SHOWN)])
def test_numbers_are_alike_only_within_a_margin_that_is_declared_in_their_unit(margin: float, said: Verdict) -> None:
    made = sized(140, shift=0.0)
    text = TEXT.replace('numeric = { unit = "people" }', f'numeric = {{ unit = "people", margin = {margin} }}')
    top, rest = split(made)
    narrow = stats.ttest_ind(top, rest, equal_var=False).confidence_interval(0.90)
    row = quantity(profiled(made, ("size",), text)).location
    assert row.verdict is said
    assert (row.difference_narrow.lower, row.difference_narrow.upper) == pytest.approx(tuple(narrow), rel=1e-9)
    assert quantity(profiled(made, ("size",))).location.verdict is Verdict.NOT_SHOWN
    (compared,) = locations(workflow.compare(surveyed(made, text), ["amounts"])[1][0])
    assert compared._replace(item=row.item) == row


def test_swapping_the_groups_mirrors_the_profile() -> None:
    made = columns(FIRST, SECOND)
    turned = {**made, "growth": ["Fell" if grew == "Grew" else "Grew" for grew in made["growth"]]}
    one, other = profiled(made, ("place", "size")), profiled(turned, ("place", "size"))
    a, b = factor(one), factor(other)
    assert (a.v, a.p, a.widest) == (b.v, b.p, b.widest)
    assert (a.gap.value, a.gap.lower) == pytest.approx((-(b.gap.value or 0), -(b.gap.upper or 0)), rel=1e-9)
    m, w = quantity(one), quantity(other)
    assert m.shift.value == pytest.approx(-(w.shift.value or 0), rel=1e-12)
    assert m.superiority.lower == pytest.approx(1 - (w.superiority.upper or 0), rel=1e-12)
    assert m.first_median == w.second_median
    assert m.p_ranks == pytest.approx(w.p_ranks, rel=1e-12)
    assert m.ratio.value == pytest.approx(1 / (w.ratio.value or 0), rel=1e-12)


def test_the_order_of_the_rows_changes_nothing() -> None:
    made = columns(FIRST, SECOND)
    order = np.random.default_rng(5).permutation(len(made["place"]))
    shuffled = {name: [column[row] for row in order] for name, column in made.items()}
    assert profiled(made, ("place", "size")).rows == profiled(shuffled, ("place", "size")).rows


def test_the_default_are_the_questions_that_no_section_compares_and_the_numeric_ones() -> None:
    result = workflow.profile(workflow.read(ROOT / "data" / "sam_2016.csv", ROOT / "data" / "sam_2016.toml"))[1]
    asked = [row.item.id for row in result.rows if isinstance(row, Factor)]
    assert asked == ["company_size", "industry", "geography"]
    numeric = [row.location.item.id for row in result.rows if isinstance(row, Quantity)]
    assert numeric == ["account_size", "account_count", "further_potential"]


def test_the_shipped_study_does_not_differ_in_what_its_source_calls_no_difference() -> None:
    result = workflow.profile(workflow.read(ROOT / "data" / "sam_2016.csv", ROOT / "data" / "sam_2016.toml"))[1]
    found = {row.item.id: row.verdict for row in result.rows if isinstance(row, Factor)}
    found |= {row.location.item.id: row.location.verdict for row in result.rows if isinstance(row, Quantity)}
    assert found.pop("further_potential") is Verdict.DIFFERS
    assert set(found.values()) == {Verdict.NOT_SHOWN}


def test_the_shares_of_the_shipped_study_are_those_that_its_rows_have() -> None:
    text = (ROOT / "data" / "sam_2016.csv").read_text(encoding="utf-8")
    found: dict[str, list[bool]] = {}
    for row in csv.DictReader(text.splitlines()):
        grown = all(row[name].startswith("Increased") for name in ("revenue_change", "profit_change"))
        served = row["satisfaction_change"] in {"Same", "Somewhat better", "Significantly better"}
        top = grown and served and row["overall_success"] in {"Very good", "Excellent"}
        found.setdefault(row["company_size"], []).append(top)
    shown = workflow.profile(workflow.read(ROOT / "data" / "sam_2016.csv", ROOT / "data" / "sam_2016.toml"))[1]
    for level in [row for row in shown.rows if isinstance(row, Level) and row.item.id == "company_size"]:
        tops = found[level.level]
        assert (level.n, level.first.x) == (len(tops), sum(tops))
        assert level.first_share.value == pytest.approx(sum(tops) / len(tops), rel=1e-12)


def test_a_question_that_makes_the_groups_is_no_finding() -> None:
    result = profiled(columns(FIRST, SECOND), ("growth", "place"))
    rows = {row.item.id: row for row in result.rows if isinstance(row, Factor)}
    assert rows["growth"].verdict is Verdict.CIRCULAR
    assert rows["growth"].q is None
    assert result.family.startswith("1 item ")


def test_one_category_alone_is_not_compared() -> None:
    row = factor(profiled(columns({"North": 30}, {"North": 40})))
    assert (row.verdict, row.p, row.v.value) == (Verdict.NOT_COMPUTABLE, None, None)


@pytest.mark.parametrize("text", [TEXT, WEIGHTED])
def test_where_nobody_answered_nothing_is_computed_and_nobody_is_warned(text: str) -> None:
    made = {**columns(FIRST, SECOND), "place": [""] * 299, "size": [""] * 299, "w": ["1", "2", "3"] * 99 + ["1"] * 2}
    result = profiled(made, ("place", "size"), text)
    assert factor(result).verdict is Verdict.NOT_COMPUTABLE
    assert quantity(result).location.verdict is Verdict.NOT_COMPUTABLE
    assert result.family == ""


def test_with_weights_the_test_is_rao_and_scotts_and_what_has_no_weighted_form_is_said() -> None:
    made = {**columns(FIRST, SECOND), "w": [str(1 + row % 4) for row in range(299)]}
    result = profiled(made, ("place", "size"), WEIGHTED)
    (test,) = (test for test in result.tests if test.item == "place")
    assert factor(result).test == test.name == "Rao-Scott test"
    f, df, df_error = (float(part or 0) for part in (test.statistic, test.df, test.df_error))
    assert stats.f.sf(f, df, df_error) == pytest.approx(test.p, rel=1e-9)
    assert factor(result).v.value is None
    assert quantity(result).shift.value is None
    assert [note.code for note in result.notes] == ["weighted", "weighted"]
    row = categories(result)["North"]
    here = [
        (grew, int(w)) for grew, w, at in zip(made["growth"], made["w"], made["place"], strict=True) if at == "North"
    ]
    expected = sum(w for grew, w in here if grew == "Grew") / sum(w for _, w in here)
    assert row.first_share.value == pytest.approx(expected, rel=1e-12)
    assert row.n == FIRST["North"] + SECOND["North"]


def test_equal_weights_change_nothing() -> None:
    made = {**columns(FIRST, SECOND), "w": ["2.5"] * 299}
    assert profiled(made, ("place", "size"), WEIGHTED).rows == profiled(made, ("place", "size")).rows


def test_a_question_that_is_not_there_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(StudyError, match="did you mean 'place'"):
        profiled(columns(FIRST, SECOND), ("plase",))
    with pytest.raises(StudyError, match="it is a section; name plan train meet"):
        profiled(columns(FIRST, SECOND), ("practices",))
    with pytest.raises(StudyError, match="it is an item; name growth"):
        profiled(columns(FIRST, SECOND), ("growth_item",))


def test_a_study_that_compares_every_question_has_nothing_to_profile() -> None:
    with pytest.raises(StudyError, match="every question of the study"):
        workflow.profile(surveyed(answers(), STUDY))


def test_a_share_is_that_of_its_own_interval() -> None:
    row = categories(profiled(columns(FIRST, SECOND)))["East"]
    found = proportion.wilson(14, 77)
    assert row.first.share.lower == pytest.approx(float(found.lower), rel=1e-12)


def test_the_numeric_study_is_profiled_by_default() -> None:
    result = workflow.profile(surveyed(numbers(answers()), STUDY + NUMBERS))[1]
    assert [type(row) for row in result.rows] == [Quantity]
