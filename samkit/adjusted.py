"""The shape of a gap that is adjusted: what is left of it among respondents who are alike in what is adjusted for."""

from typing import NamedTuple

from samkit.measured import Estimate, Item, Side, Verdict
from samkit.notes import Note


class Adjusted(NamedTuple):
    """One item, two groups: their gap and likelihood ratio as found, and after adjustment, on the same respondents.

    `first` and `second` are as found of those who answered the item and all that is adjusted for; all others of the
    group are missing. `first_adjusted` and `second_adjusted` are the shares that would be expected if both groups were
    spread like all of these respondents over what is adjusted for; `adjusted_gap` and `adjusted_ratio` compare them,
    and `p`, `q` and `verdict` are of `adjusted_gap`. `e_value` says how strong a hidden trait would have to be to
    explain all of `adjusted_ratio`, `e_bound` the same of the bound of its interval nearest to 1. `estimator` is
    likelihood, Firth or weighted, empty where nothing was fitted; `per_coefficient` are the answers of the rarer kind,
    favourable or other, for each coefficient of the model, effective ones if weighted.
    """

    item: Item
    first: Side
    second: Side
    gap: Estimate
    ratio: Estimate
    first_adjusted: Estimate
    second_adjusted: Estimate
    adjusted_gap: Estimate
    adjusted_gap_narrow: Estimate
    adjusted_ratio: Estimate
    p: float | None
    q: float | None
    verdict: Verdict
    e_value: float | None
    e_bound: float | None
    estimator: str
    per_coefficient: float | None
    position: int
    notes: tuple[Note, ...] = ()
