"""What is seen of a column before anything is known of it: its answers, how often each was given, what it is called."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from samkit.intake import library
from samkit.intake.spelling import spoken
from samkit.readers.headings import words
from samkit.study.labels import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Column, Export


class Seen(NamedTuple):
    """A column and its answers.

    Parameters
    ----------
    column
        The column.
    counts
        For each distinct answer how many respondents gave it; in the order of the file's codes where it has labels.
    missing
        For each text that the file declares to be no answer the reason.
    rows
        How many respondents there are.
    """

    column: Column
    counts: Mapping[str, int]
    missing: Mapping[str, str]
    rows: int

    @property
    def name(self) -> str:
        """The name of the column."""
        return self.column.name

    @property
    def text(self) -> str:
        """The words of the question, or the name of the column."""
        return words(self.column.asked.text) or spoken(words(self.column.name)) or f"Column {self.column.position}"

    @property
    def part(self) -> str:
        """The words of the row or option, or those of the question."""
        return words(self.column.asked.part) or self.text

    @property
    def texts(self) -> tuple[str, ...]:
        """The distinct answers, those left out that the file declares to be none."""
        return tuple(text for text in self.counts if text not in self.missing)

    @property
    def answers(self) -> tuple[str, ...]:
        """The distinct answers, also those left out that usually are none."""
        return _given(self.texts)

    @property
    def given(self) -> int:
        """How many respondents gave an answer."""
        return sum(self.counts[text] for text in self.answers)

    @property
    def blank(self) -> int:
        """How many respondents left the cell empty."""
        return self.rows - sum(self.counts.values())


@lru_cache(maxsize=64)
def _given(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the texts that usually are no answer; asked often of the same column."""
    return tuple(text for text in texts if not library.missing_reason(text))


def columns(export: Export) -> list[Seen]:
    """Look at every column of an export, in the order of the file."""
    return [seen(column) for column in sorted(export.columns.values(), key=lambda column: column.position)]


def seen(column: Column) -> Seen:
    """Look at one column."""
    often = np.bincount(column.codes, minlength=len(column.categories)).tolist()
    counts = dict.fromkeys(_labelled(column), 0)
    for text, count in zip(map(normal, column.categories), often, strict=True):
        if text:
            counts[text] = counts.get(text, 0) + count
    routed = any(_reason(meaning) == "not asked" for meaning in column.asked.missing.values())
    missing = {normal(text): _reason(meaning, routed=routed) for text, meaning in column.asked.missing.items()}
    return Seen(column, counts, missing, len(column.codes))


def _labelled(column: Column) -> Sequence[str]:
    """Give the labels that the file declares, in the order of its codes, where it has one for most answers."""
    labels = column.asked.labels
    missing = {normal(text) for text in column.asked.missing}
    declared = [normal(labels[code]) for code in sorted(labels, key=_code) if normal(code) not in missing]
    answers = {normal(text) for text in column.categories} - {""} - missing
    known = [text for text in declared if text and text not in missing]
    return known if answers and 2 * len(answers & set(known)) >= len(answers) else ()


def _code(text: str) -> tuple[int, float, str]:
    """Order codes as numbers, and what is none behind them."""
    bare = text.removeprefix("-")
    plain = bare.replace(".", "", 1).isdecimal() and bare.isascii()
    return (0, float(text), "") if plain else (1, 0.0, text)


def _reason(meaning: str, *, routed: bool = False) -> str:
    """Say why there is no answer, from the words that the file has for it; "na" beside "iap" is no answer."""
    if routed and meaning.strip().casefold() == "na":
        return "not answered"
    return library.missing_reason(meaning) or "not answered"
