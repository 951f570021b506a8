"""A draft with what the user says: title, respondent, criteria, the order of a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.intake.design import Role
from samkit.intake.scales import top_box
from samkit.intake.spelling import begun

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from samkit.intake.draft import Criterion, Draft
    from samkit.intake.naming import Scale
    from samkit.intake.seen import Seen

_TOLD: Final = "as you said"
_CUT: Final = 60
_MOST_ASKED: Final = 5
_MOST_LEVELS: Final = 9


def with_respondent(draft: Draft, column: str) -> Draft:
    """Tell respondents apart by a column."""
    others = tuple(role for role in draft.roles if role.key != "respondent" and role.column != column)
    return draft._replace(roles=(Role("respondent", column, _TOLD), *others))


def with_criteria(draft: Draft, questions: Collection[str]) -> Draft:
    """Make criteria of the candidates that the user chose."""
    return draft._replace(criteria=tuple(each._replace(chosen=each.question in questions) for each in draft.criteria))


def with_order(draft: Draft, name: str, order: Sequence[int]) -> Draft:
    """Order the levels of a scale worst to best by their places, counted from 1; the top boxes are proposed."""
    scales = tuple(_ordered(each, order) if each.name == name else each for each in draft.scales)
    favourable = {each.name for each in scales if each.scale.favourable}
    sections = tuple(
        each._replace(comparable=all(item.scale in favourable for item in each.items))
        if _has(each.items, name)
        else each
        for each in draft.sections
    )
    return draft._replace(scales=scales, sections=sections)


def told_apart(columns: Sequence[Seen]) -> list[str]:
    """Name the columns in which every respondent has another value."""
    return [seen.name for seen in columns if seen.rows and seen.rows == len(seen.counts) and not seen.blank]


def to_be_ordered(draft: Draft) -> list[Scale]:
    """Give the scales whose order the user may be asked for, those of most questions first."""
    unknown = [each for each in draft.scales if not each.scale.ordered and 2 < len(each.scale.levels) <= _MOST_LEVELS]
    return sorted(unknown, key=lambda each: -each.questions)[:_MOST_ASKED]


def in_words(criterion: Criterion) -> str:
    """Ask for one candidate on one line."""
    return f"Top Performers: {criterion.candidate.label} (“{begun(criterion.candidate.question.text, _CUT)}”)"


def listed(scale: Scale) -> str:
    """Ask for the order of the levels of a scale on two lines, each level with its number."""
    levels = "  ".join(f"{place} {begun(level, _CUT)}" for place, level in enumerate(scale.scale.levels, 1))
    return f"Scale {scale.name}: {levels}\nWorst to best, as numbers (Enter: no order)"


def order_of(given: str, scale: Scale) -> list[int] | None:
    """Read an order of levels; no places where it was left empty, None where it does not name each level once."""
    places = [int(part) for part in given.replace(",", " ").split() if part.isdecimal()]
    whole = sorted(places) == list(range(1, len(scale.scale.levels) + 1))
    return places if whole or not given.strip() else None


def _has(items: Sequence[object], name: str) -> bool:
    return any(getattr(item, "scale", "") == name for item in items)


def _ordered(scale: Scale, order: Sequence[int]) -> Scale:
    """Put the levels of a scale into an order."""
    levels = tuple(scale.scale.levels[place - 1] for place in order)
    said = scale.scale._replace(
        levels=levels, ordered=True, favourable=top_box(levels), why=f"ordered {_TOLD}", unplaced=()
    )
    return scale._replace(scale=said)
