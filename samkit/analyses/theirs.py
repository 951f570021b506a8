"""What a survey is held against: the share of an item in one group of a reference, as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from samkit.notes import Note

if TYPE_CHECKING:
    from samkit.results import Item
    from samkit.stats.reference import Error

Side = Literal["top", "rest", "all"]

EVERYBODY: Final = "All respondents"


class Theirs(NamedTuple):
    """One share of a reference.

    Parameters
    ----------
    item
        The item of our own study that it belongs to.
    side
        Which group of the reference it is of; `all` for all respondents.
    group
        What that group is called.
    share
        As a fraction; of a printed range the middle.
    range
        The least and the most that it can have been before it was rounded.
    n
        Its base, count; None where none is known.
    counts
        The least and the most favourable answers that give it at this base.
    error
        Its standard error, where it was weighted.
    notes
        What a reader must know of it.
    """

    item: Item
    side: Side
    group: str
    share: float
    range: tuple[float, float]
    n: int | None = None
    counts: tuple[int, int] = (0, 0)
    error: Error | None = None
    notes: tuple[Note, ...] = ()


def wording(text: str, item: Item) -> tuple[Note, ...]:
    """Say that a reference put the question in other words; nothing if it is not known how it was put."""
    if not text or _plain(text) == _plain(item.text):
        return ()
    return (Note("other_wording", f"other wording there: “{text}”"),)


def favourable(levels: tuple[str, ...], item: Item) -> tuple[Note, ...]:
    """Say that a reference counted other answers as favourable; nothing if it is not known which."""
    if not levels or {_plain(level) for level in levels} == {_plain(level) for level in item.favourable}:
        return ()
    return (Note("other_favourable", f"other answers counted there: {', '.join(levels)}"),)


def levels(own: tuple[str, ...], its: tuple[str, ...]) -> tuple[Note, ...]:
    """Say that a reference had other levels to choose from."""
    return (Note("other_levels", f"other levels there: {', '.join(its)}"),) if own != its else ()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".?:")
