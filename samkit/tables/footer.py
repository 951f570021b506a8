"""What stands below every table and figure: who was asked, how it was computed, what was left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from samkit.notes import Note
from samkit.numbers import decimal, percent
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samkit.results import (
        Adjusted,
        Cell,
        Contrast,
        Factor,
        Grouping,
        Halo,
        Level,
        Location,
        Power,
        Rank,
        Result,
        Robust,
        Trend,
        Verdict,
    )

    Based = Adjusted | Contrast | Factor | Level | Location | Power | Rank | Trend


def bases(grouping: Grouping, rows: Iterable[Based] = (), words: Words = ENGLISH) -> str:
    """Tell the base of each group, as a range where items differ.

    Examples
    --------
    >>> from samkit.results import Grouping
    >>> bases(Grouping("g", "Top Performers", "The Rest", 52, 345, 3, "Unclassified"))
    'n: Top Performers 52, The Rest 345; 3 unclassified left out'
    """
    return between(grouping, [(row.first.n, row.second.n) for row in rows], words)


def between(grouping: Grouping, counted: list[tuple[int, int]], words: Words = ENGLISH) -> str:
    """Tell the base of each group from how many of both answered each item; all of them where there is none."""
    first = _range([n for n, _ in counted] or [grouping.n_first], words)
    second = _range([n for _, n in counted] or [grouping.n_second], words)
    told = {"first": f"{grouping.first} {first}", "second": f"{grouping.second} {second}"}
    if not grouping.n_left_out:
        return words("footer.bases", **told)
    left_out = words.told(grouping.left_out.lower())
    return words("footer.bases_left", grouping.n_left_out, left_out=left_out, **told)


def methods(result: Result, wanted: tuple[str, ...], words: Words = ENGLISH) -> str:
    """Name the methods behind the numbers that are shown, and the confidence level; each method once."""
    by_method: dict[str, list[str]] = {}
    for method in result.methods:
        if method.of in wanted:
            by_method.setdefault(words.told(method.name), []).append(words.told(method.of))
    named = "; ".join(f"{', '.join(of)}: {name}" for name, of in by_method.items())
    has_interval = {"share", "gap", "likelihood ratio", "odds ratio", "mean", "median", "rank"} & set(wanted)
    return words("footer.methods", level=percent(result.level, words.signs), methods=named) if has_interval else named


def judged(result: Result, words: Words = ENGLISH) -> str:
    """Say how verdicts were reached: which p-values were adjusted together, and the margin of equivalence."""
    if not result.family:
        return ""
    family = words.told(result.family)
    if result.kind not in {"gap", "robustness", "adjusted"}:
        return words("footer.family", family=family)
    narrow, margin = percent(2 * result.level - 1, words.signs), percent(result.margin, words.signs)
    return words("footer.judged", family=family, level=narrow, margin=margin)


def remarks(notes: Iterable[tuple[Note, ...]], words: Words = ENGLISH) -> str:
    """Say what is noted of how many rows; nothing where nothing is.

    Examples
    --------
    >>> remarks([(Note("small_base", "…"), Note("ceiling", "…")), (Note("small_base", "…"),), ()])
    'Noted: small base (2), ceiling (1)'
    """
    counts = Counter(code for some in notes for code in dict.fromkeys(note.code for note in some))
    told = (f"{words(f'note.{code}')} ({decimal(count, signs=words.signs)})" for code, count in counts.items())
    return words("footer.remarks", notes=", ".join(told)) if counts else ""


def origin(result: Result, words: Words = ENGLISH) -> str:
    """Name source, study and what is synthetic."""
    made = result.provenance
    parts = [words("footer.source", source=made.source) if made.source else "", made.synthetic]
    return ". ".join(part.rstrip(".") for part in parts if part)


def lines(result: Result, rows: Iterable[Based], wanted: tuple[str, ...], words: Words = ENGLISH) -> tuple[str, ...]:
    """Give the lines below a table."""
    found = (
        bases(result.grouping, rows, words),
        methods(result, wanted, words),
        judged(result, words),
        origin(result, words),
    )
    return tuple(line for line in found if line)


def all_notes(result: Result, rows: Iterable[Based | Cell | Halo | Robust], words: Words = ENGLISH) -> tuple[Note, ...]:
    """Gather the notes of a result and of its rows, each sentence once."""
    return translated((*result.notes, *(note for row in rows for note in row.notes)), words)


def translated(notes: Iterable[Note], words: Words) -> tuple[Note, ...]:
    """Give notes in a language, each sentence once."""
    told = ((note.code, _told(note, words)) for note in notes)
    return tuple({text: Note(code, text) for code, text in told}.values())


def _told(note: Note, words: Words) -> str:
    """Give a note in a language; one that is known in English alone says so."""
    return words.told(note.text) if words.knows(note.text) else words("footer.in_english", text=note.text)


def note_labels(notes: Iterable[Note], words: Words) -> str:
    """Name notes in a narrow column, each kind once."""
    return ", ".join(dict.fromkeys(words(f"note.{note.code}") for note in notes))


def note_texts(notes: Iterable[Note], words: Words) -> str:
    """Give notes in full."""
    return "; ".join(_told(note, words) for note in notes)


def verdict(found: Verdict, words: Words) -> str:
    """Name a verdict."""
    return words(f"verdict.{found.name.lower()}")


def _range(values: list[int], words: Words) -> str:
    low, high = min(values), max(values)
    ends = decimal(low, signs=words.signs), decimal(high, signs=words.signs)
    return ends[0] if low == high else words.signs.between(*ends)
