"""Rankings made on the spot, and what they must be, taken from the answers one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import workflow
from samkit.results import Rank, Result
from tests.builders import STUDY, surveyed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


ITEMS = ("plan", "train", "meet")


def ranked(
    columns: Mapping[str, Sequence[str]], text: str = STUDY, section: str = "practices", replicates: int = 500
) -> Result:
    """Rank the items of one section."""
    return workflow.rank(surveyed(columns, text), [section], replicates=replicates)[1][0]


def rows(result: Result) -> dict[str, Rank]:
    return {row.item.id: row for row in result.rows if isinstance(row, Rank)}


def made(first: Sequence[str], second: Sequence[str]) -> dict[str, list[str]]:
    """Make respondents from their answers to the three practices, one letter each: Agree, Disagree, or - for none."""
    texts = {"A": "Agree", "D": "Disagree", "-": ""}
    everyone = [*first, *second]
    named = {name: [texts[each[place]] for each in everyone] for place, name in enumerate(ITEMS)}
    grown = ["Grew"] * len(first) + ["Fell"] * len(second)
    return {"growth": grown, **named, "ripe": ["Agree"] * len(everyone)}


def by_hand(columns: Mapping[str, Sequence[str]], weight: Sequence[float] | None = None) -> dict[str, list[float]]:
    """Give share in both groups, gap and odds of each item from the answers themselves."""
    weights = [1.0] * len(columns["growth"]) if weight is None else weight
    found: dict[str, list[float]] = {"prevalence": [], "gap": [], "odds": []}
    for item in ITEMS:
        cells = {(group, yes): 0.0 for group in (True, False) for yes in (True, False)}
        for growth, text, each in zip(columns["growth"], columns[item], weights, strict=True):
            if growth and text in {"Agree", "Disagree", "Neither"}:
                cells[growth == "Grew", text == "Agree"] += each
        shares = [cells[group, True] / (cells[group, True] + cells[group, False]) for group in (True, False)]
        found["prevalence"].append((cells[True, True] + cells[False, True]) / sum(cells.values()))
        found["gap"].append(shares[0] - shares[1])
        found["odds"].append(shares[0] / (1 - shares[0]) / (shares[1] / (1 - shares[1])))
    return found


def told(result: Result, of: str) -> str:
    (name,) = (method.name for method in result.methods if method.of == of)
    return name
