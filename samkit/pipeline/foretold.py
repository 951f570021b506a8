"""What was foretold of the pipeline: forecasts that were met or missed, and sellers who reached their quota."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.answers import Rows
from samkit.errors import DataError, Problem
from samkit.notes import Note
from samkit.pipeline.chance import NOTHING, share
from samkit.pipeline.events import DAY, LOST, WON
from samkit.pipeline.history import OPEN
from samkit.pipelined import Forecast, Quota
from samkit.readers import numeral
from samkit.results import Estimate
from samkit.stats.proportion import wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.pipeline.history import History
    from samkit.pipeline.stages import Pipe
    from samkit.readers.export import Column, Export
    from samkit.study.pipeline import AmountTable

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]


def numbers(column: Column, export: Export, how: AmountTable) -> Floats:
    """Read the numbers of a column, each distinct text once, **shape** (texts,); NaN where it is blank.

    Raises
    ------
    DataError
        With every text that is no number.
    """
    told = (how.decimal, how.thousands, how.strip)
    values = [numeral.parse(text, *told) if text.strip() else np.nan for text in column.categories]
    rows, problems = Rows(column, export), list[Problem]()
    for code in (code for code, value in enumerate(values) if value is None):
        text = column.categories[code]
        kind, message, hint = numeral.fault(text, *told)
        place, more = rows.first(code)
        problems.append(Problem(kind, message + more, place, "a plain number", text, hint))
    if problems:
        raise DataError(problems)
    return np.array(values, dtype=np.float64)


def amounts(at: History, column: Column, export: Export, how: AmountTable) -> Floats:
    """Give of each opportunity the last number of a column, NaN where there is none, **shape** (opportunities,)."""
    by_text, codes = numbers(column, export, how), at.codes(column)
    return np.where(codes >= 0, by_text[np.maximum(codes, 0)], np.nan)


def forecast(pipe: Pipe, column: Column, second: Whole, day: int) -> Forecast:
    """Say which opportunities were won by the day for which they were forecast.

    Parameters
    ----------
    pipe
        The pipeline.
    column, second
        The column of these days, and what is read of each row; the first of an opportunity counts, for later ones
        were written when more was known.
    day
        On which the pipeline is looked at, in days since 1970.
    """
    at = pipe.history
    rows = at.told(column, first=True)
    by = np.where(rows >= 0, second[np.maximum(rows, 0)] // DAY, day + 1)
    due = by <= day
    met = due & at.ended(WON) & (at.begun + at.days <= by)
    late = due & at.ended(WON) & ~met
    n = int(due.sum())
    found = share(met, due, pipe.clusters, pipe.about.level) if n >= pipe.about.hide_below else NOTHING
    lost, going = (pipe.amount(due & at.ended(how)) for how in (LOST, OPEN))
    text = "the first date of an opportunity counts; where a log keeps the last one alone, forecasts look better"
    notes = (*pipe.doubts(n, "opportunities due"), Note("first_forecast", text))
    return Forecast(pipe.amount(due), pipe.amount(met), pipe.amount(late), lost, going, found, notes)


def quotas(pipe: Pipe, owner: Whole, quota: Floats, since: int) -> Quota:
    """Say how many sellers have won at least their quota.

    Parameters
    ----------
    pipe
        The pipeline; it has values.
    owner
        The seller of each opportunity, -1 for none, **shape** (opportunities,).
    quota
        The quota that stands at each opportunity, NaN for none, likewise; the largest of a seller counts.
    since
        First day of what counts, in days since 1970.
    """
    at = pipe.history
    sellers = int(owner.max(initial=-1)) + 1
    goal = np.full(sellers, -np.inf)
    known = (owner >= 0) & ~np.isnan(quota)
    np.maximum.at(goal, owner[known], quota[known])
    counts = at.ended(WON) & (owner >= 0) & (at.begun + at.days >= since)
    value = np.nan_to_num(pipe.value[counts]) if pipe.value is not None else np.zeros(int(counts.sum()))
    won = np.bincount(owner[counts], weights=value, minlength=sellers)
    has = np.isfinite(goal)
    n, met = int(has.sum()), int((won >= goal)[has].sum())
    notes = pipe.doubts(n, "sellers")
    if n < pipe.about.hide_below:
        return Quota(n, met, NOTHING, notes)
    lower, upper = wilson(met, n, pipe.about.level)
    return Quota(n, met, Estimate(met / n, float(lower), float(upper)), notes)
