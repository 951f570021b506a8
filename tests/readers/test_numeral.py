import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkit.readers.numeral import MISSING_TOKENS, fault, parse


@pytest.mark.parametrize(
    ("text", "number"),
    [("+5", 5.0), (".5", 0.5), ("5.", 5.0), ("1e1", 10.0), ("1E-2", 0.01), ("007", 7.0), ("-3.25", -3.25), ("0", 0.0)],
)
def test_plain_decimals_are_numbers(text: str, number: float) -> None:
    assert parse(text) == number


def test_minus_zero_keeps_its_sign() -> None:
    number = parse("-0")
    assert number is not None
    assert math.copysign(1, number) == -1


NO_NUMBERS = """
. + - e5 1e 1_000 0x1A 0b1 inf nan 1e400 ١٢ −5 --5 1,5 1,234 12% $5 (5) 5- 1.5.2 1d5 ½ ² #N/A <5 10-20 TRUE
"""


@pytest.mark.parametrize(
    "text", [*NO_NUMBERS.split(), "", "5 10", " 5", "5\n", "9" * 400, "\uff11\uff12", *sorted(MISSING_TOKENS)]
)
def test_nothing_else_is_a_number(text: str) -> None:
    assert parse(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_back_as_itself(number: float) -> None:
    assert parse(repr(number)) == number


@given(st.text(max_size=12))
def test_a_number_is_finite_and_plain_ascii_or_it_is_none(text: str) -> None:
    number = parse(text)
    assert number is None or (math.isfinite(number) and text.isascii() and "_" not in text)


@given(st.text(max_size=30), st.sampled_from(".,"), st.sampled_from(["", ",", "."]), st.sampled_from(["", "%", "€"]))
def test_every_refusal_has_a_reason_and_a_next_step(text: str, decimal: str, thousands: str, strip: str) -> None:
    if parse(text, decimal, thousands, strip) is None:
        found = fault(text, decimal, thousands, strip)
        assert found.code in {"not_a_number", "not_finite"}
        assert found.message
        assert found.hint


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12%", 12.0),
        ("12 %", 12.0),
        ("-12.5%", -12.5),
        ("12,5", 12.5),
        ("-0,5", -0.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1,234", 1234.0),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1 234", 1234.0),
        ("1'234.5", 1234.5),
        ("$5", 5.0),
        ("-$5.50", -5.5),
        ("5 €", 5.0),
        ("EUR 5", 5.0),
    ],
)
def test_the_keys_in_the_hint_read_the_number(text: str, number: float) -> None:
    assert parse(text) is None
    keys = tomllib.loads("numeric = { " + fault(text).hint.split("#")[0] + " }")["numeric"]
    assert parse(text, **keys) == number


def test_one_comma_before_three_digits_may_be_either_and_both_keys_are_named() -> None:
    found = fault("1,234")
    assert 'thousands = ","' in found.hint
    assert 'decimal = ","' in found.hint
    assert parse("1,234", decimal=",") == 1.234


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [
        ("1.5", ",", ""),
        ("1,23,456", ".", ","),
        ("12,34", ".", ","),
        ("1.2345", ",", "."),
        (",5", ".", ","),
        ("1,234,", ".", ","),
    ],
)
def test_a_declared_spelling_is_kept_to(text: str, decimal: str, thousands: str) -> None:
    assert parse(text, decimal, thousands) is None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("inf", "not_finite", "finite"),
        ("-Infinity", "not_finite", "finite"),
        ("1e400", "not_finite", "finite"),
        ("9" * 400, "not_finite", "finite"),
        ("١٢", "not_a_number", "U+0661"),
        ("\uff11\uff12", "not_a_number", "U+FF11"),
        ("−5", "not_a_number", "U+2212"),
        ("5-", "not_a_number", "minus"),
        ("(5)", "not_a_number", "accounting"),
        ("3-May", "not_a_number", "date"),
        ("May-24", "not_a_number", "date"),
        ("5/3/2024", "not_a_number", "date"),
        ("2024-05-03 10:00", "not_a_number", "date"),
        ("#DIV/0!", "not_a_number", "spreadsheet"),
        ("#N/A", "not_a_number", "spreadsheet"),
        ("<5", "not_a_number", "bound"),
        ("100+", "not_a_number", "bound"),
        ("10-20", "not_a_number", "range"),
        ("5 to 10", "not_a_number", "range"),
        ("TRUE", "not_a_number", "yes or no"),
        ("0x1A", "not_a_number", "decimal"),
        ("1_000", "not_a_number", "underscores"),
        ("about 10", "not_a_number", "not a number"),
        ("5 10", "not_a_number", "not a number"),
    ],
)
def test_the_reason_names_the_kind_of_what_stands_there(text: str, code: str, said: str) -> None:
    found = fault(text)
    assert found.code == code
    assert said in found.message


@pytest.mark.parametrize(
    "text", ["_" * 99_999 + "x", "1," * 40_000, "(" * 50_000, "9" * 99_999 + "x", "1" + "_1" * 40_000]
)
def test_a_long_text_is_refused_at_once_and_shortly(text: str) -> None:
    assert parse(text) is None
    assert len(" ".join(fault(text))) < 400
