"""Respondents who praise by one factor, and say by it how successful they are; practices that go beyond it, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit import workflow
from samkit.halo import factor, items
from tests.builders import surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.results import CommonFactor, Halo, Result

PRACTICES = tuple(f"q{number}" for number in range(1, 9))
LEVELS = ("Never", "Seldom", "Sometimes", "Often", "Always")
CUTS = np.array([-1.6, -0.7, 0.2, 1.1])
STUDY = f"""\
schema = "samkit-study/1"

[study]
title = "Praise"
seed = 11
hide_below = 10
mark_below = 20
HERE

[scales.often]
levels = {list(LEVELS)}
favourable = ["Often", "Always"]

[questions.success]
text = "Success"
scale = "often"

[questions.growth]
text = "Growth"
scale = "often"

[groups.performance]
criteria = [
  {{ label = "Successful", question = "success", at_least = "Often" }},
  {{ label = "Grows", question = "growth", at_least = "Seldom" }},
]
RATED

[sections.practices]
title = "Practices"
scale = "often"
questions = {{ {", ".join(f'{name} = "Practice {name[1:]}"' for name in PRACTICES)} }}

[sections.outcome]
title = "Outcome"
questions = {{ success_item = {{ text = "Success", question = "success", favourable = ["Always"] }} }}
"""
"""A self-rating and a fact as criteria, eight practices; HERE stands for settings, RATED for what is self-rated."""

SELF_RATED = 'self_rated = ["Successful"]'


def text(settings: str = "", rated: str = SELF_RATED) -> str:
    """Give the study file with further settings."""
    return STUDY.replace("HERE", settings).replace("RATED", rated)


def answers(
    rows: int = 400,
    seed: int = 1,
    *,
    praise: float = 0.7,
    planted: float = 0.0,
    loadings: float = 0.7,
    missing: float = 0.02,
) -> dict[str, list[str]]:
    """Make answers.

    Parameters
    ----------
    rows
        Respondents.
    seed
        Of the generator.
    praise
        How strongly success goes with the factor.
    planted
        How far above all others the successful are on the first practice, in standard deviations, beyond the factor.
    loadings
        The middle loading of the practices; they spread by a fifth around it.
    missing
        The part of all answers that is missing.
    """
    draw = np.random.default_rng(seed)
    trait = draw.normal(size=rows)
    success = praise * trait + np.sqrt(1 - praise**2) * draw.normal(size=rows)
    columns = {"success": np.digitize(success, CUTS), "growth": np.digitize(draw.normal(size=rows), CUTS)}
    top = (columns["success"] >= 3) & (columns["growth"] >= 1)
    for name, loading in zip(
        PRACTICES, loadings + np.linspace(-0.2, 0.2, len(PRACTICES)) * (loadings > 0), strict=True
    ):
        own = loading * trait + np.sqrt(1 - loading**2) * draw.normal(size=rows)
        own += planted * top * (name == "q1")
        columns[name] = np.digitize(own, CUTS)
    return {name: [LEVELS[at] if draw.random() >= missing else "" for at in column] for name, column in columns.items()}


def praised(
    columns: Mapping[str, Sequence[str]], settings: str = "", rated: str = SELF_RATED, *, replicates: int = 200
) -> Result:
    """Hold the practices against the factor."""
    return workflow.halo(surveyed(columns, text(settings, rated)), ["practices"], replicates=replicates)[1][0]


def rows(result: Result) -> dict[str, Halo]:
    """Give the items by name."""
    return {row.item.id: row for row in items(result.rows)}


def common(result: Result) -> CommonFactor:
    """Give the factor."""
    found = factor(result.rows)
    assert found is not None
    return found
