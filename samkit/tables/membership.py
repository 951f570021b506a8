"""The two tables of a classification: who is in which group, and the waterfall of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Criterion, Share
from samkit.tables import footer
from samkit.tables.table import Column, Table
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Estimate, Result


def groups(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the groups: how many, and what share of those who could be classified."""
    rows = tuple((words.told(row.label), row.x, row.n, row.share) for row in result.rows if isinstance(row, Share))
    columns = (
        Column("group", words("heading.group"), "label"),
        Column("respondents", words("heading.respondents"), "count"),
        Column("base", words("heading.of"), "count"),
        Column("share", words("heading.share"), "share"),
    )
    lines = (words("footer.based"), footer.methods(result, ("share", "design"), words), footer.origin(result, words))
    return Table(
        "groups",
        words("heading.groups", first=result.grouping.first, second=result.grouping.second),
        columns,
        rows,
        tuple(line for line in lines if line),
        footer.translated(result.notes, words),
    )


def waterfall(result: Result, words: Words = ENGLISH) -> Table:
    """Lay out the criteria: each alone, in order, and what its missing answers did."""
    columns = (
        Column("criterion", words("heading.criterion"), "label"),
        Column("rule", words("heading.rule"), "text", brief=False),
        Column("passed", words("heading.passed"), "count"),
        Column("failed", words("heading.failed"), "count"),
        Column("open", words("heading.missing"), "count"),
        Column("share", words("heading.passed_share"), "share"),
        Column("in_order", words("heading.in_order"), "count"),
        Column("lost", words("heading.lost"), "count"),
        Column("pending", words("heading.pending"), "count"),
        Column("settled", words("heading.settled"), "count"),
        Column("unsettled", words("heading.unsettled"), "count"),
    )
    steps = [row for row in result.rows if isinstance(row, Criterion)]
    rows = tuple((row.label, words.told(row.words), *_counts(row)) for row in steps)
    return Table("criteria", words("heading.criteria"), columns, rows, tuple(map(words.told, result.grouping.rule)))


def _counts(row: Criterion) -> tuple[int | Estimate, ...]:
    """Give the numbers of a criterion."""
    alone = (row.passed, row.failed, row.open, row.share)
    return (*alone, row.in_order, row.lost, row.pending, row.settled, row.unsettled)
