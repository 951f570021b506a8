"""What a file of published figures says of the study: every name must be declared, every level known."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from samkit.errors import Place, Problem, suggestion
from samkit.simulate.published import Fact, HighestFact, NoDifferenceFact, OrderFact, RankFact
from samkit.study.rules import questions as questions_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from samkit.simulate.published import Published
    from samkit.study.model import Question, Study

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run."""


def problems(study: Study, published: Published) -> Iterator[Problem]:
    """Walk the published figures and yield everything that does not fit the study."""
    items = {item.id: item.question for section in study.sections.values() for item in section.items}
    yield from _names("shares", published.shares, "item", items)
    yield from _names("bands", published.bands, "section", study.sections)
    yield from _names("levels", published.levels, "question with levels", [q.id for q in _leveled(study)])
    numeric = [question.id for question in study.questions.values() if question.numeric is not None]
    yield from _names("numbers", published.numbers, "numeric question", numeric)
    for name in numeric:
        if name not in published.numbers:
            yield _problem(f"numbers.{name}", "missing_key", "nothing is said or assumed of this numeric question")
    yield from _base(study, published)
    yield from _one_item_each(published, items)
    yield from _not_drawn(published)
    yield from _level_names(study, published)
    yield from _links(study, published)
    for place, fact in enumerate(published.facts):
        yield from _fact(study, f"facts[{place}]", fact, items)
    yield from _formulas(study)
    for name, selection in study.selections.items():
        if selection.delimiter:
            message = "several options of this question may be ticked, and respondents are drawn one answer a column"
            hint = "give each option a column of its own"
            yield _problem(f"questions.{name}", "question_with_options", message, hint=hint)


def _problem(key: str, code: str, message: str, got: str | None = None, hint: str = "") -> Problem:
    return Problem(code, message, Place(key=key), got=got, hint=hint)


def _names(key: str, given: Collection[str], what: str, known: Collection[str]) -> Iterator[Problem]:
    for name in given:
        if name not in known:
            message = f"the study has no {what} of this name"
            yield _problem(
                f"{key}.{name}", f"unknown_{what.partition(' ')[0]}", message, name, suggestion(name, list(known))
            )


def _leveled(study: Study) -> list[Question]:
    return [question for question in study.questions.values() if question.levels]


def _base(study: Study, published: Published) -> Iterator[Problem]:
    if not study.groups:
        hint = "declare [groups.NAME] in the study file"
        yield _problem("base.group", "no_groups", "the study has no grouping", hint=hint)
    elif published.base.group:
        yield from _names("base", [published.base.group], "grouping", study.groups)


def _one_item_each(published: Published, items: Mapping[str, str]) -> Iterator[Problem]:
    """Two nets of one question cannot both be printed: their counts are placed one question at a time."""
    seen: dict[str, str] = {}
    for name in published.shares:
        question = items.get(name)
        if question in seen:
            message = f"{seen[question]} is another item of the question {question}; one of them can be given"
            yield _problem(f"shares.{name}", "two_items", message)
        elif question is not None:
            seen[question] = name
            levels = published.levels.get(question)
            if levels is not None and not levels.assumed:
                yield _problem(f"shares.{name}", "two_items", f"levels.{question} already gives every answer to it")


def _not_drawn(published: Published) -> Iterator[Problem]:
    """Refuse what was printed of an item and no respondents are drawn for."""
    if published.base.weighted:
        hint = "leave it out; respondents are drawn without weights"
        yield _problem("base.weighted", "not_drawn", "no weights can be drawn for this", hint=hint)
    for name, table in published.shares.items():
        for key, given in (("bases", table.bases.printed), ("verdict", table.verdict)):
            if given:
                hint = "leave it out here; samkit reconcile looks at it"
                message = "no respondents can be drawn for this"
                yield _problem(f"shares.{name}.{key}", "not_drawn", message, hint=hint)


def _level_names(study: Study, published: Published) -> Iterator[Problem]:
    for name, table in published.levels.items():
        if name in study.questions:
            for side in ("all", "top", "rest"):
                yield from _names(f"levels.{name}.{side}", getattr(table, side), "level", study.questions[name].levels)


def _links(study: Study, published: Published) -> Iterator[Problem]:
    links = published.correlation.links
    group = study.groups.get(published.base.group or next(iter(study.groups), ""))
    criteria = questions_of(group.rule) if group else frozenset[str]()
    for name, followed in links.items():
        yield from _names("correlation.links", [name], "question", study.questions)
        yield from _names(f"correlation.links.{name}", followed, "question", study.questions)
        if name in criteria:
            message = "a criterion of the grouping is placed first and cannot follow"
            yield _problem(f"correlation.links.{name}", "criterion_follows", message)
    try:
        TopologicalSorter({name: list(followed) for name, followed in links.items()}).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield _problem("correlation.links", "circle", "questions follow one another in a circle", circle)


def _fact(study: Study, key: str, fact: Fact, items: Mapping[str, str]) -> Iterator[Problem]:
    if isinstance(fact, NoDifferenceFact):
        yield from _names(f"{key}.questions", fact.questions, "question with levels", [q.id for q in _leveled(study)])
    elif isinstance(fact, OrderFact):
        yield from _names(f"{key}.items", fact.items, "item", items)
    elif isinstance(fact, HighestFact):
        section = study.sections.get(fact.section)
        yield from _names(f"{key}.section", [fact.section], "section", study.sections)
        yield from _names(f"{key}.items", fact.items, "item", [item.id for item in section.items] if section else items)
    elif isinstance(fact, RankFact):
        yield from _names(f"{key}.items", [fact.item, *fact.items], "item", items)
        yield from _names(f"{key}.section", [fact.section] if fact.section else [], "section", study.sections)
        yield from _names(f"{key}.group", [fact.group] if fact.group else [], "grouping", study.groups)
        if bool(fact.section) == bool(fact.items):
            yield _problem(key, "wrong_value", "needs either the section or the items among which it ranks")
    else:
        yield from _names(f"{key}.outcome", [fact.outcome], "item or grouping", [*items, *study.groups])
        yield from _names(f"{key}.along", [fact.along], "question with levels", [q.id for q in _leveled(study)])


def _formulas(study: Study) -> Iterator[Problem]:
    hint = "give the level, or the text of the missing answer, another first character"
    for question in study.questions.values():
        for text in (*question.levels, *question.missing):
            if text.startswith(FORMULA) and not _is_number(text):
                yield _problem(question.id, "formula", "a spreadsheet would run this answer as a formula", text, hint)


def _is_number(text: str) -> bool:
    """Say whether a text is a plain number, such as a code for a missing answer, that no spreadsheet would run."""
    return text.lstrip("+-").replace(".", "", 1).isdecimal()
