"""What stands below a figure: its bases, the methods of what it draws, how verdicts were reached, its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.charts.items import about_items
from samkit.report import crossed, matrix, modelled, robust
from samkit.results import Benchmark, Cell, Driver, Halo, Quantity, Robust, Standing
from samkit.tables import adjusted, benchmark, footer, likeness, power
from samkit.tables import halo as praised
from samkit.tables import robust as robustness

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.notes import Note
    from samkit.results import Adjusted, Contrast, Factor, Level, Location, Power, Rank, Result
    from samkit.words.language import Words

_COMMON: Final = ("share", "gap", "likelihood ratio", "test", "weights", "design")

_METHODS: Final[dict[str, tuple[str, ...]]] = {
    "p_top": ("share", "likelihood ratio", "trend", "weights", "design"),
    "stacked_levels": ("trend", "levels", "weights", "design"),
    "forest": ("likelihood ratio", "gap", "test", "weights", "design"),
    "quadrant": ("gap", "test", "weights", "design"),
    "margins": likeness.METHODS,
    "composition": ("share", "weights", "design"),
    "means": ("mean", "difference", "test", "equivalence", "weights", "design"),
    "odds": ("odds ratio", "effect", "test", "coding", "weights", "design"),
    "ranked_bars": ("share", "weights", "design"),
    "heat_map": ("test", "weights", "design"),
    "slope": ("rank", "weights", "design"),
    "waves": benchmark.SHOWN,
    "specification_curve": robustness.SHOWN,
    "reading_map": robustness.SHOWN,
    "adjusted": adjusted.DRAWN,
    "reach": power.DRAWN,
    "beyond": praised.BEYOND,
}
"""By chart: of what it shows, what has a method of its own."""

_UNJUDGED: Final = frozenset({"ranked_bars", "composition"})
"""The charts that show no verdict."""


def below(result: Result, chart: str, words: Words) -> tuple[str, ...]:
    """Write the lines below a figure.

    Parameters
    ----------
    result
        The rows that it shows.
    chart
        Its kind.
    words
        Of the language of the report.
    """
    lines = (
        _BASES.get(result.kind, _bases)(result, words),
        footer.methods(result, _METHODS.get(chart, _COMMON), words),
        "" if chart in _UNJUDGED else footer.judged(result, words),
        footer.remarks(_noted(result), words),
        *(note.text for note in footer.translated(_of_order(result), words)),
        footer.origin(result, words),
    )
    return tuple(line for line in lines if line)


def _bases(result: Result, words: Words) -> str:
    """Tell the bases of both groups."""
    return footer.bases(result.grouping, _based(result), words)


def _none(_: Result, __: Words) -> str:
    """Tell no bases, where each row tells its own."""
    return ""


_BASES: Final[dict[str, Callable[[Result, Words], str]]] = {
    "drivers": modelled.bases,
    "across": crossed.bases,
    "matrix": matrix.bases,
    "benchmark": _none,
    "robustness": robust.bases,
    "halo": praised.bases,
}
"""By kind of result: how its bases are told, where not by those of the two groups."""


def _noted(result: Result) -> list[tuple[Note, ...]]:
    """Give the notes of each row that is about an item."""
    return [row.location.notes if isinstance(row, Quantity) else row.notes for row in about_items(result)]


def _of_order(result: Result) -> list[Note]:
    """Give what a gap analysis says of the order of its rows."""
    return [note for note in result.notes if note.code in {"order", "part_of_total"} and result.kind == "gap"]


def _based(result: Result) -> list[Adjusted | Contrast | Factor | Level | Location | Power | Rank]:
    """Give the rows whose bases are told below a figure."""
    rows = [row.location if isinstance(row, Quantity) else row for row in about_items(result)]
    return [row for row in rows if not isinstance(row, Benchmark | Cell | Driver | Standing | Robust | Halo)]
