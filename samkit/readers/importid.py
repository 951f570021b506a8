"""Qualtrics' import codes: which question, row, option and kind stands in a column, whatever the language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from samkit.readers.export import Kind

_PAIR: Final = re.compile(r"""(["'])(\w+)\1\s*:\s*(["'])(.*?)\3\s*(?=[,}])""", re.DOTALL)
_QUESTION: Final = re.compile(r"((?:\d+_)?QID\d+)(#\d+)?((?:[-_]x?\d+)*)(?:[-_](.+))?", re.DOTALL)

TEXT: Final = "TEXT"

_PLATFORM: Final[dict[str, Kind]] = {
    "startdate": "moment",
    "enddate": "moment",
    "recordeddate": "moment",
    "duration": "duration",
    "ipaddress": "personal",
    "recipientlastname": "personal",
    "recipientfirstname": "personal",
    "recipientemail": "personal",
    "externaldatareference": "personal",
    "externalreference": "personal",
    "locationlatitude": "personal",
    "locationlongitude": "personal",
    "locationaccuracy": "personal",
    "emailaddress": "personal",
    "name": "personal",
    "status": "meta",
    "progress": "meta",
    "finished": "meta",
    "recordid": "meta",
    "responseid": "meta",
    "responseset": "meta",
    "responsesetid": "meta",
    "distributionchannel": "meta",
    "userlanguage": "meta",
}
_EMBEDDED: Final[dict[str, Kind]] = {
    "email": "personal",
    "firstname": "personal",
    "lastname": "personal",
    "fullname": "personal",
    "phone": "personal",
    "phonenumber": "personal",
}


class ImportId(NamedTuple):
    """What the import code of a column says.

    Parameters
    ----------
    question
        The platform's code of the question, with the number of a loop before it; empty where the column is none.
    side
        The column of a side-by-side question.
    places
        The numbers of row and option.
    word
        What stands behind them: `TEXT`, or what the platform noted of the question.
    field
        The code of a column that is no question.
    zone
        The time zone of a moment.
    option
        Whether the code names an option on its own.
    """

    question: str = ""
    side: str = ""
    places: tuple[str, ...] = ()
    word: str = ""
    field: str = ""
    zone: str = ""
    option: bool = False

    @property
    def base(self) -> str:
        """The question, or its column where it is side by side."""
        return self.question + self.side

    @property
    def row(self) -> str:
        """The row of a grid in which several may be ticked; the question where it has no rows."""
        inner = self.places[:1] if self.word else self.places[:-1]
        return "-".join((self.base, *inner))

    @property
    def ticked(self) -> bool:
        """Whether the column is one option of a row or of a question."""
        return not self.word and (self.option or len(self.places) > 1)


def parsed(cell: str) -> ImportId:
    """Read an import code, in JSON or with single quotes.

    Examples
    --------
    >>> parsed("{'ImportId': 'QID4-1-2'}")[:3]
    ('QID4', '', ('1', '2'))
    >>> parsed('{"ImportId":"startDate","timeZone":"Europe/Berlin"}').zone
    'Europe/Berlin'
    """
    said = {key: value for _, key, _, value in _PAIR.findall(cell)}
    code = said.get("ImportId", "")
    found = _QUESTION.fullmatch(code)
    if not found:
        return ImportId(field=code, zone=said.get("timeZone", ""))
    places = tuple(place for place in re.split("[-_]", found[3]) if place)
    word, option = found[4] or "", said.get("choiceId", "")
    if option and not word:
        return ImportId(found[1], found[2] or "", (*places, option), option=True)
    return ImportId(found[1], found[2] or "", places, word)


def platform(field: str) -> Kind:
    """Give the kind of a column of the platform's own; empty where it is none.

    Examples
    --------
    >>> platform("panel-RecipientEmail"), platform("_recordId"), platform("branch")
    ('personal', 'meta', '')
    """
    plain = field.rpartition("-")[2].replace("_", "").casefold()
    return _PLATFORM.get(plain, "meta" if field.startswith("Q_") else "")


def embedded(field: str) -> Kind:
    """Give the kind of a field that the survey's makers added, where its name says that it is personal."""
    return _EMBEDDED.get(re.sub(r"[\W_]", "", field).casefold(), "")
