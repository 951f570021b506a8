"""A model as a whole: its fit, the tests of its terms, and where its numbers are weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samkit.analyses import model_notes, own_columns
from samkit.analyses.digits import rounded
from samkit.analyses.measures import optional
from samkit.notes import Note
from samkit.results import ModelFit, Test

if TYPE_CHECKING:
    from samkit.analyses.importance import Importances
    from samkit.analyses.logistic_model import Fitted
    from samkit.analyses.prepared import Prepared


def whole(prepared: Prepared, fitted: Fitted) -> ModelFit:
    """Describe the model as a whole."""
    first, second = prepared.counted.n.tolist()
    return ModelFit(
        estimator=fitted.estimator,
        n_first=first,
        n_second=second,
        left_out=prepared.found.eligible - first - second,
        coefficients=len(prepared.kept),
        per_coefficient=float(rounded(prepared.per_coefficient)),
        mcfadden=None if fitted.mcfadden is None else float(rounded(fitted.mcfadden)),
        steps=fitted.steps,
    )


def tests(prepared: Prepared, fitted: Fitted) -> tuple[Test, ...]:
    """Give the test of each term."""
    drawn = fitted.estimator == "weighted"
    name, symbol, df_error = ("Wald", "F", fitted.df) if drawn else ("likelihood ratio", "χ²", None)
    found = np.stack([rounded(part, nothing=0.0) for part in fitted.tests], axis=1)
    return tuple(
        Test(
            item=prepared.found.terms[place].item.id,
            name=name,
            symbol=symbol,
            statistic=optional(statistic),
            df=float(df),
            p=optional(p),
            df_error=df_error,
        )
        for place, (statistic, df, p) in zip(prepared.groups, found, strict=True)
    )


def remarks(prepared: Prepared, fitted: Fitted, importances: Importances | None) -> tuple[Note, ...]:
    """Say where estimates are Firth's, and where bootstrap samples had no importance."""
    if fitted.estimator == "Firth":
        named = own_columns.separated(prepared.found, prepared.kept, fitted.separating)
        text = f"the groups are told apart by {named}: odds ratios are Firth’s, and importance cannot be measured"
        return (Note("separated", text),)
    in_vain = model_notes.lost(importances.lost, importances.drawn) if importances else ()
    return (*in_vain, *model_notes.without_estimate(fitted.lost))
