"""What is told of those who ticked no option of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.errors import shown
from samkit.notes import Note
from samkit.selections.marks import UNTICKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.study.model import Selection


def notes_of(
    selection: Selection,
    before: Sequence[NDArray[np.int32]],
    after: Sequence[NDArray[np.int32]],
    idle: NDArray[np.bool_],
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
    """
    if all(bool((each < 0).all()) for each in after):
        listed = ", ".join(map(shown, selection.columns()[:3]))
        return [Note("item_all_missing", f"nobody answered {selection.id} (column {listed})")]
    count = int(idle.sum())
    if not count:
        return []
    left_out = selection.nothing != "none of them"
    what = f'left out as "{selection.nothing}"' if left_out else "in the base as those who found none of them so"
    told = f"{selection.id}: {count} of {len(idle)} respondents ticked nothing, and are {what}"
    if selection.declared:
        return [Note("nothing_ticked", told)]
    other = 'if they were asked and none of the options is so, say nothing = "none of them"'
    if not all(bool((each >= UNTICKED).all()) for each in before):
        return [Note("nothing_ticked", f"{told}; {other}")]
    base = int((np.logical_or.reduce([each >= UNTICKED for each in after])).sum())
    same = "no cell is blank, so that to skip the question looks like ticking nothing"
    return [Note("skipped_unseen", f"{told}, as {same}; {other}: the base is {base + count} then, and not {base}")]
