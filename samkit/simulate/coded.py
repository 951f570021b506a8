"""Respondents read back from their texts: coded answers, groups by every rule, shares of every item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from samkit.simulate.rule import holds, passing
from samkit.study.labels import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.simulate.frame import Frame
    from samkit.study.model import Question

_Value = TypeVar("_Value")
MISSING = -1
Share = tuple[int, int]
"""Favourable answers and base."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Answers of all respondents, and who belongs where.

    Parameters
    ----------
    codes
        For each question with levels the position of each respondent's level, negative if missing.
    numbers
        For each numeric question each respondent's number, or None.
    groups
        For each grouping whether each respondent is in the first group; None if that cannot be told.
    """

    frame: Frame
    codes: dict[str, list[int]]
    numbers: dict[str, list[float | None]]
    groups: dict[str, list[bool | None]] = field(default_factory=dict)

    def share(self, item: str, side: str, group: str = "") -> Share:
        """Count an item's favourable answers and its base on one side of a grouping, or of all who answered."""
        found = self.frame.items[item]
        favourable = self.frame.positions(found)
        codes = self._of(self.codes[found.question], side, group)
        answered = [code for code in codes if code >= 0]
        return sum(code in favourable for code in answered), len(answered)

    def levels(self, question: str, side: str) -> list[int]:
        """Count the answers to a question, one count for each level."""
        codes = self._of(self.codes[question], side)
        return [codes.count(level) for level in range(len(self.frame.study.questions[question].levels))]

    def answers(self, question: str, side: str) -> list[float]:
        """List the numbers that a group answered."""
        return [number for number in self._of(self.numbers[question], side) if number is not None]

    def _of(self, column: Sequence[_Value], side: str, group: str = "") -> list[_Value]:
        if side == "all":
            return list(column)
        labels = self.groups[group or self.frame.groups.id]
        return [value for value, label in zip(column, labels, strict=True) if label is (side == "top")]


def read(frame: Frame, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Coded:
    """Read respondents back from the texts of their answers."""
    places = {name: place for place, name in enumerate(header)}
    codes: dict[str, list[int]] = {}
    numbers: dict[str, list[float | None]] = {}
    for name, question in frame.study.questions.items():
        texts = [row[places[question.column]] for row in rows]
        if question.numeric is None:
            known = {**{normal(level): place for place, level in enumerate(question.levels)}, **question.codes}
            codes[name] = [known.get(normal(text), MISSING) for text in texts]
        else:
            numbers[name] = [_number(question, text) for text in texts]
    coded = Coded(frame, codes, numbers)
    for name, groups in frame.study.groups.items():
        if name == frame.groups.id or name in frame.asked_groups:
            tests = passing(frame.study, groups)
            by_row = (dict(zip(codes, answers, strict=True)) for answers in zip(*codes.values(), strict=True))
            coded.groups[name] = [holds(groups.rule, answers, tests) for answers in by_row]
    return coded


def _number(question: Question, text: str) -> float | None:
    if not text or text in question.missing or question.numeric is None:
        return None
    return float(text.replace(question.numeric.decimal, "."))
