from __future__ import annotations

import itertools

import pytest

from samkit.charts import marked
from samkit.notes import Note
from samkit.results import Verdict
from samkit.words.language import LANGUAGES, Words

CODES = ("small_base", "circular", "almost_criterion")


@pytest.mark.parametrize("codes", list(itertools.permutations(CODES)))
def test_of_several_notes_the_gravest_gives_the_sign_in_whatever_order_they_stand(codes: tuple[str, ...]) -> None:
    notes = [Note(code, "x") for code in codes]
    assert marked.sign_of(notes) == "†"
    assert marked.sign_of([note for note in notes if note.code != "circular"]) == "‡"
    assert marked.sign_of([note for note in notes if note.code == "small_base"]) == ""


def test_a_verdict_alone_is_enough_for_a_sign() -> None:
    assert marked.sign_of([], Verdict.CIRCULAR) == "†"
    assert marked.sign_of([], Verdict.DIFFERS) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sign_that_is_there_is_explained_once_and_no_other(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]  # each is a language
    assert marked.explained(["", ""], words) == []
    both = marked.explained(["‡", "", "†", "‡"], words)
    assert [line[:2] for line in both] == ["† ", "‡ "]
    assert marked.explained(["‡"], words) == both[1:]


def test_the_signs_can_be_drawn() -> None:
    from samkit.charts.typeface import missing

    assert not missing("".join(marked.SIGNS.values()))
