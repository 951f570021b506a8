import gzip
import hashlib
import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest

from samkit.readers.kinds import kind_of
from tests.readers.made import lines, refused, text_of


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return buffer.getvalue()


OTHERS = {
    "XLSX": archive("[Content_Types].xml", "xl/workbook.xml"),
    "DOCX": archive("[Content_Types].xml", "word/document.xml"),
    "ZIP": archive("survey.csv"),
    "gzip": gzip.compress(b"id\n1\n"),
    "pickle": pickle.dumps({"id": [1, 2]}),
    "old pickle": pickle.dumps({"id": [1, 2]}, protocol=0),
    "HTML": b"\r\n  <!DOCTYPE HTML PUBLIC>\n<html><body>Please log in, again</body></html>",
    "HTML table": b"<!-- made by a program --><table><tr><td>id</td></tr></table>",
    "XML": b"<?xml version='1.0'?><Workbook/>",
    "JSON": json.dumps([{"id": 1, "q1": "Agree"}]).encode(),
    "JSON lines": b'{"id": 1, "q1": "Agree"}\n{"id": 2, "q1": "Agree"}\n',
    "JSON cut": b'{"responses": [{"id": 1, "q1": "Ag',
    "Parquet": b"PAR1\x15\x04\x15\x10" + b"q" * 40 + b"PAR1",
    "SPSS": b"$FL2@(#) SPSS DATA FILE" + bytes(40),
    "portable SPSS": b" " * 40 + b"ASCII SPSS PORT FILE" + b" " * 40,
    "XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    "noise": b"".join(hashlib.sha256(bytes([place])).digest() for place in range(100)),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_refused_under_its_own_name(tmp_path: Path, name: str) -> None:
    (problem,) = refused(tmp_path, OTHERS[name])
    assert problem.code == "wrong_type"
    assert any(word in problem.message for word in name.split())
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    ["[C1],[C2]\n1,2\n", "{id},q1\n1,2\n", "PAR1,PAR2\n1,2\n", "BZhQ,GIF8\n1,2\n", "<5,>5\n1,2\n", "(dp,id\n1,2\n"],
)
def test_a_header_that_only_begins_like_another_kind_is_text(text: str) -> None:
    assert kind_of(text.encode()) == ("", "")


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    code = b"cposix\nsystem\n(Vtouch " + str(trap).encode() + b"\ntR."
    assert refused(tmp_path, b"\x80\x04" + code)
    assert not trap.exists()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_conflict_markers_are_refused_at_the_line_of_the_first(tmp_path: Path, end: str) -> None:
    table = lines()
    table[3:3] = ["<<<<<<< HEAD", table[3], "=======", table[3], ">>>>>>> other"]
    (problem,) = refused(tmp_path, text_of(table, end))
    assert (problem.code, problem.place.line) == ("conflict_markers", 4)
