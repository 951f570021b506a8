"""The words around who was asked: how many, and by which questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.numbers import decimal
from samkit.results import levels
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from samkit.results import Result


def categories(result: Result) -> Result:
    """Keep of a profile the categories of its questions, as rows of levels without a test."""
    return result._replace(kind="levels", rows=levels(result), tests=(), family="")


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say how many were asked, and by what they are told apart."""
    asked = tuple(dict.fromkeys(row.item.text for row in levels(result)))
    n = decimal(result.grouping.n_first + result.grouping.n_second, signs=words.signs)
    return words("composition.asked", n=n, questions=words.joined(asked)) if asked else result.title


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say whose shares are drawn, and whose stand beside."""
    return words("composition.drawn", first=result.grouping.first, second=result.grouping.second)
