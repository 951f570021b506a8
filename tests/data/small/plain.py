"""The small survey as plain tables: delimited text and a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.small.respondents import ACCOUNTS, GRID, MAIL, NAMES, PRACTICES, SINGLE, TOOLS, WISH
from tests.data.small.tables import Part, answer, number, option, options, packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.data.small.respondents import Respondent
    from tests.data.small.tables import Cell


def headed_by_words() -> list[Part]:
    """Head columns by the words of their questions, and say Yes or No to each option to who was asked."""
    return [
        Part("", ("Respondent ID",), lambda one: one.name),
        Part("started", ("Started",), lambda one: one.started.isoformat(" ")),
        Part("ended", ("Ended",), lambda one: one.ended.isoformat(" ")),
        Part("mail", (MAIL,), lambda one: one.mail),
        *(Part(each.key, (each.text,), answer(each.key)) for each in SINGLE),
        *(Part(f"tools.{key}", (f"{TOOLS} [{words}]",), option(key, "Yes", "No")) for key, words in options()),
        Part("words", ("Other tools, in your own words",), lambda one: one.words),
        *(Part(each.key, (f"{GRID} [{each.text}]",), answer(each.key)) for each in PRACTICES),
        Part("accounts", (ACCOUNTS,), number),
        Part("wish", (WISH,), lambda one: one.wish),
    ]


def headed_by_names() -> list[Part]:
    """Head every column by a short name, and put all ticked options into one cell."""
    return [
        Part("", ("respondent_id",), lambda one: one.name),
        Part("started", ("started",), lambda one: one.started.isoformat(" ")),
        Part("ended", ("ended",), lambda one: one.ended.isoformat(" ")),
        Part("mail", ("email",), lambda one: one.mail),
        *(Part(each.key, (NAMES[each.key],), answer(each.key)) for each in SINGLE),
        Part("tools", ("tools",), packed("; ")),
        *(Part(each.key, (f"practices_{place}",), answer(each.key)) for place, each in enumerate(PRACTICES, start=1)),
        Part("accounts", ("accounts",), number),
        Part("wish", ("wish",), lambda one: one.wish),
    ]


def typed() -> list[Part]:
    """Head columns by words, with numbers and times as such, 1 for what is ticked and 0 for what is not."""
    return [part._replace(cell=_typed(part)) for part in headed_by_words()]


def _typed(part: Part) -> Callable[[Respondent], Cell]:
    """Give what stands in a typed cell."""
    group, _, key = part.key.partition(".")
    if group == "tools":
        return lambda one: None if one.tools is None else int(key in one.tools)
    typed: dict[str, Callable[[Respondent], Cell]] = {
        "started": lambda one: one.started,
        "ended": lambda one: one.ended,
        "accounts": lambda one: one.accounts,
    }
    return typed.get(part.key, part.cell)
