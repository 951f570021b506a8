"""The columns of an export as questions: grids, options, rankings, single ones, and what is left out."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from samkit.intake import library
from samkit.intake.found import Battery, Left, Question, Several, Tick
from samkit.intake.groups import groups
from samkit.intake.judged import judge, scale
from samkit.intake.quantities import Quantity, quantity
from samkit.intake.scales import Recognised
from samkit.readers.counting import counted
from samkit.readers.evidence import is_ranking
from samkit.selections.marks import USUAL_BLANKS, USUAL_TICKS
from samkit.study.labels import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.intake.found import Found
    from samkit.intake.groups import Group
    from samkit.intake.seen import Seen

_MOST_TICKS: Final = 5
"""Of how many kinds the marks of one option may be."""

_TICK_LABELS: Final = frozenset({"checked", "selected", "ticked", "mentioned", "quoted", "chosen"})
"""Labels of a code that say that an option is ticked; "Yes" may as well answer a question of its own."""

_NO_SECTION: Final = frozenset({"", "zero_one"})
_BY_NUMBERS: Final = frozenset({"rating", "growth"})
"""Scales of one name that need not have the same levels."""

_NEIGHBOURS: Final = 3
"""How many neighbours on one scale make a section of their own."""


def structure(columns: Sequence[Seen]) -> list[Found]:
    """Say what the columns of an export are.

    Parameters
    ----------
    columns
        In the order of the file, without those that belong to the design or to a person.

    Returns
    -------
    list
        Questions and what is left out, in the order of the file.
    """
    found = [each for group in groups(columns) for each in _of_group(group)]
    return list(_neighbours(found))


def _of_group(group: Group) -> Iterator[Found]:
    """Say what the columns of one question are."""
    kinds = {seen.column.asked.kind for seen in group.columns}
    aside = {"text", "moment", "duration", "personal", "meta", "packed"}
    if len(group.columns) == 1 and "option" not in kinds:
        yield from (_titled(judge(seen), group) for seen in group.columns)
    elif "option" in kinds or (kinds <= {""} and _are_ticks(group)) or (kinds == {"single"} and _are_labelled(group)):
        yield from _ticks(group)
    elif kinds <= {"rank"} or (kinds <= {""} and is_ranking([seen.column for seen in group.columns])):
        yield from _ranking(group)
    elif kinds & aside:
        yield from _apart(group, aside)
    else:
        yield from _grid(group)


def _apart(group: Group, aside: set[str]) -> Iterator[Found]:
    """Describe columns of one question that hold various things: the rows of a grid together, each other by itself."""
    rows = [seen.column.asked.kind not in aside for seen in group.columns]
    others = [seen for seen, is_row in zip(group.columns, rows, strict=True) if not is_row]
    yield from (_titled(judge(seen), group) for seen in others)
    columns = tuple(compress(group.columns, rows))
    if columns:
        yield from _grid(group._replace(columns=columns, parts=tuple(compress(group.parts, rows))))


def _titled(found: Found, group: Group) -> Found:
    """Give a single question that is part of another the words of both."""
    if not isinstance(found, Question) or not found.seen.column.asked.part:
        return found
    return found._replace(text=f"{group.text} – {found.seen.part}")


def _are_ticks(group: Group) -> bool:
    """Say whether each column holds nothing but a mark, and some respondents have none."""
    marks = [_marks(seen) for seen in group.columns]
    if any(len(texts) > 1 for texts in marks) or not any(marks):
        return False
    if not any(seen.blank or len(seen.answers) > len(_marks(seen)) for seen in group.columns):
        return False
    texts = [text for column in marks for text in column]
    usual = all(text.casefold() in USUAL_TICKS for text in texts)
    return usual or len(set(texts)) == len(texts) > 1


def _are_labelled(group: Group) -> bool:
    """Say whether the labels of each column are those of a tick: each is an option, not an answer of its own."""
    marks = {text.casefold() for seen in group.columns for text in _marks(seen)}
    return bool(marks) and marks <= _TICK_LABELS and all(len(seen.texts) == 2 for seen in group.columns)


def _marks(seen: Seen) -> list[str]:
    """Give the answers of a column that do not say that an option is not ticked."""
    return [text for text in seen.answers if text.casefold() not in USUAL_BLANKS]


def _ticks(group: Group) -> Iterator[Found]:
    """Describe a question whose options have a column each; columns with words of one's own are left out."""
    options: list[Tick] = []
    missing: dict[str, str] = {}
    inside: list[Seen] = []
    by_words = ""
    for seen, part in zip(group.columns, group.parts, strict=True):
        if seen.column.asked.kind == "other":
            by_words = seen.name
            options.append(Tick(part, seen.name))
            continue
        marks = _marks(seen)
        if len(marks) > _MOST_TICKS or seen.column.asked.kind not in {"option", "single", ""}:
            yield Left(seen, "words of the respondents' own beside the options")
            continue
        inside.append(seen)
        named = part if group.why == "" or not _says(marks) else marks[0]
        options.append(Tick(named, seen.name, _declared(named, seen, marks)))
        missing |= {text: reason for text in seen.counts if (reason := _reason(seen, text))}
    if not options:
        return
    own = {mark for option in options for mark in (option.text, *option.ticked)}
    missing = {text: reason for text, reason in missing.items() if text not in own}
    words = [option.text for option in options]
    unlike = tuple(
        option if words.count(option.text) == 1 else option._replace(text=f"{option.text} ({option.column})")
        for option in options
    )
    most = max((sum(seen.counts[text] for text in _marks(seen)) for seen in inside), default=0)
    why = group.why or "as the export says"
    why += f"; {counted(len(options), 'column')} with a mark each, {most} respondents at most"
    if all(seen.counts.get("0") for seen in inside) and not any(seen.blank for seen in inside):
        why += "; 0 may be a skipped question, too"
    if len(inside) > 1 and _most_at_once(inside) == 1:
        why += "; nobody has more than one: a question with one answer, spread over columns"
    other = next((option.text for option in unlike if option.column == by_words), "")
    yield Several(group.key, group.text, unlike, other=other, missing=missing, why=why)


