"""Faults of the same kinds as in the corpus, made here, through the command line."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from samkit.cli.app import run

STUDY = Path(__file__).with_name("badcsv.toml")
HEADER = [
    "respondent_id",
    "revenue_change",
    "profit_change",
    "satisfaction_change",
    "overall_success",
    "weight",
    "q1",
    "q2",
    "q3",
    "q4",
    "q5",
]
CHANGE = ("Somewhat better", "Somewhat worse", "About the same", "Significantly better")
SUCCESS = ("Very good", "Fair", "Good", "Excellent")
AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
GROWTH = ("22.5", "-3", "0", "7")
WEIGHTS = ("1.0", "0.8", "1.2", "1.5")

Table = list[list[str]]


def table() -> Table:
    """Make twelve respondents and the header above them."""
    rows = [
        [f"R{n:03}", GROWTH[n % 4], GROWTH[n // 2 % 4], CHANGE[n % 4], SUCCESS[n % 4], WEIGHTS[n % 4]]
        + [AGREEMENT[(n + item) % 5] for item in range(5)]
        for n in range(1, 13)
    ]
    return [HEADER, *rows]


def text(rows: Table, sign: str = ",", end: str = "\n") -> str:
    """Join cells to a file."""
    return "".join(sign.join(row) + end for row in rows)


def cell(line: int, column: str, new: str) -> str:
    """Put another text into one cell."""
    rows = table()
    rows[line - 1][HEADER.index(column)] = new
    return text(rows)


def column(name: str, new: Callable[[int], str]) -> str:
    """Fill one column anew."""
    rows = table()
    for place, row in enumerate(rows[1:]):
        row[HEADER.index(name)] = new(place)
    return text(rows)


def with_comments(line: int, comment: str) -> str:
    """Add a column of comments with one of them given."""
    rows = table()
    return text(
        [[*row, "comment" if not place else comment if place == line - 1 else "ok"] for place, row in enumerate(rows)]
    )


def judged(content: str | bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Save a file, classify it, and give the exit code and what was told."""
    path = folder / "variant.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code = run(["classify", str(path), "--study", str(STUDY), "-o", str(folder / "out.csv")])
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert (folder / "out.csv").exists() == (code == 0)
    return code, told


