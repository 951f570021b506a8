"""The words around figures of a pipeline: no finding is stronger than its interval, and every chance tells its days."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.numbers import decimal, percent, percent_interval, times
from samkit.pipelined import Slice, by_kind
from samkit.report.document import Figure, Picture
from samkit.results import Verdict
from samkit.tables import pipeline as tables
from samkit.tables import pipeline_ends as ends
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from samkit.pipelined import Amount, FunnelShape
    from samkit.results import Result
    from samkit.study.model import FigureSpec
    from samkit.tables.table import Table

MOST: Final = 30
"""Categories that one figure shows at most."""


def figure(spec: FigureSpec, result: Result, words: Words = ENGLISH) -> Figure:
    """Build one figure of a pipeline.

    Parameters
    ----------
    spec
        What the study asks for; `items` are columns by which the pipeline is taken apart.
    result
        Of kind `pipeline`.
    words
        The language.
    """
    shown, made = _chosen(spec, result), _CHARTS[spec.chart]
    written, table = made.title(shown, words), made.table(shown, words)
    finding = spec.title or written
    n = decimal(by_kind(result.rows).whole[0].all.n, signs=words.signs)
    alt = words("alt.pipeline", what=words(f"alt.{spec.chart}"), n=n, finding=finding.rstrip("."))
    parts = list(_pages(shown))
    names = [f"figure-{spec.id}" if len(parts) == 1 else f"figure-{spec.id}-page-{at + 1}" for at in range(len(parts))]
    return Figure(
        id=spec.id,
        chart=spec.chart,
        title=finding,
        subtitle=_subtitle(shown, spec.chart, words),
        footer=tables.below(shown, made.methods, words)[0],
        pictures=tuple(Picture(name, alt, part) for name, part in zip(names, parts, strict=True)),
        table=table._replace(name=f"figure-{spec.id}"),
        notes=table.notes,
        takeaway=f"{written}." if spec.title else "",
    )


def _chosen(spec: FigureSpec, result: Result) -> Result:
    """Keep the slices by the columns that a figure names, all of them where it names none."""
    wanted = spec.items or tuple(row.item.id for row in by_kind(result.rows).slices)
    kept = (row for row in result.rows if not isinstance(row, Slice) or row.item.id in wanted)
    return result._replace(rows=tuple(kept))


def _pages(shown: Result) -> Iterator[Result]:
    """Share slices among as few figures as hold them; all else stands on each."""
    slices = by_kind(shown.rows).slices
    others = tuple(row for row in shown.rows if not isinstance(row, Slice))
    pages = max(math.ceil(len(slices) / MOST), 1)
    for page in range(pages):
        part = slices[round(page * len(slices) / pages) : round((page + 1) * len(slices) / pages)]
        yield shown._replace(rows=(*others, *part))


def _subtitle(shown: Result, chart: str, words: Words) -> str:
    """Say what is drawn, within how many days, and of which landmark."""
    found = by_kind(shown.rows)
    stage = found.landmarks[0].item.text if found.landmarks else ""
    days = decimal(found.whole[0].horizon, signs=words.signs)
    return words(f"pipeline.drawn_{chart}", at=found.whole[0].at, days=days, stage=stage)


def lead(result: Result, words: Words = ENGLISH) -> str:
    """Say what a report on a pipeline alone is about."""
    row = by_kind(result.rows).whole[0]
    counts = {key: decimal(count.n, signs=words.signs) for key, count in _counts(result).items()}
    return words("pipeline.lead", title=result.title, at=row.at, **counts)


def _counts(result: Result) -> dict[str, Amount]:
    row = by_kind(result.rows).whole[0]
    return {"n": row.all, "open": row.open, "won": row.won, "lost": row.lost}


def shape(result: Result, words: Words = ENGLISH) -> str:
    """Say which shape the funnel has, if one is shown."""
    row = by_kind(result.rows).shapes[0]
    if row.depth.value is None:
        return words("pipeline.no_shape", title=result.title)
    return words(f"pipeline.is_{_named(row)}", **_depth(row, words))


def _named(row: FunnelShape) -> str:
    return row.shape.replace("-", "_").replace(" ", "_")


def _depth(row: FunnelShape, words: Words) -> dict[str, str]:
    """Write the mean place of a loss on a scale of 100, with its interval."""
    interval = "" if row.depth.lower is None else percent_interval(row.depth, words.signs)
    return {"depth": percent(row.depth.value, words.signs), "interval": interval}


def speed(result: Result, words: Words = ENGLISH) -> str:
    """Say how long half of the opportunities stay, in the stage that is left soonest and in that left last."""
    rows = [row for row in by_kind(result.rows).velocities if row.median is not None]
    if not rows:
        return words("pipeline.no_speed", title=result.title)
    first, last = (pick(rows, key=lambda row: row.median or 0.0) for pick in (min, max))
    least, most = (decimal(row.median, signs=words.signs) for row in (first, last))
    if first.median == last.median:
        return words("pipeline.speed_alike", days=least)
    return words("pipeline.speed", least=least, soonest=first.item.text, most=most, latest=last.item.text)


def age(result: Result, words: Words = ENGLISH) -> str:
    """Say how many open opportunities have been in their stage for longer than nine of ten are."""
    rows = [row for row in by_kind(result.rows).ageings if row.bands]
    if not rows:
        return words("pipeline.no_age", title=result.title)
    late, here = sum(row.bands[-1].n for row in rows), sum(row.here.n for row in rows)
    return words("pipeline.overdue", late, here=decimal(here, signs=words.signs))


def chance(result: Result, words: Words = ENGLISH) -> str:
    """Say which share of all opportunities is won, within how many days."""
    row = by_kind(result.rows).whole[0]
    if row.win.value is None:
        return words("pipeline.no_chance", title=result.title)
    told = {"share": percent(row.win.value, words.signs), "interval": percent_interval(row.win, words.signs)}
    return words("pipeline.chance", days=decimal(row.horizon, signs=words.signs), **told)


def fast(result: Result, words: Words = ENGLISH) -> str:
    """Say how many times as likely fast opportunities are to be won as slow ones, on the first day that is compared."""
    row = by_kind(result.rows).landmarks[0]
    value = row.ratio.value
    if value is None:
        return words("pipeline.no_pace", title=result.title)
    day = decimal(row.day, signs=words.signs)
    if row.verdict is not Verdict.DIFFERS:
        return words("pipeline.pace_not_shown", days=day)
    ahead = value > 1
    shares = [percent(each.win.value, words.signs) for each in (row.fast, row.slow)]
    high, low = shares if ahead else shares[::-1]
    if not value or math.isinf(value):
        return words("pipeline.pace_alone_fast" if ahead else "pipeline.pace_alone_slow", days=day, high=high)
    told = times(value if ahead else 1 / value, words.signs)
    return words("pipeline.pace_fast" if ahead else "pipeline.pace_slow", days=day, times=told, high=high, low=low)


class _Chart(NamedTuple):
    """How one chart of a pipeline is told: its title, its table, its methods."""

    title: Callable[[Result, Words], str]
    table: Callable[[Result, Words], Table]
    methods: tuple[str, ...]


_CHARTS: Final[Mapping[str, _Chart]] = {
    "funnel": _Chart(shape, tables.stages, ("chance", "shape")),
    "velocity": _Chart(speed, tables.velocity, ("chance", "time in a stage")),
    "ageing": _Chart(age, tables.ageing, tables.AGES),
    "win_rate": _Chart(chance, ends.slices, ("chance",)),
    "pace": _Chart(fast, ends.pace, ends.PACES),
}
