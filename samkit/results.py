"""The few shapes that every analysis answers in, so that any chart and any table can take any analysis.

Shares, gaps and bounds are fractions of one; ratios are plain numbers. `None` stands for what cannot be estimated,
`inf` for a bound that does not exist. Nothing here is text for a reader: that is made by tables, charts and writers.
"""

from typing import Final, NamedTuple

from samkit.adjusted import Adjusted
from samkit.chances import Chance, Standing
from samkit.findings import Checked
from samkit.halo import Apart, Beyond, CommonFactor, Halo
from samkit.indexed import IndexRow
from samkit.made import Grouping, Method, Provenance
from samkit.measured import Baseline, Estimate, Item, Side, Verdict
from samkit.notes import Note
from samkit.payoffs import PracticesRow
from samkit.pipelined import PipelineRow
from samkit.reach import Needed, Power, Reach
from samkit.robust import Bounds, Choice, Choices, Curve, Robust, RuleReading
from samkit.trust import Doubt, Outcome, Trust

__all__ = [
    "SCHEMA", "Adjusted", "Apart", "Average", "Base", "Baseline", "Benchmark", "Beyond", "Bounds", "Cell", "Chance",
    "Choice", "Choices", "CommonFactor", "Contrast", "Criterion", "Curve", "Doubt", "Driver", "Estimate", "Factor",
    "Grouping", "Halo", "Importance", "Item", "Level", "Location", "Method", "ModelFit", "Needed", "Outcome",
    "Place", "Power", "Provenance", "Quantity", "Rank", "Reach", "Result", "Robust", "Row", "RuleReading", "Share",
    "Side", "Standing", "Test", "Trend", "Trust", "Verdict", "contrasts", "levels", "locations",
]  # fmt: skip

SCHEMA: Final = "samkit-result/1"


class Contrast(NamedTuple):
    """One item, two groups: how far apart, how many times as likely, and what may be said of it.

    `ratio` is LR+ = p1 / p0; `ratio_absent` is LR- = (1 - p1) / (1 - p0); `first_if_present` and `first_if_absent` are
    the other direction, the share of the first group among those who have the item and those who do not. `p_levels` is
    the p-value of the G test over all levels of the answer, `p_g` that of the G test of the two-by-two table.
    `position` is the item's place in the questionnaire, `prevalence` the share of favourable answers in both groups
    together, `both` that share with its count and interval; None where it may not be shown. `at_worst` are the bounds
    of the gap if the missing answers of one group were all favourable and those of the other none; it has no value.
    `baseline` is what would follow from the rule alone, of an item that rests on a criterion. Where the second side is
    the total that holds the first, `ratio_to_rest` is the likelihood ratio against the others; no value elsewhere.
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
    both: Side | None = None
    at_worst: Estimate = Estimate(None, None, None)
    baseline: Baseline | None = None
    ratio_to_rest: Estimate = Estimate(None, None, None)


class Level(NamedTuple):
    """One level of an ordered answer: how each group spreads over it, and how likely the first group is at it.

    `n` are the valid answers at the level, `both` the share of the level in both groups together; None where the base
    is too small to be shown.
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
    both: Side | None = None


class Cell(NamedTuple):
    """One cell of a cross-table: of those in a category of `item`, how many answered `level` to the question `across`.

    `side` counts them out of those of the category who answered both; `part` is the share of the category among all who
    did. An empty category stands for all categories together, an empty group for both groups. `row` and `column` are
    the places in the table.
    """

    item: Item
    category: str
    across: Item
    level: str
    row: int
    column: int
    side: Side
    part: Estimate
    group: str = ""
    notes: tuple[Note, ...] = ()


class Test(NamedTuple):
    """One test of one item: its statistic with its symbol, degrees of freedom and p-value, and what it found.

    `df_error` are the degrees of freedom of the denominator of an F test, None where there is none.
    """

    item: str
    name: str
    symbol: str
    statistic: float | None
    df: float | None
    p: float | None
    finding: str = ""
    df_error: float | None = None


class Average(NamedTuple):
    """One group's mean on one numeric item, from `n` answers, with their standard deviation, in the item's unit."""

    n: int
    missing: int
    mean: Estimate
    deviation: float | None


class Location(NamedTuple):
    """One numeric item, two groups: how far apart their means are, in the item's unit, and what may be said of it.

    `margin` is the largest difference that does not matter, None where the study declares none; `difference_narrow`
    is the interval that is held against it. `both` is the mean of both groups together, None where it may not be shown.
    """

    item: Item
    unit: str
    first: Average
    second: Average
    difference: Estimate
    difference_narrow: Estimate
    p: float | None
    q: float | None
    verdict: Verdict
    position: int
    margin: float | None = None
    notes: tuple[Note, ...] = ()
    both: Average | None = None


