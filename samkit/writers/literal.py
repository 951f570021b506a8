"""Text from outside made safe to pass on: nothing that a terminal, a spreadsheet or a page would act upon."""

from __future__ import annotations

import re
from typing import Final

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def visible(text: str) -> str:
    r"""Replace control, direction and broken characters by the replacement character.

    Examples
    --------
    >>> visible("R\x1b[2J")
    'R�[2J'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


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
    risky = text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text
