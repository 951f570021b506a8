"""Every option of a question coded: ticked, not ticked, or why there is no answer, which is so for all of its options.

Who ticked nothing may have skipped the question, not have been asked, or have found that none of the options is so: an
export seldom tells, the study file says (`nothing`), and how many it concerns is always told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.answers import REASON, Coded, Rows, unanswered
from samkit.errors import Problem, shown, suggestion
from samkit.notes import Note
from samkit.selections import marks, packed
from samkit.selections.marks import BLANK, TICKED, UNTICKED
from samkit.selections.told import NONE_OF_THEM, notes_of
from samkit.study.labels import normal
from samkit.study.options import LEVELS
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.readers.export import Column, Export
    from samkit.study.model import Selection


class Ticks(NamedTuple):
    """What stands in the cells of a question.

    Parameters
    ----------
    states
        By option, ticked, not ticked, blank, or a negative `Missing` code, **shape** (respondents,) each.
    problems
        What cannot be read.
    notes
        What was decided about texts.
    """

    states: list[NDArray[np.int32]]
    problems: list[Problem]
    notes: list[Note]


def read(selection: Selection, export: Export, empty: str) -> tuple[dict[str, Coded], list[Problem], list[Note]]:
    """Code the answers to a question of which several options may be ticked.

    Parameters
    ----------
    selection
        The question.
    export
        The answers as they stood.
    empty
        The reason that an empty cell stands for.

    Returns
    -------
    tuple
        The answers to every option, the problems found, the notes for the reader.
    """
    ticks = _packed(selection, export) if selection.delimiter else _spread(selection, export)
    explicit = any(bool((states == UNTICKED).any()) for states in ticks.states) and not selection.delimiter
    settled, idle = _settled(selection, ticks.states, REASON[empty], explicit=explicit)
    coded = {option.id: Coded(states, LEVELS) for option, states in zip(selection.options, settled, strict=True)}
    if ticks.problems:
        return coded, ticks.problems, ticks.notes
    return coded, [], [*ticks.notes, *notes_of(selection, ticks.states, settled, idle, explicit=explicit)]


def _settled(
    selection: Selection, states: Sequence[NDArray[np.int32]], empty: int, *, explicit: bool
) -> tuple[list[NDArray[np.int32]], NDArray[np.bool_]]:
    """Say what a blank means, and what it means that nothing is ticked.

    A blank is an option that is not ticked where the question says so by blanks alone; where it has a text for what is
    not ticked, a blank is missing, but for that of the words beside "Other" where another column says that the question
    was seen. Who ticked nothing has the reason that stands in the first column with one.

    Returns
    -------
    tuple
        The answers by option, and who ticked nothing for no reason that the export gives, **shape** (respondents,).
    """
    ticked = np.logical_or.reduce([each == TICKED for each in states])
    reason = np.zeros(len(ticked), dtype=np.int32)
    for each in states:
        given = (reason == 0) & (each < 0) & (each != BLANK)
        reason[given] = each[given]
    reason[ticked] = 0
    idle = ~ticked & (reason == 0)
    if selection.nothing != NONE_OF_THEM:
        reason[idle] = REASON[selection.nothing]
    blank = empty if explicit else UNTICKED
    seen = np.logical_or.reduce([(each == TICKED) | (each == UNTICKED) for each in states])
    blanks = [
        np.where(seen, UNTICKED, blank) if option.id == selection.other else blank for option in selection.options
    ]
    settled = [np.where(each == BLANK, mark, each).astype(np.int32) for each, mark in zip(states, blanks, strict=True)]
    return [np.where(reason < 0, reason, each).astype(np.int32) for each in settled], idle


def _spread(selection: Selection, export: Export) -> Ticks:
    """Read options that have a column each."""
    found = [marks.read(selection, option, export) for option in selection.options]
    problems = [problem for each in found for problem in each.problems]
    usual = {text: state for each in found for text, state in each.usual.items()}
    ticked = ", ".join(shown(text) for text, state in usual.items() if state == TICKED)
    unticked = ", ".join(shown(text) for text, state in usual.items() if state == UNTICKED)
    said = [f"{ticked} as ticked"] * bool(ticked) + [f"{unticked} as not ticked"] * bool(unticked)
    notes = [Note("ticks_read", f"{selection.id}: read {' and '.join(said)}")] if said else []
    return Ticks([each.states for each in found], problems, notes)


def _packed(selection: Selection, export: Export) -> Ticks:
    """Read options that stand together in one cell, each distinct cell once."""
    rows = Rows(export.columns[selection.options[0].column], export)
    column, known = rows.column, packed.shapes(selection)
    missing = unanswered(selection.missing, column)
    table = np.zeros((len(selection.options), len(column.categories)), dtype=np.int32)
    problems, others = list[Problem](), list[int]()
    for place, text in enumerate(column.categories):
        cell = packed.parts(text, known)
        if not cell or (normal(text) in missing and cell not in known.meant):
            table[:, place] = missing[normal(text)] if cell else BLANK
            continue
        found = packed.readings(cell, known)
        if len(found) > 1 or (found[0].unknown and not selection.other):
            sign = "" if problems else packed.fitting(selection, text)
            problems.append(_fault(selection, rows, place, found, packed.unknown(cell, known), sign))
            table[:, place] = Missing.UNREADABLE
        else:
            table[list(found[0].ticked), place] = TICKED
            others += [place] if found[0].unknown else []
    if others:
        at = next(index for index, option in enumerate(selection.options) if option.id == selection.other)
        table[at, others] = TICKED
    return Ticks([row[column.codes] for row in table], problems, _others(selection, column, others))


def _fault(
    selection: Selection, rows: Rows, category: int, found: Sequence[packed.Reading], unknown: Sequence[str], sign: str
) -> Problem:
    """Say why a cell cannot be read: there are two ways to, or words that are no options, unless `sign` joins them."""
    text, (where, more) = rows.column.categories[category], rows.first(category)
    texts = [option.text for option in selection.options]
    if len(found) > 1:
        ways = [" + ".join(shown(texts[place]) for place in sorted(each.ticked)) for each in found[:2]]
        message = f"these ticks can be read in two ways, {ways[0]} or {ways[1]}{more}"
        hint = "export each option in a column of its own, or join the options with another sign"
        return Problem("two_readings", message, where, "", text, hint)
    nearest = suggestion(unknown[0], texts)
    hint = nearest if nearest.startswith("did you mean") else 'other = "…" names the option that such words tick'
    hint = f'delimiter = "{sign}"' if sign else hint
    message = f"{shown(unknown[0])} is none of the options{more}"
    return Problem("unknown_label", message, where, ", ".join(map(shown, texts)), text, hint)


def _others(selection: Selection, column: Column, others: Sequence[int]) -> list[Note]:
    """Say how many cells hold words of the respondent's own."""
    count = int(np.isin(column.codes, others).sum()) if others else 0
    told = f"{selection.id}: {count} cells hold words that are none of the options, and tick {selection.other}"
    return [Note("other_answers", told)] if count else []
