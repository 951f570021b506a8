from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.tally import Missing
from tests.selections.made import coded, packed, spread, told

ABC = {"a": "A", "b": "B", "c": "C, or D"}
TICKS = st.lists(st.tuples(*[st.booleans()] * 3), min_size=1, max_size=8)
REASONS = st.sampled_from(["", 'nothing = "not asked"', 'nothing = "does not apply"', 'nothing = "none of them"'])
NOT_ANSWERED, NOT_ASKED = int(Missing.NOT_ANSWERED), int(Missing.NOT_ASKED)

Ticks = list[tuple[bool, bool, bool]]


def in_columns(ticks: Ticks, ticked: str = "", unticked: str = "") -> dict[str, list[str]]:
    """Write ticks as columns: the words of the option, or a text for all of them."""
    return {
        f"Q_{key}": [(ticked or text) if row[place] else unticked for row in ticks]
        for place, (key, text) in enumerate(ABC.items())
    }


def in_cells(ticks: Ticks) -> dict[str, list[str]]:
    texts = list(ABC.values())
    return {"Q": [";".join(text for text, is_ticked in zip(texts, row, strict=True) if is_ticked) for row in ticks]}


@given(TICKS, REASONS)
def test_ticks_are_the_same_however_they_were_written_down(ticks: Ticks, nothing: str) -> None:
    together = coded(packed(ABC, ";", nothing), in_cells(ticks))
    assert coded(spread(ABC, nothing), in_columns(ticks)) == together
    if any(map(any, ticks)):
        assert coded(spread(ABC, nothing), in_columns(ticks, "1", "0")) == together
    for place, key in enumerate(ABC):
        for row, code in zip(ticks, together[key], strict=True):
            assert code == int(row[place]) if any(row) else code <= 0


@given(TICKS, REASONS, st.permutations(list(ABC)), st.permutations(list(ABC)))
def test_the_order_of_columns_and_of_options_changes_nothing(
    ticks: Ticks, nothing: str, columns: list[str], options: list[str]
) -> None:
    cells = in_columns(ticks, "1", "0")
    turned = coded(
        spread({key: ABC[key] for key in options}, nothing), {f"Q_{key}": cells[f"Q_{key}"] for key in columns}
    )
    assert turned == coded(spread(ABC, nothing), cells)


@given(TICKS, REASONS)
def test_every_option_has_the_same_respondents_in_its_base(ticks: Ticks, nothing: str) -> None:
    found = coded(spread(ABC, nothing), in_columns(ticks, "Yes", "No"))
    bases = {tuple(code >= 0 for code in codes) for codes in found.values()}
    assert len(bases) == 1


@pytest.mark.parametrize(
    ("nothing", "code"),
    [("", NOT_ANSWERED), ('nothing = "not asked"', NOT_ASKED), ('nothing = "none of them"', 0)],
)
def test_who_ticked_nothing_has_the_reason_that_the_study_gives(nothing: str, code: int) -> None:
    cells = {"Q_a": ["A", ""], "Q_b": ["", ""], "Q_c": ["", ""]}
    assert coded(spread(ABC, nothing), cells) == {"a": [1, code], "b": [0, code], "c": [0, code]}
    assert coded(packed(ABC, ";", nothing), {"Q": ["A", ""]}) == {"a": [1, code], "b": [0, code], "c": [0, code]}


def test_an_empty_cell_means_of_ticks_what_it_means_of_other_answers() -> None:
    study = packed(ABC, ";") + '\n[export]\nempty = "not asked"\n'
    assert coded(study, {"Q": ["A", ""]})["b"] == [0, NOT_ASKED]


def test_a_blank_is_missing_where_the_export_has_a_text_for_what_is_not_ticked() -> None:
    cells = {"Q_a": ["1", "1", "0", ""], "Q_b": ["0", "", "0", ""], "Q_c": ["0", "0", "0", ""]}
    missing = NOT_ANSWERED
    assert coded(spread(ABC), cells) == {
        "a": [1, 1, missing, missing],
        "b": [0, missing, missing, missing],
        "c": [0, 0, missing, missing],
    }
    none = coded(spread(ABC, 'nothing = "none of them"'), cells)
    assert none == {"a": [1, 1, 0, missing], "b": [0, missing, 0, missing], "c": [0, 0, 0, missing]}


def test_a_missing_answer_in_one_column_is_one_for_all_options_of_who_ticked_nothing() -> None:
    study = spread(ABC, 'missing = { "NA" = "not asked" }\nnothing = "none of them"')
    cells = {"Q_a": ["NA", "NA", "0"], "Q_b": ["NA", "1", "0"], "Q_c": ["0", "0", "0"]}
    assert coded(study, cells) == {
        "a": [NOT_ASKED, NOT_ASKED, 0],
        "b": [NOT_ASKED, 1, 0],
        "c": [NOT_ASKED, 0, 0],
    }


def test_how_many_ticked_nothing_is_told_and_what_else_it_may_mean() -> None:
    ((code, text),) = told(packed(ABC, ";"), {"Q": ["A", "", ""]})
    assert code == "nothing_ticked"
    assert text.startswith('q: 2 of 3 respondents ticked nothing, and are left out as "not answered"; if they were')
    ((_, declared),) = told(packed(ABC, ";", 'nothing = "not asked"'), {"Q": ["A", "", ""]})
    assert declared == 'q: 2 of 3 respondents ticked nothing, and are left out as "not asked"'
    ((_, none),) = told(packed(ABC, ";", 'nothing = "none of them"'), {"Q": ["A", "", ""]})
    assert none == "q: 2 of 3 respondents ticked nothing, and are in the base: none of the options is so for them"


def test_that_skipping_looks_like_ticking_nothing_is_told_with_both_bases() -> None:
    cells = in_columns([(True, False, False), (False, False, False), (False, True, True)], "1", "0")
    notes = dict(told(spread(ABC), cells))
    assert set(notes) == {"ticks_read", "skipped_unseen"}
    assert notes["skipped_unseen"].endswith('say nothing = "none of them": the base is 2 now, and 3 then')
    assert "skipped_unseen" not in dict(told(spread(ABC, 'nothing = "not answered"'), cells))


def test_who_left_every_cell_blank_is_told_apart_from_who_ticked_nothing() -> None:
    cells = {"Q_a": ["1", "0", ""], "Q_b": ["0", "0", ""], "Q_c": ["0", "0", ""]}
    texts = [text for code, text in told(spread(ABC), cells) if code == "nothing_ticked"]
    assert [text.partition(", ")[0] for text in texts] == [
        "q: 1 of 3 respondents left every cell blank",
        "q: 1 of 3 respondents ticked nothing",
    ]


def test_a_question_that_nobody_answered_is_pointed_out_once() -> None:
    assert told(packed(ABC, ";"), {"Q": ["", ""]}) == [("item_all_missing", "nobody answered q (column 'Q')")]
