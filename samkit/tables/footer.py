"""What stands below every table and figure: who was asked, how it was computed, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.notes import Note
    from samkit.results import Contrast, Factor, Grouping, Level, Location, Rank, Result, Trend

    Based = Contrast | Factor | Level | Location | Rank | Trend


def bases(grouping: Grouping, rows: Iterable[Based] = ()) -> str:
    """Tell the base of each group, as a range where items differ.

    Examples
    --------
    >>> from samkit.results import Grouping
    >>> bases(Grouping("g", "Top Performers", "The Rest", 52, 345, 3, "Unclassified"))
    'n: Top Performers 52, The Rest 345; 3 unclassified left out'
    """
    shown = list(rows)
    first = _range([row.first.n for row in shown] or [grouping.n_first])
    second = _range([row.second.n for row in shown] or [grouping.n_second])
    text = f"n: {grouping.first} {first}, {grouping.second} {second}"
    left_out = f"{decimal(grouping.n_left_out)} {grouping.left_out.lower()}"
    return f"{text}; {left_out} left out" if grouping.n_left_out else text


def methods(result: Result, wanted: tuple[str, ...]) -> str:
    """Name the methods behind the numbers that are shown, and the confidence level; each method once."""
    by_method: dict[str, list[str]] = {}
    for method in result.methods:
        if method.of in wanted:
            by_method.setdefault(method.name, []).append(method.of)
    named = "; ".join(f"{', '.join(of)}: {name}" for name, of in by_method.items())
    has_interval = {"share", "gap", "likelihood ratio", "odds ratio", "mean", "median", "rank"} & set(wanted)
    return f"{percent(result.level)} % intervals; {named}" if has_interval else named


def judged(result: Result) -> str:
    """Say how verdicts were reached: which p-values were adjusted together, and the margin of equivalence."""
    if not result.family:
        return ""
    if result.kind != "gap":
        return f"q: {result.family}"
    narrow, margin = percent(2 * result.level - 1), percent(result.margin)
    return f"q: {result.family}; equivalent: {narrow} % interval within ±{margin} points"


def origin(result: Result) -> str:
    """Name source, study and what is synthetic."""
    made = result.provenance
    parts = [f"Source: {made.source}" if made.source else "", made.synthetic]
    return ". ".join(part.rstrip(".") for part in parts if part)


def lines(result: Result, rows: Iterable[Based], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Give the lines below a table."""
    found = (bases(result.grouping, rows), methods(result, wanted), judged(result), origin(result))
    return tuple(line for line in found if line)


def all_notes(result: Result, rows: Iterable[Based]) -> tuple[Note, ...]:
    """Gather the notes of a result and of its rows, each sentence once."""
    found = (*result.notes, *(note for row in rows for note in row.notes))
    return tuple({note.text: note for note in found}.values())


def _range(values: list[int]) -> str:
    low, high = min(values), max(values)
    return decimal(low) if low == high else f"{decimal(low)} to {decimal(high)}"
