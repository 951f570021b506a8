"""One variable of an SPSS or Stata file: what it is, and the text that each of its values stands for."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from samkit.readers.export import Asked
from samkit.readers.foreign.calendar import clock, clock_of_milliseconds
from samkit.readers.foreign.numbers import text_of_number, text_of_single

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from samkit.readers.export import Kind
    from samkit.readers.foreign.sets import Sets


class Variable(NamedTuple):
    """A variable.

    Parameters
    ----------
    name, position
        As the file has it, and its place in it, counted from 1.
    asked
        What the file says of it.
    labels
        For a value its label.
    ranges
        The values that are declared missing: from the first to the second of each pair.
    tagged
        Whether a letter stands for a missing value, as in Stata.
    writes
        Writes a number of it as text.
    """

    name: str
    position: int
    asked: Asked
    labels: Mapping[Any, str]
    ranges: Sequence[tuple[Any, Any]]
    tagged: bool
    writes: Callable[[float], str]

    def is_missing(self, value: object) -> bool:
        """Say whether a value is declared to be no answer."""
        if self.tagged and isinstance(value, str):
            return True
        return any(_within(value, low, high) for low, high in self.ranges)

    def code(self, value: Any) -> str:  # noqa: ANN401 - a number or a text
        """Write a value as it stands in the file."""
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return ""
        if isinstance(value, str):
            return f".{value}" if self.tagged else value.strip(" ")
        return self.writes(value)


class Texts(NamedTuple):
    """The texts of a variable.

    Parameters
    ----------
    by_value
        For each value that stands in the file its text.
    said
        For the text of each value that is declared to be no answer what it is said to mean.
    missing
        How often each of these stands in the file, where it does.
    clash
        Two codes and the text that both would have; empty where all differ.
    """

    by_value: Mapping[Any, str]
    said: Mapping[str, str]
    missing: Mapping[str, int]
    clash: tuple[str, str, str] | tuple[()]


def described(
    meta: Any,  # noqa: ANN401 - the library has no type for it
    name: str,
    position: int,
    sets: Sets,
    moment: Callable[[float], str] | None,
) -> Variable:
    """Gather what a file says of a variable.

    Parameters
    ----------
    meta
        What the library found in the file.
    name, position
        The variable.
    sets
        The questions that have several variables.
    moment
        What writes it if it is a day or a time; None if it is not.
    """
    stored = str(meta.readstat_variable_types.get(name))
    textual = stored.startswith("string")
    ranges = [(given["lo"], given["hi"]) for given in meta.missing_ranges.get(name, [])]
    labels = {value: label.strip() for value, label in meta.variable_value_labels.get(name, {}).items()}
    labels = {value: label for value, label in labels.items() if label}
    number = text_of_single if stored == "float" else text_of_number
    tagged = not textual and (name in meta.missing_user_values or any(isinstance(value, str) for value in labels))
    variable = Variable(name, position, Asked(), labels, ranges, tagged, moment or number)
    text = (meta.column_names_to_labels.get(name) or "").strip()
    measure = str(meta.variable_measure.get(name))
    dated = moment not in {None, clock, clock_of_milliseconds}
    kind = _kind(variable, measure, textual=textual, dated=dated)
    asked = Asked(
        text=text, kind=kind, labels={variable.code(value): label for value, label in variable.labels.items()}
    )
    return variable._replace(asked=sets.asked(name, asked))


def _kind(variable: Variable, measure: str, *, textual: bool, dated: bool) -> Kind:
    """Say what stands in a variable, where the file says so."""
    answers = [value for value in variable.labels if not variable.is_missing(value)]
    if dated:
        return "moment"
    if len(answers) > 1 and measure != "scale":
        return "single"
    return "number" if measure == "scale" and not textual and len(answers) < 2 else ""


def texts_of(variable: Variable, found: Sequence[Any]) -> Texts:
    """Give each value of a variable its text: the label, or the code where it has none or is declared missing.

    Parameters
    ----------
    variable
        The variable.
    found
        The value of every case.
    """
    there = Counter(found)
    values = dict.fromkeys([*variable.labels, *there])
    missing = {value for value in values if variable.is_missing(value)}
    texts = {value: _text(variable, value, labelled=value not in missing) for value in values}
    clash = _clash(variable, texts)
    if clash:
        texts = {value: variable.code(value) for value in texts}
    said = {texts[value]: variable.labels.get(value, "declared missing") for value in sorted(missing, key=str)}
    counts = {texts[value]: there[value] for value in sorted(missing, key=str) if there[value]}
    return Texts(texts, said, counts, clash)


def _text(variable: Variable, value: Any, *, labelled: bool) -> str:  # noqa: ANN401 - a number or a text
    """Give a value its label, or its code."""
    return variable.labels.get(value, variable.code(value)) if labelled else variable.code(value)


def _clash(variable: Variable, texts: Mapping[Any, str]) -> tuple[str, str, str] | tuple[()]:
    """Find two codes that would have one text."""
    seen: dict[str, str] = {}
    for value, text in texts.items():
        code = variable.code(value)
        if text and seen.setdefault(text, code) != code:
            return seen[text], code, text
    return ()


def _within(value: object, low: Any, high: Any) -> bool:  # noqa: ANN401 - numbers or texts
    """Say whether a value lies in a range of its own kind."""
    if isinstance(value, str) or isinstance(low, str):
        return isinstance(value, str) and value.strip(" ") == str(low).strip(" ")
    return isinstance(value, int | float) and low <= value <= high
