"""The study as the rest of samkit sees it: resolved, complete and frozen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.results import Item
    from samkit.study.file import ExportTable, NumericTable, StudyTable
    from samkit.study.rules import AtLeastOf


class Question(NamedTuple):
    """One question.

    Parameters
    ----------
    levels
        Worst to best; empty for a numeric question.
    favourable
        The levels of the top box.
    codes
        Text of the export to the position of its level.
    missing
        Text of the export to the reason why it is no answer.
    numeric
        How a number is read, or None for a question with levels.
    """

    id: str
    text: str
    column: str
    levels: tuple[str, ...] = ()
    favourable: tuple[str, ...] = ()
    codes: Mapping[str, int] = MappingProxyType({})
    missing: Mapping[str, str] = MappingProxyType({})
    ordered: bool = True
    scale: str = ""
    numeric: NumericTable | None = None


class Section(NamedTuple):
    """Items that are compared together."""

    id: str
    title: str
    question: str
    items: tuple[Item, ...]
    analysis: Literal["gap", "levels", "means"] = "gap"


class Groups(NamedTuple):
    """Two groups and the rule that makes them, with its other readings by name."""

    id: str
    first: str
    second: str
    rule: AtLeastOf
    alternatives: Mapping[str, AtLeastOf] = MappingProxyType({})


class FigureSpec(NamedTuple):
    """One figure that the report shows."""

    id: str
    section: str
    chart: str
    items: tuple[str, ...]
    by: str
    title: str
    order: Literal["gap", "prevalence", "questionnaire"]


class Study(NamedTuple):
    """A whole study; `digest` is the SHA-256 of everything that it was read from."""

    path: str
    digest: str
    about: StudyTable
    export: ExportTable
    questions: Mapping[str, Question]
    groups: Mapping[str, Groups]
    sections: Mapping[str, Section]
    figures: tuple[FigureSpec, ...]

    def columns(self) -> dict[str, str]:
        """Give the columns that the study needs, each with what needs it."""
        needed = {question.column: f"questions.{question.id}" for question in self.questions.values()}
        design = {self.about.respondent: "study.respondent", self.about.weight: "study.weight"}
        return {column: use for column, use in {**needed, **design}.items() if column}