SWALLOWED = with_comments(4, '"ok').splitlines()
SWALLOWED[7] += '"'
FAULTY: dict[str, tuple[str | bytes, list[str]]] = {
    "mark only": (codecs.BOM_UTF8, ["empty"]),
    "header without a line end": (",".join(HEADER), ["no rows"]),
    "misspelt column": (
        text(table()).replace("profit_change", "profit_chnage"),
        ["line 1", "profit_change", "profit_chnage"],
    ),
    "total below": (text(table()) + "Total,12\n", ["line 14", "2", "11"]),
    "padded total": (text(table()) + "Total,26.5,,,,12,,,,,\n", ["line 14", "Total"]),
    "two tables": (text(table()) + "\nlevel,count\nAgree,5\n", ["line 15", "2", "11"]),
    "every row one cell more": (text([HEADER, *([*row, "x"] for row in table()[1:])]), ["line 2", "12", "11"]),
    "one row with an unquoted comma": (cell(6, "q5", "Agree, mostly"), ["line 6", "12", "11"]),
    "swallowed rows": ("\n".join(SWALLOWED) + "\n", ["lines 4 to 8", "4 whole records"]),
    "unescaped quotes": (with_comments(4, '"he said "yes" to me"'), ["line 4", "quote"]),
    "blank before a quote": (with_comments(4, ' "a, b"'), ["line 4", "blank"]),
    "decimal commas": (
        column("revenue_change", lambda place: f'"{place},5"'),
        ["line 2", "revenue_change", 'decimal = ","'],
    ),
    "long cell": (with_comments(4, "x" * 150_000), ["line 4", "comment", "100000"]),
    "long line": (text(table()) + "x" * 200_000, ["line 14", "100000"]),
    "euro": (cell(6, "revenue_change", "€5"), ["line 6", "revenue_change", 'strip = "€"']),
    "infinity": (cell(6, "revenue_change", "inf"), ["line 6", "revenue_change", "finite"]),
    "400 digits": (cell(6, "revenue_change", "9" * 400), ["line 6", "revenue_change", "finite"]),
    "full-width digits": (cell(6, "revenue_change", "\uff11\uff12"), ["line 6", "revenue_change", "U+FF11"]),
    "trailing minus": (cell(6, "revenue_change", "5-"), ["line 6", "revenue_change"]),
    "ISO date": (cell(6, "revenue_change", "2024-05-03"), ["line 6", "revenue_change", "date"]),
    "truth": (cell(6, "revenue_change", "TRUE"), ["line 6", "revenue_change"]),
    "range": (cell(6, "revenue_change", "10-20"), ["line 6", "revenue_change", "range"]),
    "weight not a number": (cell(6, "weight", "NaN"), ["line 6", "weight"]),
    "label in another case": (cell(6, "q2", "agree"), ["line 6", "q2", "Agree"]),
    "curly quotes": (cell(6, "q2", "\u201cAgree\u201d"), ["line 6", "q2", "Agree"]),
    "two answers in one cell": (cell(6, "q2", "Agree; Disagree"), ["line 6", "q2"]),
    "zero-width in a label": (cell(6, "q2", "Ag\u200bree"), ["line 6", "q2", "U+200B"]),
    "same row twice": (text([*table(), table()[3]]), ["line 14", "line 4", "respondent_id"]),
    "HTML": (b"<!DOCTYPE html><html><body>Log in</body></html>", ["HTML"]),
    "Parquet": (b"PAR1\x15\x04" + bytes(20) + b"PAR1", ["Parquet"]),
    "PDF": (b"%PDF-1.4\n", ["PDF"]),
    "SurveyMonkey": (
        text([HEADER, ["", *["Response"] * 10], *table()[1:]]),
        ["line 2", "revenue_change", "skip_rows_after_header = 1"],
    ),
    "another encoding half way": (text(table()).encode() + "R9é,".encode("cp1252"), ["line 14", "0xe9"]),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_refused_with_its_place_and_a_next_step(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, words = FAULTY[name]
    code, told = judged(content, tmp_path, capsys)
    assert code == 3
    assert [word for word in ["variant.csv", "next: ", *words] if word.lower() not in told.lower()] == []


WARNED: dict[str, str | bytes] = {
    "NBSP round names": text(table()).replace("weight", "\u00a0weight\u200b", 1),
    "trailing comma on every line": text(table(), end=",\n"),
    "comma-only rows": text([*table()[:5], [""] * 11, [""] * 11, *table()[5:]]),
    "CR alone": text(table(), end="\r"),
    "declared semicolons": "sep=;\n" + text(table(), ";"),
    "big-endian UTF-16": codecs.BOM_UTF16_BE + text(table()).encode("utf-16-be"),
    "bell in a comment": with_comments(4, "ding\x07"),
    "ids that differ in case": cell(6, "respondent_id", "r001"),
    "missing codes": cell(6, "revenue_change", "-99"),
    "weight of nothing": cell(6, "weight", "0"),
    "weight of a million": cell(6, "weight", "1000000"),
    "an item without answers": column("q3", lambda _: ""),
    "everybody in one group": column("revenue_change", lambda _: "-1"),
}


@pytest.mark.parametrize("name", WARNED)
def test_a_file_with_a_blemish_is_read_with_a_warning(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = judged(WARNED[name], tmp_path, capsys)
    assert code == 0, told
    assert "warning" in told.lower()


CLEAN = {
    "as made": text(table()),
    "long comment": with_comments(4, "x" * 30_000),
    "SQL in a comment": with_comments(4, "'; DROP TABLE surveys; --"),
    "ids of many kinds": column("respondent_id", lambda place: f"<b>{place}</b>"),
    "all in quotes": text([[f'"{cell}"' for cell in row] for row in table()], end="\r\n"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_good_file_is_read_without_a_word(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = judged(CLEAN[name], tmp_path, capsys)
    assert code == 0
    assert "warning" not in told.lower()
