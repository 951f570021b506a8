"""Respondents who may tick several options, printed gaps, and what comes before all else."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from samkit import survey
from samkit.answers import Coded
from samkit.errors import StudyError
from tests.builders import export
from tests.simulate.small import PUBLISHED, STUDY, made, study

if TYPE_CHECKING:
    from samkit.simulate.simulation import Simulated

TICKS = """
[questions.aims]
text = "Aims"
nothing = "none of them"
[questions.aims.options]
speed = { text = "Speed", column = "aims_speed" }
trust = { text = "Trust", column = "aims_trust" }
price = { text = "Price", column = "aims_price" }
rest = { text = "Rest", column = "aims_rest" }
[sections.aims]
title = "Aims"
options_of = "aims"
"""
SHARES = """
[shares."aims.speed"]
all = 40
[shares."aims.trust"]
all = 35
[shares."aims.price"]
assumed = { top = 20, rest = 20 }
[shares."aims.rest"]
assumed = { top = 3, rest = 3 }
[[facts]]
kind = "highest"
section = "aims"
by = "all"
items = ["aims.trust", "aims.speed"]
says = "speed and trust before all others"
"""


def drawn(published: str = PUBLISHED + SHARES) -> Simulated:
    return made(published, questionnaire=STUDY + TICKS)


def columns(simulated: Simulated) -> dict[str, list[str]]:
    rows = list(csv.DictReader(io.StringIO(simulated.csv().decode())))
    return {name: [row[name] for row in rows] for name in simulated.header}


def test_options_have_a_column_each_that_samkit_reads_as_ticks_with_the_printed_share() -> None:
    found = columns(drawn())
    answers = survey.build(study(STUDY + TICKS), export(found)).answers["aims.speed"]
    assert isinstance(answers, Coded)
    assert (answers.codes >= 0).all()
    assert round(100 * float((answers.codes == 1).mean())) == 40
    assert set(found["aims_speed"]) == {"Ticked", "Not ticked"}


def test_options_in_one_cell_are_refused() -> None:
    packed = TICKS.replace('nothing = "none of them"', 'delimiter = ", "')
    for column in ("speed", "trust", "price", "rest"):
        packed = packed.replace(f', column = "aims_{column}"', "")
    with pytest.raises(StudyError, match="one answer a column"):
        made(PUBLISHED + SHARES, questionnaire=STUDY + packed)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('items = ["aims.trust", "aims.speed"]', 'items = ["aims.trust"]', "aims.speed not below all of"),
        ('by = "all"\nitems = ["aims.trust"', 'by = "all"\nat_least = 15\nitems = ["aims.trust"', "aims.price reaches"),
        (
            'by = "all"\nitems = ["aims.trust"',
            'by = "all"\nat_least = 36\nitems = ["aims.trust"',
            "trust does not reach",
        ),
    ],
)
def test_items_that_do_not_come_first_or_miss_the_share_are_a_contradiction(old: str, new: str, said: str) -> None:
    assert old in SHARES
    with pytest.raises(StudyError, match=said):
        drawn(PUBLISHED + SHARES.replace(old, new, 1))


def test_items_that_come_first_and_alone_reach_a_share_hold() -> None:
    more = SHARES.replace('by = "all"\n', 'by = "all"\nat_least = 30\n')
    assert all(check.held for check in drawn(PUBLISHED + more).report.checks)


@pytest.mark.parametrize("gap", [17, -12, 0])
def test_a_printed_gap_comes_out_of_the_counts(gap: int) -> None:
    found = columns(made(PUBLISHED + f"[shares.tests]\ngap = {gap}\n"))
    leading = [
        (budget == "Good") + (plan == "Good") + (quality == "Bad") >= 2
        for budget, plan, quality in zip(found["budget"], found["plan"], found["quality"], strict=True)
    ]
    shares = []
    for group in (True, False):
        answers = [
            a for a, leads in zip(found["tests"], leading, strict=True) if leads is group and a not in {"", "No idea"}
        ]
        shares.append(Fraction(answers.count("Good"), len(answers)))
    assert abs(100 * (shares[0] - shares[1]) - gap) <= Fraction(1, 2)


def test_a_gap_that_no_counts_give_is_told() -> None:
    with pytest.raises(StudyError, match="the gap 99 cannot hold together"):
        made(PUBLISHED.replace("[shares.retro]\nall = 44", "[shares.retro]\nall = 44\ngap = 99"))


def test_assumed_sizes_are_called_assumed_and_are_no_printed_numbers() -> None:
    named = 'assumed = ["respondents", "top_share"]'
    report = made(PUBLISHED.replace("[base]", f"[base]\n{named}")).report
    assert {"respondents", "top share"} <= set(report.assumed)
    assert not {"respondents", "Leading"} & {check.name for check in report.checks}
    assert "Others" in {check.name for check in report.checks}
