"""One log in each layout that a sales system exports, and a report of a log: the same each time."""

from __future__ import annotations

import pytest

from samkit import pipelining, reporting
from samkit.errors import StudyError
from samkit.pipelined import PipelineRows, by_kind
from tests.builders import surveyed
from tests.pipeline.made import HEAD, LONG, STAGES, columns, on, some, stories, told

DAY = f"exported = {on(240)}\n"
STEPS = some()
FUNNEL = '[[figures]]\nid = "9"\nchart = "funnel"\n'


def of(rows: dict[str, list[str]], text: str) -> PipelineRows:
    return by_kind(pipelining.pipeline(surveyed(rows, HEAD + text + DAY))[1].rows)


def test_a_row_for_each_opportunity_tells_the_same_as_a_row_for_each_step() -> None:
    rows: dict[str, list[str]] = {name: [] for name in ("id", *STAGES, "closed", "outcome", "value", "owner", "source")}
    about, known = {step.id: step for step in STEPS}, stories(STEPS)
    for name, step in about.items():  # in the order of the other log, so that sums over sellers are rounded alike
        story = known[name]
        days = {stage: on(day) for day, stage in story}
        ended = story[-1][1] if story[-1][1] in {"Won", "Lost"} else ""
        said = {"id": name, **{stage: days.get(stage, "") for stage in STAGES}, "outcome": ended}
        said |= {"closed": days.get(ended, ""), "value": step.value}
        said |= {"owner": step.owner, "source": step.source}
        for key, text in said.items():
            rows[key].append(text)
    text = f'stages = {list(STAGES)}\nclosed = "closed"\noutcome = "outcome"\n'
    more = 'value = "value"\nowner = "owner"\nslices = ["source"]\n'
    assert of(rows, text + more) == told(STEPS, DAY)


def test_stages_that_say_how_it_ended_tell_the_same_as_an_outcome_beside_them() -> None:
    rows = columns(STEPS)
    rows["stage"] = [step.stage for step in STEPS]
    text = LONG.replace('closing = ["Closed"]\noutcome = "outcome"\n', "")
    assert of(rows, text) == told(STEPS, DAY)


def test_a_day_of_closing_in_a_column_of_its_own_tells_the_same_as_a_row_of_it() -> None:
    ends = {step.id: step for step in STEPS if step.stage in {"Won", "Lost"}}
    kept = [step for step in STEPS if step.stage in STAGES]
    rows = columns(kept)
    rows["closed"] = [on(ends[step.id].day) if step.id in ends else "" for step in kept]
    rows["outcome"] = [ends[step.id].stage if step.id in ends else "" for step in kept]
    text = LONG.replace('closing = ["Closed"]\n', 'closed = "closed"\n')
    assert of(rows, text) == told(STEPS, DAY)


def test_on_a_day_on_which_nobody_has_begun_there_is_nothing_to_tell_and_nothing_fails() -> None:
    found = told(STEPS, DAY + "at = 2020-01-01\n")
    assert found.whole[0].all.n == 0
    assert [row.entered for row in found.stages] == [0, 0, 0, 0]
    assert found.whole[0].win.value is None


def test_a_report_of_a_log_is_the_same_each_time() -> None:
    text = HEAD + LONG + DAY + '[[figures]]\nid = "1"\nchart = "funnel"\n[[figures]]\nid = "2"\nchart = "velocity"\n'
    one, other = (reporting.regenerated(surveyed(columns(STEPS), text), ("html",), ("svg",)).files for _ in range(2))
    assert one == other
    assert {"figures/figure-1.svg", "figures/figure-2.svg", "tables/figure-2.csv"} <= one.keys()


BESIDE = '[[figures]]\nid = "1"\nchart = "{}"\nsource = "opportunities"\nsection = "{}"\n'


def test_a_report_draws_won_against_lost_as_the_compare_engine_tells_them() -> None:
    data = surveyed(columns(STEPS), HEAD + LONG + DAY + BESIDE.format("dumbbell", "winning") + FUNNEL)
    document = reporting.made(data)[2]
    figure = next(each for each in document.figures if each.id == "1")
    expected = next(result for result in pipelining.told(data)[1] if result.section == "winning")
    assert figure.pictures[0].rows.rows == expected.rows
    assert any(note.code == "closed_only" for note in document.notes)


@pytest.mark.parametrize(
    ("chart", "section", "message"),
    [
        ("dumbbell", "wining", "did you mean 'winning'"),
        ("p_top", "winning", "does not draw the section winning"),
        ("dumbbell", "value_of_opportunities", "does not draw the section value_of_opportunities"),
    ],
)
def test_a_figure_of_opportunities_that_cannot_be_is_refused(chart: str, section: str, message: str) -> None:
    data = surveyed(columns(STEPS), HEAD + LONG + DAY + BESIDE.format(chart, section) + FUNNEL)
    with pytest.raises(StudyError, match=message):
        reporting.made(data)


def test_without_losses_there_is_nothing_to_draw_them_against() -> None:
    steps = [step for step in STEPS if step.stage != "Lost"]
    data = surveyed(columns(steps), HEAD + LONG + DAY + BESIDE.format("dumbbell", "winning") + FUNNEL)
    with pytest.raises(StudyError, match="nothing was won, or nothing lost"):
        reporting.made(data)
