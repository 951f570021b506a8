"""All checks, in the order in which their findings are told, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.findings import SEVERITIES
from samkit.quality import (
    columns,
    groups,
    ids,
    leaving,
    outliers,
    reading,
    repeats,
    silence,
    speed,
    straight,
    unreadable,
    unused,
    weighing,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from samkit.findings import Finding
    from samkit.quality.respondents import Respondents


class Check(NamedTuple):
    """One check: its name, the rule by which it judges, and what it finds."""

    name: str
    rule: str
    findings: Callable[[Respondents], Iterator[Finding]]


CHECKS: Final = tuple(
    Check(room.NAME, room.RULE, room.findings)
    for room in (
        unreadable,
        ids,
        groups,
        repeats,
        speed,
        straight,
        silence,
        leaving,
        outliers,
        weighing,
        unused,
        columns,
        reading,
    )
)


def findings(data: Respondents, also: Iterable[Finding] = (), *, most_lines: int | None = 5) -> tuple[Finding, ...]:
    """Look at the respondents in every way there is.

    Parameters
    ----------
    data
        The respondents.
    also
        What was found before they could be looked at.
    most_lines
        How many lines of the file a finding names at most; all of them if None.
    """
    found = [*also, *(finding for check in CHECKS for finding in check.findings(data))]
    ranked = sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
    unit = data.survey.export.unit
    return tuple(finding._replace(lines=finding.lines[:most_lines], unit=unit) for finding in ranked)


def rules(found: Iterable[Finding]) -> dict[str, str]:
    """Give the rules of the checks that found something, by their names."""
    names = {finding.check for finding in found}
    return {check.name: check.rule.partition(": ")[2] for check in CHECKS if check.rule and check.name in names}
