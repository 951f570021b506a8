"""What a study may well say, and may not mean: levels in opposite orders, texts with signs that nobody sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.notes import Note
from samkit.study.rules import comparisons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.study.model import Question, Study

_JOINERS: Final = frozenset("\u200c\u200d")
"""Signs without a shape of their own that words and emoji need."""

_LEAST: Final = 3
"""Levels from which on an order is a scale; two answers have either order for good reasons."""


def doubts(study: Study) -> tuple[Note, ...]:
    """Say what may be a mistake in a study that holds.

    Parameters
    ----------
    study
        The study.
    """
    return (*_opposite(study), *_unseen(study))


def _opposite(study: Study) -> Iterator[Note]:
    """Tell questions whose levels stand in the order opposite to that of an earlier question."""
    first: dict[tuple[str, ...], Question] = {}
    found: dict[str, list[str]] = {}
    for question in study.questions.values():
        if len(question.levels) < _LEAST or not question.ordered:
            continue
        turned = first.get(question.levels[::-1])
        if turned:
            found.setdefault(turned.id, []).append(question.id)
        else:
            first.setdefault(question.levels, question)
    for earlier, others in found.items():
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        text = f"{others[0]}{more}: the levels stand in the order opposite to that of {earlier}; see that each is worst"
        yield Note("opposite_orders", f"{text} to best")


def _unseen(study: Study) -> Iterator[Note]:
    """Tell how many texts of the study hold a control or direction character, and the first."""
    found = [(where, sign) for where, text in _texts(study) if (sign := _hidden(text))]
    if found:
        where, sign = found[0]
        many = "1 text" if len(found) == 1 else f"{len(found)} texts"
        text = f"{many} of the study with a control or direction character, first {shown(sign)} in {where}"
        yield Note("control_characters", text)


def _hidden(text: str) -> str:
    """Give the first sign of a text that has no shape, or nothing."""
    if text.isascii() and text.isprintable():
        return ""
    return next((sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf"} and sign not in _JOINERS), "")


def _texts(study: Study) -> Iterator[tuple[str, str]]:
    """Give the words of the study, each with the name of what it belongs to."""
    about = study.about
    yield from (("study", text) for text in (about.title, about.universe, about.fielded, about.source, about.synthetic))
    for question in study.questions.values():
        yield from ((f"question {question.id}", text) for text in (question.text, *question.levels))
    for group in study.groups.values():
        words = (group.first, group.second, *(compare.label for compare in comparisons(group.rule)))
        yield from ((f"group {group.id}", text) for text in words)
    for section in study.sections.values():
        items = (item.text for item in section.items)
        yield from ((f"section {section.id}", text) for text in (section.title, section.question, *items))
    yield from ((f"figure {figure.id}", figure.title) for figure in study.figures)
