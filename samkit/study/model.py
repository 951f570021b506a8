"""The study as the rest of samkit sees it: resolved, complete and frozen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from samkit.look import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.results import Item
    from samkit.study.file import ExportTable, NumericTable, StudyTable
    from samkit.study.index import IndexTable
    from samkit.study.pipeline import PipelineTable
    from samkit.study.practices import PracticesTable
    from samkit.study.rules import AtLeastOf

NOT_TICKED: Final = "Not ticked"
TICKED: Final = "Ticked"
"""The levels of an option of a question of which several may be ticked."""

DESIGN_COLUMNS: Final = ("respondent", "weight", "stratum", "cluster", "population")
"""The keys of `[study]` that name a column."""

INDEX_COLUMNS: Final = ("manager", "period", "team")
"""The keys of `[index]` that name a column."""


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
    scores
        Where the levels stand, rising; empty where they are one step apart.
    numeric
        How a number is read, or None for a question with levels.
    selection
        The question of which this is an option; empty where it is none.
    """

    id: str
    text: str
    column: str
    levels: tuple[str, ...] = ()
    favourable: tuple[str, ...] = ()
    codes: Mapping[str, int] = MappingProxyType({})
    missing: Mapping[str, str] = MappingProxyType({})
    ordered: bool = True
    scores: tuple[float, ...] = ()
    scale: str = ""
    numeric: NumericTable | None = None
    selection: str = ""
    packed: bool = False

    def reads_with(self, other: Question) -> bool:
        """Say whether two questions read the same answers; options packed into one cell each read their own words."""
        return self.column == other.column and not (self.packed and other.packed and self.text != other.text)


class Option(NamedTuple):
    """One option of a question of which several may be ticked.

    Parameters
    ----------
    id
        The question that the option is: "tools.crm".
    text
        Its words.
    column
        Its column, or that of all options.
    ticked
        The texts that mean that it is ticked; none for the usual ones.
    """

    id: str
    text: str
    column: str
    ticked: tuple[str, ...] = ()


class Selection(NamedTuple):
    """A question of which several options may be ticked.

    Parameters
    ----------
    options
        In the order of the questionnaire.
    delimiter
        The signs between the ticked options in one cell; empty where each option has a column of its own.
    other
        The option, as a question, that is ticked by words which are none of the options; empty where there is none.
    nothing
        What it means that no option is ticked: a reason why the answer is missing, or "none of them".
    unticked
        The texts that mean that an option is not ticked; none for the usual ones.
    missing
        Text of the export to the reason why it is no answer.
    declared
        Whether the study file itself says what it means that no option is ticked.
    """

    id: str
    text: str
    options: tuple[Option, ...]
    delimiter: str = ""
    other: str = ""
    nothing: str = "not answered"
    unticked: tuple[str, ...] = ()
    missing: Mapping[str, str] = MappingProxyType({})
    declared: bool = False

    def columns(self) -> tuple[str, ...]:
        """Give the columns that hold the ticks, each once."""
        return tuple(dict.fromkeys(option.column for option in self.options))

    def naming(self) -> str:
        """Say which questions are to be named in its place."""
        return f"several options of it may be ticked; name {' '.join(option.id for option in self.options)}"

    def sectioning(self) -> str:
        """Say how its options become a section."""
        return f'declare [sections.{self.id}] with title and options_of = "{self.id}"'


class Section(NamedTuple):
    """Items that are compared together."""

    id: str
    title: str
    question: str
    items: tuple[Item, ...]
    analysis: Literal["gap", "levels", "means", "across", "matrix"] = "gap"
    across: str = ""
    of: Literal["top", "rest", "all"] = "all"
    against: Literal["rest", "total"] = "rest"


class Groups(NamedTuple):
    """Two groups and the rule that makes them, with its other readings by name, and what gaps are adjusted for.

    `self_rated` are the labels of the criteria on which respondents rate themselves, under every reading.
    """

    id: str
    first: str
    second: str
    rule: AtLeastOf
    alternatives: Mapping[str, AtLeastOf] = MappingProxyType({})
    adjust: tuple[str, ...] = ()
    self_rated: frozenset[str] = frozenset()


class FigureSpec(NamedTuple):
    """One figure that the report shows."""

    id: str
    section: str
    chart: str
    items: tuple[str, ...]
    by: str
    title: str
    order: Literal["gap", "prevalence", "ratio", "questionnaire"]
    of: Literal["top", "rest", "all"] = "top"
    cut_off: float | None = None
    ends: int | None = None
    source: str = ""
    compare: str = ""


OPPORTUNITIES: Final = "opportunities"
"""The source that the opportunities of the study's own pipeline are, as respondents of a survey."""


class Source(NamedTuple):
    """Another study and its export, of which the same report draws figures."""

    id: str
    title: str
    study: Study
    export: str


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
    selections: Mapping[str, Selection] = MappingProxyType({})
    sources: Mapping[str, Source] = MappingProxyType({})
    look: Look = Look()
    practices: PracticesTable | None = None
    index_table: IndexTable | None = None
    pipeline: PipelineTable | None = None

    def columns(self) -> dict[str, str]:
        """Give the columns that the study needs, each with what needs it."""
        needed = {
            question.column: f"questions.{question.selection or question.id}" for question in self.questions.values()
        }
        design = {getattr(self.about, key): f"study.{key}" for key in DESIGN_COLUMNS}
        given = self.about.replicate_weights.columns if self.about.replicate_weights else ()
        replicates = {} if isinstance(given, str) else dict.fromkeys(given, "study.replicate_weights")
        keys = INDEX_COLUMNS if self.index_table else ()
        indexed = {getattr(self.index_table, key): f"index.{key}" for key in keys}
        staged = self.pipeline.columns if self.pipeline else {}
        every = {**needed, **design, **replicates, **indexed, **staged}
        return {column: use for column, use in every.items() if column}

    def patterns(self) -> tuple[str, ...]:
        """Give the patterns of the columns that the study needs beside those which it names."""
        given = self.about.replicate_weights.columns if self.about.replicate_weights else ()
        return (given,) if isinstance(given, str) else ()
