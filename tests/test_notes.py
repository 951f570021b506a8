from __future__ import annotations

import re
from pathlib import Path

import pytest

import samkit
from samkit.notes import CODES, Note, Severity


def test_a_note_with_a_code_that_is_not_in_the_list_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="nope"):
        Note("nope", "text")


@pytest.mark.parametrize("code", CODES)
def test_a_note_weighs_what_its_code_says(code: str) -> None:
    assert Note(code, "text").severity is CODES[code]
    assert "_" not in Note(code, "text").label


def test_every_severity_is_in_use() -> None:
    assert set(CODES.values()) == set(Severity)


def test_every_code_that_the_sources_write_is_in_the_list() -> None:
    folder = Path(samkit.__file__).parent
    written = {code for path in folder.rglob("*.py") for code in re.findall(r'Note\(\s*"(\w+)"', path.read_text())}
    assert written <= set(CODES)
