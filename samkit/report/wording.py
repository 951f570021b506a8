"""Sentences written from results: titles, subtitles and alt texts that say what the verdict allows and no more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from samkit.charts.items import about_items, item_of
from samkit.numbers import DASH, decimal, percent, points, points_interval, probability, times
from samkit.report.resting import alone, named
from samkit.results import Contrast, Verdict, contrasts, levels
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Grouping, Level, Result, Test

JUDGED: Final = frozenset({Verdict.DIFFERS, Verdict.EQUIVALENT, Verdict.NOT_SHOWN})
"""The verdicts of rows that could be judged."""


def title(result: Result, chart: str, words: Words = ENGLISH) -> str:
    """Write the finding of a figure in one sentence.

    Parameters
    ----------
    result
        The rows that the figure shows.
    chart
        Its kind; of two charts of an ordered factor each has its own point.
    words
        The language.

    Returns
    -------
    str
        One sentence without a full stop, no stronger than the verdicts.
    """
    if result.kind == "levels":
        return _levels_title(result, chart, words)
    rows = contrasts(result)
    return contrast(rows[0], result, words) if len(rows) == 1 else _several(rows, result, chart, words)


def contrast(row: Contrast, result: Result, words: Words = ENGLISH) -> str:
    """Write what may be said of one item.

    Notes
    -----
    "Times as likely" is said only of *differs*, and of *circular* beside what would follow from the rule alone; in both
    of the group with the larger share.
    """
    if row.verdict is Verdict.DIFFERS:
        return _likelihood(row, result.grouping, words)
    if row.verdict is Verdict.CIRCULAR:
        return _circular(row, result.grouping, words)
    margin, item = percent(result.margin, words.signs), named(row.item, row.notes, words)
    return words(f"finding.{row.verdict.replace(' ', '_')}", item=item, first=result.grouping.first, margin=margin)


def _circular(row: Contrast, grouping: Grouping, words: Words) -> str:
    """Say that an item is part of what defines the groups, and what of its ratio would follow from the rule alone."""
    likely, rule = likelier(row, words), alone(row, words)
    if not likely or not rule:
        return words("finding.circular", item=row.item.text, first=grouping.first)
    more, less = (grouping.first, grouping.second) if (row.gap.value or 0) > 0 else (grouping.second, grouping.first)
    told = {"first": grouping.first, "more": more, "less": less, "times": likely, "rule": rule}
    return words("finding.circular_rule", item=row.item.text, **told)


def _likelihood(row: Contrast, grouping: Grouping, words: Words) -> str:
    """Say how many times as likely the more likely group is."""
    ahead = (row.gap.value or 0) > 0
    more, less = (grouping.first, grouping.second) if ahead else (grouping.second, grouping.first)
    likely, item = likelier(row, words), named(row.item, row.notes, words)
    if not likely:
        return words("finding.nobody", item=item, more=more, less=less)
    shares = (row.first.share.value, row.second.share.value)
    high, low = (percent(share, words.signs) for share in (shares if ahead else shares[::-1]))
    said = words("finding.differs", item=item, more=more, less=less, times=likely, high=high, low=low)
    rule = alone(row, words)
    return words("finding.rule", finding=said, rule=rule) if rule else said


def likelier(row: Contrast, words: Words = ENGLISH) -> str:
    """Write how many times as likely the more likely group is; nothing where the other has nobody."""
    ratio = row.ratio.value if (row.gap.value or 0) > 0 else _inverse(row.ratio.value)
    return "" if ratio is None or ratio == float("inf") else times(ratio, words.signs)


def _inverse(ratio: float | None) -> float | None:
    """Turn a ratio round."""
    return None if ratio is None else 1 / ratio if ratio else float("inf")


def _several(rows: Sequence[Contrast], result: Result, chart: str, words: Words) -> str:
    """Write the finding of several items: how many differ, and the widest gap among them."""
    first, second = result.grouping.first, result.grouping.second
    if all(row.verdict is Verdict.CIRCULAR for row in rows):
        return _several_circular(rows, result.grouping, words)
    judged = [row for row in rows if row.verdict in JUDGED]
    if not judged:
        return words("several.too_few", title=result.title, first=first, second=second)
    differing = [row for row in judged if row.verdict is Verdict.DIFFERS]
    if not differing:
        return _none_differ(judged, result, words)
    share = share_of(len(differing), len(judged), words)
    return words(
        f"several.{_direction(differing)}",
        first=first,
        second=second,
        share=share,
        extreme=_extreme(differing, chart, words),
    )


def _several_circular(rows: Sequence[Contrast], grouping: Grouping, words: Words) -> str:
    """Say that all items define the groups, and what of the widest gap's ratio would follow from the rule alone."""
    groups = {"first": grouping.first, "second": grouping.second}
    told = [row for row in rows if likelier(row, words) and alone(row, words)]
    if not told:
        return words("several.circular", **groups)
    row = max(told, key=lambda row: abs(row.gap.value or 0))
    likely, rule = likelier(row, words), alone(row, words)
    return words("several.circular_rule", item=row.item.text, times=likely, rule=rule, **groups)


