"""What one key of a question with options says of another: where its ticks stand, and what each text of them means."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from samkit.errors import shown, suggestion
from samkit.study.labels import normal, pieces
from samkit.study.options import below, named, owner
from samkit.study.references import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.study.file import OptionTable, QuestionTable, StudyFile
    from samkit.study.places import Path


def faults(file: StudyFile) -> Iterator[Fault]:
    """Walk the questions with options and yield everything about them that cannot hold."""
    for name, question in file.questions.items():
        if question.options:
            yield from _names(file, name)
            yield from _question(("questions", name), question)


def _names(file: StudyFile, name: str) -> Iterator[Fault]:
    """Refuse a question that has the name of an option."""
    items = {item for section in file.sections.values() for item, how in section.questions.items() if how.levels}
    for option, key in zip(below(file, name), file.questions[name].options, strict=True):
        if option in file.questions or option in items or owner(file, option) != name:
            message = "a question has the name of this option"
            yield Fault(("questions", name, "options", key), "duplicate_question", message, "another name", option)


def _question(path: Path, question: QuestionTable) -> Iterator[Fault]:
    """Check one question with options."""
    yield from _packed(path, question) if question.delimiter else _spread(path, question)
    yield from _alike(path, "text", {key: [normal(option.text)] for key, option in question.options.items()})
    if question.other and question.other not in question.options:
        hint = suggestion(question.other, list(question.options))
        yield Fault((*path, "other"), "unknown_option", "there is no option of this name", "", question.other, hint)
    for key, option in question.options.items():
        for text in ticks(option):
            if text in question.missing:
                message = f"this is the option {key}, and is declared missing"
                yield Fault((*path, "missing"), "missing_is_option", message, "a text that is no option", text)


def ticks(option: OptionTable) -> Sequence[str]:
    """Give the texts that an option has in a cell with others."""
    return option.ticked or [option.text]


def _packed(path: Path, question: QuestionTable) -> Iterator[Fault]:
    """Check options that stand together in one cell."""
    texts = {key: [pieces(text, question.delimiter) for text in ticks(each)] for key, each in question.options.items()}
    for key, option in question.options.items():
        where = (*path, "options", key)
        if option.column:
            message = "an option that stands in a cell with others has no column of its own"
            hint = "leave out this column, or the delimiter of the question"
            yield Fault((*where, "column"), "option_column", message, "", option.column, hint)
        if not all(texts[key]):
            yield Fault(where, "empty_option", "nothing but delimiters stands for this option", "", ticks(option)[0])
    if any(option.ticked for option in question.options.values()):
        yield from _alike(path, "ticked", texts)
    if question.unticked:
        message = "in a cell that holds what is ticked, no text stands for what is not"
        hint = 'nothing = "not answered" is for an empty cell, missing = { "N/A" = "does not apply" } for a text'
        yield Fault((*path, "unticked"), "unticked_in_cell", message, "", question.unticked[0], hint)


def _spread(path: Path, question: QuestionTable) -> Iterator[Fault]:
    """Check options that have a column each."""
    columns = {key: [normal(option.column)] for key, option in question.options.items() if option.column}
    if not columns:
        message = "nothing says where the ticks stand"
        expected = "delimiter, where they stand in one cell, or a column for each option"
        yield Fault(path, "no_delimiter", message, expected, None, 'delimiter = ", "')
        return
    for key, option in question.options.items():
        where = (*path, "options", key)
        if not option.column:
            text = option.text.replace('"', "'")[:40]
            hint = f'{key} = {{ text = "{text}", column = "{named(str(path[-1]), key)}" }}'
            yield Fault(where, "no_column", "this option needs the column in which it stands", "", None, hint)
        for text in {*option.ticked} & {*question.unticked}:
            message = f"{shown(text)} means ticked here, and not ticked at the question"
            yield Fault((*where, "ticked"), "ticked_and_not", message, "a text that means one of them", text)
    if question.column:
        message = "its options have columns of their own, and the question has none"
        yield Fault((*path, "column"), "option_column", message, "", question.column, "leave this column out")
    yield from _alike(path, "column", columns)


def _alike(path: Path, what: str, texts: Mapping[str, Sequence[object]]) -> Iterator[Fault]:
    """Refuse options that could not be told apart."""
    for (one, first), (other, second) in combinations(texts.items(), 2):
        if any(text in first for text in second):
            message = f"this option has the {what} of {one}"
            yield Fault((*path, "options", other), "same_option", message, f"another {what} for each", other)
