"""Columns that say who or where a respondent is: by what the platform calls them, by their names, by what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from samkit.intake.spelling import folded

if TYPE_CHECKING:
    from samkit.intake.seen import Seen

_NAMES: Final = tuple(
    (re.compile(pattern, re.VERBOSE), what)
    for pattern, what in (
        (r".*\b (?: e\ ?mail | courriel | correo\ electr[oó]nico) \b.* | recipientemail", "an e-mail address"),
        (
            r"""(?: your\ | respondent\ | contact\ | recipient\ ?)?
            (?:(?: full | first | last | sur | family | given | user)\ ?)? name (?: \ of\ (?: the\ )? respondent)?
            | vorname | nachname | nom | pr[eé]nom | apellidos? | nombre | cognome | sobrenome | voornaam | achternaam
            | ชื่อ | 姓名""",
            "a name",
        ),
        (r"ip | ip\ ?addr (?:ess)? | ip\ adresse | adresse\ ip | network\ id", "an IP address"),
        (r"(?: location\ ?)? (?: latitude | longitude) | lat | lng | lon | geo\ ?location", "a place"),
        (
            r".*\b (?: phone | telephone | mobile | cell\ ?phone | telefon | tel[eé]fono) \b (?: \ number | \ no)?",
            "a phone number",
        ),
        (
            r"""(?: street\ | postal\ | home\ | mailing\ )? address (?: \ line)? \ ?\d?
            | postcode | zip | zip\ ?code | postal\ ?code | plz""",
            "an address",
        ),
        (r"date\ of\ birth | birth\ ?date | birthday | dob | geburtsdatum", "a date of birth"),
        (
            r"""external\ ?(?: data\ ?)? reference | contact\ id | access\ code | linkedin.* | twitter (?: \ handle)?
            | github\ (?: user\ ?name | handle)""",
            "a key to the person",
        ),
    )
)
"""Folded names of columns, and what they hold."""

_CONTENTS: Final = (
    (re.compile(r"[^\s@,;]+@[^\s@,;]+\.[A-Za-z]{2,}"), "e-mail addresses"),
    (re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{1,4}"), "IP addresses"),
    (re.compile(r"\+\d[\d ()/.-]{7,18}\d|\(\d{3}\) ?\d{3}-\d{4}"), "phone numbers"),
)
_SHARE: Final = 0.5
"""From which **share** of the distinct answers on a column is what they look like."""

_LONGEST: Final = 60
"""Letters of a heading at most that is a name for what a column holds, not a question."""


def personal(seen: Seen) -> str:
    """Say by what a column is taken to be personal; nothing if it is not.

    Parameters
    ----------
    seen
        The column.
    """
    if seen.column.asked.kind == "personal":
        return "the platform's column for who or where somebody is"
    looks = _looks(seen)
    if looks:
        return f"it holds {looks}"
    for title in {seen.name, seen.text}:
        what = _named(title)
        if what and 2 * len(seen.answers) >= seen.given:
            return f"its name says that it holds {what}"
    return ""


def _named(title: str) -> str:
    """Say what a column holds by its name."""
    bare = folded(title.replace("_", " "))
    if len(bare) > _LONGEST:
        return ""
    return next((what for pattern, what in _NAMES if pattern.fullmatch(bare)), "")


def _looks(seen: Seen) -> str:
    """Say what a column holds by its answers."""
    texts = seen.answers[:500]
    for pattern, what in _CONTENTS:
        if texts and sum(bool(pattern.fullmatch(text.strip())) for text in texts) >= _SHARE * len(texts):
            return what
    return ""
