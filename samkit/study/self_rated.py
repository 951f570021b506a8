"""A rule without the criteria on which respondents rate themselves, beside the rule as declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.study.readings import DECLARED, Reading, Readings, Variant

if TYPE_CHECKING:
    from samkit.study.model import Groups

WITHOUT: Final = "without self-ratings"
"""The name of the reading that leaves the self-rated criteria out."""


def self_rated(groups: Groups) -> tuple[str, ...]:
    """Give the labels of the criteria of a rule that are self-rated."""
    return tuple(part.label for part in groups.rule.parts if part.label in groups.self_rated)


def without_self_rated(groups: Groups) -> Readings:
    """Give a rule as declared and without its self-rated criteria.

    Parameters
    ----------
    groups
        The rule, and which of its criteria are self-rated.

    Returns
    -------
    Readings
        Two of them, or the declared one alone where no criterion is self-rated or every one is. Of what is left as many
        criteria must hold as before, or all if those are fewer.
    """
    parts = groups.rule.parts
    out = tuple(int(part.label in groups.self_rated) for part in parts)
    found = [Reading(DECLARED, (0,) * len(parts), groups.rule.k, 0, derived=False)]
    if 0 < sum(out) < len(parts):
        found.append(Reading(WITHOUT, out, min(groups.rule.k, len(parts) - sum(out)), sum(out), derived=True))
    variants = tuple((Variant("declared", part), Variant("left_out", None)) for part in parts)
    return Readings(groups, variants, tuple(found), len(found))
