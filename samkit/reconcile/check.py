"""All checks of a published report, the gravest finding first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.findings import SEVERITIES, Finding
from samkit.reconcile import claims, percentages, ratios, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.reconcile.bases import Looked
    from samkit.simulate.published import Reference

ALPHA: Final = claims.ALPHA
"""The error probability that a claimed difference is held against."""

ROOMS: Final = (percentages, ratios, totals, claims)


def findings(reference: Reference) -> tuple[Finding, ...]:
    """Look at a published report in every way there is.

    Parameters
    ----------
    reference
        What was printed.
    """
    found = [finding for room in ROOMS for finding in _with_count(room.look(reference))]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def rules() -> dict[str, str]:
    """Give the rules of the checks by their names."""
    return {room.NAME: room.RULE for room in ROOMS}


def _with_count(looked: Looked) -> Iterator[Finding]:
    """Put before what a check found how much it looked at."""
    wrong = len({finding.subject for finding in looked.findings if finding.severity == "error"})
    held = f"{wrong} cannot be" if wrong else "all can be"
    text = f"{looked.of}: {looked.n} looked at, {held}" if looked.n else f"{looked.of}: there are none"
    yield Finding(looked.check, "", "info", wrong, looked.n, wrong / looked.n if looked.n else None, text)
    yield from looked.findings
