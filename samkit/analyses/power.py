"""What this sample can show of each item: the smallest gap, alone and in its family, by formula and by drawing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, guards
from samkit.analyses.gap import GAP
from samkit.analyses.measures import optional
from samkit.analyses.plan import Analysis, Plan
from samkit.notes import Note
from samkit.numbers import decimal, percent
from samkit.reach import Power, Reach
from samkit.results import Method, contrasts
from samkit.stats import power, student

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from samkit.results import Contrast, Result, Side
    from samkit.tally import Cells

    Floats = NDArray[np.float64]

DRAWS: Final = 2_000
NOTHING: Final = Reach(None, None)

WORST: Final[dict[str, Callable[[int], float]]] = {
    "benjamini-hochberg": lambda tests: 1 / tests,
    "benjamini-yekutieli": lambda tests: 1 / sum(tests / rank for rank in range(1, tests + 1)),
    "holm": lambda tests: 1 / tests,
    "none": lambda _: 1.0,
}
"""By adjustment: the part of the error rate at which an item is tested that alone of its family differs."""


class _Judged(NamedTuple):
    """Items with numbers; arrays have **shape** (items,), `bases` (2, items), `kin` says who is in the family.

    `df` are the degrees of freedom of the design, endless where all were drawn alone.
    """

    rows: list[Contrast]
    share: Floats
    bases: Floats
    kin: NDArray[np.bool_]
    df: float


def analysis(chance: float = 0.8, draws: int = DRAWS) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    chance
        The power with which a gap is to be shown, a fraction.
    draws
        How many samples are drawn to check the formula, count.
    """

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        df = math.inf if cells.sample is None or cells.sample.simple else cells.sample.df
        return tuple(_section(plan, result, chance, draws, df) for result in GAP.answer(plan, cells))

    return Analysis(Plan.request, answer)


POWER: Final = analysis()


def _section(plan: Plan, found: Result, chance: float, draws: int, df: float) -> Result:
    """Say of each item of a compared section what could have been shown."""
    rows = contrasts(found)
    weighted = any(method.of == "weights" for method in found.methods)
    judged = _judged([row for row in rows if not guards.is_hidden(row.notes)], df, weighted=weighted)
    worst = plan.alpha * WORST[plan.settings.adjust](max(int(judged.kin.sum()), 1))
    reached = {row.item.id: row for row in _rows(plan, judged, chance, worst, draws)}
    shown = tuple(reached.get(row.item.id) or _hidden(row) for row in rows)
    return found._replace(
        kind="power",
        rows=shown,
        methods=(*_methods(plan, chance, worst, draws), *(m for m in found.methods if m.of in {"gap", "design"})),
        tests=(),
        notes=(*_limits(plan, list(reached.values()), chance), *(_weighted(df) if weighted else ()), *found.notes),
    )


def _judged(rows: list[Contrast], df: float, *, weighted: bool) -> _Judged:
    share = np.array([row.second.share.value for row in rows], dtype=np.float64)
    bases = (
        np.array([[_effective(side, weighted=weighted) for side in (row.first, row.second)] for row in rows])
        .reshape(-1, 2)
        .T
    )
    return _Judged(rows, share, bases, ~np.isnan(adjustment.in_family(rows)), df)


def _rate(rate: float, df: float) -> float:
    """Give the error rate of a normal test that rejects as seldom as a t test of a design does."""
    return rate if math.isinf(df) else math.erfc(float(student.quantile(rate, df)) / math.sqrt(2))


def _effective(side: Side, *, weighted: bool) -> float:
    """Give the answers that a simple random sample would need to be as precise; none where that is not known."""
    if side.design_effect:
        return side.n / side.design_effect
    return 0.0 if weighted else float(side.n)


def _rows(plan: Plan, judged: _Judged, chance: float, worst: float, draws: int) -> list[Power]:
    share, (n1, n0) = judged.share, judged.bases
    rate, far = (_rate(each, judged.df) for each in (plan.alpha, worst))
    above, below = (power.smallest(share, n1, n0, chance, rate, above=side) for side in (True, False))
    far_above, far_below = (
        np.where(judged.kin, power.smallest(share, n1, n0, chance, far, above=side), np.nan) for side in (True, False)
    )
    alone = _alone(plan, judged, _either(above, below), draws)
    in_family, if_all = _in_family(plan, judged, _either(far_above, far_below), draws)
    one_sided = _rate(2 * plan.alpha, judged.df) / 2
    same = np.where(
        (share > 0) & (share < 1), power.of_equivalence(share, share, n1, n0, plan.margin, one_sided), np.nan
    )
    return [
        Power(
            item=row.item,
            first=row.first,
            second=row.second,
            gap=row.gap,
            above=_reach(above[place], share[place]),
            below=_reach(below[place], share[place]),
            above_in_family=_reach(far_above[place], share[place]),
            below_in_family=_reach(far_below[place], share[place]),
            same=optional(same[place]),
            drawn=optional(alone[place]),
            drawn_in_family=optional(in_family[place]),
            drawn_if_all=optional(if_all[place]),
            position=row.position,
            notes=row.notes,
        )
        for place, row in enumerate(judged.rows)
    ]


