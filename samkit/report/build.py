"""From results to a document: each figure of the study with its rows, words, table and notes."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from samkit.analyses import order
from samkit.charts.items import about_items, item_of
from samkit.charts.pages import MOST_ROWS, pages
from samkit.charts.scale import ratio_range
from samkit.report import adjusted as adjusting
from samkit.report import (
    alike,
    amounts,
    composition,
    crossed,
    matrix,
    modelled,
    ranking,
    robust,
    shares,
    trust,
    waves,
    wording,
)
from samkit.report import halo as praising
from samkit.report import reach as reaching
from samkit.report.below import below
from samkit.report.document import Document, Figure, Picture
from samkit.report.native import native
from samkit.report.summary import Shown, checked, summary
from samkit.report.systems import SYSTEMS, beside, tables
from samkit.report.takeaway import takeaway
from samkit.results import Choices, CommonFactor, Contrast, ModelFit, Result, RuleReading, contrasts
from samkit.tables import adjusted as adjusted_gaps
from samkit.tables import benchmark, contrast, drivers, footer, level, likeness, location, membership, rank
from samkit.tables import crossed as cross_table
from samkit.tables import halo as praised
from samkit.tables import matrix as matrix_table
from samkit.tables import power as reachable
from samkit.tables import robust as robustness
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from samkit.charts.items import About
    from samkit.notes import Note
    from samkit.study.file import StudyTable
    from samkit.study.model import FigureSpec
    from samkit.tables.table import Table


def document(
    about: StudyTable,
    classification: Result,
    figures: Sequence[tuple[FigureSpec, Result]],
    notes: tuple[Note, ...],
    sources: Mapping[str, Result] = MappingProxyType({}),
    trusted: Sequence[Result] = (),
) -> Document:
    """Build the report.

    Parameters
    ----------
    about
        The study's own words.
    classification
        Who is in which group; of a study without groups, the result of its system.
    figures
        Each figure that is asked for, with the result it draws from.
    notes
        What the reader must know of the data.
    sources
        Who is in which group of the other studies, by their names in the study file.
    trusted
        What is left of the findings when objections are raised.
    """
    words = Words(about.language)
    said = (
        (words("page.universe"), about.universe),
        (words("page.fielded"), about.fielded),
        (words("page.source"), about.source),
        (words("page.data"), about.synthetic),
    )
    plain = [figure(spec, result, words, sources.get(spec.compare)) for spec, result in figures]
    shown = [_summed(spec, result, each, words) for (spec, result), each in zip(figures, plain, strict=True)]
    built = tuple(_doubted(each, said, trusted, words) for each, said in zip(plain, shown, strict=True))
    made = tuple(source.provenance for source in sources.values())
    described = (classification, *sources.values())
    return Document(
        title=about.title,
        lead=_lead(classification, words),
        about=tuple((name, text) for name, text in said if text),
        summary=checked(summary(classification, shown, words, made), (each.id for each in built)),
        tables=(
            *_described(classification, words),
            *_of_sources(sources, words),
            *_of_systems(figures, described, words),
        ),
        figures=built,
        notes=footer.translated(notes, words),
        provenance=classification.provenance,
        sources=made,
        words=words,
        trust=trust.passage(shown, trusted, classification, words),
    )


def _doubted(built: Figure, shown: Shown, trusted: Sequence[Result], words: Words) -> Figure:
    """Say beside a figure what is left of what its title claims."""
    told = trust.beside(shown, trusted, words)
    return built._replace(takeaway=f"{built.takeaway} {told}".strip()) if told else built


def _lead(result: Result, words: Words) -> str:
    """Say how many are in each group, or what the report is about where it has none."""
    if result.kind in SYSTEMS:
        return SYSTEMS[result.kind].lead(result, words)
    return wording.group_sentence(result.grouping, words)


def _described(classification: Result, words: Words) -> tuple[Table, ...]:
    """Lay out who is in which group, and who passes which criterion; or a system whole."""
    if classification.kind in SYSTEMS:
        return tables(classification, words)
    return membership.groups(classification, words), membership.waterfall(classification, words)


def _of_sources(sources: Mapping[str, Result], words: Words) -> Iterator[Table]:
    """Lay out the same of each source, under its title."""
    for name, source in sources.items():
        for table in _described(source, words):
            yield table._replace(name=f"{name}-{table.name}", title=f"{source.provenance.study}: {table.title}")


def _of_systems(
    figures: Sequence[tuple[FigureSpec, Result]], described: Sequence[Result], words: Words
) -> Iterator[Table]:
    """Lay out the systems that figures draw, where the report does not describe them already."""
    for result in beside((result for _, result in figures), described):
        yield from tables(result, words)


def figure(spec: FigureSpec, result: Result, words: Words = ENGLISH, compared: Result | None = None) -> Figure:
    """Build one figure: choose and sort its rows, write its words, cut it into pages."""
    if result.kind in SYSTEMS:
        return SYSTEMS[result.kind].figure(spec, result, words)
    shown = _shown(spec, result, words)
    table = _TABLES[shown.kind](shown, words)
    written, subtitle = _words(spec, shown, words)
    finding = spec.title or written
    drawn, between = _ends(shown, spec.ends)
    options = (*_options(spec, shown), *((("between", between),) if between else ()))
    part = shown._replace(rows=drawn) if between else shown
    of_all = tuple(row for row in shown.rows if isinstance(row, Choices | CommonFactor | RuleReading))
    parts = [shown._replace(rows=(*rows, *of_all)) for rows in pages(drawn, _ALONE.get(spec.chart, MOST_ROWS))]
    names = [
        f"figure-{spec.id}" if len(parts) == 1 else f"figure-{spec.id}-page-{page + 1}" for page in range(len(parts))
    ]
    return Figure(
        id=spec.id,
        chart=spec.chart,
        title=finding,
        subtitle=subtitle,
        footer=(*below(shown, spec.chart, words), *_beside(compared, words)),
        pictures=tuple(
            Picture(name, _alt(spec, page, shown, finding, words), page)
            for name, page in zip(names, parts, strict=True)
        ),
        table=table._replace(name=f"figure-{spec.id}"),
        notes=table.notes,
        options=options,
        native=native(part, spec.chart, _TABLES[part.kind](part, words), dict(options), words),
        takeaway=f"{written}." if spec.title else takeaway(shown, spec.chart, words),
    )


def _alt(spec: FigureSpec, page: Result, shown: Result, finding: str, words: Words) -> str:
    """Describe a picture; of one item alone of several, it is the finding of that item that stands there."""
    if spec.chart in _ALONE and page.rows != shown.rows:
        return wording.alt(page, spec.chart, _words(spec, page, words)[0], words)
    return wording.alt(shown, spec.chart, finding, words)


def _summed(spec: FigureSpec, result: Result, built: Figure, words: Words) -> Shown:
    """Give what the summary takes of a figure."""
    if result.kind in SYSTEMS:
        return Shown(spec.id, spec.chart, (built.takeaway or built.title).rstrip("."), result)
    shown = _shown(spec, result, words)
    return Shown(spec.id, spec.chart, _words(spec, shown, words)[0], shown)


def _shown(spec: FigureSpec, result: Result, words: Words) -> Result:
    """Choose and sort the rows that a figure shows; name what it is of, where that is the whole report."""
    whole = composition.categories(result) if spec.chart == "composition" else result
    shown = _unsure(_ordered(_chosen(whole, spec.items), spec), spec)
    if shown.section:
        return shown
    return shown._replace(title=words("whole.title"), family=words("whole.family", method=shown.family))


def _ends(shown: Result, ends: int | None) -> tuple[tuple[About, ...], int]:
    """Give the rows that are drawn, the first and the last where a figure asks for them alone, and how many are not."""
    rows = about_items(shown)
    if ends is None or len(rows) <= 2 * ends:
        return rows, 0
    return (*rows[:ends], *rows[-ends:]), len(rows) - 2 * ends


def _beside(compared: Result | None, words: Words) -> tuple[str, ...]:
    """Name the survey that a figure compares with, and what is synthetic in it."""
    if compared is None:
        return ()
    other = compared.provenance
    told = words("footer.compared", other.respondents, study=other.study)
    return (". ".join(part.rstrip(".") for part in (told, other.synthetic) if part),)


def _options(spec: FigureSpec, shown: Result) -> tuple[tuple[str, str | float | None], ...]:
    """Give what a chart takes beside its rows."""
    if spec.chart == "ranked_bars":
        return (("of", spec.of), ("cut_off", spec.cut_off))
    if spec.chart == "waves":
        return (("other", shown.title),)
    if spec.chart == "forest" and len(contrasts(shown)) > MOST_ROWS:
        low, high = ratio_range([row.ratio for row in contrasts(shown)])
        return (("low", low), ("high", high))
    return (("margin", shown.margin),) if spec.chart == "margins" else ()


_TABLES: Final[dict[str, Callable[[Result, Words], Table]]] = {
    "gap": contrast.table,
    "levels": level.table,
    "rank": rank.both,
    "profile": likeness.table,
    "drivers": drivers.terms,
    "across": cross_table.table,
    "matrix": matrix_table.table,
    "means": location.table,
    "benchmark": benchmark.table,
    "robustness": robustness.items,
    "adjusted": adjusted_gaps.table,
    "power": reachable.items,
    "halo": praised.items,
}


_ALONE: Final = {"specification_curve": 1}
"""By chart: how many items one figure takes, where that is fewer than rows fit on it."""


_SAID: Final[dict[str, tuple[Callable[[Result, Words], str], Callable[[Result, Words], str]]]] = {
    "slope": (ranking.title, ranking.subtitle),
    "odds": (modelled.title, modelled.subtitle),
    "margins": (alike.title, alike.subtitle),
    "heat_map": (crossed.title, crossed.subtitle),
    "matrix": (matrix.title, matrix.subtitle),
    "means": (amounts.title, amounts.subtitle),
    "waves": (waves.title, waves.subtitle),
    "composition": (composition.title, composition.subtitle),
    "specification_curve": (robust.title, robust.subtitle),
    "reading_map": (robust.title, robust.subtitle),
    "adjusted": (adjusting.title, adjusting.subtitle),
    "reach": (reaching.title, reaching.subtitle),
    "beyond": (praising.title, praising.subtitle),
}
"""By chart: who writes its finding and its subtitle from the result alone."""


def _words(spec: FigureSpec, shown: Result, words: Words) -> tuple[str, str]:
    """Write finding and subtitle of a figure."""
    if spec.chart in _SAID:
        title, subtitle = _SAID[spec.chart]
        return title(shown, words), subtitle(shown, words)
    if spec.chart == "ranked_bars":
        return shares.title(shown, spec, words), shares.subtitle(shown, spec, words)
    if spec.chart == "quadrant":
        across = words("subtitle.quadrant", counted=wording.counted(shown, words))
        return wording.title(shown, spec.chart, words), across
    return wording.title(shown, spec.chart, words), wording.subtitle(shown, spec.order, words)


def _chosen(result: Result, items: Sequence[str]) -> Result:
    """Keep the rows and tests of the items that a figure names; all of them if it names none."""
    if not items:
        return result
    whole = tuple(row for row in result.rows if isinstance(row, ModelFit | Choices | CommonFactor | RuleReading))
    rows = (*(row for row in about_items(result) if item_of(row).id in items), *whole)
    tests = tuple(test for test in result.tests if test.item in items)
    return result._replace(rows=rows, tests=tests)


def _ordered(result: Result, spec: FigureSpec) -> Result:
    """Sort the rows of a gap analysis; they come sorted by gap."""
    if spec.chart == "ranked_bars":
        return shares.ordered(result, spec)
    if spec.chart == "waves":
        return waves.ordered(result)
    if result.kind != "gap" or spec.order not in _ORDERS:
        return result
    rows: list[Contrast] = sorted(contrasts(result), key=_ORDERS[spec.order])
    return result._replace(rows=tuple(rows))


def _unsure(result: Result, spec: FigureSpec) -> Result:
    """Say whether the order of the rows that are shown is certain, in place of the order of all rows of a section."""
    if result.kind != "gap":
        return result
    rows = contrasts(result) if spec.chart not in _UNSORTED else ()
    told = order.by_gap(rows) if spec.order == "gap" else order.by_ratio(rows) if spec.order == "ratio" else ()
    return result._replace(notes=(*(note for note in result.notes if note.code != "order"), *told))


def _position(row: Contrast) -> float:
    """Give the place of an item in the questionnaire."""
    return float(row.position)


def _prevalence(row: Contrast) -> float:
    """Give the share of favourable answers over both groups, turned round so that the most common comes first."""
    return math.inf if row.prevalence is None else -row.prevalence


def _ratio(row: Contrast) -> float:
    """Give the likelihood ratio, turned round so that the largest comes first; those without one stand last."""
    return math.inf if row.ratio.value is None else -row.ratio.value


_UNSORTED: Final = frozenset({"quadrant", "ranked_bars"})
"""The charts whose items do not stand in the order of gap or ratio."""

_ORDERS: Final[dict[str, Callable[[Contrast], float]]] = {
    "prevalence": _prevalence,
    "ratio": _ratio,
    "questionnaire": _position,
}
"""How rows are sorted that come sorted by gap."""
