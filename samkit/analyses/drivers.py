"""Which items go with being in the first group, given the others and what is adjusted for: a logistic model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import adjustment, driver_verdicts, model_account, model_notes, own_columns
from samkit.analyses.columns import Term
from samkit.analyses.driver_rows import rows
from samkit.analyses.importance import Settings, measured
from samkit.analyses.logistic_model import METHODS, fit
from samkit.analyses.measures import design_methods
from samkit.analyses.plan import Analysis, Plan, nobody
from samkit.analyses.prepared import prepare
from samkit.errors import Problem, RefusedError
from samkit.results import Method, Result
from samkit.stats.separation import SeparatedError
from samkit.tally import Request, Together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.analyses.importance import Importances
    from samkit.analyses.logistic_model import Fitted
    from samkit.analyses.prepared import Prepared
    from samkit.results import Item
    from samkit.study.model import Section
    from samkit.tally import Cells

COMMON: Final = (
    Method("effect", "average marginal effect, delta method"),
    Method("coding", "items favourable or not, categories against the largest, numbers in standard deviations"),
)


class Options(NamedTuple):
    """What a model is adjusted for, whether it may have too many terms, and who hears of it."""

    adjust: tuple[Item, ...]
    force: bool
    progress: Callable[[int], None]


def analysis(
    adjust: Sequence[Item] = (),
    *,
    force: bool = False,
    progress: Callable[[int], None] = nobody,
) -> Analysis:
    """Give the analysis with its options.

    Parameters
    ----------
    adjust
        Questions that the items are adjusted for.
    force
        Whether a model may have fewer than five respondents of the smaller group for a coefficient.
    progress
        Hears each time how much more of the bootstrap is done, in percent of the whole.
    """
    options = Options(tuple(adjust), force, progress)

    def request(plan: Plan) -> Request:
        return Request(patterns=frozenset(_together(plan, _terms(section, options)) for section in plan.sections))

    def answer(plan: Plan, cells: Cells) -> tuple[Result, ...]:
        return tuple(_section(plan, section, cells, options) for section in plan.sections)

    return Analysis(request, answer)


DRIVERS: Final = analysis()


def _terms(section: Section, options: Options) -> list[Term]:
    """List what explains, then what it is adjusted for."""
    explaining = [Term(item, adjusting=False) for item in section.items]
    return [*explaining, *(Term(item, adjusting=True) for item in options.adjust)]


def _together(plan: Plan, terms: Sequence[Term]) -> Together:
    """Ask for the answers to all questions side by side; a question that two terms rest on is asked for once."""
    return Together(tuple(dict.fromkeys(term.item.question for term in terms)), plan.grouping.id)


def _section(plan: Plan, section: Section, cells: Cells, options: Options) -> Result:
    """Answer for one section by one model."""
    terms = _terms(section, options)
    patterns = cells.patterns[_together(plan, terms)]
    prepared = prepare(plan, terms, patterns, cells.sample, force=options.force)
    fitted = model(plan, prepared)
    importances = _importances(plan, prepared, fitted, options)
    made = driver_verdicts.judged(plan, rows(plan, prepared, fitted, importances), prepared)
    sample = prepared.cases.sample
    return Result(
        kind="drivers",
        section=section.id,
        title=section.title,
        question=section.question,
        grouping=plan.grouping,
        rows=(*driver_verdicts.most_important_first(made), model_account.whole(prepared, fitted)),
        methods=(
            *METHODS[fitted.estimator],
            *COMMON,
            *(importances.methods if importances else ()),
            *(design_methods(sample) if sample else ()),
        ),
        level=plan.settings.level,
        margin=plan.margin,
        family=adjustment.family(plan, section.title, driver_verdicts.family(made)),
        provenance=plan.provenance,
        tests=model_account.tests(prepared, fitted),
        notes=(model_notes.CAUTION, *prepared.notes, *model_account.remarks(prepared, fitted, importances)),
    )


def model(plan: Plan, prepared: Prepared) -> Fitted:
    """Fit the model.

    Raises
    ------
    RefusedError
        If there is no model that could be shown.
    """
    try:
        fitted = fit(prepared.cases, list(prepared.groups.values()), plan.settings.level)
    except SeparatedError as error:
        named = own_columns.separated(prepared.found, prepared.kept, np.flatnonzero(error.found.columns[1:]).tolist())
        message = f"the groups are told apart by {named}, and there is no finite odds ratio under weights"
        raise RefusedError(Problem("separated", message, hint=f"leave out one or more of {named}")) from None
    except ValueError as error:
        hint = "leave out terms that are nearly alike"
        raise RefusedError(Problem("not_converged", f"the model has no estimate: {error}", hint=hint)) from None
    if not fitted.df > 0:
        message = f"the design has too few degrees of freedom for {len(prepared.kept)} coefficients"
        raise RefusedError(Problem("few_clusters", message, hint="name fewer terms"))
    return fitted


def _importances(plan: Plan, prepared: Prepared, fitted: Fitted, options: Options) -> Importances | None:
    """Measure the importance of the terms that explain; there is none to measure where the groups are separated."""
    terms, sample = list(prepared.explaining.values()), prepared.cases.sample
    if fitted.estimator == "Firth" or not terms:
        return None
    one_by_one = sample is None or sample.simple
    settings = Settings(plan.settings.level, plan.settings.seed, one_by_one, options.progress)
    return measured(prepared.cases.one_by_one(), terms, fitted.coefficients, settings)