def claimed(rows: Sequence[Contrast], chart: str) -> tuple[Contrast, ...]:
    """Give the rows of which the title of a figure claims something by name, or of all of them.

    Parameters
    ----------
    rows
        What the figure shows.
    chart
        Its kind.
    """
    differing = [row for row in rows if row.verdict is Verdict.DIFFERS]
    if len(rows) > 1 and differing:
        return (_furthest(differing, chart),)
    judged = [row for row in rows if row.verdict in JUDGED]
    alike = all(row.verdict is Verdict.EQUIVALENT for row in judged)
    return tuple(rows) if len(rows) == 1 or not judged else tuple(judged) if alike else ()


def _furthest(differing: Sequence[Contrast], chart: str) -> Contrast:
    """Choose the item that stands out among those that differ: by ratio in a forest of ratios, else by gap."""
    if chart == "forest":
        return max(differing, key=lambda row: _distance(row.ratio.value))
    return max(differing, key=lambda row: abs(row.gap.value or 0))


def _extreme(differing: Sequence[Contrast], chart: str, words: Words) -> str:
    """Name the item that stands out among those that differ."""
    row = _furthest(differing, chart)
    item = named(row.item, row.notes, words)
    if chart == "forest":
        return words("several.furthest", item=item, ratio=times(row.ratio.value, words.signs))
    return words("several.widest", item=item, gap=points(row.gap.value, words.signs))


def _distance(ratio: float | None) -> float:
    """Give how far a ratio is from 1 in either direction."""
    if ratio is None:
        return 0.0
    return abs(math.log(ratio)) if 0 < ratio < math.inf else math.inf


def _direction(differing: Sequence[Contrast]) -> str:
    """Say which side the first group is on, if it is the same on every item that differs."""
    signs = {(row.gap.value or 0) > 0 for row in differing}
    return "differ" if len(signs) > 1 else "above" if signs == {True} else "below"


def _none_differ(judged: Sequence[Contrast], result: Result, words: Words) -> str:
    """Write the finding where no item differs."""
    same = sum(row.verdict is Verdict.EQUIVALENT for row in judged)
    if same == len(judged):
        margin = percent(result.margin, words.signs)
        return words("several.same", title=result.title, margin=margin, share=share_of(same, same, words))
    return words("several.not_shown", len(judged), title=result.title)


def share_of(some: int, every: int, words: Words = ENGLISH) -> str:
    """Say how many of how many items.

    Examples
    --------
    >>> share_of(3, 6), share_of(6, 6), share_of(1, 1)
    ('three of six items', 'all six items', 'the item')
    """
    if some == every:
        return words("items.all", some)
    return words("items.some", some, every=words.number(every))


TREND: Final = frozenset({"z", "t"})
"""The symbols of a test of trend, without weights and with them; any other tests the spread over the levels."""


def _levels_title(result: Result, chart: str, words: Words) -> str:
    """Write the finding on an ordered factor."""
    first, second = result.grouping.first, result.grouping.second
    rows = levels(result)
    items = {row.item.id: row.item.text for row in rows}
    text, codes = next(iter(items.values())), {note.code for note in rows[0].notes}
    if "almost_criterion" in codes:
        text = named(rows[0].item, rows[0].notes, words)
    if len(items) == 1 and codes & {"hidden_base", "no_base"}:
        return words("finding.hidden", item=text)
    if len(items) == 1 and "circular" in codes:
        return words("finding.circular", item=text, first=first)
    if len(items) > 1 or not result.tests:
        return words("levels.several", title=text if len(items) == 1 else result.title, first=first, second=second)
    trend = next(test for test in result.tests if test.symbol in TREND)
    spread = next(test for test in result.tests if test.symbol not in TREND)
    alpha = 1 - result.level
    if chart == "p_top":
        return _trend(text, rows, trend, alpha, result, words)
    return words(f"levels.{_spread(trend, spread, alpha)}", item=text, first=first, second=second)


