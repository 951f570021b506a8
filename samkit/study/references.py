"""What one table of the study file says of another: every name that is used must be declared, every level known."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.errors import shown, suggestion
from samkit.study import options
from samkit.study.file import COMPARISONS, DEEPEST_RULE, Answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.study.file import (
        AlternativeTable,
        CriterionTable,
        GroupTable,
        ScaleTable,
        StudyFile,
    )
    from samkit.study.places import Path


_OPTION: Final = Answers.model_construct(levels=list(options.LEVELS), favourable=[options.LEVELS[-1]])
"""How every option is answered, of a question of which several may be ticked."""


class Fault(NamedTuple):
    """A fault of the study file at a key path."""

    path: Path
    code: str
    message: str
    expected: str = ""
    got: str | None = None
    hint: str = ""


def faults(file: StudyFile) -> Iterator[Fault]:
    """Walk the study file and yield every name that does not hold."""
    for name, scale in file.scales.items():
        yield from _levels(("scales", name), scale.levels, scale)
    for name, question in file.questions.items():
        yield from _answers(file, ("questions", name), question)
    yield from _sections(file)
    for name, group in file.groups.items():
        yield from _group(file, ("groups", name), group)


def unknown(path: Path, what: str, got: str, known: Sequence[str]) -> Fault:
    """Say that there is nothing of a name, and which name may have been meant."""
    return Fault(path, f"unknown_{what}", f"there is no {what} of this name", "", got, suggestion(got, list(known)))


def _unknown_question(file: StudyFile, path: Path, got: str, known: Sequence[str]) -> Fault:
    """Say that there is no question of a name, or that it is one of its options that can be meant."""
    below = options.below(file, got)
    if not below:
        return unknown(path, "question", got, known)
    message = "several options of this question may be ticked, and each is a question of its own"
    hint = f'{path[-1] if path[-1] == "within" else "question"} = "{below[0]}"'
    return Fault(path, "question_with_options", message, " or ".join(below[:8]), got, hint)


def _levels(path: Path, levels: Sequence[str], said: Answers | ScaleTable) -> Iterator[Fault]:
    """Check levels: none twice, nothing favourable that is none, and what other texts stand for."""
    alike = [unicodedata.normalize("NFC", level.strip()) for level in levels]
    for place, level in enumerate(levels):
        if alike[place] in alike[:place]:
            yield Fault((*path, "levels"), "duplicate_level", "a level stands twice", "each level once", level)
    for level in said.favourable:
        if level not in levels:
            yield unknown((*path, "favourable"), "level", level, levels)
    yield from _texts(path, levels, said)
    yield from _scores(path, levels, said.scores)


def _scores(path: Path, levels: Sequence[str], scores: Sequence[float]) -> Iterator[Fault]:
    """Check the scores of levels: one for each, rising."""
    if scores and len(scores) != len(levels):
        message = "every level needs one score"
        yield Fault((*path, "scores"), "scores_and_levels", message, f"{len(levels)} numbers", str(len(scores)))
    elif any(later <= earlier for earlier, later in pairwise(scores)):
        message = "the scores do not rise from level to level"
        yield Fault((*path, "scores"), "scores_not_rising", message, "numbers that rise", str(list(scores)))


def _texts(path: Path, levels: Sequence[str], said: Answers | ScaleTable) -> Iterator[Fault]:
    """Check texts that stand for a level or a missing answer: no level may mean anything but itself."""
    for text in said.missing:
        if text in levels:
            yield Fault(
                (*path, "missing"), "missing_is_level", "a level is declared missing", "a text that is no level", text
            )
    for text, level in said.codes.items():
        if level not in levels:
            yield unknown((*path, "codes"), "level", level, levels)
        elif text in levels and text != level:
            message = f"a level is declared to mean another one, {shown(level)}"
            yield Fault((*path, "codes"), "code_is_level", message, "a text that is no level", text)


def _answers(file: StudyFile, path: Path, answers: Answers) -> Iterator[Fault]:
    """Check the scale, levels and favourable answers of one question."""
    if answers.scale and answers.scale not in file.scales:
        yield unknown((*path, "scale"), "scale", answers.scale, list(file.scales))
        return
    levels = answers.levels or (file.scales[answers.scale].levels if answers.scale else [])
    if levels:
        yield from _levels(path, levels, answers)


def _sections(file: StudyFile) -> Iterator[Fault]:
    """Check every section and its items."""
    declared: dict[str, str] = {}
    for name, section in file.sections.items():
        if section.scale and section.scale not in file.scales:
            yield unknown(("sections", name, "scale"), "scale", section.scale, list(file.scales))
        yield from _options_of(file, name, declared)
        yield from _across(file, name)
        for item_name in section.questions:
            path: Path = ("sections", name, "questions", item_name)
            if item_name in declared:
                there = f"sections.{declared[item_name]}"
                hint = f'give it another name and question = "{item_name}"'
                yield Fault(path, "duplicate_item", f"an item of this name stands in {there} too", "", item_name, hint)
            declared.setdefault(item_name, name)
            yield from _item(file, name, item_name)


def _across(file: StudyFile, name: str) -> Iterator[Fault]:
    """Check the question that a section crosses its items with: there, with an order, and none of the items."""
    across, path = file.sections[name].across, ("sections", name, "across")
    if not across:
        return
    known = known_questions(file)
    if across not in known:
        yield _unknown_question(file, path, across, known)
        return
    _, scale = answers_of(file, across)
    if not levels_of(file, across) or (scale and not file.scales[scale].ordered):
        message = "the question to cross with needs answers in an order"
        yield Fault(path, "not_ordered", message, "a question with ordered levels", across)
    if any((item.question or item_name) == across for item_name, item in file.sections[name].questions.items()):
        yield Fault(path, "crossed_with_itself", "a question cannot be crossed with itself", "another question", across)


def _options_of(file: StudyFile, name: str, declared: dict[str, str]) -> Iterator[Fault]:
    """Check a section of the options of a question, and put them down as declared."""
    section = file.sections[name]
    path: Path = ("sections", name, "options_of")
    below = options.below(file, section.options_of)
    if section.options_of and not below:
        known = [question for question, said in file.questions.items() if said.options]
        yield unknown(path, "question with options", section.options_of, known)._replace(code="unknown_question")
    if not below:
        return
    if below[0] in declared:
        message = f"sections.{declared[below[0]]} holds these options too"
        yield Fault(path, "duplicate_item", message, "each item once", section.options_of)
    declared.update(dict.fromkeys(below, name))
    if section.analysis == "means":
        yield _wrong_answers(path, section.options_of, is_number=False)
    for level in section.favourable:
        if level not in options.LEVELS:
            yield unknown(("sections", name, "favourable"), "level", level, options.LEVELS)


def _item(file: StudyFile, section_name: str, name: str) -> Iterator[Fault]:
    """Check one item: it refers to a question or says how it is answered, and it has favourable answers."""
    section = file.sections[section_name]
    item = section.questions[name]
    path: Path = ("sections", section_name, "questions", name)
    target = item.question or (name if name in file.questions or options.owner(file, name) else "")
    if options.below(file, target) or (target and not _is_declared(file, target)):
        yield _unknown_question(file, (*path, "question"), target, known_questions(file))
        return
    if not target and not (item.scale or item.levels or section.scale):
        hint = f"name a scale, or question = one of {', '.join(known_questions(file)[:5])}"
        yield Fault(path, "no_scale", "nothing says how this item is answered", "a scale or levels", None, hint)
        return
    yield from _answers(file, path, item)
    levels = levels_of(file, target or name)
    is_number = target in file.questions and file.questions[target].numeric is not None
    if is_number != (section.analysis == "means"):
        yield _wrong_answers(path, target or name, is_number=is_number)
        return
    for level in item.favourable or section.favourable:
        if levels and level not in levels:
            where = (*path, "favourable") if item.favourable else ("sections", section_name, "favourable")
            yield unknown(where, "level", level, levels)
    _, scale = answers_of(file, target or name)
    if section.analysis == "levels" and scale in file.scales and not file.scales[scale].ordered:
        message = "the levels analysis needs answers in an order"
        yield Fault(path, "not_ordered", message, "a scale that is ordered", scale)
    if section.analysis == "gap" and levels and not favourable_of(file, section_name, name):
        expected = "favourable = [levels that count]"
        yield Fault(path, "no_favourable", "nothing says which answers count as favourable", expected)


def _wrong_answers(path: Path, name: str, *, is_number: bool) -> Fault:
    """Say that an item is answered in a way that the analysis of its section does not take."""
    if is_number:
        message = f"{name} is answered with a number, and items are compared by level"
        return Fault(path, "not_levels", message, "a question with levels", hint='or analysis = "means" in the section')
    return Fault(path, "not_numeric", f"{name} is answered with levels, and has no mean", "a numeric question")


def _is_declared(file: StudyFile, name: str) -> bool:
    """Say whether a name is that of a question, an option or an item."""
    as_item = any(name in section.questions for section in file.sections.values())
    return name in file.questions or as_item or bool(options.owner(file, name))


def known_questions(file: StudyFile) -> list[str]:
    """List every question of the study: those of `[questions]`, options, and items that are questions themselves."""
    items = (
        name
        for section in file.sections.values()
        for name, item in section.questions.items()
        if not item.question and name not in file.questions and not options.owner(file, name)
    )
    own = (each for name in file.questions for each in options.below(file, name) or [name])
    return [*own, *items]


def answers_of(file: StudyFile, name: str) -> tuple[Answers | None, str]:
    """Find how a question is answered: its own table, and the name of its scale."""
    if name in file.questions:
        return file.questions[name], file.questions[name].scale
    if options.owner(file, name):
        return _OPTION, ""
    for section in file.sections.values():
        item = section.questions.get(name)
        if item and not item.question:
            return item, item.scale or ("" if item.levels else section.scale)
    return None, ""


def levels_of(file: StudyFile, name: str) -> list[str]:
    """List the levels of a question, worst to best; none for a numeric or unknown one."""
    answers, scale = answers_of(file, name)
    if answers is None:
        return []
    return answers.levels or (file.scales[scale].levels if scale in file.scales else [])


def favourable_of(file: StudyFile, section_name: str, name: str) -> list[str]:
    """List the favourable levels of an item: its own, its section's, its question's, its scale's."""
    section = file.sections[section_name]
    item = section.questions.get(name)
    answers, scale = answers_of(file, item.question or name if item else name)
    own = answers.favourable if answers else []
    of_scale = file.scales[scale].favourable if scale in file.scales else []
    return (item.favourable if item else []) or section.favourable or own or of_scale


