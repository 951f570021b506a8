"""The two tables of a classification: who is in which group, and the waterfall of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Criterion, Share
from samkit.tables import footer
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from samkit.results import Result


def groups(result: Result) -> Table:
    """Lay out the groups: how many, and what share of those who could be classified."""
    rows = tuple((row.label, row.x, row.n, row.share) for row in result.rows if isinstance(row, Share))
    columns = (
        Column("group", "Group", "label"),
        Column("respondents", "Respondents", "count"),
        Column("base", "Of", "count"),
        Column("share", "Share, %", "share"),
    )
    notes = "The base of the groups is everybody who could be classified, that of the unclassified everybody"
    lines = (notes, footer.methods(result, ("share", "design")), footer.origin(result))
    return Table("groups", result.title, columns, rows, tuple(line for line in lines if line), result.notes)


def waterfall(result: Result) -> Table:
    """Lay out the criteria: each alone, in order, and what its missing answers did."""
    columns = (
        Column("criterion", "Criterion", "label"),
        Column("rule", "Rule", "text", brief=False),
        Column("passed", "Pass", "count"),
        Column("failed", "Fail", "count"),
        Column("open", "No answer", "count"),
        Column("share", "Pass, % of answers", "share"),
        Column("in_order", "Pass this and all before", "count"),
        Column("lost", "First failed here", "count"),
        Column("pending", "Still open", "count"),
        Column("settled", "No answer, label certain", "count"),
        Column("unsettled", "No answer, unclassified", "count"),
    )
    rows = tuple(
        (c.label, c.words, c.passed, c.failed, c.open, c.share, c.in_order, c.lost, c.pending, c.settled, c.unsettled)
        for c in result.rows
        if isinstance(c, Criterion)
    )
    return Table("criteria", "Criteria", columns, rows, tuple(result.grouping.rule))
