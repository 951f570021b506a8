"""A grouping's rule upon coded answers: which levels pass a comparison, and what becomes of a respondent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.errors import Place, Problem, StudyError
from samkit.study.rules import AtLeastOf, Compare, Not, Rule, comparisons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samkit.study.model import Groups, Question, Study

Passing = dict[Compare, frozenset[int]]
"""For each comparison the positions of the levels that pass it."""


def passing(study: Study, groups: Groups) -> Passing:
    """Find the levels that pass each comparison of a rule.

    Raises
    ------
    StudyError
        If the rule compares numbers, or ranks respondents: such answers are not placed by level.
    """
    compared = list(comparisons(groups.rule))
    odd = [c for c in compared if c.operator == "top_share" or not study.questions[c.question].levels]
    if odd:
        hint = "simulate places respondents by rules that compare answers with levels"
        place = Place(study.path, key=f"groups.{groups.id}")
        raise StudyError([Problem("rule_not_placed", f"{c.label} compares no levels", place, hint=hint) for c in odd])
    return {compare: _levels(compare, study.questions[compare.question]) for compare in compared}


def allowed(groups: Groups, passing: Passing) -> dict[str, frozenset[int]]:
    """Give the levels that a member of the first group can have answered, where the rule leaves no other way."""
    found: dict[str, frozenset[int]] = {}
    if groups.rule.k == len(groups.rule.parts):
        for compare in (part for part in groups.rule.parts if isinstance(part, Compare)):
            found[compare.question] = found.get(compare.question, passing[compare]) & passing[compare]
    return found


def holds(rule: Rule, answers: Mapping[str, int], passing: Passing) -> bool | None:
    """Say whether a rule holds; None where a missing answer leaves it open.

    Parameters
    ----------
    answers
        For each question the position of the level, or a negative code for a missing answer.
    """
    if isinstance(rule, Compare):
        code = answers[rule.question]
        return None if code < 0 else code in passing[rule]
    if isinstance(rule, Not):
        inner = holds(rule.part, answers, passing)
        return None if inner is None else not inner
    return _at_least(rule, answers, passing)


def distance(rule: Rule, answers: Mapping[str, int], passing: Passing, *, wanted: bool) -> int:
    """Count how many answers must change at least for a rule to come out as wanted.

    Parameters
    ----------
    answers
        For each question the position of the level, or a negative code for a missing answer.
    wanted
        Whether the rule shall hold, or fail, for certain.

    Notes
    -----
    Parts that look at the same question are counted each by itself.
    """
    if isinstance(rule, Compare):
        return int(holds(rule, answers, passing) is not wanted)
    if isinstance(rule, Not):
        return distance(rule.part, answers, passing, wanted=not wanted)
    needed = rule.k if wanted else len(rule.parts) - rule.k + 1
    return sum(sorted(distance(part, answers, passing, wanted=wanted) for part in rule.parts)[:needed])


def _at_least(rule: AtLeastOf, answers: Mapping[str, int], passing: Passing) -> bool | None:
    outcomes = [holds(part, answers, passing) for part in rule.parts]
    if outcomes.count(True) >= rule.k:
        return True
    return None if outcomes.count(True) + outcomes.count(None) >= rule.k else False


def _levels(compare: Compare, question: Question) -> frozenset[int]:
    places = [question.levels.index(str(value)) for value in compare.values]
    every = range(len(question.levels))
    match compare.operator:
        case "at_least":
            kept = [level for level in every if level >= places[0]]
        case "above":
            kept = [level for level in every if level > places[0]]
        case "at_most":
            kept = [level for level in every if level <= places[0]]
        case "below":
            kept = [level for level in every if level < places[0]]
        case "between":
            kept = [level for level in every if places[0] <= level <= places[-1]]
        case _:
            kept = places
    return frozenset(kept)
