"""What is fuzzed: for each kind of file some in good order, what is put into them, and how a user would read them."""

from __future__ import annotations

import contextlib
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit import workflow
from samkit.errors import SamkitError
from samkit.readers import choose
from samkit.readers.export import Settings
from samkit.study.load import load
from tests.fuzz.alike import see_alike
from tests.readers.made import lines, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from samkit.study.model import Study

STUDY: Final = Path(__file__).parents[1] / "readers" / "badcsv.toml"

_ANSWERS: Final = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")


class Target(NamedTuple):
    """One kind of file.

    Parameters
    ----------
    suffix
        What its name ends with.
    seeds
        Makes files in good order.
    tokens
        Signs that mean something in such a file.
    read
        Reads a file as a user would; whatever it raises beside samkit's own errors is a finding.
    seconds
        How long that may take.
    """

    suffix: str
    seeds: Callable[[], tuple[bytes, ...]]
    tokens: tuple[bytes, ...]
    read: Callable[[Path], None]
    seconds: float


def _studied() -> bytes:
    """Write a small export that the study of the broken ones reads."""
    head = "respondent_id,revenue_change,profit_change,satisfaction_change,overall_success,weight,q1,q2,q3,q4,q5"
    rows = [
        f"R{place:03},{place - 3},{place * 1.5},About the same,Good,1.{place},{','.join([_ANSWERS[place % 5]] * 5)}"
        for place in range(12)
    ]
    return text_of([head, *rows]).encode()


def _qualtrics() -> bytes:
    """Write a small export with three rows above the answers."""
    codes = ("startDate", "status", "_recordId", "QID1", "QID2_1", "QID2_2")
    import_ids = ",".join(f'"{{""ImportId"":""{code}""}}"' for code in codes)
    rows = [f"2024-03-0{place} 10:00:00,IP Address,R_{place},{_ANSWERS[place % 5]},CRM," for place in range(1, 9)]
    words = 'Start Date,Response Type,Response ID,"How far,\nall in all?",Tools - CRM,Tools - Sheet'
    return text_of(["StartDate,Status,ResponseId,Q1,Q2_1,Q2_2", words, import_ids, *rows]).encode()


def _two_rows() -> bytes:
    """Write a small export with two header rows and answers ticked one by one."""
    rows = [f'{100 + place},{_ANSWERS[place % 5]},Mail,,"so, so"' for place in range(9)]
    return text_of(["Respondent ID,How far?,Which?,,", ",Response,Mail,Phone,Other (please specify)", *rows]).encode()


def _packed() -> bytes:
    """Write a small export of a form with several answers in a cell."""
    rows = [
        f'2019/07/{place:02} 10:06:06,"Mail, Phone (mobile, work)",{_ANSWERS[place % 5]}' for place in range(10, 20)
    ]
    return text_of(["Timestamp,Which?,How far? [Mail]", *rows]).encode()


def texts() -> tuple[bytes, ...]:
    """Make delimited text of several platforms."""
    plain = text_of(lines()).encode()
    wide = text_of(lines(delimiter=";")).encode("utf-16")
    return (plain, _studied(), _studied(), _qualtrics(), _two_rows(), _packed(), wide, b"\xef\xbb\xbf" + plain)


def read_text(path: Path) -> None:
    """Read delimited text as an export of a study, if it has its columns, and as an unknown one; check its cells.

    Raises
    ------
    SamkitError
        If the unknown one is refused.
    """
    data = path.read_bytes()
    if b"respondent_id" in data:
        with contextlib.suppress(SamkitError):
            workflow.classify(workflow.read(path, _study()))
    export = choose.read(path, Settings(), (), keep_all=True, likely=True)
    if export.reader == "csv":
        see_alike(data, export)


@cache
def _study() -> Study:
    return load(STUDY)


def read_unknown(path: Path) -> None:
    """Read an export of which nothing is known."""
    choose.read(path, Settings(), (), keep_all=True, likely=True)


def studies() -> tuple[bytes, ...]:
    """Take study files."""
    return STUDY.read_bytes(), (STUDY.parents[2] / "data" / "sam_2012.toml").read_bytes()


def workbooks() -> tuple[bytes, ...]:
    """Write a small workbook."""
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in lines():
        book.active.append(
            [float(cell) if cell.replace(".", "").lstrip("-").isdigit() else cell for cell in line.split(",")]
        )
    book.save(out)
    return (out.getvalue(),)


def frames(write: Callable[[Path], None], suffix: str) -> bytes:
    """Give the bytes that a writer leaves in a file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"seed.{suffix}"
        write(path)
        return path.read_bytes()


def systems() -> tuple[bytes, ...]:
    """Write small SPSS files with labels and missing values."""
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({"id": [f"R{place}" for place in range(9)], "q1": [1.0, 2, 3, 9, 1, 2, 3, 1, 2]})
    labels: dict[str, dict[int | float, str]] = {"q1": {1: "Disagree", 2: "Neither", 3: "Agree", 9: "No answer"}}

    def write(path: Path) -> None:
        pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges={"q1": [9]})

    return frames(write, "sav"), frames(write, "zsav")


def columnar() -> tuple[bytes, ...]:
    """Write a small Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"id": [f"R{place}" for place in range(9)], "q1": ["Agree", "Disagree", None] * 3, "x": [1.5] * 9})
    return (frames(lambda path: pq.write_table(table, path), "parquet"),)


def read_study(path: Path) -> None:
    """Read a study file."""
    load(path)


TEXT_TOKENS: Final = (
    *(b'"', b" ", b",", b"\n", b"\r\n", b"\r", b"\t", b";", b"|", b"\\", b"=", b"\x00", b"\x1a", b"\xff"),
    *(b"\xef\xbb\xbf", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xff\xfe", b"sep=;\n"),
    *(b"NA", b"N/A", b"None", b"inf", b"1e400", b"-99", b"5-Feb", b"=1+1", b"Response", b'"{""ImportId"":""QID1""}"'),
)
STUDY_TOKENS: Final = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b'"', b"'", b"=", b",", b".", b"#", b"\n", b"\\u", b"\xff", b"[" * 200),
    *(b"nan", b"inf", b"true", b"-1", b"9" * 40, b"levels", b"scale", b"study", b"at_least", b"criteria", b"question"),
)
BINARY_TOKENS: Final = (
    *(b"\x00" * 8, b"\xff" * 8, b"\x7f\xff\xff\xff", b"\x00\x00\x00\x80", b"PK\x03\x04", b"PK\x01\x02", b"PAR1"),
    *(b"<", b"&x;", b"9999999", b"A1", b"..", b"\x01"),
)

TARGETS: Final = {
    "csv": Target("csv", texts, TEXT_TOKENS, read_text, 2),
    "study": Target("toml", studies, STUDY_TOKENS, read_study, 2),
    "xlsx": Target("xlsx", workbooks, BINARY_TOKENS, read_unknown, 10),
    "sav": Target("sav", systems, BINARY_TOKENS, read_unknown, 20),
    "parquet": Target("parquet", columnar, BINARY_TOKENS, read_unknown, 20),
}
