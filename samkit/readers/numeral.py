"""One number as an answer: plain ASCII decimals and nothing else; what is none is told by its kind."""

from __future__ import annotations

import math
import re
from typing import Final, NamedTuple

from samkit.errors import shown

MISSING_TOKENS: Final = frozenset({"NA", "N/A", "n/a", "NaN", "nan", "NULL", "Null", "null", "None", "none"})
"""Texts that programs write into a column of numbers where there is none."""

_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INFINITE: Final = r"[+-]?(?:inf|infinity|nan|1\.#(?:inf|ind|qnan)\d*)"
_LOOSE: Final = re.IGNORECASE | re.ASCII


class NumberFault(NamedTuple):
    """Why a text is not a number: a code, a sentence and the next step."""

    code: str
    message: str
    hint: str


def parse(text: str, decimal: str = ".", thousands: str = "", strip: str = "") -> float | None:
    """Read a plain decimal number.

    Parameters
    ----------
    text
        What stands in the cell, trimmed.
    decimal
        The decimal sign.
    thousands
        The sign between groups of three digits; empty if there is none.
    strip
        Signs that are taken off both ends, such as a percent or a currency sign.

    Returns
    -------
    float or None
        A finite number, or `None` if the text is none; `fault` says why.

    Examples
    --------
    >>> parse("-0.5"), parse("1.234,5", decimal=",", thousands="."), parse("12 %", strip="%"), parse("0x1A")
    (-0.5, 1234.5, 12.0, None)
    """
    plain = _plain(text, decimal, thousands, strip) if strip or thousands or decimal != "." else text
    if plain is None or not _PLAIN.fullmatch(plain):
        return None
    number = float(plain)
    return number if math.isfinite(number) else None


def _plain(text: str, decimal: str, thousands: str, strip: str) -> str | None:
    """Rewrite a number in the declared spelling as a plain one."""
    bare = _stripped(text, strip)
    if decimal != "." and "." in bare and thousands != ".":
        return None
    if thousands and thousands in bare:
        sign = re.escape(thousands)
        whole = re.fullmatch(rf"([+-]?\d{{1,3}}(?:{sign}\d{{3}})+)({re.escape(decimal)}\d*)?", bare, re.ASCII)
        if not whole:
            return None
        bare = whole[1].replace(thousands, "") + (whole[2] or "")
    return bare.replace(decimal, ".", 1)


def _stripped(text: str, strip: str) -> str:
    """Take declared signs off both ends, also between the sign of the number and its digits."""
    if not strip:
        return text
    signs = strip + " "
    bare = text.strip(signs)
    front = bare[:1] if bare[:1] in {"+", "-"} else ""
    return front + bare[len(front) :].strip(signs)


def fault(text: str, decimal: str = ".", thousands: str = "", strip: str = "") -> NumberFault:
    """Say why a text is not a number, and what can be done.

    Parameters
    ----------
    text
        A text that `parse` refused.
    decimal, thousands, strip
        As for `parse`.

    Returns
    -------
    NumberFault
        A code (`not_a_number` or `not_finite`), a sentence and the next step.

    Examples
    --------
    >>> fault("12,5").hint
    'decimal = ","'
    """
    bare = _stripped(text.strip(), strip)
    if re.fullmatch(_INFINITE, bare, _LOOSE):
        return NumberFault("not_finite", "not a finite number", "empty the cell, or write the number that was meant")
    if _PLAIN.fullmatch(_plain(text, decimal, thousands, strip) or ""):
        return NumberFault("not_finite", "too large to be a finite number", "write the number that was meant")
    for pattern, message, hint in _SHAPES if len(bare) <= _LONGEST else ():
        if re.fullmatch(pattern, bare, _LOOSE):
            return NumberFault("not_a_number", message, hint.format(value=_toml(text)))
    return (
        _currency(bare)
        or _odd_signs(text)
        or NumberFault("not_a_number", "not a number", _MISSING_HINT.format(value=_toml(text)))
    )


