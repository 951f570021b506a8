"""A study and its published figures side by side: what all steps of a simulation look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.simulate.published import RankFact, RisesFact
from samkit.simulate.rule import Passing, allowed, passing
from samkit.study.rules import questions

if TYPE_CHECKING:
    from samkit.results import Item
    from samkit.simulate.published import Published
    from samkit.study.model import Groups, Question, Study


class Frame(NamedTuple):
    """What a simulation starts from.

    Parameters
    ----------
    passing
        The levels that pass each comparison of the rule.
    allowed
        By criterion, the levels that a member of the first group can have answered.
    criteria
        The questions that the rule looks at.
    """

    study: Study
    published: Published
    groups: Groups
    passing: Passing
    allowed: dict[str, frozenset[int]]
    items: dict[str, Item]
    criteria: frozenset[str]
    seed: int

    @property
    def asked_groups(self) -> frozenset[str]:
        """The groupings that printed facts speak of."""
        named = {fact.group for fact in self.published.facts if isinstance(fact, RankFact)}
        named |= {fact.outcome for fact in self.published.facts if isinstance(fact, RisesFact)}
        return frozenset(named & set(self.study.groups))

    def items_of(self, question: str) -> list[Item]:
        """List the items that are nets of a question, in the order of the study."""
        return [item for item in self.items.values() if item.question == question]

    def positions(self, item: Item) -> frozenset[int]:
        """Give the positions of the favourable levels of an item."""
        levels = self.study.questions[item.question].levels
        return frozenset(levels.index(level) for level in item.favourable)

    def section_of(self, question: Question) -> str:
        """Name the section in which a question is declared as an item; nothing if it stands alone."""
        return next((item.section for item in self.items.values() if item.id == question.id), "")


def frame(study: Study, published: Published, seed: int | None = None) -> Frame:
    """Put a study and its published figures side by side; both must have been checked against one another."""
    groups = study.groups[published.base.group or next(iter(study.groups))]
    tests = passing(study, groups)
    items = {item.id: item for section in study.sections.values() for item in section.items}
    chosen = study.about.seed if seed is None else seed
    return Frame(study, published, groups, tests, allowed(groups, tests), items, questions(groups.rule), chosen)
