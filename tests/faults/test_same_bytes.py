"""Section 4, row 26: the same data, study and versions give the same bytes in every format, wherever and whenever."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Final

import pytest

from samkit import catalogue
from samkit.reporting import DOCUMENTS
from tests.builders import STUDY, answers, csv_text, files
from tests.cli.programs import program

if TYPE_CHECKING:
    from pathlib import Path

    Files = dict[str, bytes]

SETTINGS: Final = {
    "first": {"PYTHONHASHSEED": "1", "TZ": "UTC"},
    "elsewhere": {"PYTHONHASHSEED": "2", "TZ": "Pacific/Chatham", "LC_ALL": "de_DE.UTF-8", "SOURCE_DATE_EPOCH": "0"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C", "USER": "canary"},
    "later": {"SOURCE_DATE_EPOCH": "4102444800", "TMPDIR": "/", "HOME": "/nonexistent", "COLUMNS": "40"},
}
OTHERS: Final = [name for name in SETTINGS if name != "first"]
TABLED: Final = STUDY + '\n[[figures]]\nid = "3"\nsection = "practices"\nchart = "paired_bars"\n'


def written(place: Path, settings: dict[str, str], columns: dict[str, list[str]] | None = None) -> Files:
    """Write a report in every format, and give its files."""
    place.mkdir()
    export = files(place, columns, TABLED)
    ended = program("report", export, "--format", "all", "-o", place / "out", **settings)
    assert ended.code == 0, ended.err
    found = place / "out"
    return {path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Write the report under all settings, each in a folder of its own."""
    room = tmp_path_factory.mktemp("same")
    return {name: written(room / name.replace(" ", "-"), settings) for name, settings in SETTINGS.items()}


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("form", DOCUMENTS)
def test_s26_a_report_has_the_same_bytes_under_all_settings(reports: dict[str, Files], form: str, other: str) -> None:
    name = catalogue.WRITERS[form].file
    assert reports["first"][name]
    assert reports[other][name] == reports["first"][name]


@pytest.mark.parametrize("other", OTHERS)
def test_s26_results_tables_pictures_and_manifest_have_the_same_bytes_under_all_settings(
    reports: dict[str, Files], other: str
) -> None:
    first, again = reports["first"], reports[other]
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []
    suffixes = {name.rpartition(".")[2] for name in first}
    assert suffixes >= {"svg", "png", "pdf", "txt", "csv", "json", "html"}


def test_s26_the_manifest_names_what_the_report_was_made_from_and_neither_time_nor_place(
    reports: dict[str, Files], tmp_path: Path
) -> None:
    text = reports["one thread"]["manifest.json"].decode()
    made = json.loads(text)["made"]
    assert made["documents"] == list(DOCUMENTS)
    assert list(made["data"]) == ["survey.csv"]
    assert {"numpy", "scipy", "matplotlib"} <= set(made["libraries"])
    assert str(tmp_path.parent) not in text
    assert "canary" not in text


def test_the_order_of_respondents_changes_no_number_and_no_picture(reports: dict[str, Files], tmp_path: Path) -> None:
    columns = answers()
    order = list(range(len(columns["growth"])))
    random.Random(3).shuffle(order)  # noqa: S311 - a test needs no secret
    shuffled = {name: [texts[place] for place in order] for name, texts in columns.items()}
    assert csv_text(shuffled) != csv_text(columns)
    again = written(tmp_path / "shuffled", {}, shuffled)
    first = reports["first"]
    shown = [name for name in first if name.startswith(("figures/", "tables/"))]
    assert [name for name in shown if again[name] != first[name]] == []
    digests = {json.loads(each["manifest.json"])["made"]["data"]["survey.csv"] for each in (first, again)}
    assert len(digests) == 2
    old, new = sorted(digests, key=lambda digest: digest.encode() in again["results.json"])
    assert again["results.json"].replace(new.encode(), old.encode()) == first["results.json"]