def _group(file: StudyFile, path: Path, group: GroupTable) -> Iterator[Fault]:
    """Check the criteria of a grouping, its other readings, what it is adjusted for, and which are self-rated."""
    yield from _criteria(file, path, group.criteria, group.require, depth=1)
    known = known_questions(file)
    for place, name in enumerate(group.adjust):
        if name not in known:
            yield _unknown_question(file, (*path, "adjust", place), name, known)
    labels = {criterion.label: criterion for criterion in group.criteria}
    for place, label in enumerate(group.self_rated):
        if label not in labels:
            yield unknown((*path, "self_rated", place), "criterion", label, list(labels))
    for name, other in group.alternatives.items():
        where: Path = (*path, "alternatives", name)
        label = other.replace or other.drop
        if label not in labels:
            key = "replace" if other.replace else "drop"
            yield unknown((*where, key), "criterion", label, list(labels))
        elif other.replace:
            yield from _operands(file, where, labels[label].question, other)


def _criteria(
    file: StudyFile, path: Path, criteria: list[CriterionTable], require: str | int | None, *, depth: int
) -> Iterator[Fault]:
    """Check a list of criteria and what is below it."""
    if isinstance(require, int) and not 1 <= require <= len(criteria):
        message = "so many criteria cannot be required"
        yield Fault((*path, "require"), "impossible_rule", message, f"1 to {len(criteria)}", str(require))
    if depth > DEEPEST_RULE:
        yield Fault(path, "rule_too_deep", f"a rule may be {DEEPEST_RULE} deep at most")
        return
    labels = [criterion.label for criterion in criteria]
    for place, criterion in enumerate(criteria):
        where: Path = (*path, "criteria", place)
        if criterion.label in labels[:place]:
            yield Fault((*where, "label"), "duplicate_label", "two criteria have this label", "", criterion.label)
        if criterion.criteria:
            yield from _criteria(file, where, criterion.criteria, criterion.require, depth=depth + 1)
        else:
            yield from _criterion(file, where, criterion)


