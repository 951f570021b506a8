from pathlib import Path

import pytest

from tests.readers.made import HEADER, ROWS, cells, lines, loaded, refused, text_of


def with_quotes(opened: tuple[int, int], closed: tuple[int, int]) -> list[str]:
    """Put a stray quote before one cell and another behind a later cell, each by line and place."""
    table = [line.split(",") for line in lines()]
    table[opened[0] - 1][opened[1]] = '"' + table[opened[0] - 1][opened[1]]
    table[closed[0] - 1][closed[1]] += '"'
    return [",".join(row) for row in table]


@pytest.mark.parametrize("place", [0, 2, 3, 5])
def test_a_stray_quote_that_swallows_rows_is_refused_with_both_lines(tmp_path: Path, place: int) -> None:
    (problem,) = refused(tmp_path, text_of(with_quotes((4, place), (8, place))))
    assert (problem.code, problem.place.line) == ("swallowed_records", 4)
    assert "spans lines 4 to 8 and holds 4 whole records" in problem.message


def test_a_stray_quote_over_two_lines_swallows_one_row(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(with_quotes((4, 3), (5, 3))))
    assert "spans lines 4 to 5 and holds 1 whole record" in problem.message


def test_a_stray_quote_between_different_columns_is_refused_too(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(with_quotes((4, 1), (8, 4))))
    assert (problem.code, problem.place.line) == ("swallowed_records", 4)


@pytest.mark.parametrize(
    "comment",
    [
        "one\ntwo\nthree",
        "a, b, c, d, e\nf, g, h, i, j, k",
        "first, second\n\n\nthird",
        "I, we, you, they, he, she\nand, so, on, and, on, now",
    ],
)
def test_a_long_comment_with_delimiters_and_line_ends_is_no_swallowed_row(tmp_path: Path, comment: str) -> None:
    table = lines()
    table[3] = table[3].replace("fine", f'"{comment}"')
    export = loaded(tmp_path, text_of(table))
    assert (export.rows, export.notes, cells(export)[2][-1]) == (12, (), comment)


def test_a_narrow_table_with_lists_in_its_comments_is_read(tmp_path: Path) -> None:
    table = ["id,comment", *(f'R{place},"apples, pears\nplums, figs\nnuts, more"' for place in range(9))]
    assert loaded(tmp_path, text_of(table), needed=["id"]).rows == 9


def test_the_rows_are_swallowed_without_a_word_by_the_usual_reader(tmp_path: Path) -> None:
    import csv

    found = list(csv.reader(with_quotes((4, 5), (8, 5)), strict=True))
    assert {len(row) for row in found} == {len(HEADER)}
    assert len(found) == 1 + len(ROWS) - 4
    assert refused(tmp_path, text_of(with_quotes((4, 5), (8, 5))))
