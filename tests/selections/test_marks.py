from __future__ import annotations

import pytest

from samkit import survey
from samkit.answers import Coded
from samkit.selections.marks import USUAL_BLANKS, USUAL_TICKS
from samkit.tally import Missing
from tests.builders import export, study
from tests.selections.made import coded, refused, spread, told

TWO = {"mail": "E-mail", "phone": "Phone"}
NONE = int(Missing.NOT_ANSWERED)


@pytest.mark.parametrize("tick", sorted(USUAL_TICKS))
@pytest.mark.parametrize("empty", ["0", "No", "Not selected"])
def test_usual_texts_mean_ticked_and_not_ticked_in_capitals_too(tick: str, empty: str) -> None:
    columns = {"Q_mail": [tick, tick.capitalize(), empty], "Q_phone": [empty, empty.upper(), tick]}
    assert coded(spread(TWO), columns) == {"mail": [1, 1, 0], "phone": [0, 0, 1]}


def test_no_usual_text_means_both() -> None:
    assert not USUAL_TICKS & USUAL_BLANKS
    assert all(text == text.casefold() for text in USUAL_TICKS | USUAL_BLANKS)


def test_the_words_of_an_option_tick_it_and_a_blank_does_not() -> None:
    columns = {"Q_mail": ["E-mail", "", " E-mail"], "Q_phone": ["", "Phone", "Phone"]}
    assert coded(spread(TWO), columns) == {"mail": [1, 0, 1], "phone": [0, 1, 1]}


def test_the_words_that_the_export_has_for_an_option_tick_it_too() -> None:
    made = export({"Q_mail": ["By e-mail", ""], "Q_phone": ["", "Phone"]})
    column = made.columns["Q_mail"]
    asked = column._replace(asked=column.asked._replace(part="By e-mail"))
    named = made._replace(columns={**made.columns, "Q_mail": asked})
    found = survey.build(study(spread(TWO)), named).answers["q.mail"]
    assert isinstance(found, Coded)
    assert found.codes.tolist() == [1, 0]


def test_texts_that_are_declared_take_the_place_of_the_usual_ones() -> None:
    study = spread(TWO, 'unticked = ["2"]', ', ticked = ["1", "3"]')
    assert coded(study, {"Q_mail": ["1", "2"], "Q_phone": ["2", "3"]}) == {"mail": [1, 0], "phone": [0, 1]}
    problems = refused(study, {"Q_mail": ["Yes", "1"], "Q_phone": ["No", "2"]})
    assert [(each.code, each.got, each.place.line) for each in problems] == [
        ("unknown_label", "Yes", 2),
        ("unknown_label", "No", 2),
    ]


def test_a_text_that_means_neither_is_refused_with_its_place_and_what_to_declare() -> None:
    (problem,) = refused(spread(TWO), {"Q_mail": ["1", "2", "2"], "Q_phone": ["1", "0", "0"]})
    assert (problem.code, problem.place.line, problem.place.column) == ("unknown_label", 3, "Q_mail")
    assert problem.hint == 'ticked = ["2"] at q.mail, or unticked = ["2"] at q'
    assert "1 more row" in problem.message


def test_words_in_the_column_of_another_option_tick_it_where_the_study_says_so() -> None:
    columns = {"Q_mail": ["1", "0"], "Q_phone": ["by pigeon", "0"]}
    assert coded(spread(TWO, 'other = "phone"'), columns) == {"mail": [1, NONE], "phone": [1, NONE]}
    assert refused(spread(TWO), columns)


def test_an_option_called_no_is_not_guessed_beside_a_yes() -> None:
    texts = {"yes": "Yes, by mail", "no": "No"}
    (problem,) = refused(spread(texts), {"Q_yes": ["1", "0", "0"], "Q_no": ["No", "Yes", "No"]})
    assert (problem.code, problem.got, problem.place.line) == ("doubtful_tick", "No", 2)
    assert coded(spread(texts), {"Q_yes": ["Yes, by mail", ""], "Q_no": ["", "No"]}) == {"yes": [1, 0], "no": [0, 1]}


def test_which_usual_texts_were_taken_for_what_is_told() -> None:
    notes = told(spread(TWO), {"Q_mail": ["Yes", "0"], "Q_phone": ["No", "X"]})
    assert notes == [("ticks_read", "q: read 'Yes', 'X' as ticked and '0', 'No' as not ticked")]
    assert not told(spread(TWO), {"Q_mail": ["E-mail", ""], "Q_phone": ["", "Phone"]})


def test_what_the_export_declares_to_be_no_answer_is_none_unless_the_study_says_more() -> None:
    made = export({"Q_mail": ["1", "0", "99"], "Q_phone": ["0", "1", "99"]})
    declared = {
        name: column._replace(asked=column.asked._replace(missing={"99": "refused"}))
        for name, column in made.columns.items()
    }
    named = made._replace(columns=declared)
    for said, reason in (("", NONE), ('missing = { "99" = "not asked" }', int(Missing.NOT_ASKED))):
        found = survey.build(study(spread(TWO, said)), named).answers["q.mail"]
        assert isinstance(found, Coded)
        assert found.codes.tolist() == [1, 0, reason]