def _criterion(file: StudyFile, path: Path, criterion: CriterionTable) -> Iterator[Fault]:
    """Check one comparison."""
    known = known_questions(file)
    if criterion.question not in known:
        yield _unknown_question(file, (*path, "question"), criterion.question, known)
        return
    if criterion.within and not levels_of(file, criterion.within):
        leveled = [question for question in known if levels_of(file, question)]
        yield _unknown_question(file, (*path, "within"), criterion.within, leveled)
    yield from _operands(file, path, criterion.question, criterion)


def _operands(file: StudyFile, path: Path, name: str, said: CriterionTable | AlternativeTable) -> Iterator[Fault]:
    """Check the values that a question is compared with: levels of its scale, or numbers."""
    levels = levels_of(file, name)
    operator = next(op for op in COMPARISONS if getattr(said, op) is not None)
    given = getattr(said, operator)
    where = (*path, operator)
    _, scale = answers_of(file, name)
    if operator == "top_share":
        return
    if levels and operator != "is_in" and scale and not file.scales[scale].ordered:
        yield Fault(where, "not_ordered", f"the answers to {name} have no order", "is_in", operator)
    for value in given if isinstance(given, list) else [given]:
        if levels and value not in levels:
            yield unknown(where, "level", str(value), levels)
        elif not levels and isinstance(value, str):
            yield Fault(where, "not_a_number", f"{name} is answered with a number", "a number", value)
