"""Small surveys of skills made on the spot, in which what pays is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit import improving
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import Result
    from samkit.survey import Survey

LEVELS = ("Beginning", "Developing", "Able", "Strong", "Exemplary")
SKILLS = ("talk", "plan", "judge")
TEAMS = ("North", "South", "East")

STUDY = """\
schema = "samkit-study/1"

[study]
title = "Skills"
respondent = "id"
seed = 3

[scales.skill]
levels = ["Beginning", "Developing", "Able", "Strong", "Exemplary"]
favourable = ["Strong", "Exemplary"]
missing = { "Not seen" = "does not know" }

[questions.growth]
text = "Growth"
levels = ["Fell", "Grew"]

[questions.team]
text = "Team"
levels = ["North", "South", "East"]

[questions.size]
text = "Size"
levels = ["Small", "Large"]

[groups.best]
top = "Best"
rest = "Others"
criteria = [{ label = "Grew", question = "growth", is_in = ["Grew"] }]

[sections.skills]
title = "Skills of managers"
question = "How strong"
scale = "skill"
questions = { talk = "Talking", plan = "Planning", judge = "Judging" }

[sections.table]
title = "Talking by planning"
analysis = "matrix"
across = "plan"
questions = { talk_by_plan = { text = "Talking", question = "talk" } }

[practices]
skills = "skills"
team = "team"
adjust = ["size"]

[practices.plans.talk]
measure = "Talks held"
success = "One a week"
cadence = "Every Monday"

[practices.plans.plan]
measure = "Plans written"
success = "One an account"
cadence = "Every month"
"""


def answers(rows: int = 400, seed: int = 1) -> dict[str, list[str]]:
    """Make answers: who talks well grows far more often, who plans well a little, judging makes no difference."""
    draw = np.random.default_rng(seed)
    codes = {name: draw.integers(0, 5, rows) for name in SKILLS}
    chance = 1 / (1 + np.exp(3.2 - 0.8 * codes["talk"] - 0.25 * codes["plan"]))
    grew = draw.random(rows) < chance
    columns = {
        "id": [f"P{row:03}" for row in range(rows)],
        "growth": ["Grew" if up else "Fell" for up in grew],
        "team": [TEAMS[team] for team in draw.integers(0, 3, rows)],
        "size": [("Small", "Large")[size] for size in draw.integers(0, 2, rows)],
        **{name: [LEVELS[code] for code in codes[name]] for name in SKILLS},
    }
    for name in SKILLS:
        for row in draw.choice(rows, rows // 40, replace=False):
            columns[name][row] = draw.choice(["", "Not seen"])
    columns["growth"][-1] = columns["team"][-2] = ""
    return columns


def survey(columns: Mapping[str, Sequence[str]] | None = None, text: str = STUDY) -> Survey:
    """Give the survey."""
    return surveyed(columns or answers(), text)


def computed() -> Result:
    """Give the plans of all and of each team."""
    return improving.reported(survey())[1]
