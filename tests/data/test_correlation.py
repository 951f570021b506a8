"""Answers of one respondent hang together, as answers of people do."""

from functools import cache
from itertools import combinations
from statistics import fmean

import pytest
from scipy import stats

from samkit.study.load import load
from tests.data import respondents as plain

STUDY = load(plain.DATA / "sam_2016.toml")
ROWS = plain.read()


@cache
def codes(question: str) -> list[int | None]:
    levels = STUDY.questions[question].levels
    return [levels.index(row[question]) if row[question] in levels else None for row in ROWS]


def correlation(one: str, other: str) -> float:
    pairs = zip(codes(one), codes(other), strict=True)
    known = [(float(a), float(b)) for a, b in pairs if a is not None and b is not None]
    return float(stats.spearmanr(known).statistic)


@pytest.mark.parametrize("section", ["challenges", "roles", "processes", "new_business"])
def test_items_of_a_section_correlate(section: str) -> None:
    questions = [item.question for item in STUDY.sections[section].items]
    found = [correlation(one, other) for one, other in combinations(questions, 2)]
    assert 0.15 < fmean(found) < 0.7


def test_criteria_correlate() -> None:
    names = ("revenue_change", "profit_change", "satisfaction_change", "overall_success")
    assert all(correlation(one, other) > 0.1 for one, other in combinations(names, 2))


def test_items_of_a_section_correlate_more_than_items_of_different_sections() -> None:
    roles = [item.question for item in STUDY.sections["roles"].items]
    processes = [item.question for item in STUDY.sections["processes"].items]
    within = fmean(correlation(one, other) for one, other in combinations(roles, 2))
    between = fmean(correlation(one, other) for one in roles for other in processes)
    assert within > between + 0.05


def test_company_characteristics_go_with_nothing() -> None:
    assert abs(correlation("company_size", "overall_success")) < 0.15
