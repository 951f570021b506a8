"""The other readings of a rule: what each criterion may be, crossed, so that a finding can be held against all of them.

A criterion may be as declared, as a declared alternative has it, one level stricter or laxer, or left out. At most one
is left out, and where none is, how many must hold may be one fewer or one more.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from samkit.study.rules import AtLeastOf, Compare

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from samkit.study.model import Groups, Question
    from samkit.study.rules import Rule

Kind = Literal["declared", "alternative", "stricter", "laxer", "left_out"]

Chosen = tuple[int, ...]

DECLARED: Final = "as declared"
"""The name of the declared reading; the space keeps it, and those composed here, apart from names of a study file."""


class Variant(NamedTuple):
    """What a criterion may be; `rule` is None where it is left out, `name` that of a declared alternative."""

    kind: Kind
    rule: Rule | None
    name: str = ""


class Reading(NamedTuple):
    """One reading of a rule.

    Parameters
    ----------
    id
        `DECLARED`; the name of a declared alternative; or what is changed, criterion by criterion: "2 stricter, 4 out".
    chosen
        The place of each criterion's variant among those that it has.
    k
        How many of the criteria must hold.
    changes
        In how many places it is not as declared.
    derived
        Whether it follows from the rule alone, and the study file does not name it.
    """

    id: str
    chosen: Chosen
    k: int
    changes: int
    derived: bool


class Readings(NamedTuple):
    """All readings of a rule, the declared one first; `possible` is how many the choices give before any are cut."""

    groups: Groups
    variants: tuple[tuple[Variant, ...], ...]
    readings: tuple[Reading, ...]
    possible: int

    def rule(self, reading: Reading) -> AtLeastOf:
        """Give a reading as a rule."""
        chosen = (options[place].rule for options, place in zip(self.variants, reading.chosen, strict=True))
        return AtLeastOf(self.groups.rule.label, reading.k, tuple(rule for rule in chosen if rule is not None))

    def rules(self) -> tuple[Rule, ...]:
        """Give each variant of each criterion as a rule, those that leave it out not among them."""
        return tuple(variant.rule for options in self.variants for variant in options if variant.rule is not None)

    def joined(self) -> list[list[bool]]:
        """Say for each reading which of `rules` it joins."""
        there = [
            (part, place)
            for part, options in enumerate(self.variants)
            for place, variant in enumerate(options)
            if variant.rule is not None
        ]
        return [[reading.chosen[part] == place for part, place in there] for reading in self.readings]


def readings(groups: Groups, questions: Mapping[str, Question], most: int) -> Readings:
    """Find the readings of a rule.

    Parameters
    ----------
    groups
        The rule, with its declared alternatives.
    questions
        All questions of the study, whose levels thresholds are moved along.
    most
        How many readings there may be, count; those with the fewest changes are kept, and among these the first in the
        order of the criteria.

    Returns
    -------
    Readings
        Each says something else than every other, and asks something of somebody.

    Notes
    -----
    A threshold on an ordered question moves by a level, a top box by its lowest level, a top share to half of itself
    and by half of itself. A number has no next level: a threshold on one moves only as a declared alternative says.
    """
    variants = tuple(_variants(groups, place, questions) for place in range(len(groups.rule.parts)))
    meanings = [[each.rule and passing(each.rule, questions) for each in options] for options in variants]
    found: dict[Hashable, Reading] = {}
    for reading in _crossed(variants, groups.rule.k):
        asked = Counter(meaning[place] for meaning, place in zip(meanings, reading.chosen, strict=True))
        found.setdefault((reading.k, frozenset((asked - Counter([None])).items())), reading)
        if len(found) >= most:
            break
    return Readings(groups, variants, tuple(found.values()), _possible(variants, groups.rule.k))


def _variants(groups: Groups, place: int, questions: Mapping[str, Question]) -> tuple[Variant, ...]:
    """List what one criterion may be; of two that mean the same the first, so that a declared name stays."""
    part = groups.rule.parts[place]
    found: dict[Hashable, Variant] = {passing(part, questions): Variant("declared", part)}
    stepped = _stepped(part, questions[part.question]) if isinstance(part, Compare) else ()
    for variant in (*_alternatives(groups, place), *stepped):
        if variant.rule is not None and _asks(variant.rule, questions):
            found.setdefault(passing(variant.rule, questions), variant)
    out = next((each for each in _alternatives(groups, place) if each.rule is None), Variant("left_out", None))
    return (*found.values(), *((out,) if len(groups.rule.parts) > 1 else ()))


def _alternatives(groups: Groups, place: int) -> Iterator[Variant]:
    """Give the declared alternatives that replace or drop one criterion."""
    parts = groups.rule.parts
    for name, other in groups.alternatives.items():
        if len(other.parts) < len(parts):
            if parts[place] not in other.parts:
                yield Variant("left_out", None, name)
        elif other.parts[place] != parts[place]:
            yield Variant("alternative", other.parts[place], name)


_UPWARD: Final = {"at_least": 1, "above": 1, "at_most": -1, "below": -1}
"""By operator: which way its threshold moves along the levels to become stricter."""

_SHARES: Final[tuple[tuple[Kind, Decimal], ...]] = (("stricter", Decimal("0.5")), ("laxer", Decimal("1.5")))


def _stepped(rule: Compare, question: Question) -> Iterator[Variant]:
    """Move the threshold of a comparison one step up and down."""
    if rule.operator == "top_share":
        share = Decimal(str(rule.values[0]))
        for kind, times in _SHARES:
            if share * times < 1:
                yield Variant(kind, rule._replace(values=(float(share * times),)))
    elif question.levels and question.ordered:
        places = [question.levels.index(str(value)) for value in rule.values]
        for kind, way in (("stricter", 1), ("laxer", -1)):
            moved = _moved(rule.operator, sorted(places), way, len(question.levels))
            if moved and all(0 <= at < len(question.levels) for at in moved):
                yield Variant(kind, rule._replace(values=tuple(question.levels[at] for at in moved)))


def _moved(operator: str, places: list[int], way: int, levels: int) -> list[int]:
    """Give where the levels of a comparison stand one step stricter (1) or laxer (-1); nowhere if it has no step."""
    if operator in _UPWARD:
        return [places[0] + way * _UPWARD[operator]]
    if operator == "is_in" and places == list(range(places[0], levels)):
        return places[1:] if way > 0 else [places[0] - 1, *places]
    return []


def passing(rule: Rule, questions: Mapping[str, Question]) -> Hashable:
    """Say what a rule means: of a comparison of levels which of them pass, else the rule itself."""
    levels = questions[rule.question].levels if isinstance(rule, Compare) else ()
    if not isinstance(rule, Compare) or not levels or rule.operator == "top_share":
        return rule._replace(label="")
    places = [levels.index(str(value)) for value in rule.values]
    low, high = min(places), max(places)
    holds = {
        "at_least": range(low, len(levels)),
        "above": range(low + 1, len(levels)),
        "at_most": range(high + 1),
        "below": range(high),
        "between": range(low, high + 1),
        "is_in": places,
    }[rule.operator]
    return rule.question, frozenset(holds)


def _asks(rule: Rule, questions: Mapping[str, Question]) -> bool:
    """Say whether somebody can pass a comparison of levels, and somebody fail it."""
    meaning = passing(rule, questions)
    if not isinstance(rule, Compare) or isinstance(meaning, Compare):
        return True
    held = meaning[1]  # type: ignore[index]  # a comparison of levels means a question and the levels that pass
    return 0 < len(held) < len(questions[rule.question].levels)


def _crossed(variants: tuple[tuple[Variant, ...], ...], k: int) -> Iterator[Reading]:
    """Cross what the criteria may be: first what is declared, then one change, then two, and so on."""
    size = len(variants)
    for changes in range(size + 2):
        for other_k in (False, True):
            for places in combinations(range(size), changes - other_k) if changes >= other_k else ():
                for picked in product(*(range(1, len(variants[place])) for place in places)):
                    chosen = [0] * size
                    for place, pick in zip(places, picked, strict=True):
                        chosen[place] = pick
                    yield from _with_k(variants, tuple(chosen), k, changes, other_k=other_k)


def _with_k(
    variants: tuple[tuple[Variant, ...], ...], chosen: Chosen, k: int, changes: int, *, other_k: bool
) -> Iterator[Reading]:
    """Say how many of the chosen criteria must hold: as declared, all that are left if that is fewer, or another k."""
    picked = [options[place] for options, place in zip(variants, chosen, strict=True)]
    left = sum(variant.rule is not None for variant in picked)
    if len(picked) - left > 1 or (other_k and left < len(picked)):
        return
    for needed in _other_k(k, left) if other_k else (min(k, left),):
        names = [variant.name for variant in picked if variant.kind != "declared"]
        derived = changes > 1 or other_k or not all(names)
        told = [f"{at} {_called(variant)}" for at, variant in enumerate(picked, 1) if variant.kind != "declared"]
        composed = ", ".join([*told, *([f"{needed} of {left}"] if other_k else [])])
        yield Reading(composed if derived else "".join(names) or DECLARED, chosen, needed, changes, derived)


def _called(variant: Variant) -> str:
    """Name a variant in the name of a reading."""
    return {"alternative": variant.name, "left_out": "out"}.get(variant.kind, variant.kind)


def _other_k(k: int, size: int) -> list[int]:
    """Give one fewer and one more than must hold, as far as there are so many."""
    return [other for other in (k - 1, k + 1) if 1 <= other <= size]


def _possible(variants: tuple[tuple[Variant, ...], ...], k: int) -> int:
    """Count the combinations of choices."""
    inside = [sum(variant.rule is not None for variant in options) for options in variants]
    out = sum(prod(inside) // own for own in inside) if len(variants) > 1 else 0
    return prod(inside) * (1 + len(_other_k(k, len(variants)))) + out
