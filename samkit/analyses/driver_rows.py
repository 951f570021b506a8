"""The rows of a model: one a term, and below a question with categories one for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import guards, own_columns
from samkit.analyses.digits import rounded
from samkit.analyses.marginal_effects import around, effects
from samkit.analyses.measures import estimates, optional
from samkit.results import Driver, Importance, Verdict
from samkit.stats.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.analyses.importance import Importances
    from samkit.analyses.logistic_model import Fitted
    from samkit.analyses.measures import Estimates
    from samkit.analyses.plan import Plan
    from samkit.analyses.prepared import Prepared

NO_IMPORTANCE: Final = Importance(guards.NOTHING, guards.NOTHING)


class _Numbers(NamedTuple):
    """The numbers of all columns, by their place among those that are kept."""

    odds_ratio: Estimates
    effect: Estimates


def rows(plan: Plan, prepared: Prepared, fitted: Fitted, importances: Importances | None) -> list[Driver]:
    """Give the rows of a model, not yet judged, in the order of the terms.

    Parameters
    ----------
    plan
        Confidence level.
    prepared
        Terms and columns.
    fitted
        The model.
    importances
        Of the terms that explain, or None where there are none.
    """
    numbers = _numbers(plan, prepared, fitted)
    p = rounded(fitted.tests.p, nothing=0.0)
    tests = {place: optional(value) for place, value in zip(prepared.groups, p, strict=True)}
    measures = dict(zip(prepared.explaining, _pairs(importances), strict=False))
    made: list[Driver] = []
    for place in range(len(prepared.found.terms)):
        shapley, weight = measures.get(place, (NO_IMPORTANCE, NO_IMPORTANCE))
        each = _rows(prepared, place, numbers)
        row = next(each)
        notes = (*guards.circular(plan, row.item), *row.notes)
        made += [row._replace(p=tests.get(place), shapley=shapley, relative_weight=weight, notes=notes), *each]
    return made


def _pairs(importances: Importances | None) -> list[tuple[Importance, Importance]]:
    return list(zip(importances.shapley, importances.relative_weight, strict=True)) if importances else []


def _numbers(plan: Plan, prepared: Prepared, fitted: Fitted) -> _Numbers:
    """Compute what each column has."""
    level, columns = plan.settings.level, prepared.found.columns
    is_binary = [columns[place].binary for place in prepared.kept]
    found = effects(fitted, list(prepared.groups.values()), is_binary)
    with np.errstate(over="ignore"):
        odds = np.exp(fitted.coefficients[1:]), Interval(*(np.exp(bound[1:]) for bound in fitted.interval))
    parts = [odds, (found.value, around(found, fitted.df, level))]
    return _Numbers(*(estimates(rounded(value), Interval(*map(rounded, bounds))) for value, bounds in parts))


def _rows(prepared: Prepared, place: int, numbers: _Numbers) -> Iterator[Driver]:
    """Give the row of a term; where it has categories, theirs below it."""
    found = prepared.found
    columns = [at for at, column in enumerate(found.columns) if column.term == place]
    whole = Driver(
        item=found.terms[place].item,
        level="",
        step="",
        missing=int(found.missing[place]),
        alone=int(found.alone[place]),
        odds_ratio=guards.NOTHING,
        effect=guards.NOTHING,
        p=None,
        q=None,
        shapley=NO_IMPORTANCE,
        relative_weight=NO_IMPORTANCE,
        verdict=Verdict.NOT_COMPUTABLE,
        position=place,
    )
    if not columns:
        yield whole._replace(notes=(own_columns.same_answers(whole.item.id),))
    elif place in found.references:
        step = f"{len(columns) + 1} categories, against {found.references[place]}"
        yield whole._replace(step=step, notes=own_columns.pooled(found, place))
        for at in columns:
            yield _filled(prepared, whole._replace(level=found.columns[at].level), at, numbers)
    else:
        yield _filled(prepared, whole, columns[0], numbers)


def _filled(prepared: Prepared, row: Driver, column: int, numbers: _Numbers) -> Driver:
    """Put the numbers of a column into a row, or why there are none."""
    named = row._replace(step=prepared.found.columns[column].step)
    if column in prepared.left:
        return named._replace(notes=(prepared.left[column],))
    at = prepared.kept.index(column)
    return named._replace(
        odds_ratio=numbers.odds_ratio[at],
        effect=numbers.effect[at],
        notes=guards.width(numbers.effect[at]),
    )
