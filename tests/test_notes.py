from __future__ import annotations

import re
from pathlib import Path

import pytest

import samkit
from samkit.notes import CODES, Note, Severity, few


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


def test_of_many_notes_of_a_kind_a_few_are_shown_and_every_warning() -> None:
    notes = [Note(code, str(place)) for place in range(20) for code in ("nothing_ticked", "small_base")]
    shown = few(notes)
    assert [note.text for note in shown if note.code == "small_base"] == [str(place) for place in range(20)]
    explained = [note.text for note in shown if note.code == "nothing_ticked"]
    assert explained == [*map(str, range(8)), "… and 12 more of the same kind (nothing ticked)"]
    assert few(notes[:6]) == notes[:6]
