"""The objections to a finding in words, each with what the data answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.numbers import decimal, points, points_interval, probability, rank_interval, times
from samkit.trust import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samkit.trust import Doubt, Trust
    from samkit.words.language import Words

_UNSAID: Final = frozenset({"circular", "curve", "base"})
"""The objections that nobody raises against a finding that holds."""


def reason(doubt: Doubt, first: str, words: Words) -> str:
    """Say what the data answer to one objection.

    Parameters
    ----------
    doubt
        The objection.
    first
        The name of the first group.
    words
        The language.

    Examples
    --------
    >>> from samkit.trust import Doubt, Outcome
    >>> from samkit.words.language import ENGLISH
    >>> reason(Doubt("rule", Outcome.HOLDS, 268, 270), "Top Performers", ENGLISH)
    'kept under 268 of 270 readings of the rule'
    """
    some, every = (decimal(count, signs=words.signs) for count in (doubt.some, doubt.every))
    fields = {
        "first": first,
        "some": some,
        "every": every,
        "gap": points(doubt.estimate.value, words.signs),
        "interval": points_interval(doubt.estimate, words.signs),
        "ratio": times(doubt.estimate.value, words.signs),
        "rank": rank_interval(doubt.estimate, words.signs),
        "p": probability(doubt.p, words.signs),
    }
    said = words(f"doubt.{doubt.about}_{doubt.outcome.name.lower()}", **fields)
    if doubt.about == "circular" and doubt.estimate.value is not None:
        return words("doubt.rule_alone", reason=said, ratio=times(doubt.estimate.value, words.signs))
    if doubt.outcome is Outcome.HOLDS and doubt.e_value is not None:
        return words("doubt.hidden_trait", reason=said, hidden=times(doubt.e_value, words.signs))
    return said


def reasons(row: Trust, first: str, words: Words) -> str:
    """Say why a finding holds, or why not: the answers to the objections that decide it.

    Parameters
    ----------
    row
        The finding with its doubts.
    first
        The name of the first group.
    words
        The language.
    """
    decisive = [doubt for doubt in row.doubts if doubt.outcome is row.outcome]
    said = [doubt for doubt in decisive if row.outcome is not Outcome.HOLDS or doubt.about not in _UNSAID]
    return "; ".join(reason(doubt, first, words) for doubt in said or decisive)


def unexamined(row: Trust, first: str, words: Words) -> str:
    """Say which objections could not be examined."""
    return "; ".join(_open(row, first, words))


def never_examined(rows: Iterable[Trust], first: str, words: Words) -> str:
    """Say which objections could not be examined, and of which findings where it is not all of them."""
    found: dict[str, list[str]] = {}
    claimed = [row for row in rows if row.doubts and row.outcome is not Outcome.FAILS]
    for row in claimed:
        for told in _open(row, first, words):
            found.setdefault(told, []).append(row.item.text)
    return "; ".join(
        told if len(items) == len(claimed) else f"{told} ({', '.join(items)})" for told, items in found.items()
    )


def _open(row: Trust, first: str, words: Words) -> Iterator[str]:
    """Tell the objections that could not be examined."""
    return (reason(doubt, first, words) for doubt in row.doubts if doubt.outcome is Outcome.OPEN)
