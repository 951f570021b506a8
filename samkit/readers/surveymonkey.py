"""SurveyMonkey's table: questions over their first column only, below them "Response", options, rows; codes above."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.notes import Note
from samkit.readers import tabular
from samkit.readers.export import Asked
from samkit.readers.form import Form, Head, Sign, other_form
from samkit.readers.headings import beyond, distinct, shared, words
from samkit.readers.spread import understood
from samkit.readers.summary import is_summary, summary_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.readers.export import Kind
    from samkit.readers.form import Peek

_RESPONSE: Final = frozenset({"response", "open-ended response"})
_OPEN: Final = "open-ended response"
_OTHER: Final = re.compile(
    r"(?:\bother|\bautre|\bsonstige|\bandere|\botr[oa]|\boutr[oa]|\baltro|\banders)\b.*(?:[(:]|specif|pr[eé]cis|angeb|especif)"
    r"|please (?:specify|explain|describe)|^comments?:?$|^why(?: not)?\?$|^if .*\?$",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"Q\d+\w?", re.ASCII)
_LABELS: Final = 3
"""How many options must stand in their own columns to make a second header row certain."""

_PLATFORM: Final[dict[str, Kind]] = {
    "RespondentID": "meta",
    "CollectorID": "meta",
    "StartDate": "moment",
    "EndDate": "moment",
    "DateCreated": "moment",
    "DateModified": "moment",
    "IPAddress": "personal",
    "EmailAddress": "personal",
    "FirstName": "personal",
    "LastName": "personal",
    "CustomData": "meta",
    "language": "meta",
}
_CONTACT: Final = frozenset(
    {"name", "address", "address 2", "city/town", "zip/postal code", "email address", "phone number"}
)
_ID: Final = frozenset({"RespondentID", "Respondent ID"})
_ID_DIGITS: Final = range(9, 14)


class _Cell(NamedTuple):
    """One column of the head: the question's code or words, its whole words, and what stands below them."""

    question: str
    text: str
    part: str
    span: int


def recognised(peek: Peek) -> Sign | None:
    """Recognise a summary, two or three header rows by their blanks and labels, or one row by the respondent's id."""
    top = peek.top
    if is_summary(top):
        return Sign("it is one of SurveyMonkey's summaries")
    rows = _header_rows(top)
    if rows == 3:
        return Sign("codes, questions and options stand in its first three rows")
    if rows == 2:
        certain = _says_response(top) or _labels_below(top) >= _LABELS
        return Sign("questions, and below them “Response” or their options, stand in its first two rows", certain)
    ids = [_at(cells, 0) for cells in top[1:]]
    likely = _begins_with_id(top) and all(cell.isdecimal() and len(cell) in _ID_DIGITS for cell in ids)
    return Sign("its first column is a RespondentID of SurveyMonkey", certain=False) if likely and ids else None


def _begins_with_id(top: Sequence[Sequence[str]]) -> bool:
    """Say whether the first column is called as SurveyMonkey calls that of its respondents."""
    return bool(top) and words(top[0][0]) in _ID


def head(top: Sequence[Sequence[str]]) -> Head:
    """Take questions, and their options or rows, from the first records."""
    if is_summary(top):
        raise summary_problem()
    rows = _header_rows(top)
    if not rows and not _begins_with_id(top):
        raise other_form("surveymonkey", "its second row holds neither “Response” nor options below blank headers")
    cells = _of_rows(top[:rows]) if rows else _of_one_row(top[0])
    names, notes = distinct(_name(cell) if rows else words(name) for cell, name in zip(cells, top[0], strict=True))
    told = {0: (), 2: ("rows 1 and 2 are questions and their options",), 3: ("rows 1 to 3 are codes and questions",)}
    said = tuple(Note("structure", f"{text}, not respondents") for text in told[rows])
    return Head(names, _asked(cells), rows or 1, (*said, *notes))


def _header_rows(top: Sequence[Sequence[str]]) -> int:
    """Count the header rows: three with codes, two with options or “Response”; 0 where there is only one."""
    if len(top) < 3 or len(top[0]) != len(top[1]):
        return 0
    if len(top) > 3 and len(top[2]) == len(top[0]) and _has_codes(*top[:3]):
        return 3
    return 2 if _says_response(top) or _labels_below(top) > 1 or _responses_alone(top) else 0


def _has_codes(codes: Sequence[str], texts: Sequence[str], parts: Sequence[str]) -> bool:
    """Say whether codes such as Q1 stand over the first column of each question, its options two rows below them."""
    filled = [code.strip() for code in codes if code.strip()]
    known = sum(_CODE.fullmatch(code) is not None for code in filled)
    below = [
        bool(part.strip()) and not text.strip()
        for code, text, part in zip(codes, texts, parts, strict=True)
        if not code.strip()
    ]
    return known > 1 and known * 5 >= len(filled) * 4 and sum(below) > 1


