"""The terms of a model put into columns, and the respondents who answered all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.analyses.columns import Column, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.columns import Term
    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns


class Predictors(NamedTuple):
    """The terms of a model and the respondents that it can use.

    Parameters
    ----------
    terms
        What was asked for, in that order.
    columns
        The columns, term by term; none for a term that nobody answered or that has one category alone.
    inside
        Patterns of the two groups that have an answer to everything and some weight, **shape** (patterns,).
    eligible
        Respondents of the two groups, count.
    missing
        Of these, those without an answer to each term, **shape** (terms,), count.
    alone
        Of these, those who answered all other questions, **shape** (terms,), count.
    references
        The category that others are held against, by the place of the term.
    """

    terms: tuple[Term, ...]
    columns: tuple[Column, ...]
    inside: NDArray[np.bool_]
    eligible: int
    missing: NDArray[np.int64]
    alone: NDArray[np.int64]
    references: dict[int, str]


def predictors(plan: Plan, terms: Sequence[Term], patterns: Patterns) -> Predictors:
    """Choose the complete cases of the terms of a model, and make its columns of them.

    Parameters
    ----------
    plan
        Holds the base below which a category is not told.
    terms
        What the model holds.
    patterns
        Answers to all questions of the terms.
    """
    valid = np.stack([_answered(term, patterns) for term in terms], axis=1)
    member = (patterns.group < 2) & (patterns.w > 0)
    inside = member & valid.all(axis=1)
    made: list[Column] = []
    references: dict[int, str] = {}
    for place, term in enumerate(terms):
        found = list(columns(plan, place, term, patterns, inside))
        if found and found[0].level:
            references[place] = found.pop(0).level
        made += found
    return Predictors(
        terms=tuple(terms),
        columns=tuple(made),
        inside=inside,
        eligible=int(patterns.n[member].sum()),
        missing=patterns.n @ (member[:, None] & ~valid),
        alone=_alone(terms, patterns, member, valid),
        references=references,
    )


def _answered(term: Term, patterns: Patterns) -> NDArray[np.bool_]:
    """Say which patterns have an answer to a term."""
    return np.asarray(patterns.codes[:, patterns.questions.index(term.item.question)] >= 0)


def _alone(
    terms: Sequence[Term], patterns: Patterns, member: NDArray[np.bool_], valid: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Count who is left out for the question of each term alone."""
    questions = np.array([term.item.question for term in terms])
    others = [valid[:, questions != term.item.question].all(axis=1) for term in terms]
    return np.array(
        [patterns.n[member & rest & ~valid[:, place]].sum() for place, rest in enumerate(others)], dtype=np.int64
    )
