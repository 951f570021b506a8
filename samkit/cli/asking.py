"""The few questions that `samkit init` asks on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from samkit.writers.literal import visible

if TYPE_CHECKING:
    from samkit.intake.begin import Begun
    from samkit.intake.draft import Draft


def on_terminal() -> bool:
    """Say whether somebody sits before the program who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


def asked(begun: Begun) -> Draft:
    """Ask for the title, who is who, what makes the best, and the order of answers that samkit does not know.

    Parameters
    ----------
    begun
        What was found in the export.
    """
    from rich.prompt import Prompt

    from samkit.intake import amended

    draft = begun.draft._replace(title=Prompt.ask("Title of the study", default=begun.draft.title))
    apart = amended.told_apart(begun.columns)[:9]
    if apart and not any(role.key == "respondent" for role in draft.roles):
        column = Prompt.ask("Which column tells respondents apart?", choices=[*apart, "none"], default="none")
        draft = draft if column == "none" else amended.with_respondent(draft, column)
    if draft.criteria:
        draft = amended.with_criteria(draft, _criteria(draft))
    for scale in amended.to_be_ordered(draft):
        order = _order(scale.name, scale.scale.levels)
        draft = amended.with_order(draft, scale.name, order) if order else draft
    return draft


def _criteria(draft: Draft) -> set[str]:
    """Ask of each candidate whether it is part of what makes the best."""
    from rich.markup import escape
    from rich.prompt import Confirm

    asks = (
        (each, f"{each.candidate.label} ({escape(visible(each.candidate.question.text)[:60])})")
        for each in draft.criteria
    )
    return {each.question for each, label in asks if Confirm.ask(f"Criterion: {label}?", default=each.chosen)}


def _order(name: str, levels: tuple[str, ...]) -> list[int]:
    """Ask for the order of levels; none if they have none."""
    from rich.markup import escape
    from rich.prompt import Prompt

    listed = "  ".join(f"{place} {escape(visible(level)[:40])}" for place, level in enumerate(levels, 1))
    every = list(range(1, len(levels) + 1))
    while True:
        given = Prompt.ask(
            f"Scale {name}: {listed}\nWorst to best, as numbers (Enter: no order)", default="", show_default=False
        )
        order = [int(part) for part in given.replace(",", " ").split() if part.isdecimal()]
        if not given.strip() or sorted(order) == every:
            return order
