"""Small made-up exports, column by column, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.intake import seen as looked
from samkit.intake.found import Battery, Found, Left, Question, Several
from samkit.intake.structure import structure
from samkit.readers.export import Asked, Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.intake.seen import Seen

NO_ANSWER = ""


def column(name: str, texts: Sequence[str], asked: Asked | None = None, position: int = 1) -> Column:
    """Make a column of the texts of its rows."""
    categories = tuple(dict.fromkeys(texts))
    codes = np.array([categories.index(text) for text in texts], dtype=np.int32)
    return Column(name, position, codes, categories, asked or Asked())


def seen(name: str, texts: Sequence[str], asked: Asked | None = None, position: int = 1) -> Seen:
    """Look at a column of the texts of its rows."""
    return looked.seen(column(name, texts, asked, position))


def found(columns: Mapping[str, Sequence[str]], asked: Mapping[str, Asked] | None = None) -> list[Found]:
    """Say what columns are, given by name."""
    told = asked or {}
    return structure(
        [seen(name, texts, told.get(name), place) for place, (name, texts) in enumerate(columns.items(), 1)]
    )


def only(columns: Mapping[str, Sequence[str]], asked: Mapping[str, Asked] | None = None) -> Found:
    """Say what columns are that make one thing."""
    (one,) = found(columns, asked)
    return one


def question(one: Found) -> Question:
    """See that something is a question with one answer."""
    assert isinstance(one, Question), one
    return one


def several(one: Found) -> Several:
    """See that something is a question of which several options may be ticked."""
    assert isinstance(one, Several), one
    return one


def battery(one: Found) -> Battery:
    """See that something is a section of questions."""
    assert isinstance(one, Battery), one
    return one


def left(one: Found) -> Left:
    """See that something is left out."""
    assert isinstance(one, Left), one
    return one
