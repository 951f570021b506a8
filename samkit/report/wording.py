"""Sentences written from results: titles, subtitles and alt texts that say what the verdict allows and no more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.charts.items import about_items, item_of
from samkit.numbers import percent, points, points_interval, probability, times
from samkit.results import Contrast, Verdict, contrasts, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Grouping, Level, Result, Test

_JUDGED = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN})
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def title(result: Result, chart: str) -> str:
    """Write the finding of a figure in one sentence.

    Parameters
    ----------
    result
        The rows that the figure shows.
    chart
        Its kind; of two charts of an ordered factor each has its own point.

    Returns
    -------
    str
        One sentence without a full stop, no stronger than the verdicts.
    """
    if result.kind == "levels":
        return _levels_title(result, chart)
    rows = contrasts(result)
    return contrast(rows[0], result) if len(rows) == 1 else _several(rows, result, chart)


def contrast(row: Contrast, result: Result) -> str:
    """Write what may be said of one item.

    Notes
    -----
    "Times as likely" is said only of *differs*, and of the group with the larger share.
    """
    first, second = result.grouping.first, result.grouping.second
    text = row.item.text
    if row.verdict is Verdict.HIDDEN:
        return f"{text}: too few answers to show"
    if row.verdict is Verdict.NOT_COMPUTABLE:
        return f"{text}: cannot be compared"
    if row.verdict is Verdict.CIRCULAR:
        return f"{text}: part of what defines {first}, so no finding"
    if row.verdict is Verdict.EQUIVALENT:
        return f"{text}: the same within {percent(result.margin)} points"
    if row.verdict is Verdict.NOT_SHOWN:
        return f"{text}: no difference shown"
    return f"{text}: {_likelihood(row, first, second)}"


def _likelihood(row: Contrast, first: str, second: str) -> str:
    """Say how many times as likely the more likely group is."""
    ahead = (row.gap.value or 0) > 0
    more, less = (first, second) if ahead else (second, first)
    ratio = row.ratio.value if ahead else _inverse(row.ratio.value)
    if ratio is None or ratio == float("inf"):
        return f"{more} more often than {less}, of whom nobody"
    shares = (row.first.share.value, row.second.share.value)
    high, low = shares if ahead else shares[::-1]
    return f"{more} {times(ratio)} times as likely as {less} ({percent(high)} against {percent(low)} percent)"


def _inverse(ratio: float | None) -> float | None:
    """Turn a ratio round."""
    return None if ratio is None else 1 / ratio if ratio else float("inf")


def _several(rows: Sequence[Contrast], result: Result, chart: str) -> str:
    """Write the finding of several items: how many differ, and the widest gap among them."""
    first, second = result.grouping.first, result.grouping.second
    if all(row.verdict is Verdict.CIRCULAR for row in rows):
        return f"{first} and {second} on what defines them: a description, not a finding"
    judged = [row for row in rows if row.verdict in _JUDGED]
    if not judged:
        return f"{result.title}: too few answers to compare {first} and {second}"
    differing = [row for row in judged if row.verdict is Verdict.DIFFERS]
    if not differing:
        return _none_differ(judged, result)
    share = _share_of(len(differing), len(judged))
    return f"{_direction(differing, first, second)} on {share}; {_extreme(differing, chart)}"


def _extreme(differing: Sequence[Contrast], chart: str) -> str:
    """Name the item that stands out among those that differ: by ratio in a forest of ratios, else by gap."""
    if chart != "forest":
        widest = max(differing, key=lambda row: abs(row.gap.value or 0))
        return f"widest gap shown: {widest.item.text} ({points(widest.gap.value)} points)"
    furthest = max(differing, key=lambda row: _distance(row.ratio.value))
    return f"ratio furthest from 1: {furthest.item.text} ({times(furthest.ratio.value)})"


def _distance(ratio: float | None) -> float:
    """Give how far a ratio is from 1 in either direction."""
    if ratio is None:
        return 0.0
    return abs(math.log(ratio)) if 0 < ratio < math.inf else math.inf


def _direction(differing: Sequence[Contrast], first: str, second: str) -> str:
    """Say who is ahead, if it is the same group on every item that differs."""
    signs = {(row.gap.value or 0) > 0 for row in differing}
    if signs == {True}:
        return f"{first} are above {second}"
    if signs == {False}:
        return f"{first} are below {second}"
    return f"{first} and {second} differ"


def _none_differ(judged: Sequence[Contrast], result: Result) -> str:
    """Write the finding where no item differs."""
    same = sum(row.verdict is Verdict.EQUIVALENT for row in judged)
    margin = percent(result.margin)
    if same == len(judged):
        return f"{result.title}: the same within {margin} points on {_share_of(same, same)}"
    return f"{result.title}: no difference shown on {_any_of(len(judged))}"


def _share_of(some: int, all_of: int) -> str:
    """Say how many of how many items.

    Examples
    --------
    >>> _share_of(3, 6), _share_of(6, 6), _share_of(1, 1)
    ('three of six items', 'all six items', 'the item')
    """
    if some == all_of:
        return {1: "the item", 2: "both items"}.get(some, f"all {in_words(some)} items")
    return f"{in_words(some)} of {in_words(all_of)} items"


def _any_of(count: int) -> str:
    return {1: "the item", 2: "either item"}.get(count, f"any of {in_words(count)} items")


def in_words(number: int) -> str:
    """Write a small number as a word, a large one in digits."""
    return _IN_WORDS[number] if number < len(_IN_WORDS) else str(number)


TREND: Final = frozenset({"z", "t"})
"""The symbols of a test of trend, without weights and with them; any other tests the spread over the levels."""


def _levels_title(result: Result, chart: str) -> str:
    """Write the finding on an ordered factor."""
    rows = levels(result)
    items = {row.item.id: row.item.text for row in rows}
    if len(items) > 1:
        return f"{result.title}: how {result.grouping.first} and {result.grouping.second} spread over the levels"
    text = next(iter(items.values()))
    if any(note.code in {"hidden_base", "no_base"} for note in rows[0].notes):
        return f"{text}: too few answers to show"
    if any(note.code == "circular" for note in rows[0].notes):
        return f"{text}: part of what defines {result.grouping.first}, so no finding"
    if not result.tests:
        return f"{text}: how {result.grouping.first} and {result.grouping.second} spread over the levels"
    trend = next(test for test in result.tests if test.symbol in TREND)
    spread = next(test for test in result.tests if test.symbol not in TREND)
    alpha = 1 - result.level
    return _trend(text, rows, trend, alpha, result) if chart == "p_top" else _spread(text, trend, spread, alpha, result)


def _trend(text: str, rows: Sequence[Level], trend: Test, alpha: float, result: Result) -> str:
    """Say how the share of the first group goes with the level."""
    first = result.grouping.first
    if trend.p is None or trend.statistic is None or trend.p > alpha:
        return f"{text}: no trend shown in the share of {first}"
    way = "rises" if trend.statistic > 0 else "falls"
    there = [row for row in rows if row.first_share.value is not None]
    low, high = (f"{percent(row.first_share.value)} percent at {row.level}" for row in (there[0], there[-1]))
    if trend.finding.startswith(way):
        return f"{text}: the share of {first} {way} with every level, from {low} to {high}"
    return f"{text}: the share of {first} {way} with the level, though not at every step"


def _spread(text: str, trend: Test, spread: Test, alpha: float, result: Result) -> str:
    """Say whether the two groups spread differently over the levels, and which way."""
    first, second = result.grouping.first, result.grouping.second
    if trend.p is not None and trend.statistic is not None and trend.p <= alpha:
        return f"{text}: {first} stand {'higher' if trend.statistic > 0 else 'lower'} than {second}"
    if spread.p is not None and spread.p <= alpha:
        return f"{text}: {first} and {second} spread differently over the levels"
    return f"{text}: no difference shown between {first} and {second}"


def subtitle(result: Result, order: str) -> str:
    """Say what was asked, what was counted, and in which order the rows stand."""
    question = result.question.strip() or result.title
    if result.kind == "levels":
        test = next((test for test in result.tests if test.symbol in TREND), None)
        p = probability(test.p) if test else ""
        ending = f"; trend: p {p if p.startswith('<') else f'= {p}'}" if test and test.p is not None else ""
        return f"{opened(question)}Percent{ending}"
    ending = f"; {_SORTED[order]}" if len(contrasts(result)) > 1 else ""
    return f"{counted(result)}{ending}"


def counted(result: Result) -> str:
    """Say what was asked and which answers are counted."""
    nets = {row.item.favourable for row in contrasts(result)}
    net = _joined(next(iter(nets))) if len(nets) == 1 else "Counted are the answers named at each item"
    return f"{opened(result.question.strip() or result.title)}{net}, percent"


_SORTED = {
    "gap": "sorted by gap",
    "prevalence": "sorted by prevalence",
    "questionnaire": "in the order of the questionnaire",
}


def opened(question: str) -> str:
    """Write a question so that what was counted can follow it.

    Examples
    --------
    >>> opened("How effective is it?"), opened("Our managers do this well.")
    ('How effective is it? ', 'Our managers do this well: ')
    """
    return f"{question} " if question.endswith(("?", "!")) else f"{question.rstrip('.: ')}: "


def _joined(levels_counted: Sequence[str]) -> str:
    """Join levels, spelt as they are, as a sentence does.

    Examples
    --------
    >>> _joined(("Agree", "Strongly agree"))
    'Agree or Strongly agree'
    """
    *others, last = levels_counted
    return f"{', '.join(others)} or {last}" if others else last


def alt(result: Result, chart: str, finding: str) -> str:
    """Describe a figure in two sentences: what it shows, what it says."""
    about = result.grouping
    count = len(items_of(result))
    what = {
        "paired_bars": "Paired bars",
        "dumbbell": "Dumbbell chart",
        "forest": "Forest plot of likelihood ratios with intervals",
        "quadrant": "Dots by the share of both groups together and by gap",
        "slope": "Two rankings of the same items, by share and by gap, joined by lines",
        "ranked_bars": "Bars of shares with intervals, the largest first",
        "odds": "Forest plot of odds ratios with intervals",
        "margins": "Differences with intervals between the bounds within which groups count as the same",
        "stacked_levels": "Stacked bars of the levels by group",
        "p_top": f"Dots with intervals: the share of {about.first} at each level",
    }[chart]
    items = "one item" if count == 1 else f"{in_words(count)} items"
    base = f"{about.n_first} {about.first} and {about.n_second} {about.second}"
    return f"{what}, {items}, {base}. {finding}{_detail(result)}."


def _detail(result: Result) -> str:
    """Add the gap and its interval, for a figure of one item."""
    rows = contrasts(result)
    if len(rows) != 1 or rows[0].gap.value is None:
        return ""
    return f"; gap {points(rows[0].gap.value)} points ({points_interval(rows[0].gap)})"


def items_of(result: Result) -> list[str]:
    """List the items of a result, each once, in the order of its rows."""
    return list(dict.fromkeys(item_of(row).id for row in about_items(result)))


def group_sentence(grouping: Grouping) -> str:
    """Say how many are in each group."""
    total = grouping.n_first + grouping.n_second
    share = percent(grouping.n_first / total) if total else "–"
    left = f"; {grouping.n_left_out} could not be classified" if grouping.n_left_out else ""
    return f"{grouping.n_first} of {total} respondents, {share} percent, are {grouping.first}{left}"
