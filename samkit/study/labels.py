"""The one form in which labels of an export and of a study file are compared."""

from __future__ import annotations

import unicodedata


def normal(text: str) -> str:
    """Bring a label to the one form in which labels are compared; blanks that look like none are kept, and so seen."""
    return unicodedata.normalize("NFC", text.strip(" \t\r\n"))


def pieces(text: str, delimiter: str) -> tuple[str, ...]:
    """Take a text apart at a delimiter into labels, without what is empty.

    Examples
    --------
    >>> pieces("Phone, e-mail; In person; ", ";")
    ('Phone, e-mail', 'In person')
    """
    return tuple(filter(None, map(normal, text.split(delimiter))))