def _currency(bare: str) -> NumberFault | None:
    """Name the currency sign round a number."""
    money = re.fullmatch(_MONEY, bare) if len(bare) <= _LONGEST else None
    sign = (money[1] or money[2] or "") if money else ""
    return (
        NumberFault("not_a_number", "not a plain number: it has a currency sign", f'strip = "{sign}"') if sign else None
    )


def _odd_signs(text: str) -> NumberFault | None:
    """Name digits and minus signs that are not those of ASCII."""
    if any(sign in text for sign in "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"):
        told = f"a typeset minus {shown(text)}, not the plain '-' (U+002D)"
        return NumberFault("not_a_number", told, "write the plain minus '-' in the export")
    odd = sorted({character for character in text if character.isnumeric() and not character.isascii()})
    if odd:
        told = ", ".join(f"U+{ord(character):04X}" for character in odd[:6])
        return NumberFault(
            "not_a_number", f"digits of another script ({told})", "write the digits 0 to 9 in the export"
        )
    return None


def _toml(text: str) -> str:
    """Quote a text as the study file would."""
    return '"' + shown(text, quote=False).replace("\\", "\\\\").replace('"', '\\"') + '"'


_LONGEST: Final = 60
"""Texts longer than this are no number in any spelling."""

_MISSING_HINT: Final = "correct the cell, or, if it means a missing answer: missing = [{value}]"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SHAPES: Final = (
    (
        r"[+-]?\d{1,3}(?:,\d{3})+\.\d+",
        "not a plain number: it has commas between thousands",
        'thousands = ","',
    ),
    (
        r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}",
        "not a plain number: it has points between thousands",
        'decimal = ",", thousands = "."',
    ),
    (
        r"[+-]?[1-9]\d{0,2},\d{3}",
        "not a plain number: the comma may be a decimal comma or stand between thousands",
        'thousands = ","  # or, if it is a decimal comma: decimal = ","',
    ),
    (r"[+-]?\d{1,3}(?:,\d{3}){2,}", "not a plain number: it has commas between thousands", 'thousands = ","'),
    (r"[+-]?\d*,\d*", "not a plain number: it has a decimal comma", 'decimal = ","'),
    (r"[+-]?\d{1,3}(?:'\d{3})+(?:\.\d*)?", "not a plain number: it has thousands signs", 'thousands = "\'"'),
    (r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d*)?", "not a plain number: it has thousands signs", 'thousands = " "'),
    (r"[+-]?[\d.,]+\s*%", "not a plain number: it has a percent sign", 'strip = "%"'),
    (r"[+-]?[\d.,]+-", "a minus behind the number", "write the minus before the number in the export"),
    (r"\(\s*[\d.,]+\s*\)", "an accounting negative", "write the number with a minus in the export"),
    (r"#[A-Z0-9/]+[!?]?|#N/A", "an error value of a spreadsheet", _MISSING_HINT),
    (
        rf"\d{{1,4}}[-/ .]{_MONTH}(?:[-/ .]\d{{2,4}})?|{_MONTH}[-/ .]\d{{1,4}}",
        "a date that a spreadsheet made of a number or a range",
        "format the column as text before the export is made, and export again",
    ),
    (
        r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?",
        "not a number: it looks like a date",
        "export the answer itself, not a date",
    ),
    (r"[<>≤≥~]=?\s*[\d.,]+\s*%?|[\d.,]+\s*\+", "a bound, not a number", _MISSING_HINT),
    (
        r"[\d.,]+\s*(?:-|to|–)\s*[\d.,]+\s*%?",
        "a range, not a number",
        "declare the question with levels instead of numeric",
    ),
    (r"true|false|yes|no", "a yes or no, not a number", "declare the question with levels instead of numeric"),
    (r"[+-]?0x[0-9a-f]+", "not a decimal number", "write the number in decimal digits in the export"),
    (r"[+-]?(?=\d*_)[\d_]+", "not a plain number: it has underscores", "write the digits only in the export"),
)
"""Patterns of texts that are nearly numbers, what they are, and the next step; compiled only where one is met."""

_MONEY: Final = r"[+-]?\s*([$€£¥₹]|[A-Z]{3})?\s*[+-]?[0-9][0-9.,]*\s*([$€£¥₹]|[A-Z]{3})?"
