"""What is written of adjusted gaps and of what a sample can show: no more than their verdicts."""

from __future__ import annotations

import pytest

from samkit import reporting, workflow
from samkit.adjusted import Adjusted
from samkit.errors import StudyError
from samkit.reach import Power
from samkit.report import adjusted, reach
from samkit.results import Estimate, Verdict
from samkit.words.language import Words
from tests.analyses.driven import FIRMS, firms
from tests.analyses.test_adjusted import planted
from tests.builders import NUMBERS, STUDY, surveyed

DECLARED = STUDY.replace("criteria = [", 'adjust = ["region"]\ncriteria = [') + NUMBERS + FIRMS
FIGURES = """
[[figures]]
id = "3"
section = "practices"
chart = "adjusted"

[[figures]]
id = "4"
section = "practices"
chart = "reach"

[[figures]]
id = "5"
section = "practices"
chart = "adjusted"
items = ["plan"]
"""
DATA = surveyed(planted(0.2), DECLARED)
RESULT = workflow.adjusted(DATA, ["practices"])[1][0]
POWER = workflow.power(DATA, ["practices"])[1][0]
ROWS = {row.item.id: row for row in RESULT.rows if isinstance(row, Adjusted)}


def told(verdict: Verdict, language: str = "en") -> str:
    row = ROWS["plan"]._replace(verdict=verdict, gap=Estimate(0.31, None, None), adjusted_gap=Estimate(0.2, 0.1, 0.3))
    return adjusted.finding(row, Words(language))  # type: ignore[arg-type]  # one of the two


def test_one_item_has_both_gaps_in_its_title_and_no_difference_that_is_not_shown() -> None:
    assert told(Verdict.DIFFERS) == "Plans accounts: +31 points as found, +20 points adjusted"
    assert told(Verdict.NOT_SHOWN).endswith("; no difference shown")
    assert "bereinigt" in told(Verdict.NOT_SHOWN, "de")


def test_several_items_are_counted_by_their_verdicts() -> None:
    count = sum(row.verdict is Verdict.DIFFERS for row in ROWS.values())
    assert adjusted.title(RESULT) == (
        f"Top Performers and The Rest differ on {Words().number(count)} of three items after adjustment"
    )
    none = RESULT._replace(rows=tuple(row._replace(verdict=Verdict.NOT_COMPUTABLE) for row in ROWS.values()))
    assert adjusted.title(none) == "Practices: nothing could be adjusted"
    rule = RESULT._replace(rows=tuple(row._replace(verdict=Verdict.CIRCULAR) for row in ROWS.values()))
    assert "description, not a finding" in adjusted.title(rule) or "no finding" in adjusted.title(rule)


def test_the_subtitle_says_what_is_adjusted_for() -> None:
    assert adjusted.subtitle(RESULT).endswith("as found and adjusted for Region")


def test_the_title_of_reach_is_the_least_gap_of_all_bands_in_whole_points() -> None:
    rows = [row for row in POWER.rows if isinstance(row, Power)]
    ends = [abs(end) for row in rows for end in (row.above_in_family.gap, row.below_in_family.gap) if end is not None]
    first, second = max(row.first.n for row in rows), max(row.second.n for row in rows)
    assert reach.title(POWER) == (
        f"With {first} and {second:,} answers, no gap below {int(min(ends) * 100)} points is shown reliably"
    )
    hidden = POWER._replace(rows=tuple(row._replace(gap=Estimate(None, None, None)) for row in rows))
    assert reach.title(hidden) == "Practices: no smallest gap can be given"


def test_a_report_draws_both_with_their_tables() -> None:
    _, results, document = reporting.made(surveyed(firms(300), DECLARED + FIGURES))
    assert {result.kind for result in results} >= {"adjusted", "power"}
    three, four, five = document.figures[-3:]
    assert (three.chart, four.chart, len(five.table.rows)) == ("adjusted", "reach", 1)
    assert [column.key for column in three.table.columns][:2] == ["item_id", "item"]
    assert any("logistic model" in line for line in three.footer)
    assert any("power 80 %" in line for line in four.footer)


def test_a_chart_of_adjusted_gaps_needs_something_to_adjust_for() -> None:
    with pytest.raises(StudyError, match="nothing to adjust"):
        surveyed(firms(30), STUDY + NUMBERS + FIRMS + FIGURES)
