"""The tables of improvement plans: one row a unit, one row a skill of a unit, and what is known of each skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.payoffs import improvements, skills, standing
from samkit.results import Estimate
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.notes import Note
    from samkit.payoffs import Improvement, Payoff, Skill
    from samkit.results import Result

    Cells = tuple[str | float | Estimate | None, ...]

POINTS: Final = 100
PLANS: Final = ("payoff", "range", "rank", "weights", "design")
SKILLS: Final = ("association", "gap", "weights", "design")


def plans(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the plan of each unit: which skill, what it pays, and how it is followed; of several in files.

    Parameters
    ----------
    result
        Of kind `practices`.
    words
        Of the language of the table.
    """
    rows, about = improvements(result.rows), {skill.item.id: skill for skill in skills(result.rows)}
    one = len(rows) == 1
    columns = (
        Column("unit", words("heading.plan_for"), "label"),
        Column("people", words("heading.people"), "count"),
        Column("skill", words("heading.skill"), "text"),
        Column("paying", words("heading.paying"), "text"),
        Column("at", words("heading.stands_at"), "text"),
        Column("target", words("heading.target_level"), "text"),
        Column("payoff", words("heading.payoff"), "mean"),
        Column("first", words("heading.first"), "share"),
        Column("measure", words("heading.measure"), "text", brief=one),
        Column("success", words("heading.success"), "text", brief=one),
        Column("cadence", words("heading.cadence"), "text", brief=one),
        *_notes(words),
    )
    told = tuple(_plan(row, about, words) for row in rows)
    return Table("plans", words("practices.plans"), columns, told, *_below(result, rows, PLANS, words))


def payoffs(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out every skill of every unit; of several units in files alone.

    Parameters
    ----------
    result
        Of kind `practices`.
    words
        Of the language of the table.
    """
    rows = improvements(result.rows)
    columns = (
        Column("unit", words("heading.plan_for"), "text", brief=False),
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.skill"), "label"),
        Column("at", words("heading.stands_at"), "text"),
        Column("place", words("heading.place_on_scale"), "share", brief=False),
        Column("n", words("heading.n"), "count"),
        Column("missing", words("heading.missing"), "count", brief=False),
        Column("distance", words("heading.to_go"), "share"),
        Column("chance", words("heading.chance_apart"), "gap"),
        Column("payoff", words("heading.payoff"), "mean"),
        Column("rank", words("heading.rank"), "rank"),
        Column("first", words("heading.first"), "share"),
        Column("paying", words("heading.paying"), "text"),
    )
    told = tuple(_payoff(row, each, words) for row in rows for each in row.payoffs)
    title = words("practices.payoffs", unit=rows[0].item.text if len(rows) == 1 else words("practices.each"))
    return Table("payoffs", title, columns, told, *_below(result, rows, PLANS, words), brief=len(rows) == 1)


def known(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out what is known of each skill, and how its improvement is followed.

    Parameters
    ----------
    result
        Of kind `practices`.
    words
        Of the language of the table.
    """
    rows = skills(result.rows)
    columns = (
        Column("item_id", words("heading.item_id"), "text", brief=False),
        Column("item", words("heading.skill"), "label"),
        Column("association", words("heading.association_scale"), "gap"),
        Column("gap", words("heading.gap"), "gap"),
        Column("target", words("heading.target_level"), "text"),
        Column("measure", words("heading.measure"), "text", brief=False),
        Column("success", words("heading.success"), "text", brief=False),
        Column("cadence", words("heading.cadence"), "text", brief=False),
        *_notes(words),
    )
    told = tuple(_skill(row, words) for row in rows)
    return Table("skills", result.title, columns, told, *_below(result, rows, SKILLS, words))


def _plan(row: Improvement, about: dict[str, Skill], words: Words) -> Cells:
    chosen = next((each for each in row.payoffs if each.item.id == row.chosen), None)
    skill = about.get(row.chosen)
    return (
        row.item.text,
        row.n,
        chosen.item.text if chosen else "",
        words(f"paying.{row.paying.name.lower()}"),
        stands(chosen, words) if chosen else "",
        skill.target if skill else "",
        in_points(chosen.payoff) if chosen else None,
        chosen.first if chosen else None,
        skill.measure if skill else "",
        skill.success if skill else "",
        skill.cadence if skill else "",
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def _payoff(unit: Improvement, row: Payoff, words: Words) -> Cells:
    return (
        unit.item.text,
        row.item.id,
        row.item.text,
        stands(row, words),
        row.at,
        row.n,
        row.missing,
        row.distance,
        row.chance,
        in_points(row.payoff),
        row.rank,
        row.first,
        words(f"paying.{row.paying.name.lower()}"),
    )


def _skill(row: Skill, words: Words) -> Cells:
    return (
        row.item.id,
        row.item.text,
        row.association,
        row.gap,
        row.target,
        row.measure,
        row.success,
        row.cadence,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def stands(row: Payoff, words: Words) -> str:
    """Say where a unit stands on a skill."""
    return standing(row, words("practices.mean", at=f"{POINTS * (row.at or 0.0):.0f}"))


def in_points(estimate: Estimate) -> Estimate | None:
    """Give a payoff in points; nothing where there is none."""
    if estimate.value is None:
        return None
    return Estimate(*(None if part is None else POINTS * part for part in estimate))


def _notes(words: Words) -> tuple[Column, Column]:
    return (
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def _below(
    result: Result, rows: Iterable[Improvement | Skill], shown: tuple[str, ...], words: Words
) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Give what stands below a table: how many are in the model, methods and origin; and the notes."""
    told = skills(result.rows)
    of_model = words("practices.model", told[0].n, first=result.grouping.first) if told else ""
    lines = (of_model, footer.methods(result, shown, words), footer.origin(result, words))
    notes = (*result.notes, *(note for row in rows for note in row.notes))
    return tuple(line for line in lines if line), footer.translated(notes, words)
