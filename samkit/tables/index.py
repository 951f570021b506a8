"""The tables of an index: managers ranked, means of teams, what each component adds to a change, and every score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.indexed import by_kind, ranked
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.index import held_against, named
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.indexed import IndexChange, IndexGap, IndexMean, IndexScore
    from samkit.notes import Note
    from samkit.results import Estimate, Result

    Cells = tuple[str | float | Estimate | None, ...]

LEAGUE: Final = ("index", "off", "range")
MEANS: Final = ("index", "mean index")
"""Of what is shown, what has a method of its own."""


def league(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the managers of the ranked period, the highest index first.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    rows = ranked(result.rows)
    benchmarks = _benchmarks(rows)
    columns = (
        Column("item", words("heading.manager"), "label"),
        Column("of", words("heading.team"), "text"),
        Column("index", words("heading.index"), "mean"),
        Column("rank", words("heading.rank"), "rank"),
        Column("band", words("heading.band"), "text"),
        Column("quartile", words("heading.quartile"), "count"),
        *_gap_columns(benchmarks, words),
        Column("weighed", words("heading.weighed"), "mean", brief=False),
        Column("rank_weighed", words("heading.rank_weighed"), "rank"),
        Column("same_band", words("heading.same_band"), "share"),
        *_notes(words),
    )
    title = words("index.league", title=result.title, period=rows[0].period) if rows else result.title
    told = tuple(_standing(row, benchmarks, words) for row in rows)
    return Table("league", title, columns, told, *below(result, LEAGUE, words))


def _standing(row: IndexScore, benchmarks: Iterable[str], words: Words) -> Cells:
    return (
        row.item.text,
        row.team,
        known(row.points),
        known(row.rank),
        row.band,
        row.quartile,
        *_gaps(row.gaps, benchmarks),
        known(row.weighed),
        known(row.rank_weighed),
        row.same_band,
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )


def known(estimate: Estimate) -> Estimate | float | None:
    """Give a number with its bounds, or alone where it has none."""
    return estimate.value if estimate.lower is None else estimate


def _benchmarks(rows: Iterable[IndexScore | IndexMean]) -> dict[str, float]:
    """Give the benchmarks with their values."""
    return {gap.benchmark: gap.at for row in rows for gap in row.gaps}


def _gap_columns(benchmarks: dict[str, float], words: Words) -> tuple[Column, ...]:
    return tuple(
        Column(f"gap_{place}", words("heading.gap_to", benchmark=held_against(name, at, words)), "mean")
        for place, (name, at) in enumerate(benchmarks.items(), 1)
    )


def _gaps(gaps: Iterable[IndexGap], benchmarks: Iterable[str]) -> tuple[float | None, ...]:
    found = {gap.benchmark: gap.gap for gap in gaps}
    return tuple(found.get(name) for name in benchmarks)


def _notes(words: Words) -> tuple[Column, Column]:
    return (
        Column("notes", words("heading.notes"), "text"),
        Column("note_texts", words("heading.note_texts"), "text", brief=False),
    )


def below(result: Result, shown: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Give what stands below a table of an index: bases, methods and origin; and its notes."""
    lines = (bases(result, words), footer.methods(result, shown, words), footer.origin(result, words))
    found = by_kind(result.rows)
    notes = (*result.notes, *(note for row in found.scores for note in row.notes))
    return tuple(line for line in lines if line), footer.translated(notes, words)


def bases(result: Result, words: Words) -> str:
    """Tell the bases of an index."""
    return words("index.bases", counted=counted(result, words))


def counted(result: Result, words: Words) -> str:
    """Count managers, periods and rows with an index."""
    scores = by_kind(result.rows).scores
    periods = len({row.position for row in scores})
    there = sum(row.points.value is not None for row in scores)
    managers = words("index.managers", result.grouping.n_first)
    return words("index.counted", there, managers=managers, periods=words("index.periods", periods))


