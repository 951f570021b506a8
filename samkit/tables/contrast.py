"""The table of a gap analysis: one row an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Estimate, contrasts
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Contrast, Grouping, Result

SHOWN = ("share", "gap", "likelihood ratio", "odds ratio", "test", "equivalence", "missing", "weights", "design")


def table(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out a gap analysis.

    Parameters
    ----------
    result
        Of kind `gap`.

    Returns
    -------
    Table
        All numbers; the brief columns fit a terminal.
    """
    rows = contrasts(result)
    return Table(
        name=result.section,
        title=result.title,
        columns=_columns(
            result.grouping,
            words,
            resting=any(row.baseline for row in rows),
            in_total=any(row.ratio_to_rest.value is not None for row in rows),
        ),
        rows=tuple(_row(row, words) for row in rows),
        footer=footer.lines(result, rows, SHOWN, words),
        notes=footer.all_notes(result, rows, words),
    )


def _columns(grouping: Grouping, words: Words, *, resting: bool, in_total: bool) -> tuple[Column, ...]:
    """Name the columns; what would follow from the rule alone is for files where no item rests on it.

    So is the ratio against the others where these are the second group themselves.
    """
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.item"), "label"),
        Column("favourable", words("heading.favourable"), "text", brief=False),
        Column("first_share", words("heading.share_in", group=first), "share"),
        Column("second_share", words("heading.share_in", group=second), "share"),
        Column("gap", words("heading.gap"), "gap"),
        Column("at_worst", words("heading.at_worst"), "gap", brief=False),
        Column("ratio", words("heading.ratio"), "ratio"),
        Column("ratio_to_rest", words("heading.ratio_to_rest"), "ratio", brief=in_total),
        Column("rule_gap", words("heading.rule_gap"), "gap", brief=False),
        Column("rule_ratio", words("heading.rule_ratio"), "ratio", brief=resting),
        Column("ratio_absent", words("heading.ratio_absent"), "ratio", brief=False),
        Column("odds_ratio", words("heading.odds_ratio"), "ratio", brief=False),
        Column("first_if_present", words("heading.if_present", group=first), "share", brief=False),
        Column("first_if_absent", words("heading.if_absent", group=first), "share", brief=False),
        Column("prevalence", words("heading.prevalence"), "share", brief=False),
        Column("p", words("heading.p"), "p-value", brief=False),
        Column("p_g", words("heading.p_g"), "p-value", brief=False),
        Column("p_levels", words("heading.p_levels"), "p-value", brief=False),
        Column("q", words("heading.q"), "p-value"),
        Column("verdict", words("heading.verdict"), "text"),
        Column("first_x", words("heading.favourable_in", group=first), "count", brief=False),
        Column("first_n", words("heading.n_in", group=first), "count"),
        Column("first_missing", words("heading.missing_in", group=first), "count", brief=False),
        Column("first_design_effect", words("heading.design_effect_in", group=first), "number", brief=False),
        Column("second_x", words("heading.favourable_in", group=second), "count", brief=False),
        Column("second_n", words("heading.n_in", group=second), "count"),
        Column("second_missing", words("heading.missing_in", group=second), "count", brief=False),
        Column("second_design_effect", words("heading.design_effect_in", group=second), "number", brief=False),
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _row(row: Contrast, words: Words) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        "; ".join(row.item.favourable),
        row.first.share,
        row.second.share,
        row.gap,
        row.at_worst,
        row.ratio,
        row.ratio_to_rest,
        _alone(row.baseline.gap if row.baseline else None),
        _alone(row.baseline.ratio if row.baseline else None),
        row.ratio_absent,
        row.odds_ratio,
        row.first_if_present,
        row.first_if_absent,
        row.both.share if row.both else None,
        row.p,
        row.p_g,
        row.p_levels,
        row.q,
        footer.verdict(row.verdict, words),
        row.first.x,
        row.first.n,
        row.first.missing,
        row.first.design_effect,
        row.second.x,
        row.second.n,
        row.second.missing,
        row.second.design_effect,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def _alone(value: float | None) -> Estimate:
    """Give a number without an interval."""
    return Estimate(value, None, None)
