"""What is proved plain is read alike by everyone, and a file comes in whole lines, all of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers import blocks
from samkit.readers.blocks import Proof, whole_lines
from samkit.readers.coding import cut
from samkit.readers.source import large
from tests.readers.made import saved

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = [
    "a,b\nc,d\n",
    'a,"b, c"\n"""d""",e\n',
    '"",x\n',
    ",x\n",
    "é,ü\n满意,b\n",
    "a\tb,c\n",
    "= ,b\n",
    "a, b \n",
]
NOT_PLAIN = [
    "a,b\n,\n",
    'a,b\n"",""\n',
    " ,\n",
    "=======,b\n",
    "a,b\rc\n",
    'a,b"c\n',
    'a,"b"c\n',
    'a,b""c\n',
    'a,""b"\n',
    'a, "b"\n',
    "a,b\x00\n",
    "a,b\x07\n",
    "a,b\x7f\n",
    "a,b\x85\n",
    "a,b\u00ad\n",
    "a,b\u200b\n",
    "a,b\u202e\n",
    "a,b\u2066\n",
    "a,b\ufeff\n",
    "a,b\ufffd\n",
    "a," + "b" * 200 + "\n",
]


def both(text: str | bytes, *, returns: bool = False) -> tuple[bool, bool]:
    """Ask for two columns by their distinct cells, and uncut."""
    data = text if isinstance(text, bytes) else text.encode()
    proof = Proof(",", 100, returns=returns)
    block = cut(data, ",", 2)
    return block is not None and proof.holds(block), proof.holds_uncut(data)


@pytest.mark.parametrize("text", PLAIN, ids=ascii)
def test_plain_lines_hold_with_either_line_end(text: str) -> None:
    assert both(text) == (True, True)
    assert both(text.replace("\n", "\r\n"), returns=True) == (True, True)


@pytest.mark.parametrize("text", NOT_PLAIN, ids=ascii)
def test_anything_that_readers_may_see_differently_does_not_hold(text: str) -> None:
    assert both("a,b\n" + text + "c,d\n") == (False, False)
    assert both(("a,b\n" + text + "c,d\n").replace("\n", "\r\n"), returns=True) == (False, False)


@pytest.mark.parametrize(
    ("text", "returns"),
    [("a,b\r\nc,d\r\n", False), ("a,b\nc,d\n", True), ("a,b\r\nc,d\n", True), ("a,b\nc,d\r\n", False)],
    ids=ascii,
)
def test_lines_that_end_otherwise_than_the_first_do_not_hold(text: str, returns: bool) -> None:
    assert both(text, returns=returns) == (False, False)


@pytest.mark.parametrize("content", [b"a,caf\xe9\n", b"a,\xc3\n", b"a,\xed\xa0\x80\n"])
def test_bytes_that_are_no_text_do_not_hold(content: bytes) -> None:
    assert both(content) == (False, False)


@given(st.lists(st.sampled_from(["a", '"', ",", "\n", "\r\n", " ", "é"]), max_size=30).map("".join))
def test_what_holds_of_the_distinct_cells_holds_of_all(text: str) -> None:
    by_cells, uncut = both(f"a,b\n{text}\n")
    assert uncut or not by_cells


def read(path: Path) -> tuple[list[bytes], str]:
    """Read a file block by block."""
    digest = hashlib.sha256()
    with large(path, 0) as file:
        assert file is not None
        return [bytes(lines) for lines in whole_lines(file, digest)], digest.hexdigest()


@given(st.lists(st.text("ab\r ", max_size=20)), st.sampled_from(["", " ", "b"]))
def test_blocks_are_the_file_in_whole_lines_and_the_digest_is_its_own(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], last: str
) -> None:
    content = ("".join(f"{line}\n" for line in lines) + last).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", 25)
        found, digest = read(saved(tmp_path_factory.mktemp("blocks"), content))
    assert b"".join(found) == (content + b"\n" if last.strip() else content.removesuffix(last.encode()))
    assert all(block.endswith(b"\n") for block in found)
    assert digest == hashlib.sha256(content).hexdigest()


def test_a_line_that_fills_a_block_gets_an_end_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 10)
    assert read(saved(tmp_path, "a" * 25 + "\nb\n"))[0] == [b"a" * 10 + b"\n", b"a" * 10 + b"\n", b"aaaaa\nb\n"]
