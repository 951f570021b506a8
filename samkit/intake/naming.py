"""Names for what the draft of a study file holds; one scale for all questions that are answered alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.names import Names
from samkit.intake.quantities import Quantity
from samkit.intake.scales import Recognised, recognise
from samkit.intake.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.intake.found import Battery, Question, Several

_SURE: Final = 50
"""Respondents from which on a scale of which every level was chosen is not part of a longer one."""

_BY_NUMBERS: Final = frozenset({"", "rating", "growth"})
"""Names of scales that say nothing of their levels."""

_SHORT: Final = 32
"""Letters up to which the name of a column is a name for its question."""


class Scale(NamedTuple):
    """A scale under its name, and how many questions are answered on it."""

    name: str
    scale: Recognised
    questions: int


class Item(NamedTuple):
    """A question under its name; `scale` is the name of its scale, empty where it is answered with a number."""

    id: str
    question: Question
    scale: str


class Selection(NamedTuple):
    """A question of which several options may be ticked, under its name; `options` are the names of its options."""

    id: str
    question: Several
    options: tuple[str, ...]


class Section(NamedTuple):
    """Items that are compared together, under their name.

    Parameters
    ----------
    options_of
        The multi-select question whose options are the items.
    comparable
        Whether it is known which answers count, or they are numbers; otherwise the section is only offered.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    why: str
    options_of: str = ""
    comparable: bool = True

    @property
    def numeric(self) -> bool:
        """Whether the items are answered with numbers."""
        return bool(self.items) and not self.items[0].scale


class _Shared:
    """A scale that questions share, as it grows."""

    __slots__ = ("name", "questions", "scale", "texts")

    def __init__(self, name: str, question: Question, scale: Recognised) -> None:
        """Begin with one question's scale."""
        self.name, self.scale, self.questions = name, scale, 0
        self.texts = tuple(question.seen.answers)

    def with_answers(self, question: Question, other: Recognised) -> Recognised | None:
        """Give the one scale on which the answers of one more question stand, too; nothing if there is none."""
        mine = self.scale
        missing = {**other.missing, **mine.missing}
        bare = not mine.ordered and all(level.isdecimal() for level in mine.levels)
        if bare or (mine.ordered, mine.name) != (other.ordered, other.name):
            return None
        if set(other.levels) <= set(mine.levels) and (
            mine.name in _BY_NUMBERS or mine.levels == other.levels or not mine.ordered
        ):
            both = mine._replace(codes={**other.codes, **mine.codes})
        elif mine.name not in _BY_NUMBERS and mine.ordered and not (other.whole and question.seen.given >= _SURE):
            joined = recognise(tuple(dict.fromkeys((*self.texts, *question.seen.answers))))
            alike = joined is not None and joined.ordered and joined.name == mine.name
            if joined is None or not alike or len(joined.levels) < len(mine.levels):
                return None
            both = joined
        else:
            return None
        known = {*both.levels, *both.codes}
        return both._replace(missing=missing, why=mine.why) if known.isdisjoint(missing) else None


class Naming:
    """Gives names, each once."""

    __slots__ = ("_places", "_questions", "_scales", "_sections")

    def __init__(self, questions: Sequence[Question]) -> None:
        """Bring together the scales of all questions, the longest first, so that the shorter ones are part of them."""
        self._questions, self._sections = Names(), Names()
        self._scales: list[_Shared] = []
        self._places: dict[str, _Shared] = {}
        names = Names()
        scaled = [each for each in questions if not isinstance(each.answered, Quantity)]
        for question in sorted(scaled, key=_levels):
            scale = question.answered
            if isinstance(scale, Quantity):
                continue
            shared = self._shared(question, scale)
            if shared is None:
                name = names.give(scale.name, _wish(question), question.text, otherwise="scale")
                shared = _Shared(name, question, scale)
                self._scales.append(shared)
            shared.questions += 1
            self._places[question.seen.name] = shared

    def _shared(self, question: Question, scale: Recognised) -> _Shared | None:
        """Find the scale on which a question's answers can be read, too, and let it grow by them."""
        for each in self._scales:
            both = each.with_answers(question, scale)
            if both is not None:
                each.scale = both
                each.texts = tuple(dict.fromkeys((*each.texts, *question.seen.answers)))
                return each
        return None

    def scales(self) -> tuple[Scale, ...]:
        """Give all scales under their names."""
        return tuple(Scale(each.name, each.scale, each.questions) for each in self._scales)

    def spelt(self, question: Question, level: str) -> str:
        """Give a level as the scale of a question spells it; its last favourable one if nobody chose that level."""
        scale = self._places[question.seen.name].scale
        alike = (mine for mine in scale.levels if folded(mine) == folded(level))
        return next(alike, scale.growth or (scale.favourable or scale.levels)[-1])

    def item(self, question: Question) -> Item:
        """Name a question after its column if that has a short name, else by its words."""
        otherwise = f"question_{question.seen.column.position}"
        name = self._questions.give(_wish(question), question.text, question.seen.name, otherwise=otherwise)
        shared = self._places.get(question.seen.name)
        return Item(name, question, shared.name if shared else "")

    def selection(self, several: Several) -> Selection:
        """Name a question of which several options may be ticked, and its options."""
        wish = several.key if len(several.key) <= _SHORT else ""
        name = self._questions.give(wish, several.text, several.key, otherwise="choices")
        inside = Names()
        options = (inside.give(option.text, otherwise=f"option_{n}") for n, option in enumerate(several.options, 1))
        return Selection(name, several, tuple(options))

    def section(self, battery: Battery, items: Sequence[Item]) -> Section:
        """Name a section of questions that stand together."""
        wish = battery.key if len(battery.key) <= _SHORT else ""
        name = self._sections.give(wish, battery.text, otherwise="section")
        answered = [each.question.answered for each in items]
        comparable = all(isinstance(each, Quantity) or bool(each.favourable) for each in answered)
        return Section(name, battery.text, tuple(items), battery.why, "", comparable)

    def options(self, selection: Selection) -> Section:
        """Name the section of the options of a question."""
        name = self._sections.give(selection.id)
        return Section(name, selection.question.text, (), selection.question.why, selection.id)


def _levels(question: Question) -> int:
    """Order questions by how many levels they have, the most first."""
    return 0 if isinstance(question.answered, Quantity) else -len(question.answered.levels)


def _wish(question: Question) -> str:
    """Give the name of a column that is short."""
    return question.seen.name if len(question.seen.name) <= _SHORT else ""
