"""`samkit index` as a library verb: an index of each manager and period, from components that the study declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import workflow
from samkit.errors import Problem, StudyError
from samkit.index.answer import answer
from samkit.indexed import by_kind

if TYPE_CHECKING:
    from samkit.results import Result
    from samkit.survey import Survey


def index(data: Survey) -> tuple[Survey, Result]:
    """Compute the index that a study declares.

    Parameters
    ----------
    data
        Each row a manager in a period.

    Returns
    -------
    tuple
        The survey with every note, and the result: components, indices, means, changes, sensitivity, reliability, card.

    Raises
    ------
    StudyError
        If the study declares no index, or names a period without a row.
    DataError
        With every row without manager, period or team, or that stands twice.
    """
    declared = data.study.index_table
    if declared is None:
        hint = "declare [index] with manager, period and [index.components.NAME]"
        raise StudyError(Problem("no_index", f"the study {data.study.path} declares no index", hint=hint))
    result = answer(data, declared, workflow.provenance(data))
    told = (*result.notes, *(note for row in by_kind(result.rows).scores for note in row.notes))
    return data._replace(notes=(*data.notes, *told)), result
