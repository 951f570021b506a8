"""The small survey as Google Forms, Microsoft Forms and Typeform write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.small.respondents import ACCOUNTS, GRID, MAIL, PRACTICES, SINGLE, TOOLS, WISH
from tests.data.small.tables import Part, answer, number, option, options, packed

if TYPE_CHECKING:
    from tests.data.small.respondents import Respondent


def _stamp(one: Respondent) -> str:
    """Write the time at which a form was sent."""
    at = one.ended
    return f"{at:%Y/%m/%d} {at.hour % 12 or 12}:{at:%M:%S} {at:%p} GMT+1"


def google() -> list[Part]:
    """Give the time first, the rows of the grid in brackets, and all ticked options in one cell."""
    return [
        Part("ended", ("Timestamp",), _stamp),
        Part("mail", ("Email Address",), lambda one: one.mail),
        *(Part(each.key, (each.text,), answer(each.key)) for each in SINGLE),
        Part("tools", (TOOLS,), packed(", ")),
        *(Part(each.key, (f"{GRID} [{each.text}]",), answer(each.key)) for each in PRACTICES),
        Part("accounts", (ACCOUNTS,), number),
        Part("wish", (WISH,), lambda one: one.wish),
    ]


def microsoft() -> list[Part]:
    """Give number and times first, each row of the grid as a question, a semicolon behind each ticked option."""
    return [
        Part("", ("ID",), lambda one: one.number),
        Part("started", ("Start time",), lambda one: one.started),
        Part("ended", ("Completion time",), lambda one: one.ended),
        Part("mail", ("Email",), lambda one: one.mail or "anonymous"),
        Part("", ("Name",), lambda _: ""),
        Part("", ("Last modified time",), lambda _: ""),
        *(Part(each.key, (each.text,), answer(each.key)) for each in SINGLE),
        Part("tools", (TOOLS,), packed(";", ";")),
        *(Part(each.key, (each.text,), answer(each.key)) for each in PRACTICES),
        Part("accounts", (ACCOUNTS,), number),
        Part("wish", (WISH,), lambda one: one.wish),
    ]


def typeform() -> list[Part]:
    """Give each option a column of its own under its words alone, the times in UTC last."""
    return [
        Part("", ("#",), lambda one: f"{one.number * 15_485_863:012x}"),
        *(Part(each.key, (each.text,), answer(each.key)) for each in SINGLE),
        *(Part(f"tools.{key}", (words,), option(key, words)) for key, words in options() if key != "other"),
        Part("words", ("Other",), lambda one: one.words),
        *(Part(each.key, (each.text,), answer(each.key)) for each in PRACTICES),
        Part("accounts", (ACCOUNTS,), number),
        Part("wish", (WISH,), lambda one: one.wish),
        Part("mail", (MAIL,), lambda one: one.mail),
        Part("started", ("Start Date (UTC)",), lambda one: one.started.isoformat(" ")),
        Part("ended", ("Submit Date (UTC)",), lambda one: one.ended.isoformat(" ")),
        Part("", ("Network ID",), lambda one: f"{one.number * 7919:010x}"),
    ]
