from __future__ import annotations

import math

import pytest

from samkit import reporting
from samkit.pipelined import Landmark, Pipeline, Velocity, by_kind
from samkit.report import pipeline
from samkit.report.systems import SYSTEMS
from samkit.results import Estimate, Result, Verdict
from samkit.study.model import FigureSpec
from samkit.words.language import Words
from tests.builders import surveyed
from tests.pipeline.made import HEAD, LONG, columns, on, results, some

NOTHING = Estimate(None, None, None)
FIGURES = "".join(
    f'[[figures]]\nid = "{chart}"\nchart = "{chart}"\n'
    for chart in ("funnel", "velocity", "ageing", "win_rate", "pace")
)


def changed(**fields: object) -> Result:
    """Give the result of a small pipeline with other fields in all rows that have them."""
    result = results()[0]
    rows = tuple(
        row._replace(**{key: value for key, value in fields.items() if key in row._fields})  # type: ignore[arg-type]
        for row in result.rows
    )
    return result._replace(rows=rows)


def test_a_report_of_a_log_has_its_figures_tables_and_lead() -> None:
    text = HEAD + LONG + f"exported = {on(240)}\n" + FIGURES
    document = reporting.made(surveyed(columns(some()), text))[2]
    assert [figure.id for figure in document.figures] == ["funnel", "velocity", "ageing", "win_rate", "pace"]
    assert f"240 opportunities on {on(240)}" in document.lead
    assert {"pipeline", "stages", "shape", "pace", "slices"} <= {table.name for table in document.tables}
    assert all(figure.title for figure in document.figures)


@pytest.mark.parametrize(
    ("ratio", "verdict", "said"),
    [
        (Estimate(2.5, 1.8, 3.4), Verdict.DIFFERS, "2.5 times as likely to be won as slow ones"),
        (Estimate(0.4, 0.3, 0.6), Verdict.DIFFERS, "slow on day"),
        (Estimate(1.4, 0.8, 2.2), Verdict.NOT_SHOWN, "not shown to be won more or less often"),
        (Estimate(math.inf, 0.0, math.inf), Verdict.NOT_SHOWN, "not shown"),
        (NOTHING, Verdict.HIDDEN, "too few are fast, or slow"),
    ],
)
def test_how_many_times_as_likely_is_said_only_where_it_is_shown(ratio: Estimate, verdict: Verdict, said: str) -> None:
    told = pipeline.fast(changed(ratio=ratio, verdict=verdict))
    assert said in told
    assert ("times as likely" in told) == (verdict is Verdict.DIFFERS)


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("bottom-heavy", "is bottom-heavy"),
        ("slims early", "slims early"),
        ("not shown", "Neither a bottom-heavy funnel"),
    ],
)
def test_a_shape_is_named_only_where_it_is_shown(shape: str, said: str) -> None:
    assert said in pipeline.shape(changed(shape=shape, depth=Estimate(0.6, 0.5, 0.7)))


def test_too_little_to_say_is_said() -> None:
    none = changed(depth=NOTHING, median=None, bands=(), win=NOTHING)
    for told in (pipeline.shape(none), pipeline.speed(none), pipeline.age(none), pipeline.chance(none)):
        assert "too few" in told


def test_stages_that_are_left_equally_fast_are_told_so() -> None:
    assert pipeline.speed(changed(median=7.0)).endswith("each stage within 7 days")


def test_a_figure_of_slices_names_the_columns_that_it_draws_and_shares_many_among_pages() -> None:
    result = results()[0]
    (row, *_) = by_kind(result.rows).slices
    many = result._replace(rows=(*result.rows, *(row._replace(category=f"C{at}") for at in range(70))))
    spec = FigureSpec("1", "", "win_rate", ("source",), "", "", "gap")
    pages = pipeline.figure(spec, many).pictures
    drawn = [page.rows.rows for page in pages]
    assert len(pages) == 3
    assert sum(len(by_kind(rows).slices) for rows in drawn) == len(by_kind(many.rows).slices)
    assert max(len(by_kind(rows).slices) for rows in drawn) <= pipeline.MOST
    assert pipeline.figure(spec._replace(items=("owner",)), result).table.rows == ()


def test_in_german_nothing_of_a_pipeline_is_left_in_english() -> None:
    text = HEAD.replace("hide_below", 'language = "de"\nhide_below') + LONG + f"exported = {on(240)}\n" + FIGURES
    document = reporting.made(surveyed(columns(some()), text))[2]
    words = Words("de")
    said = [figure.title for figure in document.figures] + [figure.subtitle for figure in document.figures]
    said += [line for figure in document.figures for line in figure.footer]
    said += [column.heading for table in document.tables for column in table.columns]
    english = {"opportunities", "won", "lost", "the", "stage", "days", "jackknife over", "interval", "hidden"}
    for line in said:
        assert not english & set(line.casefold().split()), line
    assert all(words.knows(note.text) for figure in document.figures for note in figure.notes)


def test_every_method_and_note_of_a_pipeline_has_its_german() -> None:
    words = Words("de")
    for result in results():
        if result.kind == "pipeline":
            for method in result.methods:
                assert words.knows(method.name), method.name
                assert words.knows(method.of), method.of
            for row in result.rows:
                for note in getattr(row, "notes", ()):
                    assert words.knows(note.text), note.text


def test_the_lead_counts_everybody() -> None:
    result = results()[0]
    (row,) = by_kind(result.rows).whole
    assert isinstance(row, Pipeline)
    told = SYSTEMS["pipeline"].lead(result, Words("en"))
    assert f"{row.all.n} opportunities" in told
    assert f"{row.won.n} won" in told
    assert {Landmark, Velocity} <= {type(each) for each in result.rows}
