from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.text.lines import split_lines
from tests.readers.made import ROWS, cells, codes, lines, loaded, text_of


@given(st.text(alphabet="a\r\n\u2028\x0b\x85"))
def test_no_sign_of_a_text_is_lost_between_lines_and_ends(text: str) -> None:
    found = split_lines(text)
    ends = [found.end(index) for index in range(len(found.texts) - 1)]
    assert "".join(line + end for line, end in zip(found.texts, [*ends, ""], strict=True)) == text


@given(st.text(alphabet="a\u2028\x0b\x0c\x1c\x85"))
def test_only_line_feed_and_carriage_return_end_a_line(text: str) -> None:
    assert list(split_lines(text).texts) == [text]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_two_usual_line_ends_are_read_without_a_word(tmp_path: Path, end: str) -> None:
    export = loaded(tmp_path, text_of(lines(), end))
    assert (cells(export), export.notes, list(export.lines)) == (list(ROWS), (), list(range(2, 14)))


@pytest.mark.parametrize("end", ["\r", "\r\r\n"])
def test_odd_line_ends_are_read_and_said(tmp_path: Path, end: str) -> None:
    export = loaded(tmp_path, text_of(lines(), end))
    assert (cells(export), codes(export)) == (list(ROWS), ["mixed_line_ends"])
    assert export.lines[-1] == 13


def test_mixed_line_ends_are_counted(tmp_path: Path) -> None:
    table = lines()
    export = loaded(tmp_path, text_of(table[:5], "\r\n") + text_of(table[5:], "\n"))
    assert cells(export) == list(ROWS)
    assert "8 in LF, 5 in CRLF" in export.notes[0].text


def test_line_ends_inside_quotes_are_not_counted_and_stay_as_they_are(tmp_path: Path) -> None:
    table = lines()
    table[2] = table[2].replace("fine", '"a\r\nb\rc"')
    export = loaded(tmp_path, text_of(table))
    assert (export.notes, cells(export)[1][-1]) == ((), "a\r\nb\rc")
    assert list(export.lines[:4]) == [2, 3, 6, 7]


def test_a_file_without_a_last_line_end_loses_no_row(tmp_path: Path) -> None:
    assert loaded(tmp_path, text_of(lines()).rstrip("\n")).rows == 12
