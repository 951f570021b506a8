"""A rule is a tree of comparisons held as data; nothing in it is ever evaluated as text.

One mechanism joins them: at least k of n hold. All of them is k = n, any of them is k = 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Operator = Literal["at_least", "at_most", "above", "below", "between", "is_in", "top_share"]


class Compare(NamedTuple):
    """One question compared with fixed values.

    `values` are level names for a question with a scale and numbers for a numeric one; for `top_share` the one share.
    """

    label: str
    question: str
    operator: Operator
    values: tuple[str | float, ...]
    within: str = ""


class AtLeastOf(NamedTuple):
    """At least `k` of the parts hold."""

    label: str
    k: int
    parts: tuple[Rule, ...]


class Not(NamedTuple):
    """The part does not hold."""

    label: str
    part: Rule


Rule = Compare | AtLeastOf | Not


def comparisons(rule: Rule) -> Iterator[Compare]:
    """Walk the comparisons of a rule, left to right."""
    if isinstance(rule, Compare):
        yield rule
    else:
        for part in parts(rule):
            yield from comparisons(part)


def parts(rule: Rule) -> tuple[Rule, ...]:
    """Give the rules directly below a rule."""
    if isinstance(rule, AtLeastOf):
        return rule.parts
    return (rule.part,) if isinstance(rule, Not) else ()


def questions(rule: Rule) -> frozenset[str]:
    """Give the questions that a rule looks at, those that only make segments included."""
    used = {compare.question for compare in comparisons(rule)}
    return frozenset(used | {compare.within for compare in comparisons(rule) if compare.within})


def in_words(rule: Rule) -> str:
    """Tell a rule in words.

    Examples
    --------
    >>> in_words(Compare("Profit grew", "profit", "at_least", ("Increased 1-9%",)))
    'Profit grew (profit at least Increased 1-9%)'
    """
    if isinstance(rule, Compare):
        joined = (" and " if rule.operator == "between" else ", ").join(_value(value) for value in rule.values)
        segment = f" within {rule.within}" if rule.within else ""
        return f"{rule.label} ({rule.question} {rule.operator.replace('_', ' ')} {joined}{segment})"
    inner = "; ".join(in_words(part) for part in parts(rule))
    if isinstance(rule, Not):
        return f"{rule.label} (not: {inner})"
    quantity = "all" if rule.k == len(rule.parts) else f"at least {rule.k}"
    return f"{rule.label} ({quantity} of: {inner})"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
