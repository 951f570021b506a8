"""What every analysis is given: which sections, which two groups, and the settings of the study."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from samkit.tally import Ask, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from samkit.results import Grouping, Item, Provenance, Result
    from samkit.study.file import NumericTable, StudyTable
    from samkit.study.model import Groups, Question, Section
    from samkit.tally import Cells


class Plan(NamedTuple):
    """One question put to the data: these sections, by this grouping.

    `criteria` are the questions that made the groups, each with the labels of its criteria; an item that rests on one
    of them is no finding. `almost` are those that almost determine a criterion, by its label the part of respondents
    of whom they tell whether it is met. `questions` are all those of the study, `groups` the rule behind the grouping
    where there is one. `compared` are all items of the study that have gaps, whichever sections are asked for.
    """

    sections: tuple[Section, ...]
    grouping: Grouping
    criteria: Mapping[str, tuple[str, ...]]
    settings: StudyTable
    provenance: Provenance
    questions: Mapping[str, Question] = MappingProxyType({})
    groups: Groups | None = None
    almost: Mapping[str, Mapping[str, float]] = MappingProxyType({})
    compared: tuple[Item, ...] = ()

    @property
    def alpha(self) -> float:
        """The error probability that goes with the confidence level."""
        return 1 - self.settings.level

    @property
    def margin(self) -> float:
        """The equivalence margin as a fraction."""
        return self.settings.margin / 100

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all sections, in their order."""
        return tuple(item for section in self.sections for item in section.items)

    def numeric(self, question: str) -> NumericTable | None:
        """Say how the numbers of a question are read; None for a question with levels."""
        asked = self.questions.get(question)
        return asked.numeric if asked else None

    def scores(self, question: str) -> tuple[float, ...]:
        """Give where the levels of a question stand; nothing where they are one step apart."""
        asked = self.questions.get(question)
        return asked.scores if asked else ()

    def ask(self, question: str) -> Ask:
        """Name the counts of one question by the grouping of this plan."""
        return Ask(question, self.grouping.id)

    def request(self) -> Request:
        """Say what has to be counted by level: every question of every section, once."""
        return Request(asks=self._asks())

    def request_sums(self) -> Request:
        """Say what has to be summed: every numeric question of every section, once."""
        return Request(sums=self._asks())

    def _asks(self) -> frozenset[Ask]:
        return frozenset(self.ask(item.question) for item in self.items)


class Analysis(NamedTuple):
    """An analysis: what it needs counted, and its answer from the counts, one result for each section."""

    request: Callable[[Plan], Request]
    answer: Callable[[Plan, Cells], tuple[Result, ...]]


def nobody(_: int) -> None:
    """Tell nobody how far an analysis is."""
