"""What is written of readings: no more than the verdicts under them."""

from __future__ import annotations

import pytest

from samkit import reporting
from samkit.report import robust as written
from samkit.results import Verdict
from samkit.robust import parted
from samkit.words.language import Words
from tests.analyses.reread import answers, robust, rows, text
from tests.builders import surveyed

RESULT = robust(answers(400, 5, effect=0.5))
FIGURES = """
[[figures]]
id = "1"
section = "practices"
chart = "specification_curve"
items = ["plan"]

[[figures]]
id = "2"
section = "practices"
chart = "reading_map"

[[figures]]
id = "3"
section = "practices"
chart = "specification_curve"
"""


def told(verdict: Verdict, kept: int, sign: int, language: str = "en") -> str:
    row = rows(RESULT)["plan"]._replace(verdict=verdict, same_verdict=kept, same_sign=sign, judged=100)
    return written.finding(row, RESULT, Words(language))  # type: ignore[arg-type]  # one of the two


AMONG = "of 100 readings of the rule, the declared one among them"


@pytest.mark.parametrize(
    ("verdict", "kept", "sign", "said"),
    [
        (Verdict.DIFFERS, 100, 100, "differs under every reading of the rule (100)"),
        (Verdict.DIFFERS, 60, 100, f"differs under 60 {AMONG}; the gap has the same sign under all"),
        (Verdict.DIFFERS, 60, 90, f"differs under 60 {AMONG}; the gap has the same sign under 90"),
        (Verdict.NOT_SHOWN, 100, 80, "no difference shown under every reading of the rule (100)"),
        (Verdict.EQUIVALENT, 70, 80, f"the same within 10 points under 70 {AMONG}"),
        (Verdict.CIRCULAR, 0, 0, "part of what defines Top Performers, so no finding"),
        (Verdict.HIDDEN, 0, 0, "too few answers to show"),
        (Verdict.NOT_COMPUTABLE, 0, 0, "cannot be compared"),
    ],
)
def test_the_finding_counts_the_readings_that_keep_it(verdict: Verdict, kept: int, sign: int, said: str) -> None:
    assert told(verdict, kept, sign) == f"Plans accounts: {said}"
    assert told(verdict, kept, sign, "de") != said


def test_the_finding_of_several_items_counts_those_that_differ_under_all_some_and_no_readings() -> None:
    counts = [0, 0, 0]
    for row in parted(RESULT.rows).items:
        kinds = {verdict is Verdict.DIFFERS for verdict in row.curve.verdicts if verdict is not Verdict.HIDDEN}
        counts[0 if kinds == {True} else 1 if True in kinds else 2] += 1
    names = [Words().number(count) + (" item" if count == 1 else " items") for count in counts]
    assert written.title(RESULT) == (
        f"Top Performers and The Rest differ under every reading of the rule on {names[0]}, under some on {names[1]}, "
        f"under none on {names[2]}"
    )


def test_the_subtitle_has_the_p_value_of_the_item_or_of_all_together() -> None:
    plan = RESULT._replace(rows=(rows(RESULT)["plan"],))
    assert written.subtitle(plan).endswith("rising; all readings together: p = 0.0050")
    assert written.subtitle(RESULT).startswith("Practices: Gap in points under each reading; all readings together: p")
    without = robust(answers(400, 5), permutations=0)
    assert written.subtitle(without) == "Practices: Gap in points under each reading"


def test_a_report_draws_an_item_a_figure_and_the_map_of_all() -> None:
    _, results, document = reporting.made(surveyed(answers(300, 5, effect=1.0), text() + FIGURES))
    assert [len(figure.pictures) for figure in document.figures] == [1, 1, 3]
    assert [result.kind for result in results] == ["classification", "robustness"]
    curve = document.figures[0]
    assert curve.title == written.finding(rows(results[1])["plan"], results[1])
    assert curve.table.rows[0][0] == "plan"
    assert len(curve.table.rows) == 1
    readings = parted(results[1].rows).readings
    for figure in document.figures:
        assert all(parted(picture.rows.rows).readings == readings for picture in figure.pictures)
        assert "permutations of respondents" in " ".join(figure.footer)


def test_each_picture_of_several_items_says_of_which_it_is() -> None:
    _, results, document = reporting.made(surveyed(answers(300, 5, effect=1.0), text() + FIGURES))
    items = parted(results[1].rows).items
    pictures = document.figures[2].pictures
    assert sorted(picture.alt.partition("The Rest. ")[2] for picture in pictures) == sorted(
        f"{written.finding(row, results[1])}." for row in items
    )
