"""Ticks in a column of their own: which texts mean that an option is ticked, and which that it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.answers import Rows, unanswered
from samkit.errors import Problem, shown
from samkit.study.labels import normal
from samkit.tally import Missing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samkit.readers.export import Column, Export
    from samkit.study.model import Option, Selection

TICKED: Final = 1
UNTICKED: Final = 0
BLANK: Final = -100
"""Of a cell without a text, until it is known what the respondent did in the other columns."""

USUAL_TICKS: Final = frozenset({
    "1", "1.0", "yes", "y", "true", "x", "✓", "✔", "☑", "on", "checked", "selected", "ticked", "mentioned", "quoted",
    "ja", "j", "oui", "sí", "si", "sì", "sim", "tak", "да", "evet", "kyllä", "是", "はい", "예",
})  # fmt: skip
"""Texts that mean ticked where the study file declares none, in small letters."""

USUAL_BLANKS: Final = frozenset({
    "0", "0.0", "no", "n", "false", "off", "unchecked", "not checked", "unselected", "not selected", "unticked",
    "not ticked", "not mentioned", "not quoted", "nein", "non", "não", "nie", "нет", "ei", "nej", "nei",
    "nee", "否", "いいえ", "아니요",
})  # fmt: skip
"""Texts that mean not ticked where the study file declares none, in small letters."""


class Marks(NamedTuple):
    """What stands in the column of one option, **shape** (respondents,), and which usual texts were found in it."""

    states: NDArray[np.int32]
    problems: list[Problem]
    usual: dict[str, int]


def read(selection: Selection, option: Option, export: Export) -> Marks:
    """Say of every cell of an option's column whether it is ticked, not ticked, blank, or why it is missing.

    Parameters
    ----------
    selection
        The question.
    option
        One of its options.
    export
        The answers as they stood.
    """
    column = export.columns[option.column]
    known = _declared(selection, option, column)
    table = np.full(len(column.categories), Missing.UNREADABLE, dtype=np.int32)
    rows, problems, usual = Rows(column, export), list[Problem](), dict[str, int]()
    for place, text in enumerate(column.categories):
        state = known.get(normal(text))
        if state is None:
            state = _usual(selection, option, text)
            usual |= {} if state is None else {text: state}
        if state is None and option.id == selection.other:
            state = TICKED
        if state is None:
            problems.append(_unknown(selection, option, rows, place))
        else:
            table[place] = state
    problems += _own_text(selection, option, rows, usual)
    return Marks(table[column.codes], problems, usual)


def _declared(selection: Selection, option: Option, column: Column) -> dict[str, int]:
    """Give what the texts mean that the study file or the export itself declares."""
    own = option.ticked or tuple(filter(None, (option.text, column.asked.part)))
    ticked = {normal(text): TICKED for text in own}
    unticked = {normal(text): UNTICKED for text in selection.unticked}
    return {**unanswered(selection.missing, column), **ticked, **unticked, "": BLANK}


def _usual(selection: Selection, option: Option, text: str) -> int | None:
    """Say what a text usually means, unless the study file declares what is to mean it."""
    folded = normal(text).casefold()
    if folded in USUAL_TICKS and not option.ticked:
        return TICKED
    return UNTICKED if folded in USUAL_BLANKS and not selection.unticked else None


def _own_text(selection: Selection, option: Option, rows: Rows, usual: dict[str, int]) -> list[Problem]:
    """Refuse to guess what the text of an option means that is a usual one for what is not ticked."""
    own = normal(option.text)
    doubtful = own.casefold() in USUAL_BLANKS and not option.ticked and not selection.unticked
    place = next((place for place, text in enumerate(rows.column.categories) if normal(text) == own), None)
    if place is None or not doubtful or TICKED not in usual.values():
        return []
    tick = next(text for text, state in usual.items() if state == TICKED)
    message = f"{shown(own)} may be the option's own words, or mean that it is not ticked"
    hint = f'ticked = ["{tick}"] at the option, and unticked = ["{own}"] at the question'
    return [Problem("doubtful_tick", message, rows.first(place)[0], got=own, hint=hint)]


def _unknown(selection: Selection, option: Option, rows: Rows, category: int) -> Problem:
    """Say that a text means neither."""
    text = rows.column.categories[category]
    where, others = rows.first(category)
    name = text.replace('"', "'")[:40]
    listed = ", ".join(shown(each) for each in option.ticked or (option.text, "1", "Yes"))
    hint = f'ticked = ["{name}"] at {option.id}, or unticked = ["{name}"] at {selection.id}'
    message = f"neither ticked nor not ticked{others}"
    return Problem("unknown_label", message, where, f"{listed} where it is ticked", text, hint)
