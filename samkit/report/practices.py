"""The words around improvement plans: which skill to improve, how sure that is, how it is followed, and the caution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import Problem, StudyError, suggestion
from samkit.numbers import amount, amount_interval, percent
from samkit.payoffs import Paying, improvements, skills
from samkit.report.document import Document, Figure, Picture, Sentence
from samkit.tables import footer
from samkit.tables import practices as tables
from samkit.words.language import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samkit.look import Look
    from samkit.payoffs import Improvement
    from samkit.results import Result
    from samkit.study.model import FigureSpec

ONE: Final = "figure {id} draws the plan of one team, or of all respondents"


def figure(spec: FigureSpec, result: Result, words: Words = ENGLISH) -> Figure:
    """Build one figure of a plan: that of the unit that is named, of all respondents if none is.

    Parameters
    ----------
    spec
        What the study asks for.
    result
        Of kind `practices`.
    words
        The language.

    Raises
    ------
    StudyError
        With every unit that the figure names and that has no plan, or if it names several.
    """
    made = improvements(result.rows)
    named = _unit(spec.id, [row.item.id for row in made], spec.items)
    shown = _alone(result, next(row for row in made if row.item.id == named))
    written = title(shown, words)
    finding = spec.title or written
    table = tables.payoffs(shown, words)
    alt = words("alt.payoffs", unit=named, finding=finding.rstrip("."))
    return Figure(
        id=spec.id,
        chart=spec.chart,
        title=finding,
        subtitle=subtitle(shown, words),
        footer=table.footer,
        pictures=(Picture(f"figure-{spec.id}", alt, shown),),
        table=table._replace(name=f"figure-{spec.id}"),
        notes=table.notes,
        takeaway=f"{written}." if spec.title else "",
    )


def _unit(figure_id: str, known: Sequence[str], items: Sequence[str]) -> str:
    """Find the one unit of a figure: a team, or all respondents, who come first."""
    wanted = list(items) or list(known[:1])
    unknown = [name for name in wanted if name not in known]
    if unknown or len(wanted) != 1:
        message = ONE.format(id=figure_id)
        got = unknown[0] if unknown else ", ".join(wanted)
        raise StudyError(Problem("unknown_item", message, got=got, hint=suggestion(got, list(known))))
    return wanted[0]


def _alone(result: Result, unit: Improvement) -> Result:
    return result._replace(rows=(*skills(result.rows), unit))


def title(result: Result, words: Words = ENGLISH) -> str:
    """Say which skill of one unit pays, no stronger than the draws allow.

    Parameters
    ----------
    result
        Of one unit.
    """
    unit = improvements(result.rows)[0]
    chosen = next((row.item.text for row in unit.payoffs if row.item.id == unit.chosen), "")
    key = f"practices.{unit.paying.name.lower()}"
    return words(key, unit=unit.item.text, skill=chosen, first=result.grouping.first)


def subtitle(result: Result, words: Words = ENGLISH) -> str:
    """Say what a payoff is."""
    return words("practices.counted", first=result.grouping.first)


def lead(result: Result, words: Words) -> str:
    """Say what a report on plans alone is about."""
    return title(_alone(result, improvements(result.rows)[0]), words)


def page(result: Result, unit: Improvement, spec: FigureSpec, look: Look, words: Words = ENGLISH) -> Document:
    """Build the page of one unit: what to improve, how it is followed, what it rests on.

    Parameters
    ----------
    result
        Of kind `practices`.
    unit
        Of which it is.
    spec
        The figure on the page.
    look
        Of the page.
    words
        The language.
    """
    alone = _alone(result, unit)
    drawn = (figure(spec._replace(items=(unit.item.id,)), alone, words),) if _known(unit) else ()
    return Document(
        title=words("practices.plan", unit=unit.item.text),
        lead=title(alone, words),
        about=(),
        summary=tuple(Sentence(text, ()) for text in _told(alone, unit, words)),
        tables=(*(() if drawn else (tables.payoffs(alone, words),)), tables.known(alone, words)),
        figures=drawn,
        notes=footer.translated((*unit.notes, *result.notes), words),
        provenance=result.provenance,
        look=look,
        words=words,
        described="skills",
        is_sheet=True,
    )


def _known(unit: Improvement) -> bool:
    """Say whether any skill of a unit has a payoff that could be drawn."""
    return any(row.payoff.value is not None for row in unit.payoffs)


def _told(result: Result, unit: Improvement, words: Words) -> list[str]:
    """Say what to improve and how it is followed; the caution stands last."""
    chosen = next((row for row in unit.payoffs if row.item.id == unit.chosen), None)
    skill = next((row for row in skills(result.rows) if row.item.id == unit.chosen), None)
    caution = words("practices.caution", first=result.grouping.first)
    if chosen is None or skill is None:
        return [f"{title(result, words)}.", caution]
    points = tables.in_points(chosen.payoff)
    told = [
        words("practices.stands", at=tables.stands(chosen, words), target=skill.target, skill=skill.item.text),
        words(
            "practices.pays",
            payoff=amount(points.value if points else None, words.signs),
            interval=amount_interval(points, words.signs) if points else "",
            share=percent(chosen.first, words.signs),
        ),
    ]
    if unit.paying is not Paying.MOST:
        told.append(words("practices.unsure"))
    for key, text in (("measure", skill.measure), ("success", skill.success), ("cadence", skill.cadence)):
        if text:
            told.append(words(f"practices.{key}", text=text))
    return [*told, caution]
