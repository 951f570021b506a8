"""From a valid study file to a study: scales put into questions, questions into items, criteria into rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.results import Item
from samkit.study import options
from samkit.study.file import (
    COMPARISONS,
    AlternativeTable,
    CriterionTable,
    FigureTable,
    GroupTable,
    NumericTable,
    StudyFile,
    StudyTable,
)
from samkit.study.labels import normal
from samkit.study.model import DESIGN_COLUMNS, INDEX_COLUMNS, FigureSpec, Groups, Question, Section, Study
from samkit.study.pipeline import PIPELINE_COLUMNS
from samkit.study.references import answers_of, favourable_of, known_questions
from samkit.study.rules import AtLeastOf, Compare, Not, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.study.index import IndexTable
    from samkit.study.pipeline import PipelineTable


def resolve(file: StudyFile, path: str, digest: str) -> Study:
    """Build the study from a file that has no faults left."""
    return Study(
        path=path,
        digest=digest,
        about=_about(file.study),
        export=file.export,
        questions={name: _question(file, name) for name in known_questions(file)},
        groups={name: _groups(name, group) for name, group in file.groups.items()},
        sections={name: _section(file, name) for name in file.sections},
        figures=tuple(_figure(figure) for figure in file.figures),
        selections={name: options.selection_of(file, name) for name, said in file.questions.items() if said.options},
        practices=file.practices,
        index_table=_index(file),
        pipeline=_pipeline(file),
    )


def _figure(said: FigureTable) -> FigureSpec:
    return FigureSpec(
        id=said.id,
        section=said.section,
        chart=said.chart,
        items=tuple(said.items),
        by=said.by,
        title=said.title,
        order=said.order,
        of=said.of,
        cut_off=said.cut_off,
        ends=said.ends,
        source=said.source,
        compare=said.compare,
    )


def _about(about: StudyTable) -> StudyTable:
    """Bring the names of the design's columns to the form in which the export has them."""
    named: dict[str, object] = {key: normal(getattr(about, key)) for key in DESIGN_COLUMNS}
    if about.replicate_weights:
        given = about.replicate_weights.columns
        columns = normal(given) if isinstance(given, str) else [normal(name) for name in given]
        named["replicate_weights"] = about.replicate_weights.model_copy(update={"columns": columns})
    return about.model_copy(update=named)


def _index(file: StudyFile) -> IndexTable | None:
    """Bring the names of the index's columns to the form in which the export has them, and name every question."""
    index = file.index
    if index is None:
        return None
    named = {
        name: said.model_copy(update={"questions": said.questions or [name]}) for name, said in index.components.items()
    }
    columns = {key: normal(getattr(index, key)) for key in INDEX_COLUMNS}
    return index.model_copy(update={**columns, "components": named})


def _pipeline(file: StudyFile) -> PipelineTable | None:
    """Bring the names of the pipeline's columns to the form in which the export has them."""
    said = file.pipeline
    if said is None:
        return None
    columns: dict[str, object] = {key: normal(getattr(said, key)) for key in PIPELINE_COLUMNS}
    texts = {key: [normal(text) for text in getattr(said, key)] for key in ("stages", "slices")}
    pace = said.pace.model_copy(update={"stage": normal(said.pace.stage)})
    return said.model_copy(update={**columns, **texts, "pace": pace})


def _question(file: StudyFile, name: str) -> Question:
    """Build one question: its own table first, then its scale."""
    if options.owner(file, name):
        return options.question_of(file, name)
    answers, scale_name = answers_of(file, name)
    numeric, text, column = _how(file, name)
    if answers is None or numeric is not None:
        missing = dict.fromkeys(numeric.missing if numeric else [], "not answered")
        return Question(name, text, column, numeric=numeric, missing={**file.export.missing, **missing})
    scale = file.scales.get(scale_name)
    levels = answers.levels or (scale.levels if scale else [])
    texts = {**(scale.codes if scale else {}), **answers.codes}
    positions = {normal(level): place for place, level in enumerate(levels)}
    coded = {normal(text): positions[normal(level)] for text, level in texts.items()}
    return Question(
        id=name,
        text=text,
        column=column,
        levels=tuple(levels),
        favourable=tuple(answers.favourable or (scale.favourable if scale else [])),
        codes={**positions, **coded},
        missing={**file.export.missing, **(scale.missing if scale else {}), **answers.missing},
        ordered=scale.ordered if scale else True,
        scores=tuple(answers.scores or (scale.scores if scale else [])),
        scale=scale_name,
    )


