"""How long each respondent took: a column that says so, or the time from a start to an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.readers.durations import durations
from samkit.readers.moments import moments

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from samkit.readers.export import Column, Export
    from samkit.study.model import Study

_DURATION: Final = re.compile(
    r"(survey|total|interview|response|completion)?[ _]?(duration|time[ _]?taken|elapsed[ _]?time)\b.*"
    r"|(interview|total|response|completion)[ _]?time(\b.*)?|time[ _]?(to[ _]?complete|spent)\b.*|seconds"
    r"|bearbeitungszeit",
    re.IGNORECASE,
)
_START: Final = re.compile(
    r"(date[ _]?)?(start|began|begin|created)(ed)?([ _]?(date|time|at))?( \(.*\))?", re.IGNORECASE
)
_END: Final = re.compile(
    r"(date[ _]?)?(end|submit|submitted|complet\w+|finish|finished|modified)(ed)?([ _]?(date|time|at))?( \(.*\))?",
    re.IGNORECASE,
)
"""How these columns are usually headed, where the export does not say what stands in them."""

_MOSTLY: Final = 0.5


class Timing(NamedTuple):
    """How long respondents took.

    Parameters
    ----------
    columns
        The column that says it, or the columns of end and start.
    seconds
        **shape** (respondents,); NaN where it is not known. **Unit** seconds, or that of the column if `plain`.
    plain
        Whether the numbers say no unit.
    """

    columns: tuple[str, ...]
    seconds: NDArray[np.float64]
    plain: bool = False

    @property
    def source(self) -> str:
        """Name the columns that say it."""
        return " less ".join(self.columns)


def timing(columns: Collection[Column]) -> Timing | None:
    """Find out how long each respondent took.

    Parameters
    ----------
    columns
        The columns of the export that no question reads.

    Returns
    -------
    Timing or None
        Of several durations the one with the largest median, which has the others in it; None if there is none.
    """
    lasting = [_duration(column) for column in columns if _is(column, "duration", _DURATION)]
    known = [found for found in lasting if _mostly(found.seconds)]
    if known:
        return max(known, key=lambda found: float(np.nanmedian(found.seconds)))
    starts = [column for column in columns if _is(column, "moment", _START) and _START.fullmatch(_bare(column))]
    ends = [column for column in columns if _is(column, "moment", _END) and _END.fullmatch(_bare(column))]
    return _between(starts[0], ends[0]) if starts and ends else None


def _is(column: Column, kind: str, headed: re.Pattern[str]) -> bool:
    """Say whether a column is of a kind: as the export says, else by its header."""
    return column.asked.kind == kind if column.asked.kind else bool(headed.fullmatch(_bare(column)))


def _bare(column: Column) -> str:
    """Give the header without the code before it."""
    code, _, rest = column.name.partition(". ")
    return rest.strip() or code.strip()


def _duration(column: Column) -> Timing:
    found = durations(column.categories)
    plain = found.numbers > 0 and column.asked.kind != "duration"
    return Timing((column.name,), found.seconds[column.codes], plain)


def _between(start: Column, end: Column) -> Timing | None:
    """Give the time from one column to the other."""
    first, last = (moments(column.categories).values[column.codes] for column in (start, end))
    apart = last - first
    seconds = np.where(np.isnat(apart), np.nan, apart.astype(np.float64))
    return Timing((end.name, start.name), seconds) if _mostly(seconds) else None


def of_export(export: Export, study: Study) -> Timing | None:
    """Find out how long each respondent took, from the columns that no question reads."""
    asked = {export.columns[question.column].position for question in study.questions.values()}
    return timing([column for column in export.columns.values() if column.position not in asked])


def _mostly(seconds: NDArray[np.float64]) -> bool:
    """Say whether most respondents have a time."""
    return bool(seconds.size and np.isfinite(seconds).mean() >= _MOSTLY)
