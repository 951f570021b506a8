import codecs
from pathlib import Path

import pytest

from samkit.errors import StudyError
from samkit.readers.export import Settings
from tests.readers.made import ROWS, cells, codes, lines, loaded, refused, spoilt, text_of

FRENCH = text_of(spoilt(5, "R004,-1,1.1,Agree,Disagree,café – déjà"))


@pytest.mark.parametrize(
    ("encoding", "mark", "noted"),
    [
        ("utf-8", b"", []),
        ("utf-8", codecs.BOM_UTF8, []),
        ("utf-16-le", codecs.BOM_UTF16_LE, ["encoding_detected"]),
        ("utf-16-be", codecs.BOM_UTF16_BE, ["encoding_detected"]),
        ("utf-32-le", codecs.BOM_UTF32_LE, ["encoding_detected"]),
    ],
)
def test_a_byte_order_mark_names_the_encoding(tmp_path: Path, encoding: str, mark: bytes, noted: list[str]) -> None:
    export = loaded(tmp_path, mark + FRENCH.encode(encoding))
    assert (cells(export)[3][-1], codes(export)) == ("café – déjà", noted)
    assert export.header[0] == "id"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp1250", "gb18030"])
def test_the_encoding_in_the_hint_reads_the_file(tmp_path: Path, encoding: str) -> None:
    word = "满意满意" if encoding == "gb18030" else "café"
    content = FRENCH.replace("café – déjà", word).encode(encoding)
    (problem,) = refused(tmp_path, content)
    first = min(place for place, byte in enumerate(content) if byte > 127)
    assert (problem.code, problem.place.line) == ("bad_encoding", 5)
    assert f"0x{content[first]:02x} at offset {first}" in problem.message
    assert f'encoding = "{encoding}"' in problem.hint
    export = loaded(tmp_path, content, Settings(encoding=encoding))
    assert (cells(export)[3][-1], export.notes) == (word, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Ad hoc\u00a0", "mac_roman"), ("gefällt für", "mac_roman"), ("gefällt für", "cp1252"), ("łódź śpi", "cp1250")],
)
def test_the_encoding_that_makes_whole_words_is_named_first(tmp_path: Path, text: str, encoding: str) -> None:
    (problem,) = refused(tmp_path, FRENCH.replace("café – déjà", text).encode(encoding))
    assert problem.hint.startswith(f'encoding = "{encoding}"')


def test_a_file_that_changes_its_encoding_half_way_gets_no_easy_hint(tmp_path: Path) -> None:
    table = lines()
    content = text_of([*table[:5], "R1,1,1,Agree,Agree,é"]).encode() + text_of(["R2,1,1,Agree,Agree,é"]).encode(
        "cp1252"
    )
    (problem,) = refused(tmp_path, content)
    assert problem.place.line == 7
    assert "two encodings are mixed" in problem.hint


def test_a_file_cut_inside_a_character_is_refused_as_cut(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()).encode() + b"R013,1,1,Agree,Agree,caf\xc3")
    assert problem.place.line == 14
    assert "0xc3" in problem.message
    assert "cut off" in problem.hint


@pytest.mark.parametrize("bytes_", [b"\xed\xa0\x80", b"\xc0\xaf", b"\xff", b"\xf5\x80\x80\x80"])
def test_bytes_that_no_utf_8_has_are_refused_at_their_line(tmp_path: Path, bytes_: bytes) -> None:
    (problem,) = refused(tmp_path, text_of(lines()).encode().replace(b"R005", b"R" + bytes_))
    assert (problem.code, problem.place.line) == ("bad_encoding", 6)
    assert f"0x{bytes_[0]:02x}" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_refused_until_it_is_declared(tmp_path: Path, encoding: str) -> None:
    content = text_of(lines()).encode(encoding)
    (problem,) = refused(tmp_path, content)
    assert (problem.code, problem.place.line, problem.hint) == ("nul_byte", 1, f'encoding = "{encoding}"')
    assert cells(loaded(tmp_path, content, Settings(encoding=encoding))) == list(ROWS)


def test_a_nul_byte_is_refused_with_its_line_and_offset(tmp_path: Path) -> None:
    content = text_of(lines()).encode().replace(b"R005", b"R\x0005")
    (problem,) = refused(tmp_path, content)
    assert (problem.code, problem.place.line) == ("nul_byte", 6)
    assert str(content.index(0)) in problem.message


def test_a_tail_of_nul_bytes_is_the_mark_of_an_interrupted_writer(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text_of(lines()).encode() + bytes(512))
    assert (problem.code, problem.place.line) == ("nul_byte", 14)
    assert "512" in problem.message


def test_a_declaration_that_the_mark_contradicts_is_refused_and_the_hint_helps(tmp_path: Path) -> None:
    content = codecs.BOM_UTF8 + FRENCH.encode()
    (problem,) = refused(tmp_path, content, Settings(encoding="cp1252"))
    assert (problem.code, problem.hint) == ("encoding_contradicted", 'encoding = "utf-8"')
    assert loaded(tmp_path, content, Settings(encoding="utf-8")).rows == 12


def test_a_declared_encoding_that_garbles_good_utf_8_is_doubted_aloud(tmp_path: Path) -> None:
    assert codes(loaded(tmp_path, FRENCH.encode(), Settings(encoding="cp1252"))) == ["encoding_detected"]


@pytest.mark.parametrize("name", ["utf8x", "rot13", "hex", "zip", "idna", "undefined", "a\0b"])
def test_only_character_encodings_can_be_declared(tmp_path: Path, name: str) -> None:
    with pytest.raises(StudyError) as caught:
        loaded(tmp_path, FRENCH, Settings(encoding=name))
    assert caught.value.problems[0].hint.startswith('encoding = "')


@pytest.mark.parametrize("content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\n\r\n \t\n", "\ufeff \n".encode()])
def test_a_file_with_nothing_in_it_is_empty(tmp_path: Path, content: bytes) -> None:
    assert [problem.message for problem in refused(tmp_path, content)] == ["the file is empty"]
