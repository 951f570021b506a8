import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkit.errors import SamkitError
from samkit.readers.export import Export, Settings
from tests.readers.made import HEADER, cells, lines, read, saved, text_of

WORDS = st.text(alphabet='abc ,;"\n\r|\\\u00e9\u4e2d\U0001f600', max_size=10).map(lambda text: "x" + text + "x")
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=6)
)
ANY_FOLDER = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])

GOOD = text_of(lines()).encode()
FRAGMENTS = [
    b'"',
    b",",
    b";",
    b"\n",
    b"\r",
    b"\t",
    b"\\",
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"''",
    b'""',
    b"=",
    b"{",
]


OTHER_READING = {"mixed_line_ends", "delimiter_detected", "encoding_detected", "blank_column_dropped"}


def usual_reading(content: bytes) -> list[list[str]]:
    """Read a file as the csv module does, blank lines left out and blanks taken off."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [[cell.strip(" ") for cell in row] for row in rows if "".join(row).strip()][1:]


def attempt(path: Path, said: Settings) -> Export | str:
    """Read a file, or tell why it is refused."""
    try:
        return read(path, said, HEADER[:5], keep_all=True)
    except SamkitError as error:
        return error.told()


@ANY_FOLDER
@given(table=TABLES, delimiter=st.sampled_from(",;\t|"), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_well_formed_files_come_through_as_the_csv_module_reads_them(
    tmp_path: Path, table: list[list[str]], delimiter: str, quoting: int
) -> None:
    header = [f"q{place}" for place in range(len(table[0]))]
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoting else csv.QUOTE_MINIMAL)
    writer.writerows([header, *table])
    path = saved(tmp_path, written.getvalue())
    export = read(path, Settings(delimiter=delimiter), header)
    expected = list(csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=delimiter, strict=True))
    assert [list(row) for row in cells(export)] == expected[1:]


@ANY_FOLDER
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 8), st.sampled_from([b"", *FRAGMENTS])), max_size=4
    ),
    said=st.sampled_from(
        [Settings(), Settings(encoding="cp1252"), Settings(escape="\\"), Settings(blank_columns="number")]
    ),
)
def test_a_damaged_file_is_read_or_refused_with_its_name_and_nothing_else_happens(
    tmp_path: Path, cuts: list[tuple[int, int, bytes]], said: Settings
) -> None:
    content = GOOD
    for place, length, new in cuts:
        content = content[:place] + new + content[place + length :]
    found = attempt(saved(tmp_path, content), said)
    if isinstance(found, str):
        assert "survey.csv" in found
        assert all(sign.isprintable() or sign == "\n" for sign in found)
    else:
        assert found.rows == len(found.lines) > 0
        assert {len(column.codes) for column in found.columns.values()} == {found.rows}
        if said == Settings() and not {note.code for note in found.notes} & OTHER_READING:
            assert [list(row) for row in cells(found)] == usual_reading(content)


@ANY_FOLDER
@given(content=st.binary(max_size=200), header=st.booleans())
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, header: bool) -> None:
    start = text_of(lines()[:1]).encode() if header else b""
    assert attempt(saved(tmp_path, start + content), Settings())


@ANY_FOLDER
@given(st.text(alphabet='a1,"\n;\\ ', max_size=60))
def test_no_text_is_lost_between_file_and_rows(tmp_path: Path, text: str) -> None:
    try:
        export = read(saved(tmp_path, "x,y\n" + text), Settings(delimiter=","), ("x", "y"))
    except SamkitError:
        return
    found = "".join(cell for row in cells(export) for cell in row)
    kept = sum(sign in "a1;\\" for sign in text)
    assert sum(sign in "a1;\\" for sign in found) == kept


def test_the_order_in_which_columns_are_asked_for_does_not_change_the_message(tmp_path: Path) -> None:
    path = saved(tmp_path, GOOD)
    told = []
    for needed in ({"b", "a", "c"}, {"c", "b", "a"}):
        with pytest.raises(SamkitError) as caught:
            read(path, Settings(), needed)
        told.append(caught.value.told())
    assert told[0] == told[1]


def test_the_name_of_the_file_is_told_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, b"")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SamkitError, match=r"^error: survey\.csv: the file is empty"):
        read(Path("survey.csv"), Settings(), ())