def _how(file: StudyFile, name: str) -> tuple[NumericTable | None, str, str]:
    """Find a question's numeric table, text and column."""
    if name in file.questions:
        question = file.questions[name]
        return question.numeric, question.text, normal(question.column or name)
    items = (section.questions[name] for section in file.sections.values() if name in section.questions)
    item = next(item for item in items if not item.question)
    return None, item.text, normal(item.column or name)


def _section(file: StudyFile, name: str) -> Section:
    section = file.sections[name]
    said = file.questions.get(section.options_of)
    ticked = [(each, options.question_of(file, each).text, each) for each in options.below(file, section.options_of)]
    asked = [(each, item.text, item.question or each) for each, item in section.questions.items()]
    items = tuple(
        Item(each, text, name, question, tuple(favourable_of(file, name, each)))
        for each, text, question in (*ticked, *asked)
    )
    words = section.question or (said.text if said else "")
    words = section.question or (said.text if said else "")
    return Section(name, section.title, words, items, section.analysis, section.across, section.of, section.against)


def _groups(name: str, group: GroupTable) -> Groups:
    rule = _joined(group.top, group.criteria, group.require)
    readings = {label: _reading(rule, other) for label, other in group.alternatives.items()}
    replaced = (other.label for other in group.alternatives.values() if other.replace in group.self_rated)
    rated = frozenset({*group.self_rated, *replaced})
    return Groups(name, group.top, group.rest, rule, readings, tuple(dict.fromkeys(group.adjust)), rated)


def _joined(label: str, criteria: Sequence[CriterionTable], require: str | int | None) -> AtLeastOf:
    """Join criteria: all of them, any of them, or at least k."""
    k = {"all": len(criteria), None: len(criteria), "any": 1}.get(require, require)  # type: ignore[arg-type]  # int stays
    return AtLeastOf(label, int(k or 1), tuple(_rule(criterion) for criterion in criteria))


def _rule(criterion: CriterionTable) -> Rule:
    if criterion.criteria:
        rule: Rule = _joined(criterion.label, criterion.criteria, criterion.require)
    else:
        rule = _compare(criterion, criterion.label, criterion.question, criterion.within)
    return Not(criterion.label, rule) if criterion.negate else rule


def _compare(said: CriterionTable | AlternativeTable, label: str, question: str, within: str) -> Compare:
    operator = next(name for name in COMPARISONS if getattr(said, name) is not None)
    given = getattr(said, operator)
    return Compare(label, question, operator, tuple(given) if isinstance(given, list) else (given,), within)


def _reading(rule: AtLeastOf, other: AlternativeTable) -> AtLeastOf:
    """Give another reading of a rule: one criterion dropped or replaced."""
    if other.drop:
        kept = tuple(part for part in rule.parts if part.label != other.drop)
        return AtLeastOf(rule.label, min(rule.k, len(kept)), kept)
    parts = tuple(
        _compare(other, other.label or part.label, part.question, part.within)
        if part.label == other.replace and isinstance(part, Compare)
        else part
        for part in rule.parts
    )
    return AtLeastOf(rule.label, rule.k, parts)


def adhoc(study: Study, by: str) -> Groups | None:
    """Find the grouping that a user names.

    Parameters
    ----------
    study
        Declares groups and questions.
    by
        A declared grouping, another reading of its rule (`group.reading`), a question with two answers, or
        `question=answer` for one answer against all others.

    Returns
    -------
    Groups or None
        None if there is nothing of this name.
    """
    if by in study.groups:
        return study.groups[by]
    declared, _, reading = by.partition(".")
    if declared in study.groups and reading in study.groups[declared].alternatives:
        groups = study.groups[declared]
        return groups._replace(id=by, rule=groups.alternatives[reading], alternatives={})
    name, _, level = by.partition("=")
    question = study.questions.get(name.strip())
    if question is None or not question.levels:
        return None
    level = level.strip()
    if not level and len(question.levels) == 2:
        level = question.levels[-1]
    if level not in question.levels:
        return None
    others = [other for other in question.levels if other != level]
    rest = others[0] if len(others) == 1 else f"Not {level}"
    return Groups(by, level, rest, AtLeastOf(level, 1, (Compare(level, question.id, "is_in", (level,)),)))
