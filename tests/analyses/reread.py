"""A study with four criteria, and respondents whose practices go with what they achieve, or with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit import workflow
from samkit.robust import parted
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import Result, Robust

CRITERIA = ("revenue", "profit", "satisfaction", "success")
PRACTICES = ("plan", "train", "meet")
LEVELS = ("Worse", "Same", "Better", "Much better")
STUDY = f"""\
schema = "samkit-study/1"

[study]
title = "Readings"
seed = 7
hide_below = 10
mark_below = 20
HERE

[scales.change]
levels = {list(LEVELS)}
favourable = ["Much better"]

[scales.agreement]
levels = ["Disagree", "Neither", "Agree"]
favourable = ["Agree"]

[groups.performance]
criteria = [
  {{ label = "Revenue grew", question = "revenue", at_least = "Better" }},
  {{ label = "Profit grew", question = "profit", at_least = "Same" }},
  {{ label = "Clients are content", question = "satisfaction", at_least = "Same" }},
  {{ label = "Successful", question = "success", is_in = ["Better", "Much better"] }},
]
alternatives = {{ content = {{ replace = "Clients are content", at_least = "Better" }} }}

[sections.results]
title = "Results"
scale = "change"
questions = {{ revenue = "Revenue", profit = "Profit", satisfaction = "Satisfaction", success = "Success" }}

[sections.practices]
title = "Practices"
scale = "agreement"
questions = {{ plan = "Plans accounts", train = "Trains managers", meet = "Meets clients" }}
"""
"""Questions, a rule with an alternative, the criteria as items, and practices; HERE stands for further settings."""


def text(settings: str = "") -> str:
    """Give the study file with further settings."""
    return STUDY.replace("HERE", settings)


def answers(rows: int = 300, seed: int = 1, *, effect: float = 0.0, together: float = 0.8) -> dict[str, list[str]]:
    """Make answers: the criteria share a trait by `together`, and `plan` follows it by `effect`; some are missing."""
    draw = np.random.default_rng(seed)
    trait = draw.normal(size=rows)
    columns: dict[str, list[str]] = {}
    for name in CRITERIA:
        own = together * trait + np.sqrt(1 - together**2) * draw.normal(size=rows)
        columns[name] = [LEVELS[place] for place in np.digitize(own, [-0.8, 0.1, 0.9])]
    for name in PRACTICES:
        own = draw.normal(size=rows) + (effect if name == "plan" else 0.0) * trait
        columns[name] = [("Disagree", "Neither", "Agree")[place] for place in np.digitize(own, [-0.3, 0.4])]
    return {name: [cell if draw.random() > 0.03 else "" for cell in cells] for name, cells in columns.items()}


def robust(
    columns: Mapping[str, Sequence[str]], settings: str = "", section: str = "practices", permutations: int = 199
) -> Result:
    """Read the rule in every way for one section."""
    return workflow.robustness(surveyed(columns, text(settings)), [section], permutations=permutations)[1][0]


def rows(result: Result) -> dict[str, Robust]:
    """Give the items by name."""
    return {row.item.id: row for row in parted(result.rows).items}
