"""The words around a model: which terms differ given the others, and what its numbers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, times
from samkit.report.resting import named
from samkit.results import Driver, ModelFit, Verdict
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def title(result: Result, words: Words = ENGLISH) -> str:
    """Name the terms that go with being in the first group, given the others.

    Notes
    -----
    An odds ratio is given as such, never as "times as likely".
    """
    first = result.grouping.first
    rows = [row for row in result.rows if isinstance(row, Driver) and not row.level]
    judged = [row for row in rows if row.verdict in {Verdict.DIFFERS, Verdict.NOT_SHOWN}]
    differing = [row for row in judged if row.verdict is Verdict.DIFFERS]
    if not judged:
        return words("model.none_judged", title=result.title)
    if len(judged) == 1:
        key = "model.goes" if differing else "model.not_shown"
        row = judged[0]
        return words(key, item=_named(row, words) if differing else named(row.item, row.notes, words), first=first)
    if not differing:
        return words("model.none_shown", len(judged), first=first)
    few = words.few([_named(row, words) for row in differing])
    return words("model.some", len(differing), every=words.number(len(judged)), first=first, named=few)


def _named(row: Driver, words: Words) -> str:
    """Name a term with its odds ratio, where it has one."""
    ratio, item = row.odds_ratio.value, named(row.item, row.notes, words)
    return item if ratio is None else words("model.named", item=item, ratio=times(ratio, words.signs))


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what is drawn."""
    return words("model.drawn", first=result.grouping.first)


def bases(result: Result, words: Words = ENGLISH) -> str:
    """Tell how many of each group the model was fitted to, and how many were left out."""
    for row in result.rows:
        if isinstance(row, ModelFit):
            first, second = (decimal(count, signs=words.signs) for count in (row.n_first, row.n_second))
            told = {"first": f"{result.grouping.first} {first}", "second": f"{result.grouping.second} {second}"}
            return words("model.bases_left" if row.left_out else "model.bases", row.left_out, **told)
    return ""
