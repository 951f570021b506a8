"""What is told of those who ticked no option of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.selections.marks import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.study.model import Selection

NONE_OF_THEM: Final = "none of them"
OTHERWISE: Final = 'if they were asked and none of the options is so, say nothing = "none of them"'


def notes_of(
    selection: Selection,
    before: Sequence[NDArray[np.int32]],
    after: Sequence[NDArray[np.int32]],
    idle: NDArray[np.bool_],
    *,
    explicit: bool,
) -> list[Note]:
    """Say how many ticked nothing, and what was made of it.

    Parameters
    ----------
    selection
        The question.
    before
        By option, what stands in the cells, **shape** (respondents,) each.
    after
        By option, the answers, **shape** (respondents,) each.
    idle
        Who ticked nothing for no reason that the export gives, **shape** (respondents,).
    explicit
        Whether the export has a text for an option that is not ticked, so that a blank means something else.
    """
    if all(bool((each < 0).all()) for each in after):
        listed = ", ".join(map(shown, selection.columns()[:3]))
        return [Note("item_all_missing", f"nobody answered {selection.id} (column {listed})")]
    blank = idle & np.logical_and.reduce([each == BLANK for each in before]) & explicit
    notes = []
    if blank.any():
        reason = "" if selection.nothing == NONE_OF_THEM else f' as "{selection.nothing}"'
        told = f"{selection.id}: {_of(blank)} left every cell blank, and are left out{reason}"
        notes.append(Note("nothing_ticked", told))
    if (idle & ~blank).any():
        base = int(np.logical_or.reduce([each >= 0 for each in after]).sum())
        filled = explicit and not any(bool((each < 0).any()) for each in before)
        notes.append(_of_nothing(selection, idle & ~blank, base, filled=filled))
    return notes


def _of_nothing(selection: Selection, idle: NDArray[np.bool_], base: int, *, filled: bool) -> Note:
    """Say what it means that somebody ticked nothing, and what else it may mean; `filled`: no cell at all is blank."""
    if selection.nothing == NONE_OF_THEM:
        told = f"{selection.id}: {_of(idle)} ticked nothing, and are in the base: none of the options is so for them"
        return Note("nothing_ticked", told)
    told = f'{selection.id}: {_of(idle)} ticked nothing, and are left out as "{selection.nothing}"'
    if selection.declared or not filled:
        return Note("nothing_ticked", told if selection.declared else f"{told}; {OTHERWISE}")
    same = "as no cell is blank, skipping the question looks the same as ticking nothing"
    both = f"the base is {base} now, and {base + int(idle.sum())} then"
    return Note("skipped_unseen", f"{told}; {same}; {OTHERWISE}: {both}")


def _of(some: NDArray[np.bool_]) -> str:
    """Count respondents of all.

    Examples
    --------
    >>> _of(np.array([True, False, True]))
    '2 of 3 respondents'
    """
    return f"{int(some.sum())} of {len(some)} respondents"
