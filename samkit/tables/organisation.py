"""The tables of one organisation beside two groups: one row an item, and one row a chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Chance, Standing
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samkit.notes import Note
    from samkit.results import Estimate, Grouping, Result

ITEMS: Final = ("share", "likelihood ratio", "weights", "design")
CHANCES: Final = ("share", "naive Bayes", "model", "zero cells")

_METHODS: Final = {
    "prior": "Before any answer is known",
    "naive Bayes": "Naive Bayes, as if items were independent",
    "model": "Logistic model of the same items",
}
_SHORT: Final = {"prior": "chance before", "naive Bayes": "naive Bayes", "model": "model"}


def items(result: Result) -> Table:
    """Lay out what the organisation has beside the shares of the groups; what speaks for the first group comes first.

    Parameters
    ----------
    result
        Of kind `organisation`.
    """
    rows = [row for row in result.rows if isinstance(row, Standing)]
    return Table(
        name=result.section,
        title=result.title,
        columns=_item_columns(result.grouping),
        rows=tuple(_item(row) for row in rows),
        footer=tuple(line for line in (_read(), footer.methods(result, ITEMS), footer.origin(result)) if line),
        notes=_once((*result.notes, *(note for row in rows for note in row.notes))),
    )


def chances(result: Result) -> Table:
    """Lay out the chance of being in the first group: before, by naive Bayes, by the model.

    Parameters
    ----------
    result
        Of kind `organisation`.
    """
    rows = [row for row in result.rows if isinstance(row, Chance)]
    return Table(
        name="chance",
        title=f"Chance of being in {result.grouping.first}",
        columns=_chance_columns(result.grouping),
        rows=tuple(_chance(row) for row in rows),
        footer=tuple(line for line in (_based(rows), footer.methods(result, CHANCES), footer.origin(result)) if line),
        notes=_once(note for row in rows for note in row.notes),
    )


def _read() -> str:
    """Say how the ratio is read."""
    return (
        "Times as likely: the answer that was given, in the first group against the second (LR+ where it is counted, "
        "LR− where not)"
    )


def _based(rows: Sequence[Chance]) -> str:
    """Say whose answers the chances rest on."""
    bases = dict.fromkeys(row.basis for row in rows if row.basis)
    by_basis = {basis: [_SHORT[row.method] for row in rows if row.basis == basis] for basis in bases}
    return "; ".join(f"{', '.join(methods)}: from {basis}" for basis, methods in by_basis.items())


def _item_columns(grouping: Grouping) -> tuple[Column, ...]:
    first, second = grouping.first, grouping.second
    return (
        Column("item_id", "Item id", "text", brief=False),
        Column("item", "Item", "label"),
        Column("answer", "Answer", "text"),
        Column("favourable", "Counted", "text", brief=False),
        Column("has", "Has it", "text"),
        Column("first_share", f"{first}, %", "share"),
        Column("second_share", f"{second}, %", "share"),
        Column("answer_ratio", "Times as likely", "ratio"),
        Column("enters", "Enters the chance", "text"),
        Column("first_n", f"n {first}", "count"),
        Column("second_n", f"n {second}", "count"),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _item(row: Standing) -> tuple[str | float | Estimate | None, ...]:
    return (
        row.item.id,
        row.item.text,
        row.answer,
        "; ".join(row.item.favourable),
        "" if row.has is None else _yes(row.has),
        _told(row.first),
        _told(row.second),
        _told(row.ratio),
        _yes(row.enters),
        row.n_first,
        row.n_second,
        ", ".join(dict.fromkeys(note.label for note in row.notes if note.code != "rounded")),
        "; ".join(note.text for note in row.notes),
    )


def _chance_columns(grouping: Grouping) -> tuple[Column, ...]:
    return (
        Column("method", "From", "label"),
        Column("chance", "Chance, %", "share"),
        Column("odds_times", "Odds times", "ratio"),
        Column("items", "Items", "count"),
        Column("first_n", f"n {grouping.first}", "count"),
        Column("second_n", f"n {grouping.second}", "count"),
        Column("basis", "Based on", "text", brief=False),
        Column("notes", "Notes", "text"),
        Column("note_texts", "Notes in full", "text", brief=False),
    )


def _chance(row: Chance) -> tuple[str | float | Estimate | None, ...]:
    return (
        _METHODS[row.method],
        _told(row.chance),
        _told(row.ratio),
        row.items,
        row.n_first,
        row.n_second,
        row.basis,
        ", ".join(dict.fromkeys(note.label for note in row.notes)),
        "; ".join(note.text for note in row.notes),
    )


def _yes(held: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if held else "no"


def _told(found: Estimate) -> Estimate | float | None:
    """Give a number that has no interval by itself, so that it is shown."""
    return found if found.lower is not None else found.value


def _once(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple({note.text: note for note in notes}.values())
