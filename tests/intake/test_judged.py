"""Columns become the questions that were asked: as the file says, or as their headings and answers show."""

from __future__ import annotations

import pytest

from samkit.intake.found import Question
from samkit.intake.naming import Naming
from samkit.intake.quantities import Quantity
from samkit.intake.scales import Recognised
from samkit.readers.export import Asked
from tests.intake.made import battery, found, left, only, question, several

AGREE = ["Agree", "Disagree", "Strongly agree", "Neutral", "Agree", "Disagree"]
TURNED = AGREE[::-1]


def test_options_that_the_file_names_are_one_question() -> None:
    asked = {
        "Q5_1": Asked("Which channels?", "E-mail", "Q5", "option"),
        "Q5_2": Asked("Which channels?", "Phone", "Q5", "option"),
    }
    one = several(only({"Q5_1": ["1", "", "1"], "Q5_2": ["", "", "1"]}, asked))
    assert one.text == "Which channels?"
    assert [option.text for option in one.options] == ["E-mail", "Phone"]
    assert one.columns == ("Q5_1", "Q5_2")


@pytest.mark.parametrize(
    "marks",
    [
        {"a": ["1", "0", "1", "0"], "b": ["0", "0", "1", "1"]},
        {"a": ["Yes", "No", "Yes", "No"], "b": ["No", "No", "Yes", "Yes"]},
        {"a": ["Mail", "", "Mail", ""], "b": ["", "", "Fair", "Fair"]},
        {"a": ["Mail", "Not selected", "Mail", "Not selected"], "b": ["Not selected", "Fair", "Fair", "Not selected"]},
    ],
)
@pytest.mark.parametrize("heading", ["Tools - {}", "Tools [{}]", "Tools: {}", "tools_{}1", "x.tools.{}"])
def test_marks_below_one_heading_are_one_question(marks: dict[str, list[str]], heading: str) -> None:
    one = several(only({heading.format(name): texts for name, texts in marks.items()}))
    assert len(one.options) == 2
    assert one.why.startswith("their headings begin with")


def test_who_has_one_mark_at_most_was_asked_for_one_answer() -> None:
    one = several(only({"Sex - a": ["A", "", "A"], "Sex - b": ["", "B", ""]}))
    assert "a question with one answer, spread over columns" in one.why


def test_the_words_beside_other_are_left_out() -> None:
    asked = {
        "Q1_1": Asked("Which?", "Mail", "Q1", "option"),
        "Q1_2": Asked("Which?", "Other", "Q1", "option"),
        "Q1_2_TEXT": Asked("Which?", "Other - Text", "Q1", "other"),
    }
    columns = {"Q1_1": ["1", "", ""], "Q1_2": ["", "1", ""], "Q1_2_TEXT": ["", "pigeons", ""]}
    first, second = found(columns, asked)
    assert len(several(first).options) == 2
    assert left(second).why == 'the words beside "Other"'


def test_the_rows_of_a_grid_are_a_section_on_one_scale() -> None:
    asked = {name: Asked("How far do you agree?", name.upper(), "Q3", "grid") for name in ("a", "b")}
    one = battery(only({"a": AGREE[:3] * 2, "b": AGREE}, asked))
    assert [row.text for row in one.rows] == ["A", "B"]
    assert one.rows[0].answered == one.rows[1].answered


def test_neighbours_on_one_scale_are_a_section() -> None:
    one = battery(only({"plan": AGREE, "meet": TURNED, "train": AGREE[2:] + AGREE[:2]}))
    assert [row.seen.name for row in one.rows] == ["plan", "meet", "train"]


def test_two_neighbours_are_none() -> None:
    assert [type(one).__name__ for one in found({"plan": AGREE, "meet": TURNED})] == ["Question", "Question"]


def test_places_in_a_ranking_are_numbers() -> None:
    places = {f"Rank - {item}": [str((row + place) % 4 + 1) for row in range(12)] for place, item in enumerate("abcd")}
    one = battery(only(places))
    assert all(isinstance(row.answered, Quantity) for row in one.rows)
    assert "ranking" in one.rows[0].why


def test_ticked_options_in_one_cell_are_taken_apart() -> None:
    cells = ["Mail, Phone", "Mail", "Phone", "Phone, Fair (own, other)", "Mail, Fair (own, other)", ""]
    one = several(only({"How do you meet?": cells}))
    assert one.delimiter == ", "
    assert [option.text for option in one.options] == ["Mail", "Phone", "Fair (own, other)"]


def test_free_words_are_left_out() -> None:
    words = [f"I think that number {row} is what matters most to us" for row in range(30)]
    assert left(only({"remark": words})).why.startswith("free text")


@pytest.mark.parametrize(
    "texts",
    [["2024-01-05 10:00", "2024-01-06 11:30"], ["1/5/24 7:19", "12/31/24 23:00"], ["9:05:00 AM", "10:15:00 pm"]],
)
def test_points_in_time_are_left_out(texts: list[str]) -> None:
    assert left(only({"started": texts})).why == "dates or times"


