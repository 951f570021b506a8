"""What an organisation is held against, wherever that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit import workflow
from samkit.analyses.plan import Plan
from samkit.study.asked import defining
from samkit.study.model import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.analyses.standing import Known
    from samkit.notes import Note
    from samkit.results import Chance, Grouping, Item, Method
    from samkit.study.model import Groups
    from samkit.survey import Survey


class Rows(NamedTuple):
    """Respondents with their groups, to whom a model is fitted: without the organisation itself.

    `items` are theirs, by the name of the item of our own study.
    """

    data: Survey
    plan: Plan
    items: Mapping[str, Item]
    basis: str


class Beside(NamedTuple):
    """A reference: its items by name, the chance before any answer is known, and whom a model can be fitted to."""

    title: str
    grouping: Grouping
    known: Mapping[str, Known]
    before: Chance
    rows: Rows | None
    methods: tuple[Method, ...]
    notes: tuple[Note, ...]


def plan(data: Survey, groups: Groups, items: Sequence[Item]) -> Plan:
    """Say what is to be counted: these items, by a grouping."""
    section = Section("organisation", "Organisation", "", tuple(items))
    about, criteria = workflow.describe(data, groups), defining(data.study, groups)
    return Plan((section,), about, criteria, data.study.about, workflow.provenance(data), data.study.questions, groups)
