"""The models behind adjusted gaps: which items bear one, by which method each is fitted, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses import model_notes
from samkit.analyses.cases import Cases, described
from samkit.errors import Problem, RefusedError
from samkit.notes import Note
from samkit.stats import linearize, plan, standardised, standardised_profile
from samkit.stats.events import ENOUGH, LEAST, Events, events
from samkit.stats.logits import Binomial, chosen
from samkit.stats.replicate import Replicates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.adjusted_cells import Answered, Table
    from samkit.stats.standardised import Models
    from samkit.tally import Sample

    Floats = NDArray[np.float64]


class Profiled(NamedTuple):
    """What the likelihood alone gives: p of the group, and bounds of gap, gap at 1 − 2α and ratio, **shape** (2,)."""

    p: float
    gap: Floats
    gap_narrow: Floats
    ratio: Floats


class Fitted(NamedTuple):
    """What came of the model of one item.

    Parameters
    ----------
    per_coefficient
        Answers of the rarer kind for each coefficient, effective ones where weights differ.
    notes
        Why there is no model, or where it is weak.
    estimator
        likelihood, Firth or weighted; empty where there is no model.
    value, covariance
        Standardised shares of both groups, **shape** (2,), and their covariances, **shape** (2, 2).
    df
        Degrees of freedom; infinite without a design.
    profiled
        Test and intervals by the likelihood; None where they are taken from the covariances.
    """

    per_coefficient: float
    notes: tuple[Note, ...]
    estimator: str = ""
    value: Floats = np.full(2, np.nan)
    covariance: Floats = np.full((2, 2), np.nan)
    df: float = np.inf
    profiled: Profiled | None = None


def fit(table: Table, level: float, *, force: bool) -> list[Fitted]:
    """Fit the models of all items.

    Parameters
    ----------
    table
        All items on one design.
    level
        Confidence level, a fraction.
    force
        Whether a model may have fewer than five answers of the rarer kind for a coefficient.

    Raises
    ------
    RefusedError
        If the design has too few degrees of freedom.
    """
    answers = table.answers()
    free = standardised.own(table.x, answers)
    judged = [_judged(item, columns, force=force) for item, columns in zip(table.items, free, strict=True)]
    able = [place for place, (_, bears) in enumerate(judged) if bears]
    some = table._replace(items=tuple(table.items[place] for place in able))
    made = _models(some, chosen(answers, np.array(able, dtype=np.intp)), free[able], level)
    found = [told for told, _ in judged]
    for place, each in zip(able, made, strict=True):
        found[place] = each._replace(
            per_coefficient=found[place].per_coefficient, notes=(*found[place].notes, *each.notes)
        )
    return found


def _judged(item: Answered, columns: NDArray[np.bool_], *, force: bool) -> tuple[Fitted, bool]:
    """Judge whether an item bears a model."""
    yes, no = (_effective(item, item.inside & (item.favourable == kind)) for kind in (True, False))
    found, groups = events(yes, no, int(columns.sum()) - 1), np.bincount(item.patterns.group[item.inside], minlength=2)
    if not groups.all():
        why = Note("no_base", "nobody of one of the groups answered the item and all that is adjusted for")
    elif not min(yes, no):
        why = Note("no_variation", "all of these respondents gave the same kind of answer: nothing can be adjusted")
    elif not columns[-1]:
        why = Note("collinear", "the groups follow from what is adjusted for: no gap can be told from that")
    else:
        return _borne(found, min(yes, no), int(columns.sum()) - 1, force=force)
    return Fitted(found.per_coefficient, (why,)), False


def _borne(found: Events, rarer: float, coefficients: int, *, force: bool) -> tuple[Fitted, bool]:
    """Say whether there are answers enough for the coefficients of a model."""
    if found.verdict == "enough":
        return Fitted(found.per_coefficient, ()), True
    have = f"{rarer:.0f} answers of the rarer kind for {coefficients} coefficients"
    if found.verdict == "too few" and not force:
        text = f"not adjusted: {have}, and at least {LEAST:.0f} for each are needed; --force computes it all the same"
        return Fitted(found.per_coefficient, (Note("few_events", text),)), False
    text = f"few answers: {have}; fewer than {ENOUGH:.0f} for each make an adjusted gap unsure"
    return Fitted(found.per_coefficient, (Note("few_events", text),)), True


def _effective(item: Answered, inside: NDArray[np.bool_]) -> float:
    """Give Kish's effective number of some respondents."""
    n, w = item.patterns.n[inside], item.weight[inside]
    squares = float(n @ w**2)
    return min(float(n @ w) ** 2 / squares, float(n.sum())) if squares else 0.0


