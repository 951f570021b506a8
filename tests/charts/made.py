"""Rows as analyses give them, and any rows at all, for the tests of the charts."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from samkit.charts import dumbbell, forest, p_top, paired_bars, stacked_levels
from samkit.charts.frame import Caption
from samkit.notes import Note
from samkit.results import Baseline, Contrast, Estimate, Grouping, Item, Level, Side, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.charts.plate import Plate

CONTRAST_CHARTS = (paired_bars, dumbbell, forest)
LEVEL_CHARTS = (stacked_levels, p_top)
GROUPING = Grouping("performance", "Top Performers", "The Rest", 52, 345, 0, "")
CAPTION = Caption(
    "Top Performers are 3.1 times as likely as The Rest to innovate",
    "Agreement that account managers are good at the role, percent; sorted by gap",
    "Top Performers n 52, The Rest n 345. 95 % intervals.\nSynthetic data.",
)
NASTY = (
    "$\\frac{1}{$ and $$",
    "<script>alert(1)</script> & \"quotes\" 'n' </svg>",
    "abc\u202edef\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "nul\x00 bell\x07 lone \ud800 \ufffe",
    "Donaudampfschifffahrtsgesellschaft" * 9,
    "Z\u0351\u0352\u0357a\u0351\u0351\u0351\u0351lgo \u0e01\u0e02 \u4e2d\u6587",
    "a long wording of a challenge that goes on and on " * 12,
    "",
    "\n\t ",
)


def side(x: int, n: int) -> Side:
    """Count and share; the interval is any interval around it."""
    if n == 0:
        return Side(0, 0, 0, Estimate(None, None, None))
    share, half = x / n, 1.0 / math.sqrt(n)
    return Side(x, n, 0, Estimate(share, max(0.0, share - half), min(1.0, share + half)))


def ratio_of(first: float, second: float, spread: float) -> Estimate:
    """A ratio with any interval around it; bounds that do not exist are zero and infinity."""
    if not first and not second:
        return Estimate(None, 0.0, math.inf)
    if not second:
        return Estimate(math.inf, 1.6, math.inf)
    value = first / second
    return Estimate(value, value / spread, value * spread) if value else Estimate(0.0, 0.0, spread)


def contrast(
    text: str,
    counts: tuple[int, int, int, int],
    verdict: Verdict = Verdict.DIFFERS,
    notes: Sequence[str] = (),
    spread: float = 1.5,
) -> Contrast:
    """A row from x1, n1, x0, n0."""
    first, second = side(*counts[:2]), side(*counts[2:])
    nothing = Estimate(None, None, None)
    gap = ratio = nothing
    if first.share.value is not None and second.share.value is not None:
        value = first.share.value - second.share.value
        gap = Estimate(value, max(-1.0, value - 0.13), min(1.0, value + 0.13))
        ratio = ratio_of(first.share.value, second.share.value, spread)
    else:
        verdict = Verdict.NOT_COMPUTABLE
    item = Item(text, text, "roles", "q", ("Agree",))
    told = tuple(Note(code, f"Note about {code}") for code in notes)
    rest = (gap, gap, ratio, ratio, ratio, nothing, nothing, 0.01, 0.01, 0.01, 0.02)
    both = side(counts[0] + counts[2], counts[1] + counts[3])
    return Contrast(item, first, second, *rest, verdict=verdict, notes=told, both=both)


def levels(
    text: str, names: Sequence[str], first: Sequence[int], second: Sequence[int], favourable: Sequence[str] = ()
) -> list[Level]:
    """The rows of one ordered item from the counts at each level."""
    item = Item(text, text, "maturity", "q", tuple(favourable))
    made = []
    for position, (name, x, y) in enumerate(zip(names, first, second, strict=True)):
        one, other = side(x, sum(first)), side(y, sum(second))
        ratio = ratio_of(one.share.value or 0.0, other.share.value or 0.0, 1.5)
        whole = side(x + y, sum(first) + sum(second))
        made.append(Level(item, name, position, one, other, ratio, side(x, x + y).share, x + y, both=whole))
    return made


ROLES = [
    contrast("Innovator", (29, 52, 62, 345)),
    contrast("Relationship Lead", (36, 52, 131, 345)),
    contrast("Collaborator", (35, 52, 162, 345), notes=["circular"]),
    contrast("Project Manager", (25, 52, 138, 345), Verdict.NOT_SHOWN),
    contrast("Technical Expert", (30, 52, 197, 345), Verdict.EQUIVALENT),
    contrast("Explainer of contracts", (6, 52, 0, 345)),
    contrast("Traveller", (0, 52, 40, 345)),
    contrast("Keeper of hours", (0, 52, 0, 345), Verdict.NOT_SHOWN),
    contrast("Choosing which accounts are strategic", (3, 8, 110, 330), Verdict.HIDDEN, ["hidden_base"]),
    contrast("Defending against price pressure from procurement", (10, 40, 199, 300)),
    contrast("Nobody was asked", (0, 0, 10, 20)),
]
MATURITY = levels(
    "Process maturity",
    ["No process", "Ad hoc", "Defined but not followed", "Followed by most", "Continuously improved"],
    [3, 7, 12, 18, 12],
    [62, 108, 98, 61, 16],
    ["Followed by most", "Continuously improved"],
)
AGREEMENT = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(), max_size=90),
    st.lists(
        st.sampled_from(["the", "managers", "know", "what", "clients", "will", "need", "in", "years"]), max_size=40
    ).map(" ".join),
)
groupings = st.builds(Grouping, st.just("g"), texts, texts, st.just(52), st.just(345), st.just(0), st.just(""))
captions = st.builds(Caption, texts, texts, texts)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    n1, n0 = draw(st.integers(0, 60)), draw(st.integers(0, 400))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n0)), n0


BASELINES = [None, *(Baseline(("Growth",), gap, ratio) for gap, ratio in ((0.13, 1.6), (-0.5, None), (1.0, math.inf)))]

contrasts = st.builds(
    lambda row, baseline: row._replace(baseline=baseline),
    st.builds(
        contrast,
        texts,
        counts(),
        st.sampled_from(Verdict),
        st.lists(
            st.sampled_from(["circular", "almost_criterion", "small_base", "wide_interval", "hidden_base"]), max_size=3
        ),
        st.sampled_from([1.0001, 1.5, 40.0]),
    ),
    st.sampled_from(BASELINES),
)


@st.composite
def level_rows(draw: st.DrawFn) -> list[Level]:
    k = draw(st.integers(1, 11))
    numbers = st.lists(st.integers(0, 90), min_size=k, max_size=k)
    names = draw(st.one_of(st.just([f"Level {i}" for i in range(k)]), st.lists(texts, min_size=k, max_size=k)))
    favourable = names[-2:] if draw(st.booleans()) else []
    return levels(draw(texts), names, draw(numbers), draw(numbers), favourable)


def words(plate: Plate) -> str:
    """All lines of a figure, one below the other."""
    return "\n".join(line.text for line in plate.lettering)


def shapes(plate: Plate) -> list[tuple[str, NDArray[np.float64]]]:
    """Every shape of a figure: its fill, "line" if it has none, and its corners."""
    found = []
    for patch in plate.findobj(PathPatch):
        assert isinstance(patch, PathPatch)
        path = patch.get_path()
        corners, codes = np.asarray(path.vertices, dtype=np.float64), np.asarray(path.codes)
        starts = np.flatnonzero(codes == Path.MOVETO)
        look = to_hex(patch.get_facecolor()).upper() if np.asarray(patch.get_facecolor())[3] else "line"
        found += [(look, part) for part in np.split(corners, starts[1:].tolist())]
    return found


def rectangles(plate: Plate) -> list[tuple[str, float, float, float]]:
    """Fill, top, left and right of every filled rectangle, from the top down."""
    boxes = [(fill, part) for fill, part in shapes(plate) if fill != "line" and len(part) == 5]
    return sorted(
        ((fill, float(part[:, 1].min()), float(part[:, 0].min()), float(part[:, 0].max())) for fill, part in boxes),
        key=lambda box: box[1:],
    )


def overlaps(plate: Plate) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes intersect."""
    return [
        (one.text, other.text)
        for one, other in combinations(plate.lettering, 2)
        if min(one.box[2], other.box[2]) - max(one.box[0], other.box[0]) > 0.01
        and min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 0.01
    ]


def outside(plate: Plate) -> list[str]:
    """Texts that do not lie wholly on the figure."""
    wide, high = (float(inches) * 72 for inches in plate.get_size_inches())
    return [
        line.text
        for line in plate.lettering
        if line.box[0] < 0 or line.box[1] < 0 or line.box[2] > wide or line.box[3] > high
    ]
