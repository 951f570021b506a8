"""Where other Python packages give other numbers: what the page on statistics says of them, computed anew."""

import itertools
import math
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samkit.stats import (
    correlation,
    difference,
    families,
    fit_measures,
    independence,
    levels,
    logistic,
    mann_whitney,
    means,
    odds,
    ratio,
    trend,
)
from samkit.stats.binary import model
from samkit.stats.design import design
from samkit.stats.distinct import distinct
from samkit.stats.moments import from_counts
from tests.stats import sampled

PAGE = Path(__file__).resolve().parents[2] / "examples" / "statistics.md"


def says(heading: str, *numbers: str) -> bool:
    """Say whether the entry of the page under a heading holds all these numbers."""
    entries = " ".join(PAGE.read_text(encoding="utf-8").split()).split(" - **")
    (entry,) = [entry for entry in entries if entry.startswith(heading)]
    return [number for number in numbers if number not in entry.partition(" ### ")[0]] == []


def quiet(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*arguments, **options)


def newer(cells: tuple[int, int, int, int], compare: str, method: str) -> tuple[float, float]:
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = quiet(confint_proportions_2indep, *cells, compare=compare, method=method)
    return float(np.real(low)), float(np.real(high))


def test_score_interval_of_a_gap_in_statsmodels_is_not_where_the_test_says() -> None:
    cells = (28, 51, 62, 346)
    low, high = newer(cells, "diff", "score")
    ours = difference.miettinen_nurminen(*cells)
    assert says("Score interval of a gap", f"{low:.4f} to {high:.4f}", f"{ours.lower:.4f} to {ours.upper:.4f}")
    assert says("Score interval of a gap", f"at {high:.4f} it is {difference.score_test(*cells, high).p:.3f}")
    assert difference.score_test(*cells, float(ours.upper)).p == pytest.approx(0.05, abs=1e-9)


def test_score_interval_of_a_ratio_in_statsmodels_can_lie_above_the_estimate() -> None:
    cells = (29, 55, 11, 11)
    low, _ = newer(cells, "ratio", "score")
    estimate, ours = float(ratio.estimate(*cells)), ratio.miettinen_nurminen(*cells)
    assert low > estimate > ours.lower
    assert says("Score interval of a ratio", f"{low:.3f}", f"{estimate:.3f}", f"{ours.lower:.3f}")


@pytest.mark.parametrize(("compare", "method"), [("odds-ratio", "score"), ("ratio", "log")])
def test_statsmodels_stops_at_a_zero_cell(compare: str, method: str) -> None:
    with pytest.raises(ZeroDivisionError):
        newer((7, 34, 0, 34), compare, method)
    for bounds in (odds.miettinen_nurminen(7, 34, 0, 34), ratio.miettinen_nurminen(7, 34, 0, 34)):
        assert bounds.upper == math.inf
        assert says("Zero cells", f"{bounds.lower:.2f} to infinity")


def test_statsmodels_adds_a_half_to_a_zero_cell() -> None:
    from statsmodels.stats.contingency_tables import Table2x2

    theirs = Table2x2(np.array([[5, 5], [0, 40]])).riskratio
    assert says("A half added", f"{theirs:.1f}", f"{ratio.miettinen_nurminen(5, 10, 0, 40).lower:.1f} upwards")
    assert float(ratio.estimate(5, 10, 0, 40)) == math.inf
    with_a_quarter = (5.25 / 10.5) / (0.25 / 40.5)
    assert with_a_quarter == pytest.approx(2 * theirs)


