import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkit.readers.export import Settings
from samkit.readers.text.lines import split_lines
from samkit.readers.text.quoting import Dialect
from samkit.readers.text.records import read_records
from tests.readers.made import ROWS, cells, codes, lines, loaded, refused, spoilt, text_of

SIGNS = st.text(alphabet='ab ,;"\n\r\t|\\\u00e9\U0001f600', max_size=8)


@settings(max_examples=400)
@given(
    table=st.lists(st.lists(SIGNS, min_size=2, max_size=5), min_size=1, max_size=6),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_well_formed_text_is_cut_as_the_csv_module_cuts_it(
    table: list[list[str]], delimiter: str, quoting: int
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL)
    writer.writerows(table)
    text = written.getvalue()
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    found = read_records(split_lines(text.removesuffix("\r\n")), 0, Dialect(delimiter))
    assert (found.cells, found.faults) == (expected, [])


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ('""', ""),
        ('"a, b"', "a, b"),
        ('"one\ntwo"', "one\ntwo"),
        ('"say ""yes"""', 'say "yes"'),
        ('""""', '"'),
        ("a'b", "a'b"),
        ("C:\\temp\\", "C:\\temp\\"),
        ('"C:\\temp\\"', "C:\\temp\\"),
    ],
)
def test_a_quoted_cell_comes_through_as_it_was_meant(tmp_path: Path, cell: str, read_as: str) -> None:
    export = loaded(tmp_path, text_of(spoilt(4, f"R003,-2,1.1,Agree,Disagree,{cell}")))
    assert (cells(export)[2][-1], export.notes, export.rows) == (read_as, (), 12)


def test_a_quote_inside_a_cell_without_quotes_is_taken_as_it_stands_and_said(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(spoilt(4, 'R003,-2,1.1,Agree,Disagree,5" disk')))
    assert (cells(export)[2][-1], codes(export)) == ('5" disk', ["bare_quote"])
    assert "line 4" in export.notes[0].text


@pytest.mark.parametrize(
    ("cell", "code", "hint"),
    [
        ('"abc"def', "bad_quote", "twice"),
        ('"he said "yes" to it"', "bad_quote", "twice"),
        ('"abc" ', "bad_quote", "twice"),
        (' "a, b"', "bad_quote", "blanks"),
        ('\t"abc"', "bad_quote", "blanks"),
        ('"he said \\"yes\\""', "bad_quote", 'escape = "\\\\"'),
        ('"never closed', "unterminated_quote", "close the quote"),
    ],
)
def test_a_quote_that_means_nothing_certain_is_refused_where_it_opened(
    tmp_path: Path, cell: str, code: str, hint: str
) -> None:
    (problem,) = refused(tmp_path, text_of(spoilt(4, f"R003,-2,1.1,Agree,Disagree,{cell}")))
    assert (problem.code, problem.place.line) == (code, 4)
    assert hint in problem.hint
    assert "line 4" in problem.message
    assert "cell 6" in problem.message


def test_all_faulty_quotes_are_told_together(tmp_path: Path) -> None:
    table = lines()
    for number in (3, 6, 9):
        table[number - 1] = table[number - 1].replace("fine", '"fi"ne')
    assert [problem.place.line for problem in refused(tmp_path, text_of(table))] == [3, 6, 9]


def test_a_declared_escape_sign_takes_the_meaning_from_the_next_sign(tmp_path: Path) -> None:
    content = text_of(spoilt(4, 'R003,-2,1.1,Agree,Disagree,"he said \\"yes\\", twice\\\\"'))
    assert refused(tmp_path, content)[0].hint == 'escape = "\\\\"'
    export = loaded(tmp_path, content, Settings(escape="\\"))
    assert cells(export)[2][-1] == 'he said "yes", twice\\'
    unquoted = text_of(spoilt(4, "R003,-2,1.1,Agree,Disagree,one\\, two"))
    assert cells(loaded(tmp_path, unquoted, Settings(escape="\\")))[2][-1] == "one, two"


def test_cells_that_are_all_in_quotes_are_the_same_cells(tmp_path: Path) -> None:
    quoted = [",".join(f'"{cell}"' for cell in line.split(",")) for line in lines()]
    assert cells(loaded(tmp_path, text_of(quoted))) == list(ROWS)


@pytest.mark.parametrize("line", ['"' * 50_001, '"",' * 20_000 + '"', 'a"' * 25_000, '"a""' * 20_000])
def test_no_line_of_quotes_is_slow(tmp_path: Path, line: str) -> None:
    assert refused(tmp_path, text_of([*lines(), line, line, line]))
