"""The words around what did not matter: on how many questions two groups are the same, and where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.charts.items import item_of, verdict_of
from samkit.numbers import percent
from samkit.report.wording import in_words
from samkit.results import Factor, Quantity, Verdict

if TYPE_CHECKING:
    from samkit.results import Result

_JUDGED = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN})


def title(result: Result) -> str:
    """Say on how many questions the groups are the same within the margin, and on which they differ.

    Notes
    -----
    "The same" is said only of *equivalent*; of *not shown* it is said that no difference is shown.
    """
    first, second = result.grouping.first, result.grouping.second
    rows = [row for row in result.rows if isinstance(row, Factor | Quantity) and verdict_of(row) in _JUDGED]
    if not rows:
        return f"{result.title}: too few answers to compare {first} and {second}"
    same = sum(verdict_of(row) is Verdict.EQUIVALENT for row in rows)
    differing = [item_of(row).text for row in rows if verdict_of(row) is Verdict.DIFFERS]
    if same == len(rows):
        return f"{first} and {second} are the same within the margin on {_of(same, len(rows))}"
    said = []
    if same:
        said.append(f"are the same within the margin on {_of(same, len(rows))}")
    if differing:
        said.append(f"differ on {_of(len(differing), len(rows))} ({', '.join(differing[:2])}{_more(differing)})")
    if not said:
        return f"{first} and {second}: neither difference nor sameness is shown on {_of(len(rows), len(rows))}"
    left = len(rows) - same - len(differing)
    ending = f"; neither difference nor sameness is shown on {in_words(left)}" if left else ""
    return f"{first} and {second} {' and '.join(said)}{ending}"


def _of(some: int, every: int) -> str:
    """Say how many of how many questions.

    Examples
    --------
    >>> _of(1, 3), _of(3, 3), _of(1, 1)
    ('one of three questions', 'all three questions', 'the question')
    """
    if some == every:
        return "the question" if every == 1 else f"all {in_words(every)} questions"
    return f"{in_words(some)} of {in_words(every)} questions"


def _more(names: list[str]) -> str:
    return f" and {in_words(len(names) - 2)} more" if len(names) > 2 else ""


def subtitle(result: Result) -> str:
    """Say what is drawn, with which interval, and against which margin."""
    interval = f"{percent(2 * result.level - 1)} percent intervals"
    kinds = [
        ("largest gap at any category", Factor, f"margin {percent(result.margin)} points"),
        ("difference of means", Quantity, _declared(result)),
    ]
    there = [(what, margin) for what, kind, margin in kinds if any(isinstance(row, kind) for row in result.rows)]
    what = " or ".join(what for what, _ in there) or "differences"
    return f"{what[0].upper()}{what[1:]}, {interval}; {', '.join(margin for _, margin in there)}".rstrip("; ")


def _declared(result: Result) -> str:
    """Say whether numeric questions have margins of their own."""
    numeric = [row.location.margin for row in result.rows if isinstance(row, Quantity)]
    if any(numeric):
        return "of means as declared" if all(numeric) else "of means where declared"
    return "of means none declared"