def _most_at_once(columns: Sequence[Seen]) -> int:
    """Say how many marks one respondent has at most."""
    ticked = [
        np.isin(seen.column.codes, [n for n, text in enumerate(seen.column.categories) if normal(text) in marks])
        for seen in columns
        for marks in [set(_marks(seen))]
    ]
    return int(np.sum(ticked, axis=0).max(initial=0))


def _says(marks: Sequence[str]) -> bool:
    """Say whether a mark is the words of the option."""
    return len(marks) == 1 and marks[0].casefold() not in USUAL_TICKS and not marks[0].isdecimal()


def _declared(text: str, seen: Seen, marks: Sequence[str]) -> tuple[str, ...]:
    """Give the marks that must be declared: those that do not tell by themselves that the option is ticked."""
    plain = all(mark == text or mark.casefold() in USUAL_TICKS for mark in marks)
    if plain and text.casefold() not in USUAL_BLANKS:
        return ()
    return tuple(marks) or (seen.part,)


def _reason(seen: Seen, text: str) -> str:
    """Say why a text of an option's column is no answer, if it is none."""
    if text in seen.missing:
        return seen.missing[text]
    return library.missing_reason(text) if text.casefold() not in USUAL_BLANKS else ""


def _ranking(group: Group) -> Iterator[Found]:
    """Describe places in a ranking as numbers, one question an item; or which item stands at each place."""
    numbers = [quantity(seen) for seen in group.columns]
    if any(found is None and seen.given for seen, found in zip(group.columns, numbers, strict=True)):
        yield from _grid(group)
        return
    rows = []
    for seen, part, found in zip(group.columns, group.parts, numbers, strict=True):
        if found is None:
            yield judge(seen)
        else:
            rows.append(Question(seen, part, found, "a place in a ranking, 1 the first"))
    if rows:
        yield Battery(group.key, group.text, tuple(rows), group.why or "a ranking, as the export says")


def _grid(group: Group) -> Iterator[Found]:
    """Describe the rows of a grid, on one scale where they have one."""
    judged = [judge(seen) for seen in group.columns]
    by_part = dict(zip([seen.name for seen in group.columns], group.parts, strict=True))
    rows = [each._replace(text=by_part[each.seen.name]) for each in judged if isinstance(each, Question)]
    yield from (each for each in judged if not isinstance(each, Question))
    if not rows:
        return
    common = _common(rows)
    if common is None or len(rows) == 1:
        yield from (row._replace(text=_whole(group, row)) for row in rows)
    else:
        yield Battery(group.key, group.text, tuple(common), group.why or "a grid, as the export says")


def _whole(group: Group, row: Question) -> str:
    """Give the words of a question that stands alone, those above it included."""
    if group.why:
        return row.seen.text
    return row.text if group.text in {row.text, group.key} else f"{group.text} – {row.text}"


def _common(rows: Sequence[Question]) -> list[Question] | None:
    """Put rows on one scale: that of all their answers together; nothing if they have none in common."""
    if all(isinstance(row.answered, Quantity) for row in rows):
        return list(rows)
    if any(isinstance(row.answered, Quantity) for row in rows):
        return None
    shared = scale(tuple(row.seen for row in rows))
    alone = [set(row.seen.answers) for row in rows]
    alike = all(one & other for one, other in pairwise(alone))
    if shared is None or not (shared.ordered or alike):
        return None
    return [row._replace(answered=shared) for row in rows]


def _neighbours(found: Sequence[Found]) -> Iterator[Found]:
    """Make a section of neighbours that stand on one scale of the library."""
    place = 0
    while place < len(found):
        first = found[place]
        end = place + 1
        while end < len(found) and isinstance(first, Question) and _same_scale(first, found[end]):
            end += 1
        run = [each for each in found[place:end] if isinstance(each, Question)]
        shared = _common(run) if len(run) >= _NEIGHBOURS else None
        if shared:
            name = shared[0].answered.name if isinstance(shared[0].answered, Recognised) else ""
            title = "Questions answered yes or no" if name == "yes_no" else f"Questions on a scale of {name}"
            yield Battery(name, title, tuple(shared), f"{len(shared)} neighbours on one scale")
        else:
            end = place + 1
            yield first
        place = end


def _same_scale(one: Question, other: Found) -> bool:
    """Say whether two questions stand on one ordered scale that has favourable levels."""
    if not isinstance(other, Question):
        return False
    first, second = one.answered, other.answered
    if not isinstance(first, Recognised) or not isinstance(second, Recognised):
        return False
    if not (first.ordered and second.ordered and first.favourable and first.name == second.name):
        return False
    return first.name not in _NO_SECTION and (first.name not in _BY_NUMBERS or first.levels == second.levels)
