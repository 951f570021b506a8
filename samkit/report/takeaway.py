"""What a figure says beyond its title: how sure its finding is, and what of its items the title leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import percent, points, points_interval, times_interval
from samkit.report.resting import gaps
from samkit.report.wording import JUDGED
from samkit.results import Verdict, contrasts

if TYPE_CHECKING:
    from samkit.results import Contrast, Result
    from samkit.words.language import Words


def takeaway(result: Result, chart: str, words: Words) -> str:
    """Write one sentence that says more than the title of a figure; nothing where there is no more to say.

    Parameters
    ----------
    result
        The rows that the figure shows.
    chart
        Its kind; bars of one group alone say nothing of differences.
    words
        The language.
    """
    if chart == "ranked_bars":
        return ""
    rows = [row for row in contrasts(result) if row.verdict in JUDGED]
    if not rows:
        return gaps(contrasts(result), words)
    if len(contrasts(result)) == 1:
        return " ".join(filter(None, (_how_sure(rows[0], result, words), gaps(rows, words))))
    differing = sum(row.verdict is Verdict.DIFFERS for row in rows)
    same = sum(row.verdict is Verdict.EQUIVALENT for row in rows)
    left = len(rows) - differing - same
    if not differing or not same + left:
        return ""
    margin, number = percent(result.margin, words.signs), {"same": words.number(same), "left": words.number(left)}
    key = "takeaway.both" if same and left else "takeaway.same" if same else "takeaway.left"
    return words(key, margin=margin, every=words.number(len(rows)), **number)


def _how_sure(row: Contrast, result: Result, words: Words) -> str:
    """Give the interval of the gap, and of the ratio where the groups differ."""
    if row.gap.value is None or row.gap.lower is None:
        return ""
    told = {
        "gap": points(row.gap.value, words.signs),
        "interval": points_interval(row.gap, words.signs),
        "level": percent(result.level, words.signs),
    }
    if row.verdict is not Verdict.DIFFERS or row.ratio.lower is None:
        return words("takeaway.gap", **told)
    return words("takeaway.gap_ratio", ratio=times_interval(row.ratio, words.signs), **told)
