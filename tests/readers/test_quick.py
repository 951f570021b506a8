"""The quick way through a large file gives what the strict one gives, or leaves the file to it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.errors import DataError
from samkit.readers import choose, delimited, gathered, quick
from samkit.readers.export import Export, Settings
from samkit.readers.source import large, read_once
from tests.readers.made import ROWS, saved, text_of

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = st.sampled_from(
    ['"', ",", "\n", "\r", "\r\n", ";", " ", "\t", "\x00", "\x1a", "é", "\u200b", "=======", "\\", "'"]
)
CELLS = st.sampled_from(
    ["Agree", "Disagree", "", "Yes, always", 'so "called"', " padded ", "5", "-1.5", "Ja", "schön", "NA"]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), SIGNS, st.booleans()), max_size=2)


@pytest.fixture(autouse=True, params=[0, 2], ids=["by its cells", "by its columns"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sample at the end be so small that most of the file lies before it, and go either way through a file."""
    monkeypatch.setattr(quick, "LAST_BYTES", 200)
    monkeypatch.setattr(gathered, "_MOST", request.param)


def quickly(
    path: Path, settings: Settings | None = None, needed: tuple[str, ...] = (), *, keep: bool = True
) -> Export | None:
    """Read a file the quick way, however small it is."""
    with large(path, 1) as file:
        assert file is not None
        return quick.read(file, settings or Settings(), needed, keep_all=keep)


def strictly(path: Path, needed: tuple[str, ...] = (), *, keep: bool = True) -> Export | None:
    """Read a file strictly; None if it is refused."""
    try:
        return delimited.read(read_once(path), Settings(), needed, keep_all=keep)
    except DataError:
        return None


def same(one: Export, other: Export) -> None:
    """See that two exports are alike in everything."""
    assert (one.path, one.digest, one.header, one.reader) == (other.path, other.digest, other.header, other.reader)
    assert list(one.lines) == list(other.lines)
    assert list(one.columns) == list(other.columns)
    for name, column in one.columns.items():
        beside = other.columns[name]
        assert column.position == beside.position
        assert column.categories == beside.categories
        assert column.codes.tolist() == beside.codes.tolist()
        assert column.codes.dtype == beside.codes.dtype
    assert sorted(one.notes) == sorted(other.notes)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Make a table of some hundred rows, well written, in one of the usual ways."""
    width = draw(st.integers(2, 5))
    pool = draw(st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=8))
    rows = [(f"R{place:04}", *pool[place * 7 % len(pool)]) for place in range(draw(st.integers(90, 300)))]
    out = io.StringIO()
    writer = csv.writer(
        out, lineterminator=draw(st.sampled_from(["\n", "\r\n"])), delimiter=draw(st.sampled_from([",", ";", "\t"]))
    )
    writer.writerows([("id", *(f"q{place}" for place in range(width))), *rows])
    text = out.getvalue()
    return text if draw(st.booleans()) else text.rstrip("\r\n")


@given(tables())
def test_a_well_written_file_is_read_alike_both_ways(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = saved(tmp_path_factory.mktemp("quick"), text)
    strict, fast = strictly(path), quickly(path)
    assert strict is not None
    if fast is not None:
        same(fast, strict)


@given(tables(), EDITS)
def test_a_spoilt_file_is_read_alike_or_left_to_the_strict_reader(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[tuple[float, str, bool]]
) -> None:
    for where, sign, instead in edits:
        place = int(where * len(text))
        text = text[:place] + sign + text[place + instead :]
    path = saved(tmp_path_factory.mktemp("quick"), text)
    fast = quickly(path)
    if fast is not None:
        strict = strictly(path)
        assert strict is not None
        same(fast, strict)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain_files_do_go_the_quick_way(tmp_path: Path, end: str) -> None:
    rows = [",".join((f"X{place}", *ROWS[place % 12][1:])) for place in range(200)]
    path = saved(tmp_path, text_of(["id,growth,weight,q1,q2,comment", *rows, 'X200,1,1,"Yes, ""so""",Agree,'], end))
    fast, strict = quickly(path), strictly(path)
    assert fast is not None
    assert strict is not None
    same(fast, strict)
    some = quickly(path, needed=("q2", "id"), keep=False)
    assert some is not None
    assert list(some.columns) == ["q2", "id"]
    assert some.columns["q2"].texts() == strict.columns["q2"].texts()


def test_many_texts_of_a_column_are_one_each_with_quotes_and_without(tmp_path: Path) -> None:
    texts = [f"answer {place % 200}" for place in range(2_000)]
    rows = [f'{place},"{text}"' if place % 7 else f"{place},{text}" for place, text in enumerate(texts)]
    path = saved(tmp_path, text_of(["id,q", *rows]))
    fast, strict = quickly(path), strictly(path)
    assert fast is not None
    assert strict is not None
    same(fast, strict)


@pytest.mark.parametrize(
    "spoilt",
    [
        'X150,1,1,"Agree\nor so",Agree,fine',
        "X150,1,1,Agree,Agree,fine,more",
        "X150,1,1,Agree,Agree",
        'X150,1,1,"Agree"d,Agree,fine',
        'X150,1,1,Ag"ree,Agree,fine',
        "",
        ",,,,,",
        '"","",,,,',
        "id,growth,weight,q1,q2,comment",
        "X150,1,1,Agree,Agree,zero\u200bwidth",
        "X150,1,1,Agree,Agree,bell\x07",
        "X150,1,1,Agree,Agree,\x7f",
        "X150,1,1,Agree,Agree," + "long" * 26_000,
        "=======",
        "X150,1,1,Agree,Agree,old\rmac",
    ],
    ids=ascii,
)
def test_what_only_the_strict_reader_can_judge_is_left_to_it(tmp_path: Path, spoilt: str) -> None:
    rows = [f"X{place},1,1,Agree,Agree,fine" for place in range(300)]
    rows[150] = spoilt
    assert quickly(saved(tmp_path, text_of(["id,growth,weight,q1,q2,comment", *rows]))) is None


@pytest.mark.parametrize("content", [b"id,q\n" + b"1,caf\xe9\n" * 300, "id,q\n".encode("utf-16") + b"1,a\n" * 300])
def test_other_encodings_are_left_to_the_strict_reader(tmp_path: Path, content: bytes) -> None:
    assert quickly(saved(tmp_path, content)) is None


@pytest.mark.parametrize(
    "settings", [Settings(encoding="cp1252"), Settings(escape="\\"), Settings(columns=("a", "b"))], ids=str
)
def test_a_file_that_the_study_describes_is_left_to_the_strict_reader(tmp_path: Path, settings: Settings) -> None:
    assert quickly(saved(tmp_path, "id,q\n" + "1,a\n" * 300), settings) is None


def test_a_large_file_goes_the_quick_way_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, "id,q\n" + "".join(f"{place},answer {place % 5}\n" for place in range(300_000)))
    strict = delimited.read(read_once(path), Settings(), (), keep_all=True)
    monkeypatch.setattr(delimited, "read", None)
    same(choose.read(path, Settings(), (), keep_all=True), strict)
