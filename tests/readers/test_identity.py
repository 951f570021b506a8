from pathlib import Path

import pytest

from samkit.errors import DataError
from samkit.readers.identity import check
from tests.readers.made import ROWS, lines, loaded, text_of


def with_ids(folder: Path, *ids: str) -> tuple[str, ...]:
    """Give the first ids, check them all, and tell the notes."""
    rows = [(name, *row[1:]) for name, row in zip(ids, ROWS, strict=False)]
    export = loaded(folder, text_of(lines([*rows, *ROWS[len(rows) :]])))
    return tuple(f"{note.code}: {note.text}" for note in check(export, "id"))


def test_ids_that_differ_pass_without_a_word(tmp_path: Path) -> None:
    assert with_ids(tmp_path, "1", "1.0", "01", "1E0", "NA", "nan") == ()


def test_an_id_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        with_ids(tmp_path, "a", "b", "a", "a")
    problems = caught.value.problems
    assert [(problem.code, problem.place.line) for problem in problems] == [("duplicate_id", 4), ("duplicate_id", 5)]
    assert all("line 2" in problem.message and "other answers" in problem.message for problem in problems)


def test_a_row_that_stands_twice_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the same answers"):
        check(loaded(tmp_path, text_of([*lines(), lines()[1]])), "id")


@pytest.mark.parametrize("blank", ["", "   ", "\t", "\u00a0"])
def test_an_empty_id_is_refused_with_its_line(tmp_path: Path, blank: str) -> None:
    with pytest.raises(DataError) as caught:
        with_ids(tmp_path, "a", blank, "c", blank)
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [
        ("missing_id", 3),
        ("missing_id", 5),
    ]


@pytest.mark.parametrize(("one", "other"), [("r1", "R1"), ("A B", "AB"), ("José", "Jose\u0301"), ("a\u200b", "a")])
def test_ids_that_look_alike_are_noted_with_both_lines(tmp_path: Path, one: str, other: str) -> None:
    (told,) = with_ids(tmp_path, "x", one, other)
    assert told.startswith("near_duplicate_ids")
    assert "line 3" in told
    assert "line 4" in told
