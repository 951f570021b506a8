from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.pipeline import log
from samkit.pipeline.events import LOST, WON
from samkit.pipeline.history import BACK, DROPPED, MOVED, OPEN, history
from tests.builders import export
from tests.pipeline.made import STAGES, Step, columns, declared, looked, on, stories

ENDS = {"Won": WON, "Lost": LOST}
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from([*STAGES, "Won", "Lost"]),
        st.integers(0, 60),
        st.sampled_from(["100", "250", ""]),
    ),
    min_size=1,
    max_size=25,
).filter(lambda steps: len({(step.id, step.day) for step in steps}) == len(steps))
AT = 40


@settings(max_examples=150)
@given(STEPS)
def test_it_is_what_plain_python_tells_of_each_opportunity(steps: list[Step]) -> None:
    """Everything of the history on a day, from a loop over the steps that had been until then."""
    at = looked([*steps, Step("Z", "Need", 0)], f"exported = 2026-12-31\nat = {on(AT)}\n").pipe.history
    names = list(dict.fromkeys([*(step.id for step in steps), "Z"]))
    whole = stories([*steps, Step("Z", "Need", 0)])
    told = {name: story for name, story in whole.items() if story[0][1] in STAGES and story[0][0] <= AT}
    assert [names[which] for which in at.which.tolist()] == [name for name in names if name in told]
    for place, which in enumerate(at.which.tolist()):
        story = [each for each in told[names[which]] if each[0] <= AT]
        last = story[-1]
        inside = [STAGES.index(stage) for _, stage in story if stage in STAGES]
        assert at.outcome[place] == ENDS.get(last[1], OPEN)
        assert at.days[place] == (last[0] if last[1] in ENDS else AT) - story[0][0]
        assert (at.stage[place], at.furthest[place]) == (inside[-1], max(inside))
        for stage, name in enumerate(STAGES):
            days = [day for day, each in story if each == name]
            assert at.entered[place, stage] == (days[0] - story[0][0] if days else -1)


@settings(max_examples=150)
@given(STEPS)
def test_a_stay_is_the_first_in_its_stage_and_ends_with_the_next_step(steps: list[Step]) -> None:
    at = looked([*steps, Step("Z", "Need", 0)], f"exported = 2026-12-31\nat = {on(AT)}\n").pipe.history
    names, spells = list(dict.fromkeys([*(step.id for step in steps), "Z"])), at.spells
    found = {
        (names[at.which[who]], STAGES[stage]): (days, left)
        for who, stage, days, left in zip(*(each.tolist() for each in spells), strict=True)
    }
    assert len(found) == spells.days.size
    expected = {}
    for name, story in stories([*steps, Step("Z", "Need", 0)]).items():
        if story[0][1] not in STAGES:
            continue
        seen = [each for each in story if each[0] <= AT]
        for (day, stage), after in zip(seen, [*seen[1:], None], strict=False):
            if stage in STAGES and (name, stage) not in expected:
                expected[name, stage] = (AT - day, OPEN) if after is None else (after[0] - day, _left(stage, after[1]))
    assert found == expected


def _left(stage: str, after: str) -> int:
    if after == "Lost":
        return DROPPED
    return MOVED if after == "Won" or STAGES.index(after) > STAGES.index(stage) else BACK


def test_the_last_text_that_is_not_blank_counts_or_the_first() -> None:
    steps = [Step("A", "Need", 1, "100"), Step("A", "Options", 3, "250"), Step("A", "Offers", 5, "")]
    at, column = looked(steps).pipe.history, export(columns(steps)).columns["value"]
    assert at.told(column).tolist() == [1]
    assert at.told(column, first=True).tolist() == [0]
    assert column.categories[at.codes(column)[0]] == "250"


def test_what_happens_after_the_day_is_not_known_on_it() -> None:
    steps = [Step("A", "Need", 1), Step("A", "Options", 20), Step("A", "Won", 30), Step("B", "Need", 25)]
    early = looked(steps, f"exported = 2026-12-31\nat = {on(22)}\n").pipe.history
    late = looked(steps).pipe.history
    assert (early.size, early.outcome.tolist(), early.stage.tolist()) == (1, [OPEN], [1])
    assert (late.size, late.outcome.tolist()) == (2, [WON, OPEN])


def test_of_a_day_before_the_first_event_there_is_nobody() -> None:
    at = looked([Step("A", "Need", 9)], f"exported = 2026-12-31\nat = {on(2)}\n").pipe.history
    assert (at.size, at.spells.days.size) == (0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_splitting_a_day_into_hours_changes_no_length_in_days(seed: int) -> None:
    chance = np.random.default_rng(seed)
    steps = [Step("A", stage, int(day)) for stage, day in zip(STAGES, chance.integers(1, 40, 4).cumsum(), strict=True)]
    rows = columns(steps)
    hours = chance.integers(0, 24, 4)
    rows["entered"] = [f"{day} {hour:02d}:30:00" for day, hour in zip(rows["entered"], hours, strict=True)]
    found = history(log.read(export(rows), declared(more="exported = 2026-12-31\n")), len(STAGES))
    assert found.spells.days.tolist() == looked(steps).pipe.history.spells.days.tolist()
