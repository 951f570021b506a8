"""What the answers of several columns tell of their kind: ticks, places in a ranking, numbers, words."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.readers.headings import words
from samkit.readers.text.likeness import is_number_like

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from samkit.readers.export import Column, Kind

NO_TICK: Final = frozenset({"", "0", "-99"})
"""What stands in a column of a numeric export where an option was not ticked."""

_CHANCE: Final = 1e-3
"""How rarely answers that are no places may look like a ranking."""

_MOST_LEVELS: Final = 11
"""How many numbers a scale may have before its columns are taken for numbers."""

_WHOLE: Final = re.compile(r"[1-9]\d{0,3}", re.ASCII)


def filled(column: Column, blank: Collection[str] = ("",)) -> tuple[str, ...]:
    """Give the distinct answers of a column in order of first appearance."""
    return tuple(text for text in column.categories if text not in blank)


def are_ticks(columns: Sequence[Column], labels: Sequence[str] = ()) -> bool:
    """Say whether columns hold nothing but a tick: its own label, or one and the same code.

    Parameters
    ----------
    columns
        The columns of one question.
    labels
        The words of each option; without them only codes are known.

    Returns
    -------
    bool
        False, too, where nobody ticked anything, or where none of several columns has a blank.
    """
    answers = [filled(column, NO_TICK) for column in columns]
    if not any(answers) or any(len(texts) > 1 for texts in answers):
        return False
    if len(columns) > 1 and not any(text in NO_TICK for column in columns for text in column.categories):
        return False
    codes = {text for texts in answers for text in texts}
    own = all(words(texts[0]) == label for texts, label in zip(answers, labels, strict=False) if texts)
    return codes == {"1"} or (bool(labels) and own)


def is_ranking(columns: Sequence[Column]) -> bool:
    """Say whether each row holds different places, and too many rows do for it to be chance.

    Parameters
    ----------
    columns
        The columns of one question; answers that are no whole number, such as "N/A", do not count.
    """
    if len(columns) < 3 or not all(_are_places(column, len(columns)) for column in columns):
        return False
    places = np.stack([_places(column)[column.codes] for column in columns], axis=1)
    places.sort(axis=1)
    twice = (places[:, 1:] == places[:, :-1]) & (places[:, 1:] > 0)
    if twice.any():
        return False
    chances = [math.perm(len(columns), count) / len(columns) ** count for count in range(len(columns) + 1)]
    counts = np.bincount((places > 0).sum(axis=1), minlength=len(columns) + 1)
    return float(counts @ np.log(chances)) < math.log(_CHANCE)


def _are_places(column: Column, most: int) -> bool:
    """Say whether the answers of a column are whole numbers from 1 to `most`, besides one that is no number."""
    texts = filled(column)
    others = [text for text in texts if not _WHOLE.fullmatch(text)]
    return len(others) <= 1 and all(int(text) <= most for text in texts if text not in others)


def _places(column: Column) -> NDArray[np.int16]:
    """Give the number that each category of a column is, 0 where it is none."""
    return np.array([int(text) if _WHOLE.fullmatch(text) else 0 for text in column.categories], dtype=np.int16)


def kind_of_rows(columns: Sequence[Column]) -> Kind:
    """Say what the columns of one question hold that are no ticks: places, numbers, words, or a common scale.

    Returns
    -------
    str
        Empty where nobody answered.
    """
    answers = [filled(column, ("", "-99")) for column in columns]
    distinct = {text for texts in answers for text in texts}
    if not distinct:
        return ""
    if is_ranking(columns):
        return "rank"
    if all(map(is_number_like, distinct)):
        return "number" if len(distinct) > _MOST_LEVELS else "grid"
    return "text" if _are_words(columns, distinct) else "grid"


def _are_words(columns: Sequence[Column], distinct: Collection[str]) -> bool:
    """Say whether hardly any answer recurs: words of one's own, not levels of a scale."""
    given = sum(_given(column) for column in columns)
    return len(distinct) > _MOST_LEVELS and len(distinct) * 2 > given


def _given(column: Column) -> int:
    """Count the rows with an answer."""
    blank = np.array([text == "" for text in column.categories], dtype=bool)
    return int(len(column.codes) - blank[column.codes].sum()) if len(blank) else 0
