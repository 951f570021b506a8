"""What the columns of an export turn out to be: questions with one answer, with several, in a grid, or no question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.intake.quantities import Quantity
    from samkit.intake.scales import Recognised
    from samkit.intake.seen import Seen


class Question(NamedTuple):
    """A question with one answer, on a scale or as a number.

    Parameters
    ----------
    seen
        Its column.
    text
        Its words; in a grid those of the row.
    answered
        How.
    why
        By what that was found.
    """

    seen: Seen
    text: str
    answered: Recognised | Quantity
    why: str


class Tick(NamedTuple):
    """One option: its words, its column where it has one, and the texts that mean ticked where that must be said."""

    text: str
    column: str = ""
    ticked: tuple[str, ...] = ()


class Several(NamedTuple):
    """A question of which several options may be ticked.

    Parameters
    ----------
    key
        What its columns share, or its column.
    text
        Its words.
    options
        In the order of the file.
    column, delimiter
        Where all ticked options stand in one cell, and the sign between them.
    other
        The words of the option that stands for words which are none of the options; empty where there is none. Where
        options have a column each, any words in its column tick it.
    unticked
        Texts that mean not ticked, where that must be said.
    missing
        For each text that is no answer the reason.
    why
        By what that was found.
    """

    key: str
    text: str
    options: tuple[Tick, ...]
    column: str = ""
    delimiter: str = ""
    other: str = ""
    unticked: tuple[str, ...] = ()
    missing: Mapping[str, str] = {}
    why: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that hold the ticks."""
        return (self.column,) if self.column else tuple(option.column for option in self.options)


class Battery(NamedTuple):
    """Questions that stand together: the rows of a grid, or neighbours on one scale."""

    key: str
    text: str
    rows: tuple[Question, ...]
    why: str


class Left(NamedTuple):
    """A column that is no question for a comparison, and why."""

    seen: Seen
    why: str


Found = Question | Several | Battery | Left
