"""Several results as one, for a figure of items of several sections: each keeps what was said of it in its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Contrast, contrasts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.results import Result


def joined(results: Sequence[Result]) -> Result:
    """Join the gap analyses of several sections by one grouping.

    Parameters
    ----------
    results
        At least one; a single one stays as it is.

    Returns
    -------
    Result
        Without a section of its own. A question that several sections ask with the same favourable answers stands once,
        as the first of them has it; q-values and verdicts are those of each section; the family
        is the name of their adjustment alone.
    """
    if len(results) == 1:
        return results[0]
    once: dict[tuple[str, tuple[str, ...]], Contrast] = {}
    for result in results:
        for row in contrasts(result):
            once.setdefault((row.item.question, row.item.favourable), row)
    rows = tuple(row._replace(position=place) for place, row in enumerate(once.values()))
    notes = {note.text: note for result in results for note in result.notes}
    method = next((result.family.rpartition(", ")[2] for result in results if result.family), "")
    return results[0]._replace(section="", title="", question="", rows=rows, family=method, notes=tuple(notes.values()))