def _either(above: Floats, below: Floats) -> Floats:
    return np.where(np.isnan(above), below, above)


def _reach(share: float, base: float) -> Reach:
    if math.isnan(share):
        return NOTHING
    return Reach(float(share - base), float(share / base) if base else None)


def _drawn(plan: Plan, judged: _Judged, shares: Floats, draws: int, stream: int) -> Floats:
    n1, n0 = judged.bases.round().astype(np.int64)
    return power.drawn(shares, judged.share, n1, n0, draws, [plan.settings.seed, stream], df=judged.df)


def _alone(plan: Plan, judged: _Judged, shares: Floats, draws: int) -> Floats:
    """Give in how many samples each item is shown alone."""
    p = _drawn(plan, judged, np.where(np.isnan(shares), judged.share, shares), draws, 0)
    return np.where(np.isnan(shares), np.nan, (p <= plan.alpha).mean(axis=0))


def _in_family(plan: Plan, judged: _Judged, shares: Floats, draws: int) -> tuple[Floats, Floats]:
    """Give in how many samples each item is shown that alone of its family differs, and where all of them do."""
    one, every = np.full((2, *shares.shape), np.nan)
    kin = np.flatnonzero(judged.kin)
    apart = _drawn(plan, judged, np.where(np.isnan(shares), judged.share, shares), draws, 1)[:, kin]
    same = _drawn(plan, judged, judged.share, draws, 2)[:, kin]
    every[kin] = (adjustment.adjusted(plan, apart) <= plan.alpha).mean(axis=0)
    for column, place in enumerate(kin):
        p = same.copy()
        p[:, column] = apart[:, column]
        one[place] = (adjustment.adjusted(plan, p)[:, column] <= plan.alpha).mean()
    return np.where(np.isnan(shares), np.nan, one), np.where(np.isnan(shares), np.nan, every)


def _hidden(row: Contrast) -> Power:
    return Power(
        row.item, row.first, row.second, guards.NOTHING, *(NOTHING,) * 4, *(None,) * 4, row.position, row.notes
    )


def _methods(plan: Plan, chance: float, worst: float, draws: int) -> tuple[Method, ...]:
    seed, margin = plan.settings.seed, decimal(plan.settings.margin)
    return (
        Method("smallest gap", f"score test, by formula, power {percent(chance)} %"),
        Method("in the family", f"worst case, one item alone differs: p at most {worst:.2g}"),
        Method("same", f"power of two one-sided score tests within ±{margin} points, if there is no gap"),
        Method("drawn", f"{decimal(draws)} samples with independent items, seed {seed}"),
    )


def _limits(plan: Plan, rows: Sequence[Power], chance: float) -> tuple[Note, ...]:
    """Say below which gap nothing can be shown, and how often samples drawn at the smallest gaps show it."""
    alone, kin = _least(rows, "above", "below"), _least(rows, "above_in_family", "below_in_family")
    if alone is None:
        return (Note("power", f"No smallest gap can be given for a power of {percent(chance)} %"),)
    first, second = decimal(plan.grouping.n_first), decimal(plan.grouping.n_second)
    who = f"{first} {plan.grouping.first} and {second} {plan.grouping.second}"
    text = f"With {who}, no gap below {alone} points is shown with a power of {percent(chance)} %"
    notes = [Note("power", text if kin is None else f"{text}; in the family, none below {kin}")]
    told = f"Drawn at these gaps, items are shown in {_mean([row.drawn for row in rows])} % of samples alone"
    if kin is None:
        return (*notes, Note("power", told))
    one, every = _mean([row.drawn_in_family for row in rows]), _mean([row.drawn_if_all for row in rows])
    return (*notes, Note("power", f"{told}; in the family in {one} % if one item differs, in {every} % if all do"))


def _least(rows: Sequence[Power], *sides: str) -> str | None:
    """Give the smallest gap of all items in whole points, rounded down."""
    gaps = [abs(reach.gap) for row in rows for reach in (getattr(row, side) for side in sides) if reach.gap is not None]
    return decimal(math.floor(min(gaps) * 100)) if gaps else None


def _mean(parts: Sequence[float | None]) -> str:
    known = [part for part in parts if part is not None]
    return percent(sum(known) / len(known) if known else None)


def _weighted(df: float) -> tuple[Note, ...]:
    """Say how weights and a design enter."""
    text = "Powers rest on the answers of each group divided by the design effect of its share"
    return (Note("weighted", text if math.isinf(df) else f"{text}, and on {df:g} degrees of freedom"),)
