"""What the criteria of a rule may be, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samkit.robust import Choice
    from samkit.words.language import Words


def told(choice: Choice, words: Words) -> str:
    """Tell what a criterion is under a choice.

    Examples
    --------
    >>> from samkit.robust import Choice
    >>> from samkit.words.language import ENGLISH
    >>> told(Choice("stricter", "at_least", ("Agree",)), ENGLISH), told(Choice("left_out", "", ()), ENGLISH)
    ('stricter: at least Agree', 'left out')
    """
    kind = words(f"choice.{choice.kind}")
    if not choice.operator:
        return kind
    values = words.joined(choice.values, "list.and" if choice.operator == "between" else "list.or")
    return words("choice.told", kind=kind, what=words(f"comparison.{choice.operator}", values=values))


def needed(k: int, of: int, words: Words) -> str:
    """Tell how many criteria must hold."""
    return words("choice.of", k=words.number(k), of=words.number(of))
