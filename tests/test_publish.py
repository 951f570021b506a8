from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samkit import publish, workflow
from samkit.errors import OutputError, StudyError
from tests.builders import answers, surveyed

if TYPE_CHECKING:
    from pathlib import Path

DATA, RESULTS = workflow.compare(surveyed(answers()))


def test_results_go_into_one_file_by_its_suffix_or_into_one_file_each(tmp_path: Path) -> None:
    assert publish.results(RESULTS, "csv", tmp_path / "all.json", DATA) == [tmp_path / "all.json"]
    written = publish.results(RESULTS, "csv", tmp_path / "each", DATA)
    assert [path.name for path in written] == ["practices.csv", "outcome.csv", "maturity.csv"]
    assert all(path.is_file() for path in written)


def test_a_folder_that_has_the_suffix_of_a_file_is_still_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    assert len(publish.results(RESULTS, "md", tmp_path / "out.csv", DATA)) == 3


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        publish.results(RESULTS, "csv", tmp_path / "file" / "out", DATA)


def test_nothing_is_written_if_one_of_the_files_is_one_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "export.csv").write_text("mine")
    with pytest.raises(StudyError, match="read here"):
        publish.results(RESULTS, "csv", tmp_path / "export.csv", DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]


def test_a_classification_has_two_tables_and_a_comparison_one() -> None:
    classified = workflow.classify(DATA)[1]
    assert [table.name for table in publish.tables(classified)] == ["groups", "criteria"]
    assert [len(publish.tables(result)) for result in RESULTS] == [1, 1, 1]
