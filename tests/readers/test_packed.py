"""Options that stand together in one cell are found from the cells alone, and single answers stay single."""

import csv
import io
import zipfile
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.packed import packed, parts
from tests.reference import SHARED, need_shared

LABELS = (
    "CRM system",
    "Sales, marketing",
    "Events (own, or of others; any)",
    "None",
    "Phone, fax and telex",
    "E-mail",
    "N/A",
)
SIGNS = (", ", ";", "; ", "|", " | ", "\n", " / ", ",")


def cells(ticked: list[set[int]], sign: str, labels: tuple[str, ...] = LABELS) -> list[str]:
    """Pack what each respondent ticked into a cell, in the order of the questionnaire."""
    return [sign.join(label for place, label in enumerate(labels) if place in one) for one in ticked]


def every_pair(count: int) -> list[set[int]]:
    """Tick each option alone, and each pair."""
    return [{first, second} for first in range(count) for second in range(first, count)]


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_every_sign_and_every_label_is_found_in_the_order_of_the_questionnaire(sign: str) -> None:
    labels = LABELS if sign not in {",", ";"} else tuple(label.replace(sign, " &") for label in LABELS)
    found = packed(cells(every_pair(7), sign, labels))
    assert found is not None
    assert (found.delimiter, found.options, found.rare) == (sign, labels, ())
    assert found.several == 7 * 6 / 2


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_a_sign_without_blanks_is_told_from_the_same_sign_in_labels(sign: str) -> None:
    labels = ("E-mail", f"Phone (own{sign} or not)", "Fair", f"Chat{sign} on a screen", "Other")
    found = packed(cells([*every_pair(5), {0, 1, 3}, {1, 3, 4}, {1, 2, 3}, {0, 2, 3}], sign, labels))
    assert found is not None
    assert (found.delimiter, found.options, found.rare) == (sign, labels, ())


@given(st.lists(st.sets(st.integers(0, 6)), max_size=60))
def test_more_respondents_never_change_the_sign_or_hide_an_option(ticked: list[set[int]]) -> None:
    texts = dict.fromkeys(cells(every_pair(7) + ticked, ", "))
    found = packed(list(texts))
    assert found is not None
    assert found.delimiter == ", "
    assert set(found.options) == set(LABELS)


def test_a_semicolon_at_the_end_of_every_cell_is_proof_even_if_nobody_ticked_two() -> None:
    found = packed(["CRM;", "ERP;", ""], [3, 1, 4])
    assert found is not None
    assert (found.delimiter, found.options, found.rare, found.several) == (";", ("CRM",), ("ERP",), 0)


def test_words_beside_other_are_rare_and_an_option_that_always_stands_alone_is_none_the_less_one() -> None:
    found = packed(["Mail, Phone", "Mail", "Phone", "Mail, Phone, a pigeon", "None"], [5, 3, 2, 1, 9])
    assert found is not None
    assert found.options == ("Mail", "Phone", "None")
    assert found.rare == ("a pigeon",)
    assert found.several == 6


def test_a_label_with_the_sign_is_one_option_where_its_parts_are_never_apart() -> None:
    labels = (
        "Hospitality, Leisure, Recreation & Tourism",
        "Law",
        "Music",
        "Physics",
        "History of Art, Design",
        "Dance",
    )
    ticked = [{first, second, third} for first in range(6) for second in range(first, 6) for third in range(second, 6)]
    found = packed(list(dict.fromkeys(cells(ticked, ", ", labels))))
    assert found is not None
    assert found.options == labels


@pytest.mark.parametrize(
    "texts",
    [
        ["Strongly agree", "Agree", "Disagree"],
        ["University, in an institute", "University, in a library", "University, elsewhere", "Company"],
        ["Berlin, Germany", "Hamburg, Germany", "Paris, France", "Lyon, France"],
        ["1,5", "2,5", "1,25", "3,5", "1,2,3"],
        ["I like it, really", "It is good; it could be better", "No, thanks", "Yes, of course; why not"],
        ["2019-07-26 10:00, Berlin"],
        ["", " "],
        [],
    ],
)
def test_single_answers_numbers_places_and_sentences_are_not_packed(texts: list[str]) -> None:
    assert packed(texts) is None


def test_a_label_that_names_two_others_is_one_where_many_chose_it() -> None:
    texts = ["Sales", "Marketing", "Neither", "Sales, Marketing"]
    assert packed(texts, [50, 40, 30, 45]) is None


def test_numbers_are_options_where_the_file_says_so() -> None:
    texts = ["1,3", "2", "1,2,3", "3", "1"]
    assert packed(texts) is None
    found = packed(texts, numbers=True)
    assert found is not None
    assert (found.delimiter, found.options) == (",", ("1", "2", "3"))


@pytest.mark.parametrize("sign", [";", ", "])
def test_one_cell_with_two_levels_of_a_scale_is_seen(sign: str) -> None:
    found = packed(["Often", "Sometimes", "Never", f"Often{sign}Sometimes"], [50, 40, 30, 1])
    assert found is not None
    assert found.several == 1


def test_bars_stand_between_labels_that_hold_commas() -> None:
    labels = ("Anxiety (general, social)", "Mood (low, high)", "Stress, lasting", "Sleep, poor")
    found = packed(cells(every_pair(4), "|", labels))
    assert found is not None
    assert (found.delimiter, found.options) == ("|", labels)


@given(st.text(alphabet="ab,; ()", max_size=30), st.sampled_from([", ", ",", ";", "; "]))
def test_the_parts_of_a_text_hold_all_its_letters(text: str, sign: str) -> None:
    letters = [letter for letter in text if letter in "ab"]
    assert [letter for part in parts(text, sign) for letter in part if letter in "ab"] == letters


@need_shared
def test_the_options_of_a_real_form_are_those_that_anybody_would_read() -> None:
    with zipfile.ZipFile(SHARED / "exports" / "surveymonkey_small_mix.zip") as archive:
        text = archive.read("googleforms_cncf_maintainers2018h1.csv").decode("utf-8-sig")
    counts = Counter(row[7] for row in list(csv.reader(io.StringIO(text, newline="")))[1:])
    found = packed(list(counts), list(counts.values()))
    assert found is not None
    assert found.delimiter == ", "
    assert len(found.options) == 9
    assert "Events (meetups or conferences)" in found.options
    assert sum(counts[cell] for cell in counts if "Documentation" in parts(cell, ", ")) == sum(
        count for cell, count in counts.items() if "Documentation" in cell
    )