def _models(table: Table, answers: Binomial, free: NDArray[np.bool_], level: float) -> Sequence[Fitted]:
    """Fit the models of items that bear one."""
    if not table.items:
        return ()
    models = standardised.models(table.x, answers, free)
    if table.sample is None:
        return _likely(table, answers, models, level)
    return [_weighted(table, table.sample, answers, models, at) for at in range(len(table.items))]


def _likely(table: Table, answers: Binomial, models: Models, level: float) -> list[Fitted]:
    """Take the most likely shares with what the likelihood says of them, and Firth's of items that have none."""
    told = _profiled(table, answers, models, level)
    apart = np.flatnonzero(~models.exists).tolist()
    for at in apart:
        models = standardised.penalised(table.x, answers, models, at)
    value, covariance = standardised.shares(table.x, answers, models)
    firth = (
        Note("separated", "the answers separate: adjusted shares are Firth’s, their intervals by the delta method"),
    )
    return [
        Fitted(np.nan, firth, "Firth", value[at], covariance[at])
        if at in apart
        else Fitted(np.nan, (), "likelihood", value[at], covariance[at], profiled=told[at])
        for at in range(len(table.items))
    ]


def _profiled(table: Table, answers: Binomial, models: Models, level: float) -> list[Profiled]:
    """Give test and intervals by the likelihood; NaN for items that have no most likely shares."""
    p = standardised_profile.likelihood_ratio(table.x, answers, models)
    gap, narrow = (standardised_profile.interval(table.x, answers, models, each) for each in (level, 2 * level - 1))
    ratio = standardised_profile.interval(table.x, answers, models, level, ratio=True)
    bounds = np.array([gap, narrow, ratio])
    return [Profiled(float(each), *bounds[:, :, at]) for at, each in enumerate(p)]


def _weighted(table: Table, sample: Sample, answers: Binomial, models: Models, at: int) -> Fitted:
    """Estimate under a design, in which those outside the model stay."""
    if not models.exists[at]:
        text = "the answers separate, and there is no finite estimate under weights"
        return Fitted(np.nan, (Note("separated", text),))
    item = table.items[at]
    patterns, columns = item.patterns, int(models.free[at].sum()) - 1
    each = np.repeat(np.arange(patterns.n.size), patterns.n)
    drawn = described(Cases(table.x[item.row], patterns, item.inside, sample), sample, each)
    df = float(plan.degrees_of_freedom(drawn, item.inside[each])) - columns
    if not df > 0:
        message = f"the design has too few degrees of freedom for {columns} coefficients"
        raise RefusedError(Problem("few_clusters", message, hint="adjust for fewer questions"))
    if isinstance(drawn, Replicates):
        value, parts, lost = _replicated(table, item, drawn, models, at)
        covariance = linearize.replicated(value, parts, sample)
        return Fitted(np.nan, model_notes.without_estimate(lost), "weighted", value, covariance, df)
    weight = item.weight[each]
    ones = Binomial((weight * item.favourable[each])[:, None], weight[:, None])
    found = standardised.scores(table.x, answers, models, at, ones, item.row[each])
    return Fitted(np.nan, (), "weighted", found.value, plan.covariance(found, drawn), df)


def _replicated(table: Table, item: Answered, drawn: Replicates, models: Models, at: int) -> tuple[Floats, Floats, int]:
    """Give the shares of the whole sample and of each replicate, and how many replicates have none."""
    each = np.repeat(np.arange(item.patterns.n.size), item.patterns.n)
    weights = np.column_stack([drawn.weight, drawn.weights]) * item.inside[each][:, None]
    ones, both = np.zeros((2, len(table.x), weights.shape[1]))
    np.add.at(ones, item.row[each], weights * item.favourable[each][:, None])
    np.add.at(both, item.row[each], weights)
    found = standardised.replicated(table.x, Binomial(ones, both), models.free[at], models.coefficients[at])
    return found[0], found[1:], int(np.isnan(found[1:, 0]).sum())
