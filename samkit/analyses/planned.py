"""How many answers a planned study needs to show a gap, to show it in a family, and to show that there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from samkit.errors import Problem, StudyError
from samkit.numbers import decimal, percent
from samkit.reach import Needed
from samkit.results import Grouping, Method, Result
from samkit.stats import equivalence, independence, power

if TYPE_CHECKING:
    from samkit.reach import Planned
    from samkit.results import Provenance


def answer(plan: Planned, provenance: Provenance) -> Result:
    """Say how many answers a planned study needs.

    Parameters
    ----------
    plan
        What is to be shown.
    provenance
        Of a result without data; its seed draws the samples.

    Raises
    ------
    StudyError
        If the plan cannot be: a share beyond 0 and 1, no gap, or no sample that is large enough.
    """
    _possible(plan)
    title = f"Answers to show a gap of {decimal(plan.gap * 100, 1, plus=True)} points from {percent(plan.base)} %"
    return Result(
        kind="power",
        section="plan",
        title=title,
        question="",
        grouping=Grouping("", "first group", "second group", 0, 0, 0, ""),
        rows=tuple(_rows(plan, provenance.seed)),
        methods=(
            Method("smallest gap", f"score test, by formula, power {percent(plan.chance)} %"),
            *_family(plan),
            Method(
                "same", f"two one-sided score tests within ±{decimal(plan.margin * 100)} points, if there is no gap"
            ),
            Method("drawn", f"{decimal(plan.draws)} samples with independent items, seed {provenance.seed}"),
        ),
        level=plan.level,
        margin=plan.margin,
        family="",
        provenance=provenance,
    )


def _family(plan: Planned) -> tuple[Method, ...]:
    """Say what being in a family costs, if there is one."""
    if plan.tests == 1:
        return ()
    text = f"worst case, one item alone differs: p at most {(1 - plan.level) / plan.tests:.2g}"
    return (Method("in the family", text),)


def _possible(plan: Planned) -> None:
    hint = "samkit power --plan --top-share 0.13 --base 0.3 --gap 0.15"
    for share, name in ((plan.part, "--top-share"), (plan.base, "--base"), (plan.base + plan.gap, "--base and --gap")):
        if not 0 < share < 1:
            text = f"{name} must give a share between 0 and 1, such as 0.3"
            raise StudyError(Problem("plan", text, got=f"{share:g}", hint=hint))
    if not plan.gap:
        raise StudyError(Problem("plan", "--gap must not be 0: no sample shows what is not there", hint=hint))


def _rows(plan: Planned, seed: int) -> list[Needed]:
    alpha = 1 - plan.level
    rates = [("differs", alpha)] + [("family", alpha / plan.tests)] * (plan.tests > 1)
    share = plan.base + plan.gap
    found = [
        _sized(plan, claim, rate, share, float(power.needed(share, plan.base, plan.part, plan.chance, rate)), seed)
        for claim, rate in rates
    ]
    same = float(power.needed_for_equivalence(plan.base, plan.base, plan.part, plan.margin, plan.chance, alpha))
    return [*found, _sized(plan, "equivalent", alpha, plan.base, same, seed)]


def _sized(plan: Planned, claim: str, rate: float, share: float, total: float, seed: int) -> Needed:
    """Round both groups up, and draw samples of that size."""
    if math.isnan(total):
        raise StudyError(Problem("plan", "no sample of up to a thousand million answers is large enough"))
    n1, n0 = math.ceil(plan.part * total), math.ceil((1 - plan.part) * total)
    generator = np.random.default_rng([seed, len(claim)])
    x1, x0 = generator.binomial(n1, share, plan.draws), generator.binomial(n0, plan.base, plan.draws)
    if claim == "equivalent":
        p = equivalence.shares(x1, n1, x0, n0, plan.margin, rate).p
    else:
        p = independence.score(x1, n1, x0, n0)
    return Needed(claim, rate, n1 + n0, n1, n0, float((p < rate).mean()))
