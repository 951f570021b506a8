"""A report on an index: alone or beside a survey, in English and in German, and no stronger than its intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from samkit import drawing, reporting, workflow
from samkit.catalogue import WRITERS, load
from samkit.errors import StudyError
from samkit.indexed import IndexScore, by_kind, ranked
from samkit.report import index as written
from samkit.words.language import Words
from tests.builders import STUDY as SURVEY
from tests.builders import answers, files, surveyed
from tests.index.made import STUDY, computed, rows
from tests.words.test_german import left_in

if TYPE_CHECKING:
    from pathlib import Path

    from samkit.report.document import Document

FIGURES = """
[[figures]]
id = "league"
chart = "league"

[[figures]]
id = "bullet"
chart = "bullet"
items = ["A07", "A00"]

[[figures]]
id = "one"
chart = "waterfall"
items = ["A05"]

[[figures]]
id = "all"
chart = "waterfall"

[[figures]]
id = "course"
chart = "index_trend"
items = ["South", "A02", "all"]

[[figures]]
id = "mean"
chart = "index_trend"
"""
GERMAN = {
    "A small index": "Ein kleiner Index", '"Growth"': '"Wachstum"', '"Retention"': '"Bindung"',
    '"Trust"': '"Vertrauen"',
    '"Care"': '"Sorgfalt"', '"Profit"': '"Gewinn"', '"Satisfaction"': '"Zufriedenheit"', "percent": "Prozent",
    '["Low", "Middle", "High"]': '["Niedrig", "Mittel", "Hoch"]', "Top quartile": "Oberes Viertel",
    "Industry average": "Durchschnitt der Branche",
    "seed = 7": 'seed = 7\nlanguage = "de"',
    "[index]\n": '[index]\ntitle = "Leistungsindex"\n',
}  # fmt: skip
LEVELS = {"Low": "Niedrig", "Middle": "Mittel", "High": "Hoch", "North": "Nord", "South": "Süd"}
BANDS = "".join(
    f'\n[[index.bands]]\nname = "{name}"\n{edges}\n'
    for name, edges in (("schwach", "below = 60"), ("gut", "from = 60\nto = 80"), ("herausragend", "above = 80"))
)


def made(text: str = STUDY + FIGURES, columns: dict[str, list[str]] | None = None) -> Any:
    return reporting.made(surveyed(columns or rows(), text))[2]


def german() -> Any:
    text = STUDY + FIGURES + BANDS
    for english, other in GERMAN.items():
        text = text.replace(english, other)
    columns = {name: [LEVELS.get(cell, cell) for cell in cells] for name, cells in rows().items()}
    columns["trust"][4] = ""
    return made(text.replace('"South"', '"Süd"'), columns)


def by_id(document: Document) -> dict[str, Any]:
    return {figure.id: figure for figure in document.figures}


def test_a_study_with_an_index_and_without_groups_has_a_report() -> None:
    document = made()
    assert document.lead == "Key account manager performance index: 8 managers in 4 periods, 32 indices"
    names = [table.name for table in document.tables]
    assert names == [
        "league", "teams", "change", "components", "normalisations", "reliability", "association", "card",
    ]  # fmt: skip
    assert all(each.figures for each in document.summary)
    assert [each.figures[0] for each in document.summary] == [figure.id for figure in document.figures]


def test_a_figure_draws_whom_it_names_in_the_order_in_which_it_names_them() -> None:
    found = by_id(made())
    assert [row[0] for row in found["league"].table.rows] == [row.item.text for row in ranked(computed().rows)]
    assert {row[0] for row in found["bullet"].table.rows} == {"A00", "A07"}
    assert [row[0] for row in found["one"].table.rows] == ["A05"]
    assert [row[0] for row in found["all"].table.rows] == ["All managers"]
    drawn = found["course"].pictures[0].rows.rows
    order = list(dict.fromkeys(row.item.id for row in drawn if hasattr(row, "item")))
    assert order == ["South", "A02", "all"]
    assert {row[0] for row in found["mean"].table.rows} == {"All managers"}


def test_a_name_that_nobody_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(StudyError, match=r"figure one names what the data do not have(.|\n)*did you mean 'A05'"):
        made(STUDY + FIGURES.replace('["A05"]', '["A55"]'))


def test_many_people_stand_on_several_pages_and_each_on_one() -> None:
    document = made(columns=rows(managers=70))
    pages = by_id(document)["league"].pictures
    assert [picture.name for picture in pages] == [f"figure-league-page-{page}" for page in (1, 2, 3)]
    shown = [row.item.id for page in pages for row in page.rows.rows if isinstance(row, IndexScore)]
    assert len(shown) == len(set(shown)) == 70
    assert max(sum(isinstance(row, IndexScore) for row in page.rows.rows) for page in pages) <= 30


def test_several_changes_have_a_page_each() -> None:
    document = made(STUDY + FIGURES.replace('items = ["A05"]', 'items = ["A05", "South"]'))
    pages = by_id(document)["one"].pictures
    assert [[row.item.id for row in page.rows.rows if hasattr(row, "item")] for page in pages] == [["A05"], ["South"]]


@pytest.mark.parametrize(
    ("upper", "said"),
    [(1, "no other rank is likely"), (3, "the rank lies from 1 to 3"), (None, "how sure that is cannot be said")],
)
def test_who_is_first_is_said_with_the_ranks_that_are_possible(upper: float | None, said: str) -> None:
    result = computed()
    changed = tuple(
        row._replace(rank=row.rank._replace(lower=upper and 1, upper=upper)) if isinstance(row, IndexScore) else row
        for row in result.rows
    )
    assert said in written.first(result._replace(rows=changed))


@pytest.mark.parametrize(
    ("of", "bounds", "said", "never"),
    [
        ("manager", (2.0, 9.0), "most by", "no more than"),
        ("manager", (-2.0, 9.0), "no more than indices usually move", "most by"),
        ("all", (2.0, 9.0), "on average from", "no change"),
        ("all", (-2.0, 9.0), "no change of the mean shown", "most by"),
        ("manager", (None, None), "most by", "no more than"),
    ],
)
def test_a_change_is_claimed_only_where_its_interval_leaves_zero(
    of: Any, bounds: tuple[float | None, float | None], said: str, never: str
) -> None:
    row = next(row for row in by_kind(computed().rows).changes if row.of == of)
    row = row._replace(change=row.change._replace(value=5.0, lower=bounds[0], upper=bounds[1]))
    told = written.went(row)
    assert said in told
    assert never not in told


def test_of_a_fall_the_component_is_named_that_fell_most() -> None:
    row = by_kind(computed().rows).changes[0]
    steps = tuple(step._replace(change=by) for step, by in zip(row.steps, (-6.0, 4.0, -1.0), strict=True))
    row = row._replace(steps=steps, change=row.change._replace(value=-3.0, lower=-5.0, upper=-1.0))
    assert "most by Growth (−6.0)" in written.went(row)


def test_who_reaches_a_benchmark_is_counted_at_it_too() -> None:
    columns = rows(managers=4, quarters=1)
    columns["growth"], columns["retention"] = ["10", "7", "0", "10"], ["100", "88", "60", "100"]
    columns["trust"] = columns["care"] = ["High", "High", "Low", "High"]
    assert "two reach Top quartile (85)" in written.reached(computed(columns))
    bands = STUDY.replace("[index.benchmarks]\n", "").replace('"Top quartile" = 85\n"Industry average" = 70\n', "")
    assert "two are exceptional" in written.reached(computed(columns, bands))


def test_nobody_with_an_index_is_said_and_drawn() -> None:
    columns = rows()
    columns["growth"] = [""] * 32
    document = made(STUDY + FIGURES.replace('["A05"]', '["A05"]'), columns)
    titles = {figure.id: figure.title for figure in document.figures}
    assert titles["league"].endswith("nobody has an index in this period")
    assert titles["all"].endswith("nobody has an index in both periods")
    assert drawing.draw(document, ["svg"])[0]


def test_an_index_may_belong_to_a_source_of_a_survey(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    files(tmp_path / "team", rows(), STUDY.replace("seed = 7", 'synthetic = "Made up"\nseed = 7'))
    source = '\n[sources.people]\nstudy = "team/survey.toml"\nexport = "team/survey.csv"\ntitle = "our people"\n'
    figure = '\n[[figures]]\nid = "who"\nsource = "people"\nchart = "league"\n'
    path = files(tmp_path, answers(), SURVEY + source + figure)
    _, results, document = reporting.made(workflow.read(path, path.with_suffix(".toml")))
    assert [result.kind for result in results].count("index") == 1
    assert by_id(document)["who"].footer[-1] == "Made up"
    assert "people-league" in {table.name for table in document.tables}
    assert any("Made up" in each.text for each in document.summary)


def test_a_study_may_have_groups_and_an_index() -> None:
    groups = '\n[groups.performance]\ncriteria = [{ label = "Grew", question = "growth", at_least = 5 }]\n'
    items = 'questions = { trusts = { text = "Trust", question = "trust" } }'
    section = f'\n[sections.care]\ntitle = "Care"\nfavourable = ["High"]\n{items}\n'
    figure = '\n[[figures]]\nid = "gap"\nsection = "care"\nchart = "dumbbell"\n'
    document = made(STUDY + groups + section + figure + FIGURES)
    assert {"groups", "league", "card"} <= {table.name for table in document.tables}
    assert "are Top Performers" in document.lead


@pytest.mark.parametrize("name", [name for name, entry in WRITERS.items() if entry.takes == "document"])
def test_every_writer_writes_a_report_on_an_index_alone(name: str) -> None:
    document = made()
    assert load(WRITERS[name])(document, drawing.draw(document, WRITERS[name].pictures)[0])


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for each in value for text in texts(each)] if isinstance(value, tuple) else []


def test_no_english_is_left_in_a_german_report() -> None:
    document = german()
    said: list[Any] = [document.lead, tuple(each.text for each in document.summary)]
    tables = (*document.tables, *(figure.table for figure in document.figures))
    for table in tables:
        heads = tuple(column.heading for column in table.columns)
        said += [(table.title, heads, table.footer, tuple(note.text for note in table.notes)), table.rows]
    for figure in document.figures:
        said += [(figure.title, figure.subtitle, figure.footer, figure.pictures[0].alt)]
    wrong = {text: left for part in said for text in texts(part) if (left := left_in(text))}
    assert wrong == {}
    assert not [text for part in said for text in texts(part) if text.startswith("In English")]


def test_the_methods_of_an_index_have_their_german_names() -> None:
    words = Words("de")
    for method in computed().methods:
        assert words.knows(method.of), method.of
        assert words.knows(method.name), method.name
