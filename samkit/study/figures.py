"""What the figures of a study file name: sections, items, groupings and charts, of the study or of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.catalogue import CHARTS, SYSTEMS
from samkit.study import options
from samkit.study.model import OPPORTUNITIES
from samkit.study.references import Fault, known_questions, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samkit.study.file import FigureTable, StudyFile
    from samkit.study.places import Path

DRAWN_FROM: Final = {
    "gap": ("gap",),
    "levels": ("levels",),
    "means": ("means",),
    "across": ("across",),
    "matrix": ("matrix",),
    "rank": ("gap",),
    "robustness": ("gap",),
    "adjusted": ("gap",),
    "power": ("gap",),
    "halo": ("gap",),
    "benchmark": ("gap",),
    "drivers": ("gap", "levels", "means"),
    "profile": ("gap", "levels", "means"),
}
"""By the analysis that a chart draws: what a section may be compared by for it."""

OF_THE_WHOLE: Final = frozenset({"gap", "profile"})
"""What may be drawn without a section: items of all sections that are compared by gap, or who the groups are."""


def faults(file: StudyFile, sources: Mapping[str, StudyFile]) -> Iterator[Fault]:
    """Check every figure: its source, section, items, grouping and chart, and that no id stands twice.

    Parameters
    ----------
    file
        The study file.
    sources
        The study files of its sources, as far as they could be read.
    """
    seen: set[str] = set()
    for place, figure in enumerate(file.figures):
        path: Path = ("figures", place)
        if figure.id.casefold() in seen:
            yield Fault((*path, "id"), "duplicate_figure", "two figures have this id", "each id once", figure.id)
        seen.add(figure.id.casefold())
        for key, name in (("source", figure.source), ("compare", figure.compare)):
            if name and name not in file.sources and not (file.pipeline and name == OPPORTUNITIES):
                yield unknown((*path, key), "source", name, list(file.sources))
        about = sources.get(figure.source) if figure.source else file
        yield from _figure(about, path, figure) if about else ()


def _figure(file: StudyFile, path: Path, figure: FigureTable) -> Iterator[Fault]:
    """Check what a figure takes from the study that it is drawn from."""
    if figure.chart not in CHARTS:
        yield unknown((*path, "chart"), "chart", figure.chart, list(CHARTS))
    if figure.by and figure.by not in file.groups:
        yield unknown((*path, "by"), "grouping", figure.by, list(file.groups))
    takes = CHARTS[figure.chart].takes if figure.chart in CHARTS else ""
    if (takes == "benchmark") != bool(figure.compare) and takes:
        message = "a chart of two surveys needs the one to compare with, and no other chart takes one"
        yield Fault((*path, "compare"), "wrong_chart", message, "the name of a source", figure.compare or None)
    if takes == "adjusted" and not _adjusting(file, figure.by):
        hint = "questions in adjust of the grouping"
        yield Fault((*path, "chart"), "wrong_chart", "there is nothing to adjust the gaps for", hint, figure.chart)
    if takes in SYSTEMS:
        yield from _of_system(file, path, figure, takes)
    elif not figure.section and takes in OF_THE_WHOLE:
        yield from _whole(file, path, figure, takes)
    elif figure.section not in file.sections:
        yield unknown((*path, "section"), "section", figure.section, list(file.sections))
    else:
        yield from _items(path, figure, items_of(file, figure.section), "item")
        yield from _drawn(path, figure, file.sections[figure.section].analysis)


def _of_system(file: StudyFile, path: Path, figure: FigureTable, takes: str) -> Iterator[Fault]:
    """Check what a figure takes of a system with a table of its own: that it is declared, and no section is named."""
    if getattr(file, takes) is None:
        message = "this chart draws what the study does not declare"
        yield Fault((*path, "chart"), "no_table", message, f"[{takes}]", figure.chart)
    if figure.section:
        message = "this chart draws no section"
        yield Fault((*path, "section"), "wrong_chart", message, "no section", figure.section)
    for key in ("by", "cut_off", "ends"):
        if given := getattr(figure, key):
            yield Fault((*path, key), "wrong_chart", f"this chart does not take {key}", f"no {key}", str(given))
    if file.pipeline and takes == "pipeline":
        yield from _items(path, figure, file.pipeline.slices if figure.chart == "win_rate" else [], "column")
    yield from _analysis(path, figure, takes)


def _adjusting(file: StudyFile, by: str) -> bool:
    """Say whether a grouping declares what its gaps are adjusted for."""
    named = file.groups.get(by) if by else next(iter(file.groups.values()), None)
    return bool(named and named.adjust)


def items_of(file: StudyFile, section: str) -> list[str]:
    """List the items of a section."""
    return [*options.below(file, file.sections[section].options_of), *file.sections[section].questions]


def _items(path: Path, figure: FigureTable, known: list[str], what: str) -> Iterator[Fault]:
    for item in figure.items:
        if item not in known:
            yield unknown((*path, "items"), what, item, known)


def _drawn(path: Path, figure: FigureTable, analysis: str) -> Iterator[Fault]:
    """Check that a chart draws the analysis that is asked for, and that the section has one."""
    if figure.chart not in CHARTS:
        return
    fitting = [name for name, chart in CHARTS.items() if analysis in DRAWN_FROM.get(chart.takes, ())]
    if figure.chart not in fitting:
        message = f"this chart does not draw the {analysis} analysis of {figure.section}"
        yield Fault((*path, "chart"), "wrong_chart", message, " or ".join(fitting), figure.chart)
    else:
        yield from _analysis(path, figure, CHARTS[figure.chart].takes)


def _analysis(path: Path, figure: FigureTable, takes: str) -> Iterator[Fault]:
    if figure.analysis not in {"", takes}:
        message = f"the chart {figure.chart} draws another analysis"
        yield Fault((*path, "analysis"), "wrong_chart", message, takes, figure.analysis)


def _whole(file: StudyFile, path: Path, figure: FigureTable, takes: str) -> Iterator[Fault]:
    """Check what a figure takes that names no section."""
    if takes == "profile":
        yield from _items(path, figure, known_questions(file), "question")
    else:
        by_gap = [name for name, section in file.sections.items() if section.analysis == "gap"]
        if not by_gap:
            yield unknown((*path, "section"), "section", figure.section, list(file.sections))
        yield from _items(path, figure, [item for name in by_gap for item in items_of(file, name)], "item")
    yield from _analysis(path, figure, takes)
