"""The shapes of an analysis of robustness: a rule under all its readings, and an item under each of them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from samkit.measured import Estimate, Item, Verdict
from samkit.notes import Note


class Choice(NamedTuple):
    """What a criterion may be: `kind` is declared, alternative, stricter, laxer or left_out.

    `operator` and `values` are those of its comparison; empty where it is left out or made of criteria of its own.
    """

    kind: str
    operator: str
    values: tuple[str, ...]


class Choices(NamedTuple):
    """One criterion of a rule, and all that it may be, as declared first."""

    criterion: str
    choices: tuple[Choice, ...]


class RuleReading(NamedTuple):
    """One reading of a rule: at least `k` of `of` criteria, each as the choice at its place of `chosen` has it.

    `derived` says that it follows from the rule alone and the study file does not name it. `n_first`, `n_second` and
    `n_left_out` are respondents.
    """

    id: str
    chosen: tuple[int, ...]
    k: int
    of: int
    derived: bool
    n_first: int
    n_second: int
    n_left_out: int


class Bounds(NamedTuple):
    """A number with its interval under each reading, in the order of the readings; None where there is none to give."""

    value: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]


class Curve(NamedTuple):
    """One item under each reading, in the order of the readings: gap, ratio, verdict, valid answers of each group."""

    gap: Bounds
    ratio: Bounds
    verdicts: tuple[Verdict, ...]
    n_first: tuple[int, ...]
    n_second: tuple[int, ...]


class Robust(NamedTuple):
    """One item over all readings of the rule that made the groups.

    `n_first`, `n_second`, `gap`, `ratio` and `verdict` are those of the declared reading. All else is of the `judged`
    readings: of `readings`, those under which the item is `circular` and those with a group that is too `small` are
    not among them. `gaps` and `ratios` are the median with the least and the greatest; `same_sign` and `same_verdict`
    count the readings that keep what the declared one says, a difference in its direction. `rank` is the place by gap,
    with the first and the last under any reading that is not too small, circular or not; `least` the smallest first
    group. `p` tests the median gap, `p_share` the share of readings with a significant gap of one sign, by permutation;
    `q` is `p` adjusted over the family.
    """

    item: Item
    n_first: int
    n_second: int
    gap: Estimate
    ratio: Estimate
    verdict: Verdict
    gaps: Estimate
    ratios: Estimate
    same_sign: int | None
    same_verdict: int | None
    rank: Estimate
    readings: int
    judged: int
    circular: int
    small: int
    least: int | None
    p: float | None
    p_share: float | None
    q: float | None
    position: int
    curve: Curve
    notes: tuple[Note, ...] = ()


JUDGED: Final = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN})
"""The verdicts of an item that could be judged."""


class Parts(NamedTuple):
    """The rows of an analysis of robustness by their kinds."""

    items: tuple[Robust, ...]
    criteria: tuple[Choices, ...]
    readings: tuple[RuleReading, ...]


def parted(rows: Iterable[object]) -> Parts:
    """Tell the rows of an analysis of robustness apart."""
    found = tuple(rows)
    return Parts(
        tuple(row for row in found if isinstance(row, Robust)),
        tuple(row for row in found if isinstance(row, Choices)),
        tuple(row for row in found if isinstance(row, RuleReading)),
    )


def judged(row: Robust) -> list[int]:
    """Give the places of the readings under which an item is judged."""
    return [at for at, verdict in enumerate(row.curve.verdicts) if verdict in JUDGED]