def _says_response(top: Sequence[Sequence[str]]) -> bool:
    """Say whether “Response” stands below a question, and a column has no question or is the platform's own."""
    below = any(name.strip() and _plain_words(cell) in _RESPONSE for name, cell in zip(top[0], top[1], strict=True))
    blank = any(cell.strip() and not name.strip() for name, cell in zip(top[0], top[1], strict=True))
    own = any(_plain(name) in _PLATFORM and not cell.strip() for name, cell in zip(top[0], top[1], strict=True))
    return below and (blank or own)


def _responses_alone(top: Sequence[Sequence[str]]) -> bool:
    """Say whether “Response” stands in several columns of the second row, and nowhere below it."""
    columns = [column for column, cell in enumerate(top[1]) if _plain_words(cell) in _RESPONSE]
    below = {_at(cells, column).casefold() for cells in top[2:] for column in columns}
    return len(columns) > 1 and _RESPONSE.isdisjoint(below)


def _labels_below(top: Sequence[Sequence[str]]) -> int:
    """Count the columns without a question of their own whose option, or its level, is all that stands below it."""
    found = 0
    for column, name in enumerate(top[0]):
        label = "" if name.strip() else top[1][column].strip()
        answers = {_at(cells, column) for cells in top[2:]} if label else set()
        found += (
            len(answers) == 2
            and "" in answers
            and any(f" - {label}".endswith(f" - {text}") for text in answers if text)
        )
    return found


def _at(cells: Sequence[str], column: int) -> str:
    """Give a cell, blank where a record is too short."""
    return cells[column].strip() if column < len(cells) else ""


def _plain(name: str) -> str:
    """Give a name without its blanks: the platform's own are written with them and without."""
    return "".join(name.removeprefix("\ufeff").split())


def _plain_words(text: str) -> str:
    """Give the words of a cell without case."""
    return words(text).casefold()


def _of_rows(rows: Sequence[Sequence[str]]) -> list[_Cell]:
    """Read two or three header rows: a question reaches as far as no other begins."""
    codes, texts, parts = rows if len(rows) == 3 else ([""] * len(rows[0]), *rows)
    cells, span, coded = list[_Cell](), 0, False
    question = text = ""
    for cell in zip(map(words, codes), map(words, texts), map(words, parts), strict=True):
        code, told, part = cell
        begins = bool(code) or (bool(told or part) and not coded) if len(rows) == 3 else bool(told)
        if begins:
            coded, span = coded or bool(code), span + 1
            question, text = code or told or part, told or part
        if not any(cell):
            cells.append(_Cell("", "", "", 0))
        else:
            below = "" if part in {text, question} or (len(rows) == 3 and not coded) else part
            cells.append(_Cell(question or part, text or part, below, span))
    return cells


def _of_one_row(names: Sequence[str]) -> list[_Cell]:
    """Read one header row of `Question - Option`: neighbours belong together that begin alike."""
    texts = [words(name) for name in names]
    joined = [bool(shared(pair, " - ")) for pair in pairwise(texts)]
    spans: list[list[str]] = []
    for text, with_last in zip(texts, [False, *joined], strict=True):
        if with_last and shared([*spans[-1], text], " - "):
            spans[-1].append(text)
        else:
            spans.append([text])
    return [cell for number, span in enumerate(spans, start=1) for cell in _of_span(span, number)]


def _of_span(texts: Sequence[str], number: int) -> list[_Cell]:
    """Cut the headers of one question into question and option."""
    question = shared(texts, " - ") if len(texts) > 1 else texts[0]
    return [
        _Cell(question, question, beyond(text, question, " - ") if text != question else "", number) for text in texts
    ]


def _name(cell: _Cell) -> str:
    """Name a column: the question, and in brackets what stands below it where that says anything."""
    part = "" if cell.part.casefold() in _RESPONSE else cell.part
    return f"{cell.question} [{part}]" if part else cell.question


def _asked(cells: Sequence[_Cell]) -> tuple[Asked, ...]:
    """Say of each column what was asked."""
    members: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        members[cell.span].append(cell)
    titles = distinct(found[0].question for found in members.values())[0]
    groups = dict(zip(members, titles, strict=True))
    return tuple(_asked_of(cell, members[cell.span], groups[cell.span]) for cell in cells)


def _asked_of(cell: _Cell, span: Sequence[_Cell], group: str) -> Asked:
    """Say of one column what was asked, and its kind as far as its header tells."""
    own = _PLATFORM.get(_plain(cell.text).rstrip("0123456789")) if len(span) == 1 and not cell.part else None
    if own or not cell.span:
        return Asked(cell.text, kind=own or "")
    below = cell.part.casefold()
    part = "" if below in _RESPONSE else cell.part
    return Asked(cell.text, part, group, _kind(below, [other.part.casefold() for other in span]))


def _kind(below: str, span: Sequence[str]) -> Kind:
    """Say what kind a column is, as far as the words below the question tell."""
    if len(_CONTACT.intersection(span)) > 1:
        return "personal" if below in _CONTACT else "text"
    if below in _RESPONSE:
        return "text" if below == _OPEN else "single"
    if _RESPONSE.intersection(span) or (_OTHER.search(below) and len(span) > 1):
        return "other"
    return ""


FORM: Final = Form("surveymonkey", head, understood)
READER: Final = tabular.reader(FORM, recognised)
