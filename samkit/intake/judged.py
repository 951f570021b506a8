"""One column by itself: a scale, a number, several options in a cell, or nothing to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.intake import quantities, ranges
from samkit.intake.found import Left, Question, Several, Tick
from samkit.intake.quantities import Quantity
from samkit.intake.scales import Recognised, recognise, top_box
from samkit.intake.spelling import squeezed
from samkit.readers.counting import counted
from samkit.readers.outline import is_meant, packed_in
from samkit.readers.spoilt import spoilt
from samkit.study.labels import normal

if TYPE_CHECKING:
    from samkit.intake.found import Found
    from samkit.intake.seen import Seen
    from samkit.readers.packed import Packed

MOST_LEVELS: Final = 60
"""Answers of more kinds than this are no levels, whatever the file says."""

_FEW: Final = 12
"""Up to how many kinds answers are levels, however few gave each."""

_ALONE: Final = 4
"""From how many answers on, in a survey of more than a few respondents, answers that all differ are free words."""

_MOST_POINTS: Final = 20
"""Numbers of so many kinds at most are levels, if "5+" or a labelled end stands among them."""

_MOST_CHOICES: Final = 9
"""Of so many kinds at most are numbers from 1 on those of choices, where the file says that one was chosen."""

_RECUR: Final = 0.3
"""Up to which **share** of the answers there may be kinds of answers, if there are many kinds."""

_NO_CHANCE: Final = 4
"""Respondents with an answer each of their own, from which on that is no chance."""

_LONG: Final = 80
"""Letters that an answer has on average, from which on it is free words."""

_LONGEST: Final = 2_000
"""Letters that a level of a study file has at most."""

_MOMENT: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[T ,].*)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
)
_ASIDE: Final = {
    "meta": "the platform's own bookkeeping",
    "moment": "a date or time",
    "duration": "how long the respondent took",
    "text": "free text",
    "other": 'the words beside "Other"',
}
_OTHER: Final = "Other"


def judge(seen: Seen) -> Found:
    """Say what one column is by itself.

    Parameters
    ----------
    seen
        The column.
    """
    kind = seen.column.asked.kind
    if not seen.given:
        return Left(seen, "nobody answered" if not seen.counts else "nothing but missing answers")
    if kind == "text" and _all_numbers(seen):
        kind = ""
    if kind in _ASIDE:
        return Left(seen, _ASIDE[kind])
    if kind in {"packed", ""}:
        packed = packed_in(seen.column)
        if packed and len(packed.options) > 1 and (kind == "packed" or is_meant(packed, seen.column)):
            return in_one_cell(seen, packed)
    answered = _choices(seen) or number(seen) or levels(seen)
    return Question(seen, seen.text, answered, answered.why) if not isinstance(answered, Left) else answered


def _choices(seen: Seen) -> Recognised | None:
    """Read one answer of several whose words the file does not tell as the numbers of choices, in no order."""
    plain = all(text.isdecimal() and text.isascii() and 0 < int(text) <= _MOST_POINTS for text in seen.texts)
    if seen.column.asked.kind != "single" or seen.column.asked.labels or not plain or len(seen.answers) > _MOST_CHOICES:
        return None
    numbers = tuple(sorted(seen.answers, key=int))
    why = "numbers of choices, whose words the file does not tell"
    return Recognised("", numbers, ordered=False, missing=seen.missing, why=why)


def number(seen: Seen) -> Quantity | Left | None:
    """Read a column as numbers.

    Returns
    -------
    Quantity, Left or None
        None if it holds none, or only 0 and 1; or if numbers stand among texts that hold numbers too, such as the
        labelled ends of a rating or "5+", and all are levels.
    """
    if set(seen.answers) <= {"0", "1"} or (seen.column.asked.kind in {"single", "grid"} and seen.column.asked.labels):
        return None
    found = quantities.quantity(seen)
    if found is None:
        return None
    if quantities.is_running(seen, found) and seen.column.asked.kind != "number":
        return Left(seen, "a number for each row: an id, not an answer")
    lost = [text for text in found.missing if text in seen.answers and any(sign.isdecimal() for sign in text)]
    if not lost:
        return found
    whole = all(number == int(number) for number in quantities.values(seen, found))
    as_levels = whole and len(seen.answers) <= _MOST_POINTS and ranges.ordered(seen.answers)
    why = f"{found.why}; {', '.join(lost[:3])} cannot be read as one and is taken for a missing answer"
    return None if as_levels else found._replace(why=why)


def _all_numbers(seen: Seen) -> bool:
    """Say whether a question that was answered in words of one's own asked for a number: all answers are one."""
    found = number(seen)
    return isinstance(found, Quantity) and not found.missing


