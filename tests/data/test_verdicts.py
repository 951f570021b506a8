"""What the study said of differences, held against the tests of scipy upon the shipped respondents."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from tests.data import respondents as plain

ROWS = plain.read()
GROUPS = plain.split(ROWS)


def table(column: str, favourable: set[str]) -> NDArray[np.int64]:
    counted = (plain.share(GROUPS[side], column, favourable) for side in ("top", "rest"))
    return np.array([[yes, base - yes] for yes, base in counted], dtype=np.int64)


def floats(side: str, column: str) -> list[float]:
    return [float(value) for value in plain.numbers(GROUPS[side], column)]


def test_47_against_33_percent_is_not_significant_at_5_percent() -> None:
    counts = table("deeper_reach", plain.CHALLENGE)
    assert stats.chi2_contingency(counts, correction=False).pvalue > 0.05
    assert stats.chi2_contingency(counts, correction=False, lambda_="log-likelihood").pvalue > 0.05
    assert stats.fisher_exact(counts).pvalue > 0.05


@pytest.mark.parametrize("column", ["company_size", "industry", "geography"])
def test_a_demographic_makes_no_difference(column: str) -> None:
    levels = sorted({row[column] for row in ROWS} - plain.MISSING)
    counts = [[plain.share(GROUPS[side], column, {level})[0] for level in levels] for side in ("top", "rest")]
    assert stats.chi2_contingency(counts).pvalue > 0.2


@pytest.mark.parametrize("column", ["account_size", "account_count"])
def test_means_that_were_called_similar_are_not_significantly_different(column: str) -> None:
    top, rest = floats("top", column), floats("rest", column)
    assert stats.ttest_ind(top, rest, equal_var=False).pvalue > 0.1
    assert stats.mannwhitneyu(top, rest).pvalue > 0.05


def test_the_further_potential_is_significantly_different() -> None:
    top, rest = floats("top", "further_potential"), floats("rest", "further_potential")
    assert stats.ttest_ind(top, rest, equal_var=False).pvalue < 0.001


@pytest.mark.parametrize(
    ("column", "favourable"),
    [
        ("revenue_change", {"Increased 20% or more"}),
        ("sam_process", plain.CHALLENGE),
        ("creates_new_business", plain.AGREE),
        ("ideas_from_plans", plain.AGREE),
    ],
)
def test_large_printed_gaps_are_significant(column: str, favourable: set[str]) -> None:
    assert stats.chi2_contingency(table(column, favourable), correction=False).pvalue < 0.001
