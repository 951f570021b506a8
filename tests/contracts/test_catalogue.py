"""Everything that the catalogue lists does what its kind promises; a new entry is tested by being listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import benchmarking, catalogue, checking, drawing, publish, reconciling, reporting, workflow
from samkit.analyses.plan import Analysis
from samkit.catalogue import ANALYSES, CHARTS, ENGINES, KINDS, READERS, SYSTEMS, TABLES, WRITERS, Entry
from samkit.charts.frame import Caption
from samkit.cli.options import Format
from samkit.reach import Planned
from samkit.readers.form import Peek, Reader
from samkit.report import systems
from samkit.study.file import SectionTable, StudyFile
from samkit.tally import Ask, Cells, Request
from tests.builders import CROSSED, NUMBERS, STUDY, answers, numbers, surveyed
from tests.index.made import computed
from tests.pipeline import made as pipeline
from tests.practices import made as practices

if TYPE_CHECKING:
    from samkit.report.document import Document, Drawn
    from samkit.results import Result

ENTRIES = [pytest.param(entry, id=f"{kind} {name}") for kind, found in KINDS.items() for name, entry in found.items()]


def results() -> dict[str, Result]:
    """Give one result by the analysis that made it."""
    data = surveyed(numbers(answers()), STUDY + NUMBERS + CROSSED)
    found = (*workflow.compare(data)[1], *workflow.trend(data)[1], workflow.profile(data)[1])
    found += (workflow.drivers(data, ["plan", "meet"])[1], *workflow.rank(data, replicates=200)[1])
    found += (workflow.planned(Planned(0.13, 0.3, 0.15)), *workflow.power(data)[1])
    found += (*workflow.robustness(data, permutations=50)[1], *workflow.trust(data)[1])
    found += workflow.halo(data, replicates=200)[1]
    found += (checking.looked_at(data.study, data.export)[1], *workflow.adjusted(data, adjust=["ripe"])[1])
    found += (benchmarking.benchmark(data, data)[1], reconciling.reconcile("sam_2016"))
    found += (computed(), pipeline.results()[0], pipeline.results()[-1])
    found += (practices.computed(), workflow.compare(practices.survey(), ["table"])[1][0])
    named = {"id": [str(row) for row in range(120)], **answers()}
    known = surveyed(named, STUDY.replace("hide_below", 'respondent = "id"\nhide_below'))
    found += (benchmarking.benchmark(known, known, organisation="0", items=["practices"])[1],)
    return {result.kind: result for result in found}


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_can_be_loaded_and_says_what_it_is_for(entry: Entry) -> None:
    assert catalogue.load(entry) is not None
    assert entry.what
    assert entry.takes


@pytest.mark.parametrize("name", READERS)
def test_every_reader_recognises_or_passes_over_a_plain_table(name: str) -> None:
    reader: Reader = catalogue.load(READERS[name])
    sign = reader.recognised(Peek("text", (("growth", "plan"), ("Grew", "Agree"))))
    assert (sign is not None) == (name == "csv")


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_answers_each_ask_of_a_request(name: str) -> None:
    survey = workflow.classify(surveyed(answers()))[0]
    request = Request(frozenset({Ask("plan", "performance"), Ask("ripe", "performance")}))
    cells = catalogue.load(ENGINES[name])(survey, request)
    assert isinstance(cells, Cells)
    assert cells.blocks.keys() == request.asks


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_answers_in_its_kind(name: str) -> None:
    assert isinstance(catalogue.load(ANALYSES[name]), Analysis)
    assert results()[name].rows


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_can_be_named_in_a_section_or_has_a_verb_of_its_own(name: str) -> None:
    in_a_section = SectionTable.model_json_schema()["properties"]["analysis"]["enum"]
    assert (name in in_a_section) != hasattr(workflow, name)


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_has_a_table_in_the_study_file_figures_of_its_own_and_a_chart(name: str) -> None:
    assert SYSTEMS[name].takes == name
    assert name in StudyFile.model_fields
    assert name in systems.SYSTEMS
    assert name in {entry.takes for entry in CHARTS.values()}
    assert results()[name].rows


def test_every_table_takes_the_kind_of_a_result() -> None:
    kinds = {
        "classification",
        "check",
        "benchmark",
        "organisation",
        "reconcile",
        "log",
        *(entry.takes for entry in (ANALYSES | SYSTEMS).values()),
    }
    assert {entry.takes for entry in TABLES.values()} == kinds


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_the_rows_that_it_takes(name: str) -> None:
    from matplotlib.figure import Figure

    result = results()[CHARTS[name].takes]
    drawn = catalogue.load(CHARTS[name])(result.rows, result.grouping, Caption("Title", "Subtitle", "Footer"))
    assert isinstance(drawn, Figure)


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_gives_something(name: str) -> None:
    write, kind = catalogue.load(WRITERS[name]), WRITERS[name].takes
    found = tuple(results().values())
    given = {
        "tables": lambda: write([table for result in found for table in publish.tables(result)]),
        "results": lambda: write(found),
        "document": lambda: write(document := reporting.made(surveyed(answers()))[2], drawn(document, name)),
    }[kind]()
    assert isinstance(given, bytes if kind == "document" else str)
    assert given.strip()


def drawn(document: Document, writer: str) -> Drawn:
    """Draw what a writer puts in."""
    return drawing.draw(document, WRITERS[writer].pictures)[0]


def test_the_formats_of_the_command_line_are_the_writers_of_tables_and_results() -> None:
    assert {form.value for form in Format} == {
        name for name, entry in WRITERS.items() if entry.takes in {"tables", "results"}
    }
    assert set(publish.SUFFIXES.values()) == {form.value for form in Format}


def test_a_chart_of_the_study_is_a_chart_of_the_catalogue() -> None:
    assert all(
        f'chart = "{name}"' in STUDY
        or CHARTS[name].takes in {"check", "benchmark", "organisation", *ANALYSES, *SYSTEMS}
        for name in CHARTS
    )