def _trend(text: str, rows: Sequence[Level], trend: Test, alpha: float, result: Result, words: Words) -> str:
    """Say how the share of the first group goes with the level."""
    first = result.grouping.first
    if trend.p is None or trend.statistic is None or trend.p > alpha:
        return words("trend.not_shown", item=text, first=first)
    way = "rises" if trend.statistic > 0 else "falls"
    if not trend.finding.startswith(way):
        return words(f"trend.{way}_in_part", item=text, first=first)
    there = [row for row in rows if row.first_share.value is not None]
    low, high = (percent(row.first_share.value, words.signs) for row in (there[0], there[-1]))
    ends = {"low": low, "lowest": there[0].level, "high": high, "highest": there[-1].level}
    return words(f"trend.{way}", item=text, first=first, **ends)


def _spread(trend: Test, spread: Test, alpha: float) -> str:
    """Say whether the two groups spread differently over the levels, and which way."""
    if trend.p is not None and trend.statistic is not None and trend.p <= alpha:
        return "higher" if trend.statistic > 0 else "lower"
    return "differ" if spread.p is not None and spread.p <= alpha else "not_shown"


def subtitle(result: Result, order: str, words: Words = ENGLISH) -> str:
    """Say what was asked, what was counted, and in which order the rows stand."""
    question = result.question.strip() or result.title
    if result.kind == "levels":
        test = next((test for test in result.tests if test.symbol in TREND), None)
        if test is None or test.p is None:
            return f"{opened(question)}{words('subtitle.percent')}"
        return f"{opened(question)}{words('subtitle.percent_trend', p=equal(probability(test.p, words.signs)))}"
    ordered = words(f"subtitle.by_{order}") if len(contrasts(result)) > 1 else ""
    return "; ".join(filter(None, (counted(result, words), ordered)))


def equal(p: str) -> str:
    """Write what stands behind a p: an equals sign unless it is only known to be smaller.

    Examples
    --------
    >>> equal("0.031"), equal("< 0.001")
    ('= 0.031', '< 0.001')
    """
    return p if p.startswith("<") else f"= {p}"


def counted(result: Result, words: Words = ENGLISH) -> str:
    """Say what was asked and which answers are counted."""
    question = opened(result.question.strip() or result.title)
    nets = {row.item.favourable for row in contrasts(result)}
    if len(nets) != 1:
        return f"{question}{words('subtitle.counted_each')}"
    return f"{question}{words('subtitle.counted', net=words.joined(next(iter(nets)), 'list.or'))}"


def opened(question: str) -> str:
    """Write a question so that what was counted can follow it.

    Examples
    --------
    >>> opened("How effective is it?"), opened("Our managers do this well.")
    ('How effective is it? ', 'Our managers do this well: ')
    """
    return f"{question} " if question.endswith(("?", "!")) else f"{question.rstrip('.: ')}: "


def alt(result: Result, chart: str, finding: str, words: Words = ENGLISH) -> str:
    """Describe a figure in two sentences: what it shows, what it says."""
    about = result.grouping
    told = {
        "what": words(f"alt.{chart}", first=about.first),
        "items": words("items.count", len(items_of(result))),
        "first": f"{decimal(about.n_first, signs=words.signs)} {about.first}",
        "second": f"{decimal(about.n_second, signs=words.signs)} {about.second}",
        "finding": finding.rstrip("."),
    }
    rows = contrasts(result)
    if len(rows) != 1 or rows[0].gap.value is None:
        return words("alt.text", **told)
    gap = points(rows[0].gap.value, words.signs)
    return words("alt.text_gap", **told, gap=gap, interval=points_interval(rows[0].gap, words.signs))


def items_of(result: Result) -> list[str]:
    """List the items of a result, each once, in the order of its rows."""
    return list(dict.fromkeys(item_of(row).id for row in about_items(result)))


def group_sentence(grouping: Grouping, words: Words = ENGLISH) -> str:
    """Say how many are in each group."""
    total = grouping.n_first + grouping.n_second
    share = percent(grouping.n_first / total, words.signs) if total else DASH
    some, every = (decimal(count, signs=words.signs) for count in (grouping.n_first, total))
    key = "groups.sentence_left" if grouping.n_left_out else "groups.sentence"
    return words(key, grouping.n_left_out, some=some, every=every, share=share, first=grouping.first)
