"""What a simulation has to say about itself: what was printed and holds, what is assumed, what could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from samkit.simulate import grim
from samkit.simulate.expected import expected
from samkit.simulate.published import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.simulate.frame import Frame
    from samkit.simulate.plan import Plan
    from samkit.simulate.verify import Check


class Report(NamedTuple):
    """The account of one simulation.

    Parameters
    ----------
    checks
        Every printed number and fact with what the respondents give.
    assumed
        Items and questions of which something was not printed.
    impossible
        What the printed numbers rule out, each in a sentence.
    drawings
        How many drawings it took.
    """

    checks: tuple[Check, ...]
    assumed: tuple[str, ...]
    impossible: tuple[str, ...]
    drawings: int

    def lines(self) -> list[str]:
        """Tell the account, one sentence a line."""
        held = sum(check.held for check in self.checks)
        return [
            "synthetic respondents: no row is a real organisation",
            f"{held} of {len(self.checks)} printed numbers and facts hold after drawing {self.drawings}",
            *self.impossible,
            f"assumed in part or whole, for want of a printed number: {', '.join(self.assumed)}",
            "assumed throughout: how answers spread over the levels within a net, and how they hang together",
        ]


def report(frame: Frame, plan: Plan, checks: list[Check], drawings: int) -> Report:
    """Write the account of a simulation."""
    return Report(tuple(checks), tuple(assumed(frame)), tuple(impossible(frame, plan)), drawings)


def assumed(frame: Frame) -> Iterator[str]:
    """Name the sizes, and the items and questions of which a share of a group, levels or numbers were not printed."""
    yield from (key.replace("_", " ") for key in frame.published.base.assumed)
    for question in frame.study.questions.values():
        levels = frame.published.levels.get(question.id)
        hope = expected(frame, question) if question.levels and (levels is None or levels.assumed) else None
        if hope is not None and hope.assumed:
            yield hope.item
        elif question.levels and hope is None and (levels is None or levels.assumed):
            yield question.id


def impossible(frame: Frame, plan: Plan) -> Iterator[str]:
    """Say which bases cannot give a printed number, and that no single base gives all of them.

    Notes
    -----
    The GRIM check of the first group, whose base is small, by bases from its size less what may be missing.
    """
    yield from plan.sizes.ruled_out
    size = plan.sizes.top
    least = size - int(size * frame.published.missing.at_most / 100)
    candidates = range(least, size + 1)
    left = set(candidates)
    for item, table in frame.published.shares.items():
        if table.top is None or isinstance(table.top, Range):
            continue
        able = grim.bases(table.top, candidates)
        left &= set(able)
        unable = [str(base) for base in candidates if base not in able]
        if unable:
            yield f"{item}: {table.top} percent of {frame.groups.first} cannot come from a base of {', '.join(unable)}"
    if not left:
        group = frame.groups.first
        yield f"no single base of {least} to {size} {group} gives every printed percentage: bases differ by item"
