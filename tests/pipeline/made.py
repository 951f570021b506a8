"""Small logs of opportunities made on the spot, and the same told in plain Python."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from samkit import pipelining
from samkit.pipeline import log
from samkit.pipeline.answer import look
from samkit.pipelined import by_kind
from tests.builders import export, study, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.pipeline.answer import Looked
    from samkit.pipeline.log import Log
    from samkit.pipelined import PipelineRows
    from samkit.results import Result
    from samkit.study.pipeline import PipelineTable
    from samkit.survey import Survey

STAGES = ("Need", "Options", "Offers", "Decision")
FIRST = date(2026, 1, 1)

HEAD = """\
schema = "samkit-study/1"

[study]
title = "A small pipeline"
hide_below = 2
mark_below = 4

[pipeline]
opportunity = "id"
"""

LONG = """\
stages = ["Need", "Options", "Offers", "Decision"]
stage = "stage"
entered = "entered"
closing = ["Closed"]
outcome = "outcome"
value = "value"
owner = "owner"
slices = ["source"]
"""

WIDE = """\
stages = ["Need", "Options", "Offers", "Decision"]
closed = "closed"
outcome = "outcome"
"""


class Step(NamedTuple):
    """One row of a log: an opportunity, a stage or the outcome, a day counted from the first."""

    id: str
    stage: str
    day: int
    value: str = "100"
    owner: str = "S1"
    source: str = "Event"


def on(day: int) -> str:
    """Spell a day that is counted from the first."""
    return (FIRST + timedelta(day)).isoformat()


def columns(steps: Sequence[Step]) -> dict[str, list[str]]:
    """Lay steps out as a log has them; a stage that is Won or Lost closes the opportunity."""
    closed = [step.stage in {"Won", "Lost", "Closed"} for step in steps]
    return {
        "id": [step.id for step in steps],
        "stage": ["Closed" if ends else step.stage for step, ends in zip(steps, closed, strict=True)],
        "entered": [on(step.day) if step.day >= 0 else "" for step in steps],
        "outcome": [step.stage if step.stage in {"Won", "Lost"} else "" for step in steps],
        "value": [step.value for step in steps],
        "owner": [step.owner for step in steps],
        "source": [step.source for step in steps],
    }


def declared(text: str = LONG, more: str = "") -> PipelineTable:
    """Give what a study declares of a pipeline."""
    said = study(HEAD + text + more).pipeline
    assert said is not None
    return said


def logged(steps: Sequence[Step], more: str = "exported = 2026-12-31\n") -> Log:
    """Read a log."""
    return log.read(export(columns(steps)), declared(more=more))


def looked(steps: Sequence[Step], more: str = "exported = 2026-12-31\n") -> Looked:
    """Look at a log on the day of its export."""
    told, text = export(columns(steps)), HEAD + LONG + more
    said = declared(more=more)
    return look(told, said, log.read(told, said), study(text).about)


def survey(steps: Sequence[Step], more: str = "exported = 2026-12-31\n") -> Survey:
    """Give a log as a survey with its study."""
    return surveyed(columns(steps), HEAD + LONG + more)


def told(steps: Sequence[Step], more: str = "exported = 2026-12-31\n") -> PipelineRows:
    """Give the rows of a pipeline by their kinds."""
    return by_kind(pipelining.pipeline(survey(steps, more))[1].rows)


def some(number: int = 240, seed: int = 1, *, sellers: int = 8) -> list[Step]:
    """Draw opportunities that go through the stages in order; a third is won, some are open."""
    draw = random.Random(seed)  # noqa: S311 - a test needs no secret
    found: list[Step] = []
    for at in range(number):
        day, won = draw.randrange(200), draw.random() < 0.35
        about = (str(draw.randrange(1, 90) * 100), f"S{draw.randrange(sellers)}", draw.choice(["Event", "Referral"]))
        last = 4 if won else draw.randrange(1, 5)
        for stage in STAGES[:last]:
            found.append(Step(f"O{at}", stage, day, *about))
            day += draw.randrange(1, 40)
        found.append(Step(f"O{at}", "Won" if won else "Lost", day, *about))
    return [step for step in found if step.day <= 240]


def results() -> tuple[Result, ...]:
    """Give every result of a pipeline that has all parts."""
    steps = [step._replace(source="") if step.id == "O1" else step for step in some()]
    steps += [Step("X1", "Need", 3), Step("X1", "Closed", 5), Step("X2", "Need", 3), Step("X2", "Offers", 9)]
    more = 'exported = 2026-08-29\ndue = "due"\nquota = "quota"\ncurrency = "EUR"\n'
    rows = columns(steps)
    rows["due"] = [on(step.day + 30) for step in steps]
    rows["quota"] = ["20000"] * len(steps)
    data = surveyed(rows, HEAD + LONG + more)
    return (*pipelining.told(data)[1], *pipelining.faults(data)[1])


def stories(steps: Sequence[Step]) -> Mapping[str, list[tuple[int, str]]]:
    """Tell each opportunity as its stages in the order of their days, each stage in a row once."""
    found: dict[str, list[tuple[int, str]]] = {}
    order = {**{name: place for place, name in enumerate(STAGES)}, "Won": 8, "Lost": 9}
    for step in sorted(steps, key=lambda step: (step.day, order[step.stage])):
        known = found.setdefault(step.id, [])
        if not known or known[-1][1] != step.stage:
            known.append((step.day, step.stage))
    return found
