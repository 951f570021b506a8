"""The words around the ranked shares of one group: what comes first, and who was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.charts.items import is_withheld, side_of
from samkit.numbers import percent
from samkit.report.wording import counted
from samkit.results import contrasts
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Contrast, Result
    from samkit.study.model import FigureSpec


def ordered(result: Result, spec: FigureSpec) -> Result:
    """Sort the items by the share of one group, the largest first; those that show no number stand last."""
    rows = sorted(contrasts(result), key=lambda row: _share(row, spec), reverse=True)
    return result._replace(rows=tuple(rows))


def title(result: Result, spec: FigureSpec, words: Words = ENGLISH) -> str:
    """Name the item that most of the group have, and all that share the first place with it."""
    name = _name(result, spec, words)
    shown = [row for row in contrasts(result) if _share(row, spec) >= 0]
    if not shown:
        return words("shares.too_few", title=result.title, group=name)
    highest = max(_share(row, spec) for row in shown)
    first = [row.item.text for row in shown if _share(row, spec) == highest]
    told = {"group": name, "item": first[0], "share": percent(highest, words.signs)}
    return words("shares.tied", len(first) - 1, **told) if len(first) > 1 else words("shares.first", **told)


def subtitle(result: Result, spec: FigureSpec, words: Words = ENGLISH) -> str:
    """Say what was asked, which answers are counted, and of whom."""
    return words("shares.of", counted=counted(result, words), group=_name(result, spec, words))


def _name(result: Result, spec: FigureSpec, words: Words) -> str:
    about = result.grouping
    return {"top": about.first, "rest": about.second, "all": words("shares.both")}[spec.of]


def _share(row: Contrast, spec: FigureSpec) -> float:
    """Give the share that is drawn; less than any share where none is shown."""
    share = side_of(row, spec.of).share.value
    return -1.0 if share is None or is_withheld(row) else share
