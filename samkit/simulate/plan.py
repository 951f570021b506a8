"""The plan: for each question and group how many respondents give which answer, before anybody is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.errors import Place, Problem, StudyError
from samkit.simulate import levels
from samkit.simulate.expected import Expected, expected
from samkit.simulate.fit import Counts, fit, in_order
from samkit.simulate.numeric import Numbers, numbers
from samkit.simulate.sizes import Sizes, sizes

if TYPE_CHECKING:
    from samkit.simulate.frame import Frame
    from samkit.simulate.published import LevelsTable
    from samkit.study.model import Question


class Answers(NamedTuple):
    """Respondents per level of one question.

    Parameters
    ----------
    top, rest
        **Shape** (levels,), one group each.
    """

    top: tuple[int, ...]
    rest: tuple[int, ...]


class Plan(NamedTuple):
    """What every question must come out as."""

    sizes: Sizes
    answers: dict[str, Answers]
    numbers: dict[str, Numbers]


def make(frame: Frame) -> Plan:
    """Plan a data set that gives every printed number.

    Raises
    ------
    StudyError
        With every printed number that no data set of this size can give.
    """
    size = sizes(frame)
    problems: list[Problem] = []
    answers: dict[str, Answers] = {}
    counted: dict[str, Numbers] = {}
    for name, question in frame.study.questions.items():
        table = "levels" if name in frame.published.levels else "numbers" if question.numeric else "question"
        where = Place(key=f"{table}.{name}")
        if question.numeric is not None:
            number = numbers(frame, size, name)
            if number is None:
                problems.append(Problem("impossible_mean", "no answers have the printed means", where))
            else:
                counted[name] = number
            continue
        found = _answers(frame, size, question)
        if isinstance(found, str):
            problems.append(Problem("impossible_share", found, where))
        else:
            answers[name] = found
    if problems:
        raise StudyError(problems)
    return Plan(size, answers, counted)


def _answers(frame: Frame, size: Sizes, question: Question) -> Answers | str:
    """Plan one question with levels, or say why it cannot be."""
    table = frame.published.levels.get(question.id)
    if table is not None and not table.assumed:
        return _as_printed(frame, size, question, table)
    hope = expected(frame, question)
    bases = size.bases(frame, question.id)
    if hope is None:
        return _as_shaped(frame, question, table, (bases[0][0], bases[1][0]))
    counts = fit(hope.wanted, *bases)
    if counts is None:
        return f"no counts give what was printed of {hope.item}"
    return _around(frame, question, hope, counts, table)


def _around(
    frame: Frame, question: Question, hope: Expected, counts: Counts, table: LevelsTable | None
) -> Answers | str:
    """Put levels around a net that is fixed."""
    favourable = {question.levels.index(level) for level in hope.favourable}
    both = []
    sides = ((counts.top, counts.top_base, "top"), (counts.rest, counts.rest_base, "rest"))
    for count, base, side in sides:
        weights = levels.ordered_weights(len(question.levels), favourable, count / base)
        found = levels.within_nets(favourable, count, base, _weights(frame, question, table, side, weights))
        if found is None:
            return f"{hope.item} contradicts the rule that makes the groups ({side})"
        both.append(tuple(found))
    return Answers(*both)


def _as_shaped(frame: Frame, question: Question, table: LevelsTable | None, bases: tuple[int, int]) -> Answers | str:
    """Share out a question of which nothing was printed."""
    flat = [1.0] * len(question.levels)
    both = []
    for base, side in zip(bases, ("top", "rest"), strict=True):
        weights = _weights(frame, question, table, side, flat)
        if not any(weights):
            return f"the assumed levels contradict the rule that makes the groups ({side})"
        both.append(tuple(levels.spread(base, weights)))
    return Answers(*both)


def _weights(
    frame: Frame, question: Question, table: LevelsTable | None, side: str, otherwise: list[float]
) -> list[float]:
    """Take the assumed shape of a question, without the levels that the rule forbids in the first group."""
    said = (table.all or (table.top if side == "top" else table.rest)) if table is not None else {}
    weights = [float(said.get(level, 0)) for level in question.levels] if said else otherwise
    kept = frame.allowed.get(question.id)
    if side == "rest" or kept is None:
        return weights
    return [weight if place in kept else 0.0 for place, weight in enumerate(weights)]


def _as_printed(frame: Frame, size: Sizes, question: Question, table: LevelsTable) -> Answers | str:
    """Find answers that give every printed level."""
    tops, rests = size.bases(frame, question.id)
    sums = ", ".join(f"{level} {percent}" for level, percent in (table.all or table.top).items())
    if table.all:
        for top_base, rest_base in in_order(tops, rests):
            whole = levels.printed_counts([table.all.get(level, 0) for level in question.levels], top_base + rest_base)
            if whole is not None:
                top = levels.spread(top_base, whole)
                return Answers(tuple(top), tuple(a - b for a, b in zip(whole, top, strict=True)))
        return f"no base gives all of {sums}"
    both = []
    for bases, said in ((tops, table.top), (rests, table.rest)):
        options = (levels.printed_counts([said.get(level, 0) for level in question.levels], base) for base in bases)
        found = next((option for option in options if option is not None), None)
        if found is None:
            return f"no base gives all of {sums}"
        both.append(tuple(found))
    return Answers(*both)
