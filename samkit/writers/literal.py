"""Text from outside made safe to pass on: nothing that a terminal, a spreadsheet or a page would act upon."""

from __future__ import annotations

import re
from typing import Final

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BREAKS: Final = re.compile("[\t\n\r\u2028\u2029]+")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_FORMULA: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With what a text begins that a spreadsheet may run; the full-width signs are read as plain ones in East Asia."""


def visible(text: str) -> str:
    r"""Replace control, direction and broken characters by the replacement character.

    Examples
    --------
    >>> visible("R\x1b[2J")
    'R�[2J'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def on_one_line(text: str) -> str:
    r"""Keep a text from leaving its line, or from writing over it: breaks, returns and tabs become blanks.

    Examples
    --------
    >>> on_one_line("Grew\r\n=1\x1b[2J")
    'Grew =1�[2J'
    """
    return visible(_BREAKS.sub(" ", text))


def without_formula(text: str) -> str:
    """Keep a spreadsheet from running a text: a leading formula sign gets an apostrophe, plain numbers stay.

    References
    ----------
    OWASP Application Security Verification Standard 4.0, requirement on formula injection.

    Examples
    --------
    >>> without_formula("=1+1"), without_formula("-2.5")
    ("'=1+1", '-2.5')
    """
    risky = text[:1] in _FORMULA and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text