class Quantity(NamedTuple):
    """One numeric question, two groups, beside their means: the ratio of means, medians, shift, and who is higher.

    `shift` is the median of all differences of one of the first group and one of the second, `superiority` the
    probability that the one is higher, ties counting half; `p_ranks` is the p-value of the Mann-Whitney test.
    """

    location: Location
    ratio: Estimate
    first_median: Estimate
    second_median: Estimate
    shift: Estimate
    superiority: Estimate
    p_superiority: float | None
    p_ranks: float | None


class Base(NamedTuple):
    """How many of a group answered, and how many did not."""

    n: int
    missing: int


class Factor(NamedTuple):
    """One question with categories, two groups: how strongly they hang together, and what may be said of it.

    `v` is Cramér's V; `gap` the largest gap between the groups, at the category `widest`; `gap_narrow` holds the
    narrow intervals of the gaps at all categories. `test` names the test of `p`.
    """

    item: Item
    first: Base
    second: Base
    v: Estimate
    v_narrow: Estimate
    widest: str
    gap: Estimate
    gap_narrow: Estimate
    test: str
    p: float | None
    q: float | None
    verdict: Verdict
    position: int
    notes: tuple[Note, ...] = ()


class Trend(NamedTuple):
    """One ordered item: whether the share of the first group rises or falls over its levels.

    `scores` are where the levels stand, `odds_ratio` is by what the odds of the first group are multiplied with each
    step of one in the score; `shape` says in words how the shares at the levels run.
    """

    item: Item
    first: Base
    second: Base
    scores: tuple[float, ...]
    odds_ratio: Estimate
    shape: str
    p: float | None
    q: float | None
    verdict: Verdict
    position: int
    notes: tuple[Note, ...] = ()


class Importance(NamedTuple):
    """What one term adds to what a model explains: its part of the measure, and its share among all terms."""

    part: Estimate
    share: Estimate


class Driver(NamedTuple):
    """One term of a model of being in the first group, or one category of it: what it adds, given the other terms.

    `step` says in words of what `odds_ratio` and `effect`, the average marginal effect on the share of the first group,
    are. `missing` gave no answer, `alone` of them answered everything else. A category has the verdict of its question;
    none is ever equivalent, for a margin of the share of the first group is not declared.
    """

    item: Item
    level: str
    step: str
    missing: int
    alone: int
    odds_ratio: Estimate
    effect: Estimate
    p: float | None
    q: float | None
    shapley: Importance
    relative_weight: Importance
    verdict: Verdict
    position: int
    notes: tuple[Note, ...] = ()


class ModelFit(NamedTuple):
    """A model as a whole: whom it was fitted to, by which method and in how many steps, and how well it fits.

    `per_coefficient` are the respondents of the smaller group for each of `coefficients`, effective ones if weighted.
    """

    estimator: str
    n_first: int
    n_second: int
    left_out: int
    coefficients: int
    per_coefficient: float
    mcfadden: float | None
    steps: int


class Place(NamedTuple):
    """An item's place in one ranking: its rank from 1, and in what part of the draws it came first, alone or not.

    `rank` has an interval of its own, `range` the bounds within which the true ranks of all items lie together.
    """

    rank: Estimate
    range: Estimate
    first: float | None


class Rank(NamedTuple):
    """One item among those of its section: by its share in both groups together, by its gap, by its odds ratio."""

    item: Item
    first: Base
    second: Base
    prevalence: float | None
    gap: Estimate
    odds_ratio: Estimate
    common: Place
    separating: Place
    by_odds: Place
    position: int
    notes: tuple[Note, ...] = ()


class Benchmark(NamedTuple):
    """One item of one group beside the same of a reference: how far apart they are, and what may be said of it.

    `theirs` has as bounds what the rounding of a printed share leaves open; `n` is its base, None where none is known.
    """

    item: Item
    group: str
    ours: Side
    theirs: Estimate
    n: int | None
    gap: Estimate
    gap_narrow: Estimate
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


Row = (
    Contrast | Level | Cell | Location | Quantity | Factor | Trend | Driver | ModelFit | Rank | Benchmark | Share
    | Criterion | Standing | Chance | Checked | Robust | RuleReading | Choices | Power | Needed | Trust
    | Halo | CommonFactor | Adjusted | IndexRow | PipelineRow | PracticesRow
)  # fmt: skip


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


def contrasts(result: Result) -> tuple[Contrast, ...]:
    """Give the rows of a gap analysis."""
    return tuple(row for row in result.rows if isinstance(row, Contrast))


def locations(result: Result) -> tuple[Location, ...]:
    """Give the rows of an analysis of means."""
    return tuple(row for row in result.rows if isinstance(row, Location))


def levels(result: Result) -> tuple[Level, ...]:
    """Give the rows of an analysis of levels."""
    return tuple(row for row in result.rows if isinstance(row, Level))
