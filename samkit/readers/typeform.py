"""Typeform: dates in UTC at the end; the columns of a multi-select question are headed by the choice alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.notes import Note
from samkit.readers import tabular
from samkit.readers.counting import counted
from samkit.readers.evidence import filled
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import distinct, words
from samkit.readers.outline import outlined, unnamed, with_packed
from samkit.readers.text.header import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.readers.export import Column, Kind
    from samkit.readers.form import Peek

_OWN: Final[dict[str, Kind]] = {
    "#": "meta",
    "Start Date (UTC)": "moment",
    "Stage Date (UTC)": "moment",
    "Submit Date (UTC)": "moment",
    "Network ID": "personal",
    "Response Type": "meta",
    "Tags": "meta",
    "Ending": "meta",
}
"""What the platform notes for itself; Network ID is made of the address of the respondent's computer."""

_OTHER: Final = frozenset({"other", "andere", "autre", "otro", "outro", "altro", "anders", "sonstiges"})


def recognised(peek: Peek) -> Sign | None:
    """Recognise the two dates in UTC."""
    names = {tidy(cell) for cell in peek.top[0]} if peek.top else set()
    if {"Start Date (UTC)", "Submit Date (UTC)"} <= names:
        return Sign("it has the columns Start Date (UTC) and Submit Date (UTC)")
    return None


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take questions and choices from the headings; which is which only the answers tell."""
    cells = [tidy(cell) for cell in top[0]]
    if not {"Start Date (UTC)", "Submit Date (UTC)"} <= set(cells):
        raise other_form("typeform", "it has no columns Start Date (UTC) and Submit Date (UTC)")
    names, notes = distinct(cell or unnamed(top, place) for place, cell in enumerate(cells))
    asked = (_asked(cell, name) for cell, name in zip(cells, names, strict=True))
    return Head(names, tuple(asked), 1, notes)


def _asked(cell: str, name: str) -> Asked:
    """Say what a column holds by its heading."""
    kind: Kind = _OWN.get(cell, "") if cell else "meta"
    return Asked(words(cell), group="" if kind else name, kind=kind)


def understood(columns: Mapping[str, Column]) -> tuple[Mapping[str, Column], tuple[Note, ...]]:
    """Bring the choices of each question together, and find the questions whose ticked options stand in one cell."""
    done = dict(columns)
    questions = list(_questions(list(columns.values())))
    for choices in questions:
        done |= {column.name: column for column in _as_options(choices)}
    done, notes = with_packed(_beside(done))
    return done, (*_told(questions), *outlined(done), *notes)


def _questions(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Bring neighbours together whose cells repeat their heading; words beside "Other" end a question."""
    run: list[Column] = []
    for column in sorted(columns, key=lambda column: column.position):
        joins = _joins(column, run)
        if run and (not joins or column.asked.text in {other.asked.text for other in run}):
            yield from _ended(run)
            run = []
        if joins and (run or not _is_other(column)):
            run.append(column)
        if run and _is_other(column):
            yield from _ended(run)
            run = []
    yield from _ended(run)


def _joins(column: Column, run: Sequence[Column]) -> bool:
    """Say whether a column can be the next choice: it repeats its heading, nobody took it, or it is "Other"."""
    if column.asked.kind or (run and column.position != run[-1].position + 1):
        return False
    return _is_choice(column) or bool(run and (_is_other(column) or _is_empty(column)))


def _ended(run: list[Column]) -> Iterator[list[Column]]:
    """Give a run of choices without the empty columns at its end, if it is a question."""
    while run and _is_empty(run[-1]) and not _is_other(run[-1]):
        run.pop()
    if sum(map(_is_choice, run)) > 1:
        yield run


def _is_choice(column: Column) -> bool:
    """Say whether all that stands in a column is its own heading."""
    return {words(text) for text in filled(column)} == {column.asked.text}


def _is_empty(column: Column) -> bool:
    """Say whether nobody answered in a column that is headed like a choice."""
    return not filled(column) and not column.asked.text.endswith("?")


def _is_other(column: Column) -> bool:
    """Say whether a column holds the words beside "Other"."""
    return column.asked.text.casefold() in _OTHER


def _as_options(choices: Sequence[Column]) -> Iterator[Column]:
    """Make choices the options of one question, whose words the file does not tell."""
    group = f"{choices[0].name} to {choices[-1].name}"
    for column in choices:
        kind: Kind = "other" if _is_other(column) and not _is_choice(column) else "option"
        yield column._replace(asked=Asked("", column.asked.text, group, kind))


def _beside(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Give the words beside "Other" that follow a question in one column to that question."""
    before = {column.position + 1: column for column in columns.values()}
    done = dict(columns)
    for name, column in columns.items():
        question = before.get(column.position)
        if question and _is_other(column) and not column.asked.kind and not question.asked.kind:
            asked = Asked(question.asked.text, column.asked.text, question.asked.group, "other")
            done[name] = column._replace(asked=asked)
    return done


def _told(questions: Sequence[Sequence[Column]]) -> tuple[Note, ...]:
    """Say which columns were taken for one question."""
    if not questions:
        return ()
    some = "; ".join(f"{shown(run[0].name)} to {shown(run[-1].name)}" for run in questions[:8])
    more = "; …" if len(questions) > 8 else ""
    told = f"neighbours that are headed by a choice were taken for {counted(len(questions), 'multi-select question')}"
    return (Note("structure", f"{told}, whose words the file does not tell: {some}{more}"),)


FORM: Final = Form("typeform", head, understood)
READER: Final = tabular.reader(FORM, recognised)
