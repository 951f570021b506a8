"""Answers of firms, and the models that are fitted to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from samkit import workflow
from samkit.results import Driver, ModelFit, Result
from tests.builders import NUMBERS, STUDY, answers, numbers, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

Answers = dict[str, list[str]]
ITEMS = ("plan", "train", "meet")
FIRMS = """
[questions.region]
text = "Region"
levels = ["North", "South", "West", "Isles"]
"""
REGIONS = ("North", "South", "South", "West")


def firms(rows: int = 240, seed: int = 3) -> Answers:
    """Answers to all questions, with a region for each firm."""
    draw = np.random.default_rng(seed)
    columns = numbers(answers(rows, seed), shift=0.8)
    return {**columns, "region": [REGIONS[place] for place in draw.integers(0, 4, rows)]}


def driven(columns: Mapping[str, Sequence[str]], *names: str, text: str = STUDY, **more: Any) -> Result:
    """Give the model of some items."""
    return workflow.drivers(surveyed(columns, text + NUMBERS + FIRMS), names or ("practices",), **more)[1]


def drivers(result: Result) -> dict[str, Driver]:
    return {f"{row.item.id} {row.level}".strip(): row for row in result.rows if isinstance(row, Driver)}


def whole(result: Result) -> ModelFit:
    (row,) = (row for row in result.rows if isinstance(row, ModelFit))
    return row


def complete(columns: Answers, *names: str) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.bool_]]:
    """Give who answered all, the items in ones and zeros of those, and who of them grew."""
    kept = [
        all(columns[name][row] not in {"", "Don't know"} for name in (*names, "growth"))
        for row in range(len(columns["growth"]))
    ]
    inside = np.array(kept)
    x = np.array(
        [[columns[name][row] == "Agree" for name in names] for row in np.flatnonzero(inside)], dtype=np.float64
    )
    return inside, x, np.array([grown == "Grew" for grown in columns["growth"]])[inside]


def told_apart(columns: Answers) -> Answers:
    """Let nobody who grew do otherwise than plan."""
    plan = ["Agree" if grew == "Grew" else now for grew, now in zip(columns["growth"], columns["plan"], strict=True)]
    return {**columns, "plan": plan}