@pytest.mark.parametrize("kind", ["text", "moment", "duration", "meta", "other"])
def test_what_the_file_calls_no_answer_is_left_out(kind: str) -> None:
    asked = {"x": Asked("", "", "", kind)}  # type: ignore[arg-type]  # one of the kinds
    left(only({"x": ["a", "b", "a"]}, asked))


def test_a_column_in_which_nobody_answered_is_left_out() -> None:
    assert left(only({"x": ["", ""]})).why == "nobody answered"
    assert left(only({"x": ["N/A", "-"]})).why == "nothing but missing answers"


@pytest.mark.parametrize(
    ("texts", "decimal", "thousands", "strip"),
    [
        (["1.5", "2", "-3"], ".", "", ""),
        (["1,5", "2,25", "3"], ",", "", ""),
        (["1,500", "22,000", "3"], ".", ",", ""),
        (["1.500,5", "22.000,0", "3"], ",", ".", ""),
        (["$1.50", "$20", "$3"], ".", "", "$"),
        (["15 %", "20 %", "3.5 %"], ".", "", "%"),
    ],
)
def test_numbers_are_read_as_they_are_written(texts: list[str], decimal: str, thousands: str, strip: str) -> None:
    how = question(only({"amount": texts})).answered
    assert isinstance(how, Quantity)
    assert (how.decimal, how.thousands, how.strip) == (decimal, thousands, strip)


def test_words_among_numbers_are_missing_answers() -> None:
    how = question(only({"amount": ["3", "14", "15", "92", "65", "N/A", "many"]})).answered
    assert isinstance(how, Quantity)
    assert set(how.missing) == {"N/A", "many"}


def test_a_number_that_cannot_be_read_is_told() -> None:
    how = question(only({"growth": ["1.5", "2.5", "-3.25", "4.75", "6", "12,5", "7.5"]})).answered
    assert isinstance(how, Quantity)
    assert "12,5 cannot be read as one" in how.why


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        (["3", "2", "4", "3", "5", "1 (None at all)", "6 (All)"], ["1 (None at all)", "2", "3", "4", "5", "6 (All)"]),
        (["1", "2", "3", "4", "5+", "2", "3"], ["1", "2", "3", "4", "5+"]),
    ],
)
def test_numbers_of_which_some_carry_words_are_levels(texts: list[str], levels: list[str]) -> None:
    scale = question(only({"time": texts})).answered
    assert isinstance(scale, Recognised)
    assert list(scale.levels) == levels


def test_ranges_that_a_spreadsheet_took_for_dates_are_ranges_again() -> None:
    scale = question(only({"machines": ["5-Feb", "1", "10-Jun", "50+", "Nov-49", "10-Jun", "1", "5-Feb"]})).answered
    assert isinstance(scale, Recognised)
    assert scale.levels == ("1", "2-5", "6-10", "11-49", "50+")
    assert scale.codes == {"5-Feb": "2-5", "10-Jun": "6-10", "Nov-49": "11-49"}
    assert "a spreadsheet took ranges for dates" in scale.why


def test_a_number_for_each_row_is_no_answer() -> None:
    assert "id" in left(only({"row": [str(row) for row in range(1, 30)]})).why


def test_labels_of_codes_give_the_levels_in_their_order() -> None:
    labels = {"1": "Blue", "2": "Green", "3": "Red"}
    asked = {"x": Asked("Colour", "", "", "single", labels)}
    scale = question(only({"x": ["Red", "Blue", "Red", "Blue"]}, asked)).answered
    assert isinstance(scale, Recognised)
    assert scale.levels == ("Blue", "Green", "Red")
    assert not scale.ordered


def test_a_rating_of_which_only_the_ends_have_labels_is_ordered_by_its_codes() -> None:
    asked = {"x": Asked("Rate", "", "", "single", {"1": "Awful stuff", "5": "Lovely stuff"})}
    scale = question(only({"x": ["Lovely stuff", "2", "3", "4", "Awful stuff"]}, asked)).answered
    assert isinstance(scale, Recognised)
    assert scale.levels == ("Awful stuff", "2", "3", "4", "Lovely stuff")
    assert scale.ordered


def test_numbers_of_choices_are_levels_in_no_order_which_no_other_question_shares() -> None:
    asked = {name: Asked("What?", group=name, kind="single") for name in ("a", "b", "c")}
    texts = {"a": ["1", "3", "2", "10", "1"], "b": ["2", "1", "3", "10", "2"], "c": ["0", "10", "7", "3", "0"]}
    first, second, third = (question for question in found(texts, asked) if isinstance(question, Question))
    assert isinstance(first.answered, Recognised)
    assert (first.answered.levels, first.answered.ordered) == (("1", "2", "3", "10"), False)
    assert isinstance(third.answered, Quantity)
    names = Naming([first, second])
    assert names.item(first).scale != names.item(second).scale


def test_what_the_file_declares_missing_keeps_its_reason() -> None:
    asked = {"x": Asked("Agree?", "", "", "single", {}, {"-9": "Refused", "-8": "Not applicable"})}
    scale = question(only({"x": ["Agree", "-9", "Disagree", "-8"]}, asked)).answered
    assert isinstance(scale, Recognised)
    assert scale.missing == {"-9": "not answered", "-8": "does not apply"}