def levels(seen: Seen) -> Recognised | Left:
    """Read a column as answers on a scale, or say why they are on none."""
    told = seen.column.asked.kind in {"single", "grid"}
    if sum(seen.counts[text] for text in seen.answers if _MOMENT.fullmatch(text)) > 0.8 * seen.given:
        return Left(seen, "dates or times")
    free = Left(seen, f"free text: {counted(len(seen.answers), 'different answer')} of {seen.given} respondents")
    too_long = any(len(text) > _LONGEST for text in seen.texts)
    if too_long or len(seen.answers) > MOST_LEVELS or not (told or _recur(seen)):
        return free
    found = scale((seen,)) or Left(seen, "nothing but missing answers")
    each_once = len(seen.answers) == seen.given >= _NO_CHANCE
    return free if isinstance(found, Recognised) and not found.ordered and each_once and not told else found


def scale(columns: tuple[Seen, ...]) -> Recognised | None:
    """Find the one scale that the answers of columns stand on; nothing where nobody answered."""
    texts = tuple(dict.fromkeys(text for seen in columns for text in seen.texts))
    whole = all(set(map(normal, seen.column.asked.labels.values())) >= set(seen.answers) for seen in columns)
    found = _by_codes(columns, texts) or _no_yes(texts) or _of_ranges(texts) or recognise(texts, whole=whole)
    if found is None:
        return None
    declared = {text: reason for seen in columns for text, reason in seen.missing.items()}
    return found._replace(missing={**declared, **found.missing})


def in_one_cell(seen: Seen, packed: Packed) -> Several:
    """Describe a question whose ticked options stand together in one cell."""
    options: dict[str, list[str]] = {}
    for text in map(normal, packed.options):
        options.setdefault(squeezed(text), []).append(text)
    rare, other = len(packed.rare), ""
    if rare:
        other = next((text for text in options if text.casefold().startswith(_OTHER.casefold())), _OTHER)
        options.setdefault(other, [other])
    ticks = tuple(Tick(text, "", () if exact == [text] else tuple(exact)) for text, exact in options.items())
    missing = {text: reason for text, reason in seen.missing.items() if text not in options}
    cells = counted(packed.several, "cell")
    why = f'{cells} with several options, "{packed.delimiter}" between them'
    if rare:
        why += f"; {counted(rare, 'text')} that stand once are words of the respondents' own, read as {other}"
    return Several(seen.name, seen.text, ticks, seen.name, packed.delimiter, other, (), missing, why)


def _recur(seen: Seen) -> bool:
    """Say whether answers come again, as levels do and free words do not."""
    kinds = len(seen.answers)
    if _ALONE <= kinds == seen.given and seen.rows > 2 * _FEW:
        return False
    length = sum(len(text) * seen.counts[text] for text in seen.answers) / seen.given
    if kinds > 2 and length > _LONG and kinds > _RECUR * seen.given:
        return False
    few = kinds <= _FEW and (seen.given < _FEW or kinds <= 0.8 * seen.given)
    return few or kinds <= _RECUR * seen.given


def _no_yes(texts: tuple[str, ...]) -> Recognised | None:
    """Read 0 and 1 as no and yes."""
    if not set(texts) or not set(texts) <= {"0", "1"}:
        return None
    return Recognised("zero_one", ("0", "1"), ("1",), why="0 and 1, read as no and yes")


def _of_ranges(texts: tuple[str, ...]) -> Recognised | None:
    """Read dates that a spreadsheet made of ranges as what they were; nothing where there are none."""
    were = spoilt(texts)
    found = recognise(tuple(dict.fromkeys(were.get(text, text) for text in texts))) if were else None
    if found is None or not found.ordered:
        return None
    codes = {**found.codes, **{text: found.codes.get(was, was) for text, was in were.items()}}
    some = ", ".join(f"{text} read as {was}" for text, was in list(were.items())[:3])
    return found._replace(codes=codes, why=f"{found.why}; a spreadsheet took ranges for dates: {some}")


def _by_codes(columns: tuple[Seen, ...], texts: tuple[str, ...]) -> Recognised | None:
    """Order a rating of which only the ends carry labels by the codes that the file has for them."""
    codes = {normal(label): code for seen in columns for code, label in seen.column.asked.labels.items()}
    numbers = [codes.get(text, text) for text in texts]
    bare = [text for text in texts if text not in codes]
    if not codes or not bare or len(bare) == len(texts) or not all(map(_is_whole, numbers)):
        return None
    ordered = tuple(text for _, text in sorted(zip(map(int, numbers), texts, strict=True)))
    return Recognised(
        "rating", ordered, top_box(ordered), why="by the codes of the file, of which the ends have labels"
    )


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii()
