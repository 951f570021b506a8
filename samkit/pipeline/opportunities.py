"""Opportunities as the respondents of a survey, so that winners and losers are compared as any two groups are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.notes import Note
from samkit.pipeline.events import LOST, WON
from samkit.readers.columns import narrow
from samkit.readers.export import Column
from samkit.results import Item
from samkit.study.file import NumericTable
from samkit.study.labels import normal
from samkit.study.model import Groups, Question, Section
from samkit.study.rules import AtLeastOf, Compare
from samkit.words.language import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.pipeline.answer import Looked
    from samkit.readers.export import Export
    from samkit.study.file import StudyTable
    from samkit.study.model import Study
    from samkit.study.pipeline import PipelineTable

    Mask = NDArray[np.bool_]
    Whole = NDArray[np.int64]

OUTCOME: Final = "outcome of the opportunity"
SELLER: Final = "seller of the opportunity"
LEFT: Final = "last stage of the opportunity"
"""Columns that are made of the log, of an opportunity each."""

NONE: Final = "not given"


class Asked(NamedTuple):
    """A study of opportunities, their export, and what must be known of both."""

    study: Study
    export: Export
    notes: tuple[Note, ...]


def winning(export: Export, study: Study, said: PipelineTable, seen: Looked) -> Asked:
    """Ask what won opportunities have in common that lost ones have not: their categories, their value, all sections.

    Parameters
    ----------
    export
        The log as it stood.
    study
        The study of the log.
    said
        What it declares of the pipeline.
    seen
        The opportunities on the day.
    """
    at = seen.pipe.history
    name = said.outcome or OUTCOME
    texts = ("", said.won[0], said.lost[0])
    made = {name: _column(name, at.outcome + 1, texts), **_kept(export, study, said, seen)}
    pair = (said.lost[0], said.won[0])
    question = _question(OUTCOME, name, pair)
    cut = [_question(f"by {column}", column, _levels(made[column])) for column in said.slices if column != said.owner]
    words = Words(study.about.language)
    sections, few = _patterns(cut, made, at.outcome >= 0, study.about)
    amount = [_amount(said, words)] if said.value else []
    every = {each.id: each for each in (*sections, *(section for section, _ in amount), *study.sections.values())}
    questions = {each.id: each for each in (question, *cut, *(number for _, number in amount))}
    groups = _groups(OUTCOME, said.won[0], said.lost[0], Compare(said.won[0], OUTCOME, "is_in", (said.won[0],)))
    text = "won against lost are closed opportunities alone: what takes longest is still open"
    return Asked(
        study._replace(
            about=_about(study.about, said, seen),
            questions={**study.questions, **questions},
            sections=every,
            groups={groups.id: groups},
        ),
        _export(export, made, seen),
        (Note("closed_only", text), *few),
    )


def letting_go(export: Export, study: Study, said: PipelineTable, seen: Looked) -> Asked:
    """Ask where the opportunities that are lost are let go, by top sellers and by the rest.

    Parameters
    ----------
    export, study, said, seen
        As for `winning`.
    """
    at = seen.pipe.history
    lost = at.ended(LOST)
    top = _top(said, seen)
    made = {
        SELLER: _column(SELLER, top[lost].astype(np.int64), (said.rest, said.top)),
        LEFT: _column(LEFT, at.stage[lost], tuple(said.stages)),
    }
    if said.owner and seen.pipe.clusters.sellers:
        made[said.owner] = _owners(export, said, seen, lost)
    stages, half = tuple(said.stages), len(said.stages) // 2
    words = Words(study.about.language)
    nets = {
        "lost_early": (words("pipeline.early"), stages[:half]),
        "lost_late": (words("pipeline.last"), stages[-1:]),
    }
    items = tuple(Item(name, text, "letting_go", LEFT, net) for name, (text, net) in nets.items())
    section = Section("letting_go", words("pipeline.letting_go"), words("pipeline.last_stage"), items)
    groups = _groups(SELLER, said.top, said.rest, Compare(said.top, SELLER, "is_in", (said.top,)))
    text = f"{said.top} are chosen by what they won in this log; nothing follows of what would make others win"
    return Asked(
        study._replace(
            about=_about(study.about, said, seen),
            questions={SELLER: _question(SELLER, SELLER, (said.rest, said.top)), LEFT: _question(LEFT, LEFT, stages)},
            selections={},
            sections={section.id: section},
            groups={groups.id: groups},
        ),
        _export(export, made, seen)._replace(lines=range(1, int(lost.sum()) + 1)),
        (Note("own_wins", text),),
    )


def _about(about: StudyTable, said: PipelineTable, seen: Looked) -> StudyTable:
    """Say that sellers are clusters, where there are enough of them."""
    cluster = said.owner if seen.pipe.clusters.sellers else ""
    plain = dict.fromkeys(("respondent", "weight", "stratum", "population"), "")
    return about.model_copy(update={**plain, "replicate_weights": None, "cluster": cluster})


def _export(export: Export, made: dict[str, Column], seen: Looked) -> Export:
    """Give an export with a row for each opportunity."""
    return export._replace(
        header=tuple(made), columns=made, lines=range(1, seen.pipe.history.size + 1), notes=(), unit="case"
    )


def _kept(export: Export, study: Study, said: PipelineTable, seen: Looked) -> dict[str, Column]:
    """Give what the last filled row of each opportunity says in the columns that are compared."""
    asked = study._replace(pipeline=None, about=_about(study.about, said, seen))
    names = dict.fromkeys([*said.slices, *([said.value] if said.value else []), *asked.columns()])
    found = {name: _last(export.columns[name], seen) for name in names if name != said.outcome}
    if said.owner and seen.pipe.clusters.sellers:
        found[said.owner] = _owners(export, said, seen, np.ones(seen.pipe.history.size, dtype=np.bool_))
    return found


def _last(column: Column, seen: Looked) -> Column:
    codes = seen.pipe.history.codes(column)
    return _column(column.name, np.where(codes < 0, len(column.categories), codes), (*column.categories, ""))


def _owners(export: Export, said: PipelineTable, seen: Looked, which: Mask) -> Column:
    """Give the seller of some opportunities; those of nobody are of one more."""
    column = export.columns[said.owner]
    codes = seen.pipe.history.codes(column)[which]
    return _column(column.name, np.where(codes < 0, len(column.categories), codes), (*column.categories, NONE))


def _column(name: str, codes: Whole, texts: Sequence[str]) -> Column:
    """Make a column; texts that are alike are one, as a reader gives them."""
    distinct = tuple(dict.fromkeys(texts))
    places = np.array([distinct.index(text) for text in texts], dtype=np.int64)
    return Column(name, 0, narrow(places[codes], len(distinct)), distinct)


def _levels(column: Column) -> tuple[str, ...]:
    """Give the categories of a column that are not blank, the most frequent first."""
    counts = np.bincount(column.codes, minlength=len(column.categories))
    order = np.argsort(-counts, kind="stable").tolist()
    return tuple(column.categories[code] for code in order if column.categories[code].strip() and counts[code])


def _question(name: str, column: str, levels: Sequence[str]) -> Question:
    codes = {normal(level): place for place, level in enumerate(levels)}
    return Question(name, name, column, tuple(levels), codes=MappingProxyType(codes), ordered=False)


def _patterns(
    cut: Sequence[Question], made: dict[str, Column], closed: Mask, about: StudyTable
) -> tuple[list[Section], list[Note]]:
    """Make a section of the categories that enough closed opportunities have; others are told."""
    items: list[Item] = []
    notes: list[Note] = []
    for question in cut:
        column = made[question.column]
        counts = np.bincount(column.codes[closed], minlength=len(column.categories))
        frequent = [level for level in question.levels if counts[column.categories.index(level)] >= about.mark_below]
        few = len(question.levels) - len(frequent)
        items += [
            Item(f"{question.column}: {level}", f"{question.column}: {level}", "winning", question.id, (level,))
            for level in frequent
        ]
        if few:
            how_many = "one category" if few == 1 else f"{few} categories"
            text = f"{question.column}: {how_many} with fewer than {about.mark_below} closed, not compared"
            notes.append(Note("not_compared", text))
    words = Words(about.language)
    title, asked = words("pipeline.winning"), words("pipeline.category_of")
    return ([Section("winning", title, asked, tuple(items))] if items else []), notes


def _amount(said: PipelineTable, words: Words) -> tuple[Section, Question]:
    """Make a section of the value of opportunities."""
    how, section, value = said.amounts, "value_of_opportunities", words("pipeline.value")
    number = NumericTable(unit=said.currency, decimal=how.decimal, thousands=how.thousands, strip=how.strip)
    item = Item("value", value, section, "value of the opportunity", ())
    question = Question(item.question, value, said.value, numeric=number)
    return Section(section, words("pipeline.value_of"), value, (item,), "means"), question


def _groups(name: str, first: str, second: str, rule: Compare) -> Groups:
    return Groups(name, first, second, AtLeastOf(first, 1, (rule,)))


def _top(said: PipelineTable, seen: Looked) -> Mask:
    """Say which opportunities belong to top sellers: the declared share of all sellers who have won most."""
    at, owner = seen.pipe.history, seen.owner
    if owner is None:
        return np.zeros(at.size, dtype=np.bool_)
    value = np.ones(at.size) if seen.pipe.value is None else np.nan_to_num(seen.pipe.value)
    mine = (owner >= 0) & at.ended(WON)
    sellers = int(owner.max(initial=-1)) + 1
    won = np.bincount(owner[mine], weights=value[mine], minlength=sellers)
    there = np.bincount(owner[owner >= 0], minlength=sellers) > 0
    count = max(int(np.ceil(said.top_sellers * there.sum() - 1e-9)), 1)
    least = np.sort(won[there])[::-1][count - 1] if there.any() else np.inf
    return np.asarray((owner >= 0) & (won >= max(least, 1e-300))[np.maximum(owner, 0)])
