"""From results to a document: each figure of the study with its rows, words, table and notes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.charts.items import about_items, item_of
from samkit.charts.pages import pages
from samkit.report import alike, modelled, ranking, shares, wording
from samkit.report.document import Document, Figure, Picture
from samkit.report.native import native
from samkit.results import Contrast, Driver, ModelFit, Quantity, Result, contrasts
from samkit.tables import contrast, drivers, footer, level, likeness, membership, rank
from samkit.words.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samkit.notes import Note
    from samkit.results import Factor, Level, Location, Rank
    from samkit.study.file import StudyTable
    from samkit.study.model import FigureSpec
    from samkit.tables.table import Table


def document(
    about: StudyTable,
    classification: Result,
    figures: Sequence[tuple[FigureSpec, Result]],
    notes: tuple[Note, ...],
) -> Document:
    """Build the report.

    Parameters
    ----------
    about
        The study's own words.
    classification
        Who is in which group.
    figures
        Each figure that is asked for, with the result it draws from.
    notes
        What the reader must know of the data.
    """
    said = (
        ("Universe", about.universe),
        ("Fielded", about.fielded),
        ("Source", about.source),
        ("Data", about.synthetic),
    )
    return Document(
        title=about.title,
        lead=wording.group_sentence(classification.grouping),
        about=tuple((name, text) for name, text in said if text),
        summary=(),
        tables=(membership.groups(classification), membership.waterfall(classification)),
        figures=tuple(figure(spec, result) for spec, result in figures),
        notes=notes,
        provenance=classification.provenance,
    )


def figure(spec: FigureSpec, result: Result) -> Figure:
    """Build one figure: choose and sort its rows, write its words, cut it into pages."""
    shown = _ordered(_chosen(result, spec.items), spec)
    table = _TABLES[shown.kind](shown)
    finding, subtitle = _words(spec, shown)
    finding = spec.title or finding
    parts = [shown._replace(rows=rows) for rows in pages(about_items(shown))]
    names = [
        f"figure-{spec.id}" if len(parts) == 1 else f"figure-{spec.id}-page-{page + 1}" for page in range(len(parts))
    ]
    alt = wording.alt(shown, spec.chart, finding)
    return Figure(
        id=spec.id,
        chart=spec.chart,
        title=finding,
        subtitle=subtitle,
        footer=_footer(shown, spec.chart),
        pictures=tuple(Picture(name, alt, page) for name, page in zip(names, parts, strict=True)),
        table=table._replace(name=f"figure-{spec.id}"),
        notes=table.notes,
        options=_options(spec, shown),
        native=native(shown, spec.chart, table, dict(_options(spec, shown)), ENGLISH),
    )


def _options(spec: FigureSpec, shown: Result) -> tuple[tuple[str, str | float | None], ...]:
    """Give what a chart takes beside its rows."""
    if spec.chart == "ranked_bars":
        return (("of", spec.of), ("cut_off", spec.cut_off))
    return (("margin", shown.margin),) if spec.chart == "margins" else ()


_TABLES: Final[dict[str, Callable[[Result], Table]]] = {
    "gap": contrast.table,
    "levels": level.table,
    "rank": rank.both,
    "profile": likeness.table,
    "drivers": drivers.terms,
}


def _words(spec: FigureSpec, shown: Result) -> tuple[str, str]:
    """Write finding and subtitle of a figure."""
    if shown.kind == "rank":
        return ranking.title(shown), ranking.subtitle(shown)
    if shown.kind == "drivers":
        return modelled.title(shown), modelled.subtitle(shown)
    if shown.kind == "profile":
        return alike.title(shown), alike.subtitle(shown)
    if spec.chart == "ranked_bars":
        return shares.title(shown, spec), shares.subtitle(shown, spec)
    if spec.chart == "quadrant":
        across = "share of both groups together against gap in points"
        return wording.title(shown, spec.chart), f"{wording.counted(shown)}; {across}"
    return wording.title(shown, spec.chart), wording.subtitle(shown, spec.order)


def _chosen(result: Result, items: Sequence[str]) -> Result:
    """Keep the rows and tests of the items that a figure names; all of them if it names none."""
    if not items:
        return result
    fitted = tuple(row for row in result.rows if isinstance(row, ModelFit))
    rows = (*(row for row in about_items(result) if item_of(row).id in items), *fitted)
    tests = tuple(test for test in result.tests if test.item in items)
    return result._replace(rows=rows, tests=tests)


def _ordered(result: Result, spec: FigureSpec) -> Result:
    """Sort the rows of a gap analysis; they come sorted by gap."""
    if spec.chart == "ranked_bars":
        return shares.ordered(result, spec)
    if result.kind != "gap" or spec.order == "gap":
        return result
    rows = sorted(contrasts(result), key=_prevalence if spec.order == "prevalence" else _position)
    return result._replace(rows=tuple(rows))


def _position(row: Contrast) -> float:
    """Give the place of an item in the questionnaire."""
    return float(row.position)


def _prevalence(row: Contrast) -> float:
    """Give the share of favourable answers over both groups, turned round so that the most common comes first."""
    return math.inf if row.prevalence is None else -row.prevalence


def _footer(result: Result, chart: str) -> tuple[str, ...]:
    """Write the lines below a figure: bases, the methods of what it draws, source."""
    wanted = {
        "p_top": ("share", "likelihood ratio", "trend", "weights", "design"),
        "stacked_levels": ("trend", "levels", "weights", "design"),
        "forest": ("likelihood ratio", "gap", "test", "weights", "design"),
        "quadrant": ("gap", "test", "weights", "design"),
        "margins": likeness.METHODS,
        "odds": ("odds ratio", "effect", "test", "coding", "weights", "design"),
        "ranked_bars": ("share", "weights", "design"),
        "slope": ("rank", "weights", "design"),
    }.get(chart, ("share", "gap", "likelihood ratio", "test", "weights", "design"))
    lines = (
        modelled.bases(result) if result.kind == "drivers" else footer.bases(result.grouping, _based(result)),
        footer.methods(result, wanted),
        "" if chart == "ranked_bars" else footer.judged(result),
        footer.origin(result),
    )
    return tuple(line for line in lines if line)


def _based(result: Result) -> list[Contrast | Factor | Level | Location | Rank]:
    """Give the rows whose bases are told below a figure."""
    rows = [row.location if isinstance(row, Quantity) else row for row in about_items(result)]
    return [row for row in rows if not isinstance(row, Driver)]
