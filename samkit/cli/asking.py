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
    chosen = {each.question for each in draft.criteria if _agreed(amended.in_words(each), default=each.chosen)}
    draft = amended.with_criteria(draft, chosen)
    for scale in amended.to_be_ordered(draft):
        order = None
        while order is None:
            given = Prompt.ask(_plain(amended.listed(scale)), default="", show_default=False)
            order = amended.order_of(given, scale)
        draft = amended.with_order(draft, scale.name, order) if order else draft
    return draft


def _agreed(question: str, *, default: bool) -> bool:
    """Ask for a yes or a no."""
    from rich.prompt import Confirm

    return Confirm.ask(_plain(question), default=default)


def _plain(text: str) -> str:
    """Show a text of the export as it stands: nothing in it steers the terminal, or is read as markup."""
    from rich.markup import escape

    return escape(visible(text))
