"""The tables of a model: one row a term, and one row for the model as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Driver, ModelFit
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Grouping, Result, Test

SHOWN = (
    "odds ratio", "effect", "test", "importance", "relative weight", "coding", "weights", "design",
)  # fmt: skip


def terms(result: Result, words: Words = ENGLISH) -> Table:
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
    family = words("footer.family", family=words.told(result.family)) if result.family else ""
    lines = (footer.methods(result, SHOWN, words), family, footer.origin(result, words))
    notes = (*result.notes, *(note for row in rows for note in row.notes))
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(words),
        rows=tuple(_row(row, None if row.level else tests.get(row.item.id), words) for row in rows),
        footer=tuple(line for line in lines if line),
        notes=footer.translated(notes, words),
    )


def model(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the model as a whole: whom it was fitted to, and how well it fits.

    Parameters
    ----------
    result
        Of kind `drivers`.
    """
    rows = [row for row in result.rows if isinstance(row, ModelFit)]
    return Table(
        "model", words("heading.model"), _whole(result.grouping, words), tuple(_fit(row, words) for row in rows)
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("level", words("heading.category"), "text", brief=False),
        Column("step", words("heading.step"), "text", brief=False),
        Column("odds_ratio", words("heading.odds_ratio"), "ratio"),
        Column("effect", words("heading.effect"), "gap"),
        Column("importance", words("heading.importance"), "share"),
        Column("relative_weight", words("heading.relative_weight"), "share", brief=False),
        Column("importance_part", words("heading.importance_part"), "share", brief=False),
        Column("relative_weight_part", words("heading.relative_weight_part"), "share", brief=False),
        Column("statistic", words("heading.statistic"), "number", brief=False),
        Column("df", words("heading.df"), "number", brief=False),
        Column("df_error", words("heading.df_error"), "number", brief=False),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("missing", words("heading.missing"), "count", brief=False),
        Column("alone", words("heading.alone"), "count", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Driver, test: Test | None, words: Words) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        f"· {row.level}" if row.level else row.item.text,
        row.level,
        words.told(row.step),
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
        "" if row.level else footer.verdict(row.verdict, words),
        None if row.level else row.missing,
        None if row.level else row.alone,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def _alone(found: Estimate) -> Estimate | float | None:
    """Give a number that has no interval by itself, so that it is shown."""
    return found if found.lower is not None else found.value


def _whole(grouping: Grouping, words: Words) -> tuple[Column, ...]:
    return (
        Column("estimator", words("heading.estimator"), "label"),
        Column("first_n", words("heading.n_in", group=grouping.first), "count"),
        Column("second_n", words("heading.n_in", group=grouping.second), "count"),
        Column("left_out", words("heading.left_out"), "count"),
        Column("coefficients", words("heading.coefficients"), "count"),
        Column("per_coefficient", words("heading.per_coefficient"), "number"),
        Column("mcfadden", words("heading.mcfadden"), "number"),
        Column("steps", words("heading.steps"), "count"),
    )


def _fit(row: ModelFit, words: Words) -> tuple[str | float | None, ...]:
    return (
        words(f"estimator.{row.estimator}"),
        row.n_first,
        row.n_second,
        row.left_out,
        row.coefficients,
        row.per_coefficient,
        row.mcfadden,
        row.steps,
    )
