"""The numbers of a figure as the charts of office programs take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.charts.items import side_of
from samkit.charts.levels import by_item, neutral
from samkit.charts.marked import label, marked, sign_of
from samkit.notes import Severity
from samkit.report.document import Native, Series
from samkit.results import Benchmark, Verdict, contrasts, levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from samkit.charts.items import Of
    from samkit.results import Contrast, Estimate, Level, Result, Side
    from samkit.tables.table import Table
    from samkit.words.language import Words

    Options = Mapping[str, str | float | None]
    Maker = Callable[[Result, Table, Options, Words], Native]


_OF: Final[dict[str, Of]] = {"top": "top", "rest": "rest", "all": "all"}

_UNSAID: Final = frozenset({Verdict.NOT_SHOWN, Verdict.NOT_COMPUTABLE})


def native(shown: Result, chart: str, table: Table, options: Options, words: Words) -> Native | None:
    """Give the numbers of a figure for a chart that a reader may edit.

    Parameters
    ----------
    shown
        The rows that the figure shows, in their order.
    chart
        Its kind.
    table
        The table of the same rows; from it comes what stands beside the chart.
    options
        What the chart takes beside its rows.
    words
        Of the language of the report.

    Returns
    -------
    Native or None
        Nothing where no chart of an office program shows the same.
    """
    make = _MAKERS.get(chart)
    return make(shown, table, options, words) if make and shown.rows else None


def _pairs(shown: Result, table: Table, options: Options, words: Words) -> Native:
    """Give two bars for each item, and a row that counts those in between where only the first and last are shown."""
    rows, grouping = contrasts(shown), shown.grouping
    series = (
        Series(grouping.first, "first", tuple(_share(row, row.first) for row in rows)),
        Series(grouping.second, "second", tuple(_share(row, row.second) for row in rows)),
    )
    beside = _picked(table, ("gap", "ratio", "verdict"), range(len(rows)))
    made = Native("bars", tuple(map(label, rows)), series, beside, quiet=_quiet(rows))
    between = int(options.get("between") or 0)
    return _parted(made, len(rows) // 2, words("chart.between", between)) if between else made


def _parted(native: Native, at: int, name: str) -> Native:
    """Put a category without numbers between two others."""
    series = tuple(one._replace(values=(*one.values[:at], None, *one.values[at:])) for one in native.series)
    return native._replace(
        categories=(*native.categories[:at], name, *native.categories[at:]),
        series=series,
        beside=_with_gap(native.beside, at),
        quiet=tuple(place + (place >= at) for place in native.quiet),
    )


def _with_gap(table: Table | None, at: int) -> Table | None:
    """Put an empty row into a table."""
    empty = tuple("" for _ in table.columns) if table else ()
    return table._replace(rows=(*table.rows[:at], empty, *table.rows[at:])) if table else None


def _sign(row: Benchmark) -> str:
    return sign_of(row.notes, row.verdict)


def _waves(shown: Result, table: Table, options: Options, words: Words) -> Native:
    """Give two bars for each group: this survey and the other."""
    rows = [row for row in shown.rows if isinstance(row, Benchmark)]
    several = len({row.item.id for row in rows}) > 1
    hidden = [any(note.severity is Severity.HIDDEN for note in row.notes) for row in rows]
    ours = tuple(None if away else row.ours.share.value for row, away in zip(rows, hidden, strict=True))
    theirs = tuple(None if away else row.theirs.value for row, away in zip(rows, hidden, strict=True))
    other = str(options.get("other") or words("waves.theirs"))
    return Native(
        "bars",
        tuple(marked(f"{row.item.text}: {row.group}" if several else row.group, _sign(row)) for row in rows),
        (Series(words("waves.ours"), "first", ours), Series(other, "second", theirs)),
        _picked(table, ("gap", "verdict"), range(len(rows))),
        quiet=_quiet(rows),
    )


def _ratios(shown: Result, table: Table, _: Options, words: Words) -> Native:
    """Give the likelihood ratio of each item with its interval."""
    rows = contrasts(shown)
    found = [None if _is_hidden(row) else row.ratio for row in rows]
    values = tuple(ratio.value if ratio else None for ratio in found)
    series = Series(words("chart.ratio"), "other", values, tuple(_bounds(ratio) for ratio in found))
    beside = _picked(table, ("gap", "ratio", "verdict"), range(len(rows)))
    return Native("ratios", tuple(map(label, rows)), (series,), beside, quiet=_quiet(rows))


def _plane(shown: Result, table: Table, _: Options, __: Words) -> Native:
    """Give the share of both groups together and the gap of each item."""
    rows = contrasts(shown)
    beside = _picked(table, ("prevalence", "gap", "verdict"), range(len(rows)))
    across, up, _verdict = (column.heading for column in beside.columns)
    shares = tuple(None if _is_hidden(row) else row.prevalence for row in rows)
    gaps = tuple(None if _is_hidden(row) else row.gap.value for row in rows)
    series = Series(across, "other", shares), Series(up, "other", gaps)
    return Native("plane", tuple(map(label, rows)), series, beside, quiet=_quiet(rows))


def _quiet(rows: Sequence[Contrast | Benchmark]) -> tuple[int, ...]:
    """Find the items with no difference shown, and no sameness either."""
    return tuple(at for at, row in enumerate(rows) if row.verdict in _UNSAID)


def _ranked(shown: Result, table: Table, options: Options, words: Words) -> Native:
    """Give one bar for each item down to the cut-off, and say how many lie below it."""
    grouping, of = shown.grouping, _OF[str(options["of"])]
    cut_off = float(options["cut_off"] or 0.0)
    rows = [(label(row), _share(row, side_of(row, of))) for row in contrasts(shown)]
    kept = [at for at, (_, share) in enumerate(rows) if share is None or share * 100 >= cut_off]
    below = len(rows) - len(kept)
    more = [words("chart.more_below", below, share=f"{cut_off:g}")] if below else []
    column = {"top": "first_share", "rest": "second_share", "all": "prevalence"}[of]
    beside = _picked(table, (column,), kept)
    shares = (*(rows[at][1] for at in kept), *(None for _ in more))
    series = {
        "top": Series(grouping.first, "first", shares),
        "rest": Series(grouping.second, "second", shares),
        "all": Series(words("chart.both"), "first", shares),
    }[of]
    return Native(
        "bars",
        (*(rows[at][0] for at in kept), *more),
        (series,),
        beside._replace(rows=(*beside.rows, *(("",) for _ in more))),
    )


def _stacked(shown: Result, _: Table, __: Options, ___: Words) -> Native:
    """Give a bar for each item and group, and a series for each level."""
    items, grouping = by_item(levels(shown)), shown.grouping
    names = [row.level for row in max(items, key=len)]
    categories, shares = [], []
    for rows in items:
        before = f"{label(rows[0])} – " if len(items) > 1 else ""
        categories += [before + grouping.first, before + grouping.second]
        shares += [
            {row.level: _share(row, row.first) for row in rows},
            {row.level: _share(row, row.second) for row in rows},
        ]
    series = tuple(Series(level, "level", tuple(found.get(level) for found in shares)) for level in names)
    return Native("stacked", tuple(categories), series, middle=neutral(names))


def _dots(shown: Result, table: Table, _: Options, __: Words) -> Native:
    """Give the share of the first group at each level."""
    rows = levels(shown)
    several = len(by_item(rows)) > 1
    found = [None if _is_hidden(row) else row.first_share for row in rows]
    series = Series(
        shown.grouping.first,
        "first",
        tuple(share.value if share else None for share in found),
        tuple(_bounds(share) for share in found),
    )
    names = tuple(f"{label(row)}: {row.level}" if several else row.level for row in rows)
    beside = _picked(table, ("first_at_level", "n", "ratio"), range(len(rows)))
    return Native("dots", names, (series,), beside)


_MAKERS: Final[dict[str, Maker]] = {
    "paired_bars": _pairs,
    "dumbbell": _pairs,
    "ranked_bars": _ranked,
    "waves": _waves,
    "forest": _ratios,
    "quadrant": _plane,
    "stacked_levels": _stacked,
    "p_top": _dots,
}


def _share(row: Contrast | Level, side: Side) -> float | None:
    """Give the share of a side, nothing where it may not be shown."""
    return None if _is_hidden(row) else side.share.value


def _is_hidden(row: Contrast | Level) -> bool:
    return any(note.severity is Severity.HIDDEN for note in row.notes)


def _bounds(share: Estimate | None) -> tuple[float, float] | None:
    """Give the interval of a share, nothing where there is none."""
    if share is None or share.value is None or share.lower is None or share.upper is None:
        return None
    return share.lower, share.upper


def _picked(table: Table, keys: tuple[str, ...], places: Iterable[int]) -> Table:
    """Give some columns and rows of a table."""
    columns = [next(at for at, column in enumerate(table.columns) if column.key == key) for key in keys]
    return table._replace(
        columns=tuple(table.columns[at]._replace(brief=True) for at in columns),
        rows=tuple(tuple(table.rows[place][at] for at in columns) for place in places),
    )
