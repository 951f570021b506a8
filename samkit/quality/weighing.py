"""Weights: how thin they make the sample, and which of them are extreme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.design.weight import effective_n
from samkit.findings import Finding, counted
from samkit.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.quality.respondents import Respondents

NAME: Final = "weights"
HEAVY: Final = 5.0
HALF: Final = 0.5
RULE: Final = (
    "weights: Kish's effective number of respondents, a warning below half of them; a weight above 5 times the mean is "
    "extreme (where the American National Election Studies trim)"
)


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell the effective number of respondents, extreme weights and weights of zero.

    References
    ----------
    DeBell, M., Krosnick, J. A. (2009), Computing Weights for American National Election Study Survey Data, ANES
    Technical Report nes012427.
    """
    column = data.survey.study.about.weight
    if not column or data.survey.design is None:
        return
    weight = data.survey.design.weight
    if (weight == weight[0]).all():
        return
    effective = effective_n(weight)
    equal = f"{decimal(effective)} equal ones (design effect {data.n / effective:.2f})"
    text = f"{data.n} respondents weigh as much as {equal}"
    hint = "trim extreme weights, or weight by fewer margins" if effective < HALF * data.n else ""
    yield Finding(NAME, column, "warning" if hint else "info", None, None, effective / data.n, text, hint)
    heavy = weight > HEAVY * weight.mean()
    if heavy.any():
        text = f"weights above {HEAVY:.0f} times the mean, the largest {decimal(weight.max() / weight.mean(), 1)} times"
        hint = "trim them: a few respondents decide what is found"
        yield counted(NAME, column, "warning", (int(heavy.sum()), data.n), text, hint, data.lines(heavy))
    zero = weight == 0
    if zero.any():
        text = "weights are zero: these respondents are in the base, but without a say"
        hint = "take them out if they are not of the sample"
        yield counted(NAME, column, "warning", (int(zero.sum()), data.n), text, hint, data.lines(zero))
