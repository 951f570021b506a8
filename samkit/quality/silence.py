"""Non-response: who was asked each question and did not answer, and who answered little or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from samkit.findings import Finding, Response, counted
from samkit.quality.leaving import still
from samkit.quality.respondents import ANSWERED, together
from samkit.tally import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from samkit.quality.respondents import Asked, Respondents

NAME: Final = "non-response"
MANY: Final = 0.2
HALF: Final = 0.5
RULE: Final = (
    "non-response: no answer out of those who were asked, a warning from a fifth; respondents who responded to less "
    "than half of what they were asked count as having broken off (AAPOR Standard Definitions)"
)

_OF_ONE: Final = 'if they were not asked, say so: missing = { "" = "not asked" } at the question or its scale'
_OF_OPTIONS: Final = 'say at the question what it means to tick nothing: nothing = "not asked", or "none of them"'


def responses(data: Respondents) -> tuple[Response, ...]:
    """Count, for each question in the order of the export, who answered it and why others did not."""
    stayed = still(data.states).tolist()
    questions = data.survey.study.questions
    found: list[Response] = []
    for each, states, share in zip(data.asked, data.states, stayed, strict=True):
        if each.options:
            found.append(_response(each, states, share))
            continue
        for name in each.questions:
            one = each._replace(name=name, text=questions[name].text)
            found.append(_response(one, together([data.survey.answers[name]], options=False), share))
    return tuple(row._replace(position=position) for position, row in enumerate(found, 1))


def _response(asked: Asked, states: NDArray[np.signedinteger[Any]], still_there: float) -> Response:
    """Count who answered one question and why others did not."""
    count = np.bincount(-states, minlength=len(Missing) + 1).tolist()
    return Response(
        question=asked.name,
        text=asked.text,
        column=", ".join(asked.columns),
        position=0,
        asked=states.size - count[-Missing.NOT_ASKED],
        answered=count[ANSWERED],
        not_answered=count[-Missing.NOT_ANSWERED],
        does_not_apply=count[-Missing.DOES_NOT_APPLY],
        does_not_know=count[-Missing.DOES_NOT_KNOW],
        unreadable=count[-Missing.UNREADABLE],
        not_asked=count[-Missing.NOT_ASKED],
        still=still_there,
    )


def findings(data: Respondents) -> Iterator[Finding]:
    """Tell questions that many left out, and respondents who left many out."""
    for row in responses(data):
        if not row.answered and not row.unreadable:
            text = f"nobody answered ({row.not_asked} not asked, {row.not_answered} gave no answer)"
            hint = "see that the study names the right column, or take the question out"
            yield counted(NAME, row.question, "warning", (data.n, data.n), text, hint)
        elif row.not_answered >= max(MANY * row.asked, 2):
            hint = _OF_OPTIONS if row.question in data.survey.study.selections else _OF_ONE
            yield counted(NAME, row.question, "warning", (row.not_answered, row.asked), "gave no answer", hint)
    yield from _respondents(data)


def _respondents(data: Respondents) -> Iterator[Finding]:
    """Tell who responded to nothing, and who responded to less than half of what they were asked."""
    asked = (data.states != Missing.NOT_ASKED).sum(axis=0)
    responded = (~data.silent).sum(axis=0)
    nothing = (responded == 0) & (asked > 0)
    little = ~nothing & (responded < HALF * asked)
    if nothing.any():
        hint = "take these lines out if they are no respondents"
        found = (int(nothing.sum()), data.n)
        yield counted(NAME, "", "warning", found, "answered nothing at all", hint, data.lines(nothing))
    if little.any():
        text = "answered less than half of what they were asked"
        hint = "they are in the base of what they answered; leave them out of the file if they should not be"
        yield counted(NAME, "", "warning", (int(little.sum()), data.n), text, hint, data.lines(little))
