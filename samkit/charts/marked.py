"""Marks of items that rest on what made the groups: behind their wording, and below the chart what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.results import Contrast, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.notes import Note
    from samkit.results import Level
    from samkit.words.language import Words

SIGNS: Final = {"circular": "†", "almost_criterion": "‡"}
"""The sign of each code of a note; of two the first."""


def sign_of(notes: Iterable[Note], verdict: Verdict | None = None) -> str:
    """Give the sign that a row needs; empty where it needs none."""
    codes = {note.code for note in notes} | ({"circular"} if verdict is Verdict.CIRCULAR else set())
    return next((sign for code, sign in SIGNS.items() if code in codes), "")


def marked(text: str, sign: str) -> str:
    r"""Put a sign behind a text; it never stands alone on a line.

    Examples
    --------
    >>> marked("Trust", "†"), marked("Trust", "")
    ('Trust\xa0†', 'Trust')
    """
    return f"{text}\u00a0{sign}" if sign else text


def explained(signs: Iterable[str], words: Words) -> list[str]:
    """Say what each sign means that is there."""
    there = set(signs)
    return [f"{sign} {words(f'chart.{code}')}" for code, sign in SIGNS.items() if sign in there]


def sign(row: Contrast | Level) -> str:
    """Give the sign of an item that rests on the rule that makes the groups; empty where it does not."""
    return sign_of(row.notes, row.verdict if isinstance(row, Contrast) else None)


def label(row: Contrast | Level) -> str:
    """Give the wording of an item, marked if it rests on the rule that makes the groups."""
    return marked(row.item.text, sign(row))
