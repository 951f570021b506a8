"""Every published number of the study, recomputed from the shipped respondents in plain Python."""

from fractions import Fraction
from itertools import pairwise

import pytest

from tests.data import respondents as plain

ROWS = plain.read()
GROUPS = plain.split(ROWS)
GROWN = {"Increased 20% or more"}
CHALLENGES = list(ROWS[0])[list(ROWS[0]).index("account_collaboration") : list(ROWS[0]).index("technical_expert")]
ROLES = ["technical_expert", "relationship_lead", "collaborator", "results_driver", "innovator", "project_manager"]

SHARES = [
    ("revenue_change", GROWN, 55, 18),
    ("deeper_reach", plain.CHALLENGE, 33, 47),
    ("sam_process", plain.CHALLENGE, 14, 41),
    ("planning_tool", plain.CHALLENGE, 29, 48),
    ("implementing_plans", plain.CHALLENGE, 20, 45),
    ("creates_new_business", plain.AGREE, 76, 47),
    ("ideas_from_plans", plain.AGREE, 66, 37),
]
RATIOS = [
    ("revenue_change", GROWN, "3.1"),
    ("profit_change", GROWN, "3.4"),
    ("satisfaction_change", {"Significantly better"}, "4.5"),
    ("ideas_from_plans", plain.AGREE, "1.8"),
    ("build_plans", plain.EFFECTIVE, "2.5"),
]
DEMOGRAPHICS = {
    "company_size": {
        "Less than $50 million": 58,
        "$50 million to less than $1 billion": 25,
        "$1 billion or greater": 17,
    },
    "industry": {
        "Professional services": 25,
        "Technology": 21,
        "Banking, insurance and financial services": 7,
        "Business services": 9,
        "Other": 37,
    },
    "geography": {"Americas": 61, "Europe, Middle East, Africa": 24, "Asia-Pacific": 14},
}
MEANS = [
    ("account_size", "all", "4.9", 1),
    ("account_size", "top", "6.8", 1),
    ("account_size", "rest", "4.6", 1),
    ("account_count", "top", "20", 0),
    ("account_count", "rest", "23", 0),
    ("further_potential", "top", "36", 0),
    ("further_potential", "rest", "60", 0),
]


def gap(column: str, favourable: set[str]) -> Fraction:
    return plain.fraction(GROUPS["top"], column, favourable) - plain.fraction(GROUPS["rest"], column, favourable)


def test_there_are_397_respondents_with_an_id_each() -> None:
    assert len(ROWS) == 397
    assert len({row["respondent_id"] for row in ROWS}) == 397


def test_13_percent_are_top_performers_by_the_four_criteria() -> None:
    assert plain.halves_up(Fraction(100 * len(GROUPS["top"]), 397)) == 13
    assert plain.halves_up(Fraction(100 * len(GROUPS["rest"]), 397)) == 87


def test_every_one_of_the_rest_fails_a_criterion_for_certain() -> None:
    assert all(False in plain.criteria(row) for row in GROUPS["rest"])


def test_no_column_is_a_label_of_the_groups() -> None:
    for column in ROWS[0]:
        tops = {row[column] for row in GROUPS["top"]}
        assert tops & {row[column] for row in GROUPS["rest"]} or column == "respondent_id"


@pytest.mark.parametrize(("column", "favourable", "top", "rest"), SHARES)
def test_a_printed_percentage_comes_out(column: str, favourable: set[str], top: int, rest: int) -> None:
    assert plain.halves_up(100 * plain.fraction(GROUPS["top"], column, favourable)) == top
    assert plain.halves_up(100 * plain.fraction(GROUPS["rest"], column, favourable)) == rest


@pytest.mark.parametrize(("column", "favourable", "printed"), RATIOS)
def test_a_printed_ratio_comes_out_of_the_counts(column: str, favourable: set[str], printed: str) -> None:
    top, rest = (plain.fraction(GROUPS[side], column, favourable) for side in ("top", "rest"))
    assert plain.halves_up(top / rest, 1) == Fraction(printed)


def test_collaborating_accounts_are_a_challenge_a_little_under_and_a_little_over_25_percent() -> None:
    top, rest = (plain.fraction(GROUPS[side], "account_collaboration", plain.CHALLENGE) for side in ("top", "rest"))
    assert Fraction(23, 100) <= top < Fraction(25, 100) < rest <= Fraction(27, 100)


@pytest.mark.parametrize(
    ("column", "level", "printed"), [(c, level, p) for c, levels in DEMOGRAPHICS.items() for level, p in levels.items()]
)
def test_a_printed_demographic_comes_out(column: str, level: str, printed: int) -> None:
    assert plain.halves_up(100 * plain.fraction(ROWS, column, {level})) == printed


@pytest.mark.parametrize(("column", "side", "printed", "digits"), MEANS)
def test_a_printed_mean_comes_out(column: str, side: str, printed: str, digits: int) -> None:
    assert plain.halves_up(plain.mean(plain.numbers(GROUPS[side], column)), digits) == Fraction(printed)


def test_23_challenges_are_asked() -> None:
    assert len(CHALLENGES) == 23


def test_the_rest_rank_three_challenges_first_as_printed() -> None:
    shares = {name: plain.fraction(GROUPS["rest"], name, plain.CHALLENGE) for name in CHALLENGES}
    ranked = sorted(shares, key=lambda name: -shares[name])
    assert ranked[:3] == ["short_term_pressure", "planning_tool", "deeper_reach"]
    assert len({shares[name] for name in ranked[:4]}) == 4


def test_the_management_process_separates_most_among_the_challenges() -> None:
    gaps = sorted(((abs(gap(name, plain.CHALLENGE)), name) for name in CHALLENGES), reverse=True)
    assert gaps[0][1] == "sam_process"
    assert gaps[0][0] > gaps[1][0]


def test_the_six_roles_are_ordered_by_prevalence_and_by_gap_as_printed() -> None:
    prevalence = [plain.fraction(ROWS, role, plain.AGREE) for role in ROLES]
    gaps = [gap(role, plain.AGREE) for role in ROLES]
    assert all(upper > lower for upper, lower in pairwise(prevalence))
    assert all(upper < lower for upper, lower in pairwise(gaps))


def test_the_more_mature_the_process_the_more_are_top_performers() -> None:
    shares = []
    for level in plain.MATURITY:
        here = [row for row in ROWS if row["process_maturity"] == level]
        shares.append(Fraction(sum(plain.is_top(row) for row in here), len(here)))
    assert all(low < high for low, high in pairwise(shares))


def test_new_opportunities_rise_with_maturity() -> None:
    by_level = [[row for row in ROWS if row["process_maturity"] == level] for level in plain.MATURITY]
    shares = [plain.fraction(rows, "new_opportunities", plain.AGREE) for rows in by_level]
    assert all(low < high for low, high in pairwise(shares))


def test_the_value_focused_differ_most_in_new_business() -> None:
    asked = ("value_internal", "value_external")
    known = [row for row in ROWS if all(row[name] not in plain.MISSING for name in asked)]
    focused = [row for row in known if all(row[name] in plain.EFFECTIVE for name in asked)]
    others = [row for row in known if row not in focused]
    gaps = {
        column: plain.fraction(focused, column, favourable) - plain.fraction(others, column, favourable)
        for column, favourable in (
            ("build_plans", plain.EFFECTIVE),
            ("satisfaction_change", {"Somewhat better", "Significantly better"}),
            ("creates_new_business", plain.AGREE),
        )
    }
    assert max(gaps, key=lambda column: abs(gaps[column])) == "creates_new_business"
