"""The words around figures of an index: who leads, who reaches what, what a change comes from, and how sure that is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.indexed import EVERYBODY, IndexChange, IndexMean, IndexScore, by_kind, over_periods, ranked
from samkit.numbers import amount, decimal, percent, rank_interval
from samkit.report.document import Figure, Picture
from samkit.study.named import all_named
from samkit.tables import footer
from samkit.tables import index as tables
from samkit.words.index import held_against, named
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from samkit.results import Result
    from samkit.study.model import FigureSpec
    from samkit.tables.table import Table

    _Drawn = IndexScore | IndexMean | IndexChange


MOST_NAMED: Final = 2
"""Courses that a title tells."""


def shown(result: Result, chart: str, items: Sequence[str]) -> Result:
    """Keep the rows that a chart of an index draws, in the order in which a figure names them.

    Parameters
    ----------
    result
        Of kind `index`.
    chart
        One of those that draw an index.
    items
        Names of managers and teams, or "all"; none for every manager of a ranking, and for the mean of all managers
        where a change or a course is drawn.
    """
    rows, is_ranking = _CHARTS[chart].rows(result), _CHARTS[chart].is_ranking
    if items:
        order = {name: place for place, name in enumerate(items)}
        kept = [row for row in rows if row.item.id in order]
        kept = kept if is_ranking else sorted(kept, key=lambda row: order[row.item.id])
    else:
        kept = [row for row in rows if is_ranking or _is_everybody(row)]
    return result._replace(rows=(*kept, *by_kind(result.rows).bands))


def figure(spec: FigureSpec, result: Result, words: Words = ENGLISH) -> Figure:
    """Build one figure of an index.

    Parameters
    ----------
    spec
        What the study asks for.
    result
        Of kind `index`.
    words
        The language.

    Raises
    ------
    StudyError
        With every manager or team that the figure names and nobody is called.
    """
    all_named(spec, names(result))
    drawn = shown(result, spec.chart, spec.items)
    made = _CHARTS[spec.chart]
    written = made.title(drawn, words)
    finding = spec.title or written
    alt = words("alt.index", what=words(f"alt.{spec.chart}"), managers=_how_many(result, words), finding=_open(finding))
    parts = list(_pages(drawn, made.page))
    ends = [""] if len(parts) == 1 else [f"-page-{page}" for page in range(1, len(parts) + 1)]
    table = made.table(drawn, words)
    return Figure(
        id=spec.id,
        chart=spec.chart,
        title=finding,
        subtitle=_subtitle(drawn, spec.chart, words),
        footer=(tables.bases(result, words), *_methods(drawn, made, words)),
        pictures=tuple(Picture(f"figure-{spec.id}{end}", alt, part) for end, part in zip(ends, parts, strict=True)),
        table=table._replace(name=f"figure-{spec.id}"),
        notes=table.notes,
        takeaway=f"{written}." if spec.title else "",
    )


def _pages(drawn: Result, most: int) -> Iterator[Result]:
    """Share what is drawn among as few figures as hold it: so many managers or teams on each."""
    bands = by_kind(drawn.rows).bands
    rows: list[_Drawn] = [row for row in drawn.rows if isinstance(row, IndexScore | IndexMean | IndexChange)]
    order = list(dict.fromkeys(row.item.id for row in rows))
    count = max(math.ceil(len(order) / most), 1)
    for page in range(count):
        part = order[round(page * len(order) / count) : round((page + 1) * len(order) / count)]
        yield drawn._replace(rows=(*(row for row in rows if row.item.id in part), *bands))


def _methods(drawn: Result, made: _Chart, words: Words) -> Iterator[str]:
    """Name the methods behind what is drawn, and where it comes from."""
    is_mean = any(row.of != "manager" for row in by_kind(drawn.rows).changes)
    wanted = tables.MEANS if is_mean else made.methods
    yield from filter(None, (footer.methods(drawn, wanted, words), footer.origin(drawn, words)))


def _open(finding: str) -> str:
    return finding.rstrip(".")


def _how_many(result: Result, words: Words) -> str:
    return words("index.managers", result.grouping.n_first)


def names(result: Result) -> list[str]:
    """Name every manager and team, and all of them together."""
    scores = by_kind(result.rows).scores
    teams = (row.team for row in scores if row.team)
    return list(dict.fromkeys((*(row.item.id for row in scores), *teams, EVERYBODY)))


def _is_everybody(row: _Drawn) -> bool:
    return not isinstance(row, IndexScore) and row.of == "all"


def first(result: Result, words: Words = ENGLISH) -> str:
    """Say who is first, and within which ranks."""
    rows = [row for row in ranked(result.rows) if row.points.value is not None]
    if not rows:
        return words("index.none", title=result.title)
    row = rows[0]
    said = {"manager": row.item.text, "period": row.period, "index": amount(row.points.value, words.signs)}
    if len(rows) == 1:
        return words("index.alone", **said)
    if row.rank.lower is None:
        return words("index.first_open", **said)
    if row.rank.upper == 1:
        return words("index.first_known", **said)
    return words("index.first", ranks=rank_interval(row.rank, words.signs), **said)


def reached(result: Result, words: Words = ENGLISH) -> str:
    """Count who reaches each benchmark, or where there is none who is in which band."""
    rows = [row for row in ranked(result.rows) if row.points.value is not None]
    if not rows:
        return words("index.none", title=result.title)
    counts = {(gap.benchmark, gap.at): 0 for row in rows for gap in row.gaps}
    for row in rows:
        for gap in row.gaps:
            counts[gap.benchmark, gap.at] += gap.gap >= 0
    parts = [words("index.reach", n, benchmark=held_against(*of, words)) for of, n in counts.items()]
    if not parts:
        bands = [row.band for row in rows]
        parts = [words("index.in_band", bands.count(band), band=band) for band in dict.fromkeys(bands)]
    managers = words("index.managers", len(rows))
    return words("index.reached", managers=managers, period=rows[0].period, reached=words.joined(tuple(parts)))


def changed(result: Result, words: Words = ENGLISH) -> str:
    """Say what one change comes from; of several what they are."""
    rows = by_kind(result.rows).changes
    if not rows:
        return words("index.no_change", title=result.title)
    return went(rows[0], words) if len(rows) == 1 else words("index.changes", title=result.title)


def went(row: IndexChange, words: Words = ENGLISH) -> str:
    """Say from where to where an index went, and by which component most, where a change is shown."""
    ends = {"before": amount(row.before, words.signs), "after": amount(row.after, words.signs)}
    said = {"manager": named(row, words), "since": row.since, "until": row.until, **ends}
    low, high = row.change.lower, row.change.upper
    if low is not None and high is not None and low <= 0 <= high:
        return words("index.went_nowhere" if row.of != "manager" else "index.went_as_usual", **said)
    most = max(row.steps, key=lambda step: step.change * (row.change.value or 0.0))
    points = decimal(most.change, 1, plus=True, signs=words.signs)
    return words(
        "index.went" if row.of == "manager" else "index.went_on_average", component=most.text, points=points, **said
    )


def courses(result: Result, words: Words = ENGLISH) -> str:
    """Give the first and the last index of each that is drawn, of many of the first two."""
    rows = over_periods(result.rows)
    found: dict[str, list[tuple[int, str, float]]] = {}
    for row in rows:
        value = row.points.value if isinstance(row, IndexScore) else row.mean.value
        if value is not None:
            found.setdefault(named(row, words), []).append((row.position, row.period, value))
    if not found:
        return words("index.none", title=result.title)
    ends = {name: (min(course), max(course)) for name, course in found.items()}
    told = [
        words("index.course", manager=name, first=_at(first, words), last=_at(last, words))
        for name, (first, last) in ends.items()
    ]
    more = len(told) - MOST_NAMED
    listed = "; ".join(told[:MOST_NAMED])
    return words("list.more", more, listed=listed) if more > 0 else listed


def _at(point: tuple[int, str, float], words: Words) -> str:
    """Write an index with its period."""
    return words("index.at", index=amount(point[2], words.signs), period=point[1])


def _subtitle(drawn: Result, chart: str, words: Words) -> str:
    """Say what is drawn, and what its marks mean."""
    rows = ranked(drawn.rows)
    period = rows[0].period if rows else ""
    return words(f"index.drawn_{chart}", period=period, level=percent(drawn.level, words.signs))


def lead(result: Result, words: Words = ENGLISH) -> str:
    """Say what a report on an index alone is about."""
    return words("index.lead", title=result.title, bases=tables.counted(result, words))


class _Chart(NamedTuple):
    """How one chart of an index is told: its rows, its title, its table, its methods, and how many a page holds."""

    rows: Callable[[Result], Sequence[_Drawn]]
    title: Callable[[Result, Words], str]
    table: Callable[[Result, Words], Table]
    methods: tuple[str, ...]
    page: int
    is_ranking: bool = False


def _ranking(result: Result) -> tuple[IndexScore, ...]:
    return ranked(result.rows)


def _changes(result: Result) -> tuple[IndexChange, ...]:
    return by_kind(result.rows).changes


def _over_periods(result: Result) -> tuple[IndexScore | IndexMean, ...]:
    return over_periods(result.rows)


_CHARTS: Final[Mapping[str, _Chart]] = {
    "league": _Chart(_ranking, first, tables.league, tables.LEAGUE, 30, is_ranking=True),
    "bullet": _Chart(_ranking, reached, tables.league, ("index", "off"), 30, is_ranking=True),
    "waterfall": _Chart(_changes, changed, tables.changes, ("index", "off"), 1),
    "index_trend": _Chart(_over_periods, courses, tables.courses, tables.MEANS, 8),
}
