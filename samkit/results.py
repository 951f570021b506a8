"""The few shapes that every analysis answers in, so that any chart and any table can take any analysis.

Shares, gaps and bounds are fractions of one; ratios are plain numbers. `None` stands for what cannot be estimated,
`inf` for a bound that does not exist. Nothing here is text for a reader: that is made by tables, charts and writers.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Any, Final, NamedTuple

from samkit.notes import Note

SCHEMA: Final = "samkit-result/1"


class Estimate(NamedTuple):
    """A number with its interval; `None` where there is none to give."""

    value: float | None
    lower: float | None
    upper: float | None


class Verdict(StrEnum):
    """What may be said of a row."""

    DIFFERS = "differs"
    EQUIVALENT = "equivalent"
    NOT_SHOWN = "not shown"
    CIRCULAR = "circular"
    HIDDEN = "hidden"
    NOT_COMPUTABLE = "not computable"


class Item(NamedTuple):
    """What a row is about: a question and the answers that count as favourable."""

    id: str
    text: str
    section: str
    question: str
    favourable: tuple[str, ...]


class Side(NamedTuple):
    """One group's count on one item: `x` favourable of `n` valid answers, `missing` without one, and the share.

    `x` is None where the base is too small to be shown.
    """

    x: int | None
    n: int
    missing: int
    share: Estimate


class Contrast(NamedTuple):
    """One item, two groups: how far apart, how many times as likely, and what may be said of it.

    `ratio` is LR+ = p1 / p0; `ratio_absent` is LR- = (1 - p1) / (1 - p0); `first_if_present` and `first_if_absent` are
    the other direction, the share of the first group among those who have the item and those who do not. `p_levels` is
    the p-value of the G test over all levels of the answer, `p_g` that of the G test of the two-by-two table.
    `position` is the item's place in the questionnaire, `prevalence` the share of favourable answers in both groups
    together.
    """

    item: Item
    first: Side
    second: Side
    gap: Estimate
    gap_narrow: Estimate
    ratio: Estimate
    ratio_absent: Estimate
    odds_ratio: Estimate
    first_if_present: Estimate
    first_if_absent: Estimate
    p: float | None
    p_g: float | None
    p_levels: float | None
    q: float | None
    verdict: Verdict
    position: int = 0
    prevalence: float | None = None
    notes: tuple[Note, ...] = ()


class Level(NamedTuple):
    """One level of an ordered answer: how each group spreads over it, and how likely the first group is at it.

    `n` are the valid answers at the level; None where the base is too small to be shown.
    """

    item: Item
    level: str
    position: int
    first: Side
    second: Side
    ratio: Estimate
    first_share: Estimate
    n: int | None
    notes: tuple[Note, ...] = ()


class Test(NamedTuple):
    """One test of one item: its statistic with its symbol, degrees of freedom and p-value, and what it found."""

    item: str
    name: str
    symbol: str
    statistic: float | None
    df: int | None
    p: float | None
    finding: str = ""


class Average(NamedTuple):
    """One group's mean on one numeric item, from `n` answers, with their standard deviation, in the item's unit."""

    n: int
    missing: int
    mean: Estimate
    deviation: float | None


class Location(NamedTuple):
    """One numeric item, two groups: how far apart their means are, in the item's unit, and what may be said of it."""

    item: Item
    unit: str
    first: Average
    second: Average
    difference: Estimate
    p: float | None
    q: float | None
    verdict: Verdict
    position: int
    notes: tuple[Note, ...] = ()


class Share(NamedTuple):
    """The share of one group in a base: `x` of `n` respondents."""

    label: str
    x: int
    n: int
    share: Estimate


class Criterion(NamedTuple):
    """One criterion in the waterfall of a classification; all counts are respondents.

    `passed`, `failed` and `open` are the criterion alone, `share` the share that passes of those who answered.
    `in_order` pass it and every one before, `lost` fail here first, `pending` are open here or before and have failed
    nothing yet. Of those open on it, `settled` have a label all the same and `unsettled` are unclassified.
    """

    label: str
    words: str
    passed: int
    failed: int
    open: int
    share: Estimate
    in_order: int
    lost: int
    pending: int
    settled: int
    unsettled: int


Row = Contrast | Level | Location | Share | Criterion


class Grouping(NamedTuple):
    """The two groups that are compared, how many are in each, and how they were made."""

    id: str
    first: str
    second: str
    n_first: int
    n_second: int
    n_left_out: int
    left_out: str
    rule: tuple[str, ...] = ()


class Provenance(NamedTuple):
    """What a result was made from and how, enough to make it again."""

    samkit: str
    study: str
    study_digest: str
    data: str
    data_digest: str
    respondents: int
    seed: int
    source: str = ""
    synthetic: str = ""


class Method(NamedTuple):
    """The name of the method behind one kind of number."""

    of: str
    name: str


class Result(NamedTuple):
    """The answer of one analysis of one section.

    `level` is the confidence level, `margin` the equivalence margin as a fraction, `family` the items whose p-values
    were adjusted together.
    """

    kind: str
    section: str
    title: str
    question: str
    grouping: Grouping
    rows: tuple[Row, ...]
    methods: tuple[Method, ...]
    level: float
    margin: float
    family: str
    provenance: Provenance
    tests: tuple[Test, ...] = ()
    notes: tuple[Note, ...] = ()


_TAGGED: Final[dict[str, Any]] = {
    cls.__name__: cls
    for cls in (
        Estimate, Item, Side, Contrast, Level, Average, Location, Share, Criterion,
        Test, Grouping, Provenance, Method, Note, Result,
    )
}  # fmt: skip

_NUMBERS: Final = frozenset({"value", "lower", "upper", "statistic"})
"""The fields that hold a number which may be infinite."""


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON is whatever it holds
    """Turn a result into plain dictionaries and lists that JSON can carry; infinity becomes the text "inf"."""
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        if names is not None:
            return {"type": type(value).__name__, **{name: to_plain(getattr(value, name)) for name in names}}
        return [to_plain(entry) for entry in value]
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return str(value) if isinstance(value, StrEnum) else value


def from_plain(plain: Any) -> Any:  # noqa: ANN401 - the tag says which type comes out
    """Turn what `to_plain` gave back into the frozen types.

    Raises
    ------
    KeyError
        If a tag is not one of ours.
    """
    if isinstance(plain, dict):
        cls = _TAGGED[plain["type"]]
        values = {name: _number(name, from_plain(entry)) for name, entry in plain.items() if name != "type"}
        if "verdict" in values:
            values["verdict"] = Verdict(values["verdict"])
        return cls(**values)
    if isinstance(plain, list):
        return tuple(from_plain(entry) for entry in plain)
    return plain


def _number(name: str, value: Any) -> Any:  # noqa: ANN401 - the name of the field decides
    """Turn "inf" back into a number where a number stands; a label may be called "inf" as well."""
    return float(value) if name in _NUMBERS and isinstance(value, str) else value


def contrasts(result: Result) -> tuple[Contrast, ...]:
    """Give the rows of a gap analysis."""
    return tuple(row for row in result.rows if isinstance(row, Contrast))


def locations(result: Result) -> tuple[Location, ...]:
    """Give the rows of an analysis of means."""
    return tuple(row for row in result.rows if isinstance(row, Location))


def levels(result: Result) -> tuple[Level, ...]:
    """Give the rows of an analysis of levels."""
    return tuple(row for row in result.rows if isinstance(row, Level))
