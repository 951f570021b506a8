"""The words around a model: which terms differ given the others, and what its numbers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal, times
from samkit.report.wording import in_words
from samkit.results import Driver, ModelFit, Verdict

if TYPE_CHECKING:
    from samkit.results import Result


def title(result: Result) -> str:
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
        return f"{result.title}: no term can be judged"
    if not differing:
        every = f"All terms together: none of {in_words(len(judged))}" if len(judged) > 1 else judged[0].item.text
        return f"{every} is {'' if len(judged) > 1 else 'not '}shown to go with being among {first}"
    named = ", ".join(_named(row) for row in differing[:2])
    more = f" and {in_words(len(differing) - 2)} more" if len(differing) > 2 else ""
    go = "goes" if len(differing) == 1 else "go"
    if len(judged) == 1:
        return f"{named} goes with being among {first}"
    counted = f"{in_words(len(differing))} of {in_words(len(judged))}"
    return f"All terms together, {counted} {go} with being among {first}: {named}{more}"


def _named(row: Driver) -> str:
    """Name a term with its odds ratio, where it has one."""
    ratio = row.odds_ratio.value
    return row.item.text if ratio is None else f"{row.item.text} (odds ratio {times(ratio)})"


def subtitle(result: Result) -> str:
    """Say what is drawn."""
    return (
        f"Odds ratio of being among {result.grouping.first}, given the other terms, and average effect on its share "
        "in points; associations, not effects of doing so"
    )


def bases(result: Result) -> str:
    """Tell how many of each group the model was fitted to, and how many were left out."""
    for row in result.rows:
        if isinstance(row, ModelFit):
            grouping = result.grouping
            fitted = f"{grouping.first} {decimal(row.n_first)}, {grouping.second} {decimal(row.n_second)}"
            left = f"; {decimal(row.left_out)} left out, who did not answer every question" if row.left_out else ""
            return f"n in the model: {fitted}{left}"
    return ""
