"""Signs that nobody sees: control characters, and marks that change how text is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.readers.export import Column

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)


def unseen_in(columns: Mapping[str, Column]) -> tuple[Note, ...]:
    """Say in how many texts of the columns there are such signs, and where the first stands."""
    found = [
        (name, sign[0])
        for name, column in columns.items()
        for text in column.categories
        if not text.isascii() or not text.isprintable()
        if (sign := UNSEEN.search(text))
    ]
    if not found:
        return ()
    name, first = found[0]
    told = f"{counted(len(found), 'text')} with a control or direction character, first {shown(first)}"
    return (Note("control_characters", f"{told} in column {shown(name)}"),)
