"""The tables of a model: one row a term, and one row for the model as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Driver, ModelFit
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result, Test

SHOWN = (
    "odds ratio", "effect", "test", "importance", "relative weight", "coding", "weights", "design",
)  # fmt: skip

ESTIMATORS = {"likelihood": "maximum likelihood", "Firth": "Firth’s penalised likelihood", "weighted": "weighted"}


def terms(result: Result) -> Table:
    """Lay out the terms of a model.

    Parameters
    ----------
    result
        Of kind `drivers`.

    Returns
    -------
    Table
        All numbers; the brief columns fit a terminal.
    """
    rows = [row for row in result.rows if isinstance(row, Driver)]
    tests = {test.item: test for test in result.tests}
    family = f"q: {result.family}" if result.family else ""
    lines = (footer.methods(result, SHOWN), family, footer.origin(result))
    notes = (*result.notes, *(note for row in rows for note in row.notes))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(),
        rows=tuple(_row(row, None if row.level else tests.get(row.item.id)) for row in rows),
        footer=tuple(line for line in lines if line),
        notes=tuple({note.text: note for note in notes}.values()),
    )


def model(result: Result) -> Table:
    """Lay out the model as a whole: whom it was fitted to, and how well it fits.

    Parameters
    ----------
    result
        Of kind `drivers`.
    """
    rows = [row for row in result.rows if isinstance(row, ModelFit)]
    return Table("model", "The model", _whole(result.grouping), tuple(_fit(row) for row in rows))


def _columns() -> tuple[Column, ...]:
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("level", "Category", "text", brief=False),
        Column("step", "Odds ratio and points of", "text", brief=False),
        Column("odds_ratio", "Odds ratio", "ratio"),
        Column("effect", "Marginal effect, points", "gap"),
        Column("importance", "Importance, %", "share"),
        Column("relative_weight", "Relative weight, %", "share", brief=False),
        Column("importance_part", "Part of McFadden’s R², %", "share", brief=False),
        Column("relative_weight_part", "Part of R², %", "share", brief=False),
        Column("statistic", "Statistic", "number", brief=False),
        Column("df", "df", "number", brief=False),
        Column("df_error", "df of the error", "number", brief=False),
        Column("p", "p", "p-value", brief=False),
        Column("q", "q", "p-value"),
        Column("verdict", "Verdict", "text"),
        Column("missing", "No answer", "count", brief=False),
        Column("alone", "Left out for this alone", "count", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _row(row: Driver, test: Test | None) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        f"· {row.level}" if row.level else row.item.text,
        row.level,
        row.step,
        row.odds_ratio,
        row.effect,
        _alone(row.shapley.share),
        _alone(row.relative_weight.share),
        _alone(row.shapley.part),
        _alone(row.relative_weight.part),
        test.statistic if test else None,
        test.df if test else None,
        test.df_error if test else None,
        row.p,
        row.q,
        "" if row.level else str(row.verdict),
        None if row.level else row.missing,
        None if row.level else row.alone,
        ", ".join(note.label for note in row.notes),
        "; ".join(note.text for note in row.notes),
    )


def _alone(found: Estimate) -> Estimate | float | None:
    """Give a number that has no interval by itself, so that it is shown."""
    return found if found.lower is not None else found.value


def _whole(grouping: Grouping) -> tuple[Column, ...]:
    return (
        Column("estimator", "Fitted by", "label"),
        Column("first_n", f"n {grouping.first}", "count"),
        Column("second_n", f"n {grouping.second}", "count"),
        Column("left_out", "Left out, no answer", "count"),
        Column("coefficients", "Coefficients", "count"),
        Column("per_coefficient", "Smaller group per coefficient", "number"),
        Column("mcfadden", "McFadden’s R²", "number"),
        Column("steps", "Steps to converge", "count"),
    )


def _fit(row: ModelFit) -> tuple[str | float | None, ...]:
    return (
        ESTIMATORS[row.estimator],
        row.n_first,
        row.n_second,
        row.left_out,
        row.coefficients,
        row.per_coefficient,
        row.mcfadden,
        row.steps,
    )