def weighted_answers(scale: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give group, answer and weight of 148 people: some with a weight of a half, some with one of two."""
    cells = {(1, 1): (10, 4), (1, 0): (8, 6), (0, 1): (20, 10), (0, 0): (50, 40)}
    rows = [
        (*cell, size)
        for cell, counts in cells.items()
        for n, size in zip(counts, (0.5, 2), strict=True)
        for _ in range(n)
    ]
    group, yes, weight = np.array(rows).T
    return group, yes, scale * weight


def test_frequency_weights_of_statsmodels_count_people_who_were_not_asked() -> None:
    import statsmodels.api as sm

    for scale in (1.0, 10.0):
        group, yes, weight = weighted_answers(scale)
        family, columns = sm.families.Binomial(), sm.add_constant(group)
        theirs = sm.GLM(yes, columns, family=family, freq_weights=weight).fit().bse[1]
        robust = sm.GLM(yes, columns, family=family, var_weights=weight).fit(cov_type="HC0").bse[1]
        one, none = (sampled.group((group == side) & (yes == 1), group == side) for side in (1, 0))
        ours = float(sampled.log_odds(one, none, design(weight)).error)
        assert says("Survey weights", f"{len(yes)} answers", f"{theirs:.3f}", f"{ours:.3f}")
        assert robust * math.sqrt(148 / 147) == pytest.approx(ours, rel=1e-6)


def test_robust_errors_of_statsmodels_are_not_corrected_for_a_small_sample() -> None:
    import statsmodels.api as sm

    x, yes = np.arange(1.0, 13), np.array([0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1])
    theirs, other = (sm.Logit(yes, sm.add_constant(x)).fit(disp=0, cov_type=kind).bse[1] for kind in ("HC1", "HC0"))
    data = model(x[:, None], yes)
    ours = math.sqrt(fit_measures.sandwich(data, logistic.fit(data), small=True)[1, 1])
    assert says("Robust errors", f"{theirs:.3f}", f"{ours:.3f}")
    assert theirs == other
    assert ours / theirs == pytest.approx(math.sqrt(12 / 10), rel=1e-6)


def test_statsmodels_loses_all_p_values_where_one_is_missing() -> None:
    from statsmodels.stats.multitest import multipletests

    p = [0.01, math.nan, 0.04, 0.03]
    assert np.isnan(quiet(multipletests, p, method="fdr_bh")[1]).all()
    ours = families.benjamini_hochberg(p)
    assert says("Missing p-values", "0.03, 0.04 and 0.04")
    assert ours[[0, 2, 3]].tolist() == [0.03, 0.04, 0.04]


def test_two_trend_tests_differ_by_one_answer() -> None:
    from statsmodels.stats.contingency_tables import Table

    top, every = np.array([5, 12, 16, 12, 6]), np.array([97, 141, 89, 47, 23])
    theirs = Table(np.column_stack([every - top, top])).test_ordinal_association().zscore
    ours, other = (test(top, every).statistic for test in (trend.cochran_armitage, trend.linear_by_linear))
    assert says("Trend", f"z = {abs(theirs):.3f}", f"{ours:.3f}")
    assert abs(theirs) == pytest.approx(float(other))
    assert float(ours / other) ** 2 == pytest.approx(397 / 396)


def test_exact_mann_whitney_with_ties_is_that_of_all_ways_to_deal_the_answers() -> None:
    from scipy.stats import mannwhitneyu

    one, none = [1, 2, 2, 3, 3, 3, 4], [2, 3, 3, 4, 4, 5, 5]
    ours = float(mann_whitney.exact(distinct(one, none).counts))
    assert says("Mann-Whitney", f"{mannwhitneyu(one, none, method='exact').pvalue:.4f}", f"{ours:.4f}")
    ranks = {
        value: np.mean([place for place, other in enumerate(sorted(one + none)) if other == value])
        for value in range(1, 6)
    }
    pooled = [2 * ranks[answer] for answer in one + none]
    dealt = np.array([sum(chosen) for chosen in itertools.combinations(pooled, len(one))])
    far = np.abs(dealt - dealt.mean()) >= abs(sum(pooled[: len(one)]) - dealt.mean()) - 1e-9
    assert dealt.size == 3432
    assert far.mean() == pytest.approx(ours, rel=1e-12)


def test_mann_whitney_of_answers_that_are_all_alike_is_one() -> None:
    from scipy.stats import mannwhitneyu

    assert mannwhitneyu([3, 3, 3], [3, 3, 3, 3]).pvalue == 1
    assert mann_whitney.asymptotic(distinct([3, 3, 3], [3, 3, 3, 3]).counts).p == 1


def test_yates_correction_contradicts_the_interval() -> None:
    from scipy.stats import chi2_contingency

    cells = (7, 34, 1, 34)
    theirs = chi2_contingency([[7, 1], [27, 33]]).pvalue
    score, pearson = float(independence.score(*cells)), float(independence.pearson(*cells))
    assert says("Yates", f"{theirs:.4f}", f"{score:.4f}", f"{pearson:.4f}")
    assert theirs > 0.05
    assert difference.miettinen_nurminen(*cells).excludes(0)


def test_scipy_stops_at_a_level_that_nobody_chose() -> None:
    from scipy.stats import chi2_contingency

    table = [[5, 3], [0, 0], [7, 9]]
    with pytest.raises(ValueError, match="zero element"):
        chi2_contingency(table)
    assert says("A level nobody chose", f"{levels.pearson(table):.3f}")


def test_exact_spearman_is_that_of_all_orders() -> None:
    from scipy.stats import spearmanr

    x, y = [1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]
    ours = float(correlation.spearman_exact(x, y))
    assert says("Spearman", f"{spearmanr(x, y).pvalue:.4f}", f"{ours:.4f}")
    sums = np.array([np.dot(x, order) for order in itertools.permutations(y)])
    assert sums.size == 720
    assert np.mean(np.abs(sums - sums.mean()) >= abs(np.dot(x, y) - sums.mean()) - 1e-9) == pytest.approx(
        ours, rel=1e-12
    )


def test_scipy_is_certain_of_a_difference_of_two_constants() -> None:
    from scipy.stats import ttest_ind

    theirs = quiet(ttest_ind, [4, 4, 4], [3, 3, 3], equal_var=False).pvalue
    assert theirs == 0
    assert says("Answers without any spread", "gives p = 0")
    assert np.isnan(means.welch(from_counts([4], [3]), from_counts([3], [3])).p)


def test_boschloo_is_the_name_of_two_tests() -> None:
    from scipy.stats import boschloo_exact

    cells = (5, 56, 0, 29)
    theirs = boschloo_exact([[5, 0], [51, 29]]).pvalue
    assert says("Two-sided Boschloo", f"{theirs:.4f}", f"{independence.boschloo(*cells):.4f}")
    assert float(independence.boschloo(*cells, doubled=True)) == pytest.approx(theirs, rel=1e-9)


def test_barnard_of_scipy_loses_tied_tables() -> None:
    from scipy.stats import barnard_exact

    assert says("Barnard", f"{barnard_exact([[9, 3], [1, 7]]).pvalue:.4f}", "0.0080")
