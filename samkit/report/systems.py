"""Figures and tables of the systems that have a table of their own in the study file, by kind of result.

A system brings one function that builds its figures whole, and one that says what a report on it alone is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import catalogue
from samkit.report import index, pipeline, practices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from samkit.report.document import Figure
    from samkit.results import Result
    from samkit.study.model import FigureSpec
    from samkit.tables.table import Table
    from samkit.words.language import Words


class System(NamedTuple):
    """What a system brings to a report: how its figures are built, and its lead."""

    figure: Callable[[FigureSpec, Result, Words], Figure]
    lead: Callable[[Result, Words], str]


SYSTEMS: Final[Mapping[str, System]] = {
    "index": System(index.figure, index.lead),
    "pipeline": System(pipeline.figure, pipeline.lead),
    "practices": System(practices.figure, practices.lead),
}


def tables(result: Result, words: Words) -> tuple[Table, ...]:
    """Lay out the result of a system in every table that can be read and has rows."""
    takers = [entry for entry in catalogue.TABLES.values() if entry.takes == result.kind]
    laid = (catalogue.load(entry)(result, words) for entry in takers)
    return tuple(table for table in laid if table.brief and table.rows)


def beside(results: Iterable[Result], described: Iterable[Result]) -> tuple[Result, ...]:
    """Give the results of systems, each once, that the report does not describe already."""
    known = {_key(result) for result in described}
    found = {_key(result): result for result in results if result.kind in SYSTEMS and _key(result) not in known}
    return tuple(found.values())


def _key(result: Result) -> tuple[str, str]:
    return result.kind, result.provenance.data_digest
