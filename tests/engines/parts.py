"""Surveys of any design with questions of each kind, parts of them, and every bit of what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from samkit.answers import Coded, Numbered
from samkit.design.sample import Design
from samkit.tally import Ask, Request, Together
from tests.stats.samples import Rows, answered, designed, in_replicates
from tests.stats.tabulated import BY, coded, numbered, survey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.survey import Survey
    from samkit.tally import Cells

LEVELS = ("low", "middle", "high")
BOX, SCALE, NUMBER, WHOLE = (Ask(name, BY) for name in ("box", "scale", "number", "whole"))
TOGETHER = Together(("box", "scale", "whole"), BY)
EVERYTHING = Request(
    frozenset({BOX, SCALE}),
    frozenset({NUMBER, WHOLE}),
    frozenset({NUMBER, WHOLE}),
    frozenset({TOGETHER}),
    outcomes=frozenset({BOX, SCALE}),
)


def asked(rows: Rows, *, design: bool = True) -> Survey:
    """Give a survey with a box, a scale, a number, and a whole number that several respondents share."""
    answers: dict[str, Coded | Numbered] = {
        "box": coded(rows.yes[:, 0]),
        "scale": coded(rows.place, LEVELS),
        "number": numbered(rows.value[:, 0]),
        "whole": numbered(np.round(rows.value[:, 1]) + 0.0),  # as an export is read: zero has no sign
    }
    return survey(rows.design if design else None, rows.first, answers)


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    """Draw a survey without a design, with one, or with replicate weights."""
    how = draw(st.sampled_from(["none", "design", "replicates"]))
    rows = draw(answered(in_replicates() if how == "replicates" else designed()))
    return asked(rows, design=how != "none")


def some(whole: Survey, rows: Any) -> Survey:
    """Give the survey of some respondents, with the labels and the places in the design that they had."""
    made = whole.groups[BY]
    groups = {BY: made._replace(truth=made.truth[rows], criteria=made.criteria[:, rows])}
    lines = np.array(whole.export.lines)[rows].tolist()
    answers = {
        name: Coded(each.codes[rows], each.levels)
        if isinstance(each, Coded)
        else each._replace(values=each.values[rows], reasons=each.reasons[rows])
        for name, each in whole.answers.items()
    }
    design = None if whole.design is None else _drawn(whole.design, rows)
    export = whole.export._replace(lines=lines)
    return whole._replace(answers=answers, groups=groups, design=design, export=export)


def _drawn(design: Design, rows: Any) -> Design:
    stratum, cluster, population = (None if column is None else column[rows] for column in design[1:4])
    parts = design.replicates
    if parts is not None:
        parts = parts._replace(weight=parts.weight[rows], weights=parts.weights[rows])
    return Design(design.weight[rows], stratum, cluster, population, design.lonely, parts)


def bits(counted: Any) -> Any:
    """Give every number of what was counted as its bytes, in the order in which it stands."""
    if isinstance(counted, np.ndarray):
        return counted.shape, counted.dtype.str, counted.tobytes()
    if isinstance(counted, float):
        return np.float64(counted).tobytes()
    if isinstance(counted, tuple):
        return [bits(part) for part in counted]
    return counted


def every_bit(cells: Cells) -> Any:
    """Give everything that was counted as bytes."""
    parts: tuple[Mapping[Any, Any], ...] = (cells.blocks, cells.sums, cells.values, cells.patterns)
    return [[(ask, bits(part[ask])) for ask in sorted(part)] for part in parts] + [bits(cells.sample)]
