"""The small survey as Qualtrics, SurveyMonkey, LimeSurvey and Alchemer write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.data.small.respondents import (
    ACCOUNTS,
    AGREEMENT,
    DONT_KNOW,
    GRID,
    MAIL,
    OTHER,
    PRACTICES,
    SINGLE,
    TOOLS,
    WISH,
)
from tests.data.small.tables import Part, answer, coded, number, option, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.data.small.respondents import Question, Respondent
    from tests.data.small.tables import Cell

_ROWS: Final = tuple(enumerate(PRACTICES, start=1))
_ADDRESS: Final = "192.0.2.{}"
"""Addresses that are kept for examples and belong to nobody."""

_TOOLS, _GRID, _AT = 6, 7, {each.key: place for place, each in enumerate(SINGLE, start=1)}


def numbered(levels: Sequence[str], before: str = "", blank: str = "") -> dict[str, str]:
    """Number levels from 1, "Don't know" behind them."""
    found = {text: f"{before}{place}" for place, text in enumerate((*levels, DONT_KNOW), start=1)}
    return {**found, "": blank}


def _id(one: Respondent) -> str:
    """Give an id as Qualtrics writes one."""
    return f"R_{one.number * 7919:010d}x"


def _us(one: Respondent, *, end: bool) -> str:
    """Write a time as SurveyMonkey does."""
    at = one.ended if end else one.started
    return f"{at:%m/%d/%Y} {at.hour % 12 or 12}:{at:%M:%S} {at:%p}"


def _place(one: Respondent) -> str:
    """Give an address of a computer."""
    return _ADDRESS.format(one.number)


def _same(text: str) -> Callable[[Respondent], str]:
    """Give everybody the same cell."""
    return lambda _: text


def _iso(one: Respondent) -> str:
    return one.started.isoformat(" ")


def _ended(one: Respondent) -> str:
    return one.ended.isoformat(" ")


def _qualtrics_own() -> Iterator[tuple[str, str, dict[str, str], str, Callable[[Respondent], str]]]:
    """Give the columns that Qualtrics adds in front: name, text, import code, key, cell."""
    zone = {"timeZone": "Europe/Berlin"}
    yield "StartDate", "Start Date", {"ImportId": "startDate", **zone}, "started", _iso
    yield "EndDate", "End Date", {"ImportId": "endDate", **zone}, "ended", _ended
    yield "Status", "Response Type", {"ImportId": "status"}, "", _same("IP Address")
    yield "IPAddress", "IP Address", {"ImportId": "ipAddress"}, "", _place
    yield "Progress", "Progress", {"ImportId": "progress"}, "", _same("100")
    yield "Duration (in seconds)", "Duration (in seconds)", {"ImportId": "duration"}, "", lambda one: str(one.seconds)
    yield "Finished", "Finished", {"ImportId": "finished"}, "", _same("True")
    yield "ResponseId", "Response ID", {"ImportId": "_recordId"}, "", _id
    yield "RecipientEmail", "Recipient Email", {"ImportId": "recipientEmail"}, "mail", lambda one: one.mail
    yield "UserLanguage", "User Language", {"ImportId": "userLanguage"}, "", _same("EN")


def _qualtrics(*, codes: bool) -> Iterator[tuple[str, str, dict[str, str], str, Callable[[Respondent], str]]]:
    """Give the columns of the questions; where codes are written, 0 and -99 for what was seen and left out."""
    unticked, skipped = ("0", "-99") if codes else ("", "")
    for each in SINGLE:
        cell = coded(each.key, numbered(each.levels, blank=skipped)) if codes else answer(each.key)
        yield f"Q{_AT[each.key]}", each.text, {"ImportId": f"QID{_AT[each.key]}"}, each.key, cell
    for place, (key, words) in enumerate(options(), start=1):
        head = f"{TOOLS} - Selected Choice - {words}"
        code = {"ImportId": "QID6", "choiceId": str(place)}
        yield f"Q6_{place}", head, code, f"tools.{key}", option(key, "1" if codes else words, unticked)
    yield "Q6_6_TEXT", f"{TOOLS} - {OTHER} - Text", {"ImportId": "QID6_6_TEXT"}, "words", lambda one: one.words
    for place, each in _ROWS:
        cell = coded(each.key, numbered(AGREEMENT, blank=skipped)) if codes else answer(each.key)
        yield f"Q7_{place}", f"{GRID} - {each.text}", {"ImportId": f"QID7_{place}"}, each.key, cell
    yield "Q8", ACCOUNTS, {"ImportId": "QID8_TEXT"}, "accounts", number
    yield "Q9", WISH, {"ImportId": "QID9_TEXT"}, "wish", lambda one: one.wish


def qualtrics(*, codes: bool) -> list[Part]:
    """Give names, texts and import codes above the answers."""
    columns = (*_qualtrics_own(), *_qualtrics(codes=codes))
    numeric = {"Status": _same("0"), "Finished": _same("1")} if codes else {}
    return [
        Part(key, (name, told, json.dumps(code, separators=(",", ":"))), numeric.get(name, cell))
        for name, told, code, key, cell in columns
    ]


def qualtrics_legacy() -> list[Part]:
    """Give the two rows of names and texts that Qualtrics wrote until 2017, and the empty column at their end."""
    own: list[tuple[str, str, Callable[[Respondent], Cell]]] = [
        ("ResponseID", "", _id),
        ("ResponseSet", "", _same("Default Response Set")),
        ("Name", "", _same("Anonymous")),
        ("ExternalDataReference", "", _same("")),
        ("EmailAddress", "mail", lambda one: one.mail),
        ("IPAddress", "", _place),
        ("Status", "", _same("0")),
        ("StartDate", "started", _iso),
        ("EndDate", "ended", _ended),
        ("Finished", "", _same("1")),
    ]
    front = [Part(key, (f"V{place}", name), cell) for place, (name, key, cell) in enumerate(own, start=1)]
    asked = [Part(key, (name, _legacy(told)), cell) for name, told, _, key, cell in _qualtrics(codes=False)]
    return [*front, *asked, Part("", ("", ""), _same(""))]


def _legacy(told: str) -> str:
    """Write the text of a column as it was written then."""
    return told.replace(" - Selected Choice - ", "-").replace(" - Text", "-TEXT").replace(" - ", "-")


def surveymonkey() -> list[Part]:
    """Give questions over their first column, and below them what stands in each."""
    own = [
        Part("", ("Respondent ID", ""), lambda one: str(114_069_000_000 + one.number * 7919)),
        Part("", ("Collector ID", ""), _same("421480779")),
        Part("started", ("Start Date", ""), lambda one: _us(one, end=False)),
        Part("ended", ("End Date", ""), lambda one: _us(one, end=True)),
        Part("", ("IP Address", ""), _place),
        Part("mail", ("Email Address", ""), lambda one: one.mail),
    ]
    single = [Part(each.key, (each.text, "Response"), answer(each.key)) for each in SINGLE]
    rows = [Part(each.key, (GRID * (place == 1), each.text), answer(each.key)) for place, each in _ROWS]
    ticks = [
        Part(f"tools.{key}", (TOOLS * (key == "crm"), words), option(key, words))
        for key, words in options()
        if key != "other"
    ]
    return [
        *own,
        *single,
        *ticks,
        Part("words", ("", OTHER), lambda one: one.words),
        *rows,
        Part("accounts", (ACCOUNTS, "Open-Ended Response"), number),
        Part("wish", (WISH, "Open-Ended Response"), lambda one: one.wish),
    ]


def limesurvey(*, codes: bool) -> list[Part]:
    """Give headings and answers as codes, or both in full."""
    own: list[tuple[str, str, str, Callable[[Respondent], Cell]]] = [
        ("id", "Response ID", "", lambda one: str(one.number)),
        ("submitdate", "Date submitted", "ended", _ended),
        ("lastpage", "Last page", "", _same("3")),
        ("startlanguage", "Start language", "", _same("en")),
        ("seed", "Seed", "", lambda one: str(one.number * 104_729)),
        ("startdate", "Date started", "started", _iso),
        ("datestamp", "Date last action", "", _ended),
        ("ipaddr", "IP address", "", _place),
        ("email", "Email address", "mail", lambda one: one.mail),
    ]
    at = 0 if codes else 1
    front = [Part(key, (heads[at],), cell) for *heads, key, cell in own]
    asked = [Part(key, (heads[at],), cell) for *heads, key, cell in _limesurvey(codes=codes)]
    return [*front, *asked]


def _limesurvey(*, codes: bool) -> Iterator[tuple[str, str, str, Callable[[Respondent], Cell]]]:
    """Give the columns of the questions: code, words, key, cell."""
    for each in SINGLE:
        yield each.key, each.text, each.key, _limesurvey_cell(each, codes=codes)
    for place, (key, words) in enumerate(options(), start=1):
        if key == "other":
            yield "tools[other]", f"{TOOLS} [Other]", "words", lambda one: one.words
        else:
            cell = option(key, "Y") if codes else option(key, "Yes", "No", "N/A")
            yield f"tools[SQ{place:03}]", f"{TOOLS} [{words}]", f"tools.{key}", cell
    for place, each in _ROWS:
        cell = _limesurvey_cell(each, codes=codes)
        yield f"practices[SQ{place:03}]", f"{GRID} [{each.text}]", each.key, cell
    yield "accounts", ACCOUNTS, "accounts", number
    yield "wish", WISH, "wish", lambda one: one.wish


def _limesurvey_cell(question: Question, *, codes: bool) -> Callable[[Respondent], str]:
    """Give a level, or its code."""
    return coded(question.key, numbered(question.levels, "A")) if codes else answer(question.key)


def alchemer() -> list[Part]:
    """Give options and rows in front of their question, a colon between them."""
    own: list[tuple[str, str, Callable[[Respondent], Cell]]] = [
        ("Response ID", "", lambda one: str(one.number)),
        ("Time Started", "started", _iso),
        ("Date Submitted", "ended", _ended),
        ("Status", "", _same("Complete")),
        ("Contact ID", "", _same("")),
        ("Language", "", _same("English")),
        ("SessionID", "", lambda one: f"{one.number * 104_729:010x}"),
        ("IP Address", "", _place),
    ]
    return [
        *(Part(key, (name,), cell) for name, key, cell in own),
        *(Part(each.key, (each.text,), answer(each.key)) for each in SINGLE),
        *(
            Part(f"tools.{key}", (f"{words}:{TOOLS}",), option(key, words))
            for key, words in options()
            if key != "other"
        ),
        Part("words", (f"Other - Write In:{TOOLS}",), lambda one: one.words),
        *(Part(each.key, (f"{each.text}:{GRID}",), answer(each.key)) for each in PRACTICES),
        Part("accounts", (ACCOUNTS,), number),
        Part("wish", (WISH,), lambda one: one.wish),
        Part("mail", (MAIL,), lambda one: one.mail),
    ]
