"""What is written of praise: no more than what is shown to go beyond it, and of its share only what can be told."""

from __future__ import annotations

import pytest

from samkit import reporting
from samkit.halo import items
from samkit.report import halo as written
from samkit.results import Result, Verdict
from samkit.words.language import Words
from tests.analyses.praised import answers, praised, rows, text
from tests.builders import surveyed

PLANTED = praised(answers(planted=1.0))
FIGURES = """
[[figures]]
id = "1"
section = "practices"
chart = "beyond"

[[figures]]
id = "2"
section = "practices"
chart = "beyond"
items = ["q1"]

[[figures]]
id = "3"
section = "outcome"
chart = "beyond"
"""


def judged(result: Result, verdicts: dict[str, Verdict]) -> Result:
    told = (row._replace(beyond=row.beyond._replace(verdict=verdicts[row.item.id])) for row in items(result.rows))
    return result._replace(rows=tuple(told))


@pytest.mark.parametrize(
    ("beyond", "said"),
    [
        (0, "are not shown to differ beyond one common factor of all answers on any of eight items"),
        (1, "differ beyond one common factor of all answers on one of eight items"),
        (5, "differ beyond one common factor of all answers on five of eight items"),
    ],
)
def test_the_title_counts_what_goes_beyond(beyond: int, said: str) -> None:
    names = list(rows(PLANTED))
    verdicts = {name: Verdict.DIFFERS if at < beyond else Verdict.NOT_SHOWN for at, name in enumerate(names)}
    assert written.title(judged(PLANTED, verdicts)) == f"Top Performers and The Rest {said}"


def test_of_one_item_it_says_how_much_is_left() -> None:
    row = rows(PLANTED)["q1"]
    left = written.finding(row)
    assert "of them beyond one common factor of all answers" in left
    within = row._replace(beyond=row.beyond._replace(verdict=Verdict.NOT_SHOWN))
    assert "not shown to differ beyond" in written.finding(within)
    none = row._replace(beyond=row.beyond._replace(q=None, verdict=Verdict.CIRCULAR))
    assert "part of what makes the groups" in written.finding(none)
    assert "cannot be told" in written.finding(none._replace(beyond=none.beyond._replace(verdict=Verdict.HIDDEN)))


def test_the_share_of_the_gaps_is_told_only_where_it_is_known() -> None:
    assert "which explains" in written.subtitle(PLANTED)
    assert "which explains" not in written.subtitle(praised(answers(seed=2, praise=0.0)))
    assert "der " in written.subtitle(PLANTED, Words("de"))


def test_a_report_draws_it_with_its_table_and_says_why_a_circular_item_is_empty() -> None:
    study = text().replace("HERE", "") + FIGURES
    document = reporting.made(surveyed(answers(planted=1.0), study))[2]
    every, one, outcome = document.figures
    assert len(every.table.rows) == 8
    assert one.title.startswith("Practice 1: ")
    assert outcome.title == "Outcome: no gap can be told beyond a common factor"
    assert any("bootstrap draws of respondents within groups, seed 11" in line for line in every.footer)
    assert any("A common factor may be praise" in note.text for note in every.notes)
