from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samkit.selections.packed import parts, readings, shapes, unknown
from samkit.study.labels import normal
from samkit.tally import Missing
from tests.selections.made import coded, packed, refused, selection, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOOLS = {"crm": "CRM", "maps": "Maps, plans", "plans": "plans", "calls": "Calls (phone, video)"}
NONE = int(Missing.NOT_ANSWERED)

DELIMITERS = st.sampled_from([", ", ",", ";", "; ", "|", " / ", "\n"])
WORDS = st.text("abü(1", min_size=1, max_size=2)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a delimiter and options, of which some hold it."""
    delimiter = draw(DELIMITERS)
    texts = draw(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(delimiter.join), min_size=1, max_size=5))
    return delimiter, list(dict.fromkeys(map(normal, texts)))


def study_of(delimiter: str, texts: Sequence[str]) -> str:
    return packed({f"o{place}": text for place, text in enumerate(texts)}, delimiter)


def ways(cell: str, delimiter: str, texts: Sequence[str]) -> Iterator[frozenset[int]]:
    """Read a cell sign by sign, in every way in which options and delimiters make it up."""
    for place, text in enumerate(texts):
        if cell == text:
            yield frozenset({place})
        elif cell.startswith(text + delimiter):
            yield from (below | {place} for below in ways(cell[len(text + delimiter) :], delimiter, texts))


@given(questions(), st.data())
def test_what_is_ticked_is_found_again_and_every_other_way_to_read_it(
    question: tuple[str, list[str]], data: st.DataObject
) -> None:
    delimiter, texts = question
    ticked = data.draw(st.permutations(range(len(texts))).map(lambda order: order[: 1 + order[0]]))
    cell = delimiter.join(texts[place] for place in ticked)
    known = shapes(selection(study_of(delimiter, texts)))
    found = readings(parts(cell, known), known)
    assert {reading.ticked for reading in found} == set(ways(cell, delimiter, texts))
    assert frozenset(ticked) in {reading.ticked for reading in found}
    assert not any(reading.unknown for reading in found)


@settings(max_examples=50)
@given(questions(), st.data())
def test_the_order_of_the_ticks_in_a_cell_and_of_the_options_changes_nothing(
    question: tuple[str, list[str]], data: st.DataObject
) -> None:
    delimiter, texts = question
    order = data.draw(st.permutations(range(len(texts))))
    cells = [delimiter.join(texts[place] for place in order[: size + 1]) for size in range(len(texts))]
    assume(all(len(set(ways(cell, delimiter, texts))) == 1 for cell in cells))
    plain = coded(study_of(delimiter, texts), {"Q": cells})
    turned = coded(packed({f"o{place}": texts[place] for place in order}, delimiter), {"Q": cells})
    assert turned == plain
    for size, place in product(range(len(texts)), repeat=2):
        assert plain[f"o{place}"][size] == (place in order[: size + 1])


@pytest.mark.parametrize(
    ("cell", "ticked"),
    [
        ("CRM", {"crm"}),
        ("Maps, plans", None),
        ("CRM, Calls (phone, video)", {"crm", "calls"}),
        ("Calls (phone, video), plans, CRM", {"crm", "calls", "plans"}),
        ("  CRM ,  plans ,", {"crm", "plans"}),
        ("CRM, ", {"crm"}),
        ("CRM, CRM", {"crm"}),
    ],
)
def test_a_cell_is_taken_apart_into_the_texts_of_options(cell: str, ticked: set[str] | None) -> None:
    study = packed(TOOLS | {"maps": "Maps, plots"}) if ticked else packed(TOOLS | {"only": "Maps"})
    if ticked is None:
        (problem,) = refused(study, {"Q": ["CRM", cell, cell]})
        assert (problem.code, problem.place.line, problem.place.column) == ("two_readings", 3, "Q")
        assert "'Maps, plans' or 'plans' + 'Maps'" in problem.message
        assert "1 more row" in problem.message
    else:
        assert {key for key, codes in coded(study, {"Q": [cell]}).items() if codes == [1]} == ticked


@pytest.mark.parametrize("cell", ["A;B;", "A;B", ";A;;B; ", "B; A"])
def test_empty_pieces_of_a_cell_tick_nothing(cell: str) -> None:
    assert coded(packed({"a": "A", "b": "B", "c": "C"}, ";"), {"Q": [cell]}) == {"a": [1], "b": [1], "c": [0]}


def test_codes_in_a_cell_tick_the_options_for_which_they_are_declared() -> None:
    study = packed({}, ",") + 'crm = { text = "CRM", ticked = ["1"] }\nmaps = { text = "Maps", ticked = ["2", "02"] }\n'
    assert coded(study, {"Q": ["1,2", "02", "1"]}) == {"crm": [1, 0, 1], "maps": [1, 1, 0]}


def test_words_that_are_no_option_are_refused_with_the_nearest() -> None:
    problems = refused(packed(TOOLS), {"Q": ["CRM, plan", "CRM", "Something, quite else"]})
    assert [(each.code, each.place.line, each.got) for each in problems] == [
        ("unknown_label", 2, "CRM, plan"),
        ("unknown_label", 4, "Something, quite else"),
    ]
    assert "did you mean 'plans'?" in problems[0].hint
    assert "'Something, quite else' is none of the options" in problems[1].message


@pytest.mark.parametrize(("sign", "spelling"), [(", ", ", "), ("|", "|"), ("\n", "\\n"), ("/", "/")])
def test_a_cell_of_options_with_another_sign_between_them_names_the_sign(sign: str, spelling: str) -> None:
    (problem, _) = refused(packed(TOOLS, ";"), {"Q": [f"CRM{sign}plans", f"plans{sign}CRM", "CRM; plans"]})
    assert (problem.code, problem.hint) == ("unknown_label", f'delimiter = "{spelling}"')


def test_words_of_their_own_tick_the_option_that_is_declared_for_them() -> None:
    study = packed(TOOLS | {"maps": "Maps", "more": "Other"}, more='other = "more"')
    cells = ["CRM, a, b", "Other", "mine, plans", "CRM", ""]
    assert coded(study, {"Q": cells})["more"] == [1, 1, 1, 0, NONE]
    assert coded(study, {"Q": cells})["crm"] == [1, 0, 0, 1, NONE]
    assert ("other_answers", "q: 2 cells hold words that are none of the options, and tick q.more") in told(
        study, {"Q": cells}
    )


def test_the_text_of_an_option_is_never_taken_for_words_of_their_own() -> None:
    known = shapes(selection(packed({"sales": "Sales", "inside": "Sales, inside", "more": "Other"})))
    assert [reading.ticked for reading in readings(("Sales", "inside"), known)] == [frozenset({1})]
    assert unknown(("x", "y", "Sales", "z"), known) == ["x, y", "z"]


def test_a_text_that_means_a_missing_answer_is_one_for_every_option() -> None:
    study = packed(TOOLS | {"maps": "Maps"}, more='missing = { "N/A" = "does not apply" }\nnothing = "not asked"')
    found = coded(study, {"Q": ["N/A", "", "CRM"]})
    assert found["crm"] == [Missing.DOES_NOT_APPLY, Missing.NOT_ASKED, 1]
    assert found["calls"] == [Missing.DOES_NOT_APPLY, Missing.NOT_ASKED, 0]


def test_an_option_called_none_is_an_answer_though_such_a_text_is_missing_elsewhere() -> None:
    study = packed({"a": "A", "none": "None"}) + '\n[export]\nmissing = { "None" = "not asked" }\n'
    assert coded(study, {"Q": ["None", "A"]}) == {"a": [0, 1], "none": [1, 0]}
