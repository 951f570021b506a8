"""Small questions of which several options may be ticked, made for a test: the study file, the cells, the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit import survey
from samkit.answers import Coded
from tests.builders import export, study

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.errors import Problem
    from samkit.study.model import Selection

HEAD = """\
schema = "samkit-study/1"
[study]
title = "Ticks"
hide_below = 1
mark_below = 2
"""


def quoted(text: str) -> str:
    """Write a text as TOML does."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return f'"{"".join(signs.get(sign, sign) for sign in text)}"'


def packed(texts: Mapping[str, str], delimiter: str = ", ", more: str = "") -> str:
    """Write a study whose question `q` has all ticked options in one cell."""
    options = "".join(f"{key} = {quoted(text)}\n" for key, text in texts.items())
    said = f'[questions.q]\ntext = "Q"\ncolumn = "Q"\ndelimiter = {quoted(delimiter)}\n{more}\n'
    return f"{HEAD}{said}[questions.q.options]\n{options}"


def spread(texts: Mapping[str, str], more: str = "", option: str = "") -> str:
    """Write a study whose question `q` has a column for each option."""
    options = "".join(
        f"{key} = {{ text = {quoted(text)}, column = {quoted('Q_' + key)}{option} }}\n" for key, text in texts.items()
    )
    return f'{HEAD}[questions.q]\ntext = "Q"\n{more}\n[questions.q.options]\n{options}'


def selection(text: str) -> Selection:
    """Give the question `q` of a study."""
    return study(text).selections["q"]


def coded(text: str, columns: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Give the answers to every option, by its key."""
    found = survey.build(study(text), export(columns)).answers
    return {name.removeprefix("q."): each.codes.tolist() for name, each in found.items() if isinstance(each, Coded)}


def told(text: str, columns: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Give code and text of every note."""
    return [(note.code, note.text) for note in survey.build(study(text), export(columns)).notes]


def refused(text: str, columns: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Give the problems of the answers."""
    return survey.code(study(text), export(columns))[1]