def courses(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out indices over the periods: of each manager and each mean, one row a period.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    found = by_kind(result.rows)
    columns = (
        Column("item", words("heading.manager"), "label"),
        Column("level", words("heading.period"), "text"),
        Column("n", words("heading.n"), "count"),
        Column("index", words("heading.index"), "mean"),
        Column("band", words("heading.band"), "text"),
    )
    told = (
        *((named(row, words), row.period, 1, known(row.points), row.band) for row in found.scores),
        *((named(row, words), row.period, row.n, known(row.mean), row.band) for row in found.means),
    )
    return Table("courses", words("index.course_of", title=result.title), columns, told, *below(result, MEANS, words))


def means(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the mean index of all managers and of each team, period by period.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    rows = by_kind(result.rows).means
    benchmarks = _benchmarks(rows)
    columns = (
        Column("item", words("heading.team"), "label"),
        Column("level", words("heading.period"), "text"),
        Column("n", words("heading.n"), "count"),
        Column("index", words("heading.mean_index"), "mean"),
        Column("band", words("heading.band"), "text"),
        *_gap_columns(benchmarks, words),
    )
    told = tuple(
        (named(row, words), row.period, row.n, known(row.mean), row.band, *_gaps(row.gaps, benchmarks)) for row in rows
    )
    return Table("teams", words("index.means", title=result.title), columns, told, *below(result, MEANS, words))


def changes(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out by how much each index changed, and what each component adds to that.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    rows = by_kind(result.rows).changes
    steps = rows[0].steps if rows else ()
    columns = (
        Column("item", words("heading.manager"), "label"),
        Column("of", words("heading.of"), "text", brief=False),
        Column("n", words("heading.n"), "count"),
        Column("before", rows[0].since if rows else "", "mean"),
        Column("after", rows[0].until if rows else "", "mean"),
        Column("change", words("heading.change"), "mean"),
        *(
            Column(f"step_{place}", words("heading.of_it", component=step.text), "mean")
            for place, step in enumerate(steps, 1)
        ),
        Column("band_before", words("heading.band_before"), "text", brief=False),
        Column("band", words("heading.band"), "text"),
    )
    told = tuple(_change(row, words) for row in rows)
    return Table("change", words("index.changes", title=result.title), columns, told, *below(result, MEANS, words))


def _change(row: IndexChange, words: Words) -> Cells:
    parts = tuple(step.change for step in row.steps)
    ends = (row.before, row.after, known(row.change))
    return (named(row, words), words(f"index.of_{row.of}"), row.n, *ends, *parts, row.band_before, row.band_after)


def scores(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out every index with the parts that make it up, for a file: too long to be read.

    Parameters
    ----------
    result
        Of kind `index`.
    """
    found = by_kind(result.rows)
    benchmarks = _benchmarks(found.scores)
    texts = [(place, row.item.text) for place, row in enumerate(found.components, 1)]
    columns = (
        Column("item", words("heading.manager"), "label"),
        Column("of", words("heading.team"), "text"),
        Column("level", words("heading.period"), "text"),
        Column("index", words("heading.index"), "mean"),
        Column("rank", words("heading.rank"), "rank"),
        Column("quartile", words("heading.quartile"), "count"),
        Column("band", words("heading.band"), "text"),
        *_gap_columns(benchmarks, words),
        *(Column(f"value_{place}", words("heading.value_of", component=text), "number") for place, text in texts),
        *(Column(f"score_{place}", words("heading.score_of", component=text), "number") for place, text in texts),
        *(Column(f"weight_{place}", words("heading.weight_of", component=text), "number") for place, text in texts),
        *(Column(f"points_{place}", words("heading.points_of", component=text), "number") for place, text in texts),
        *_notes(words),
    )
    told = tuple(_score(row, benchmarks, words) for row in found.scores)
    title = words("index.scores", title=result.title)
    return Table("scores", title, columns, told, *below(result, LEAGUE, words), brief=False)


def _score(row: IndexScore, benchmarks: Iterable[str], words: Words) -> Cells:
    has = row.points.value is not None
    return (
        row.item.text,
        row.team,
        row.period,
        known(row.points),
        known(row.rank),
        row.quartile,
        row.band,
        *_gaps(row.gaps, benchmarks),
        *(part.raw for part in row.parts),
        *(part.score for part in row.parts),
        *(part.weight if has else None for part in row.parts),
        *(part.points if has else None for part in row.parts),
        footer.note_labels(row.notes, words),
        footer.note_texts(row.notes, words),
    )
