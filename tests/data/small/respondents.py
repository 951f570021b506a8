"""What is asked in the small survey, and what 40 respondents answer: invented, and drawn with a seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAID: Final = "Synthetic data, drawn by a program: no respondent is real"
COUNT: Final = 40
SEED: Final = 2051
DONT_KNOW: Final = "Don't know"


class Question(NamedTuple):
    """A question with one answer: its name, its words, its levels from worst to best, or in any order."""

    key: str
    text: str
    levels: tuple[str, ...]


_GROWTH: Final = ("Decreased", "Unchanged", "Increased 1-9%", "Increased 10-19%", "Increased 20% or more")
_BETTER: Final = ("Significantly worse", "Somewhat worse", "Same", "Somewhat better", "Significantly better")
AGREEMENT: Final = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
SPONSOR: Final = "Executive sponsor"

ROLE: Final = Question(
    "role",
    "What is your role?",
    ("Strategic account manager", "Head of account management", "Sales director", SPONSOR),
)
OUTCOMES: Final = (
    Question("revenue", "How did revenue from strategic accounts change against the year before?", _GROWTH),
    Question("profit", "How did profit from strategic accounts change against the year before?", _GROWTH),
    Question("satisfaction", "How did client satisfaction change against the year before?", _BETTER),
    Question(
        "success",
        "How do you rate the overall success of strategic account management?",
        ("Poor", "Fair", "Good", "Very good", "Excellent"),
    ),
)
SINGLE: Final = (ROLE, *OUTCOMES)
NAMES: Final = dict(
    zip(
        (each.key for each in SINGLE),
        ("role", "revenue_change", "profit_change", "satisfaction_change", "overall_success"),
        strict=True,
    )
)
"""Short names, where a format has no words."""

GRID: Final = "How far do you agree with each sentence about your company?"
PRACTICES: Final = (
    Question("plans", "Account plans are built together with the client", AGREEMENT),
    Question("sponsors", "Every strategic account has an executive sponsor", AGREEMENT),
    Question("value", "We can show a client what value we brought", AGREEMENT),
    Question("coaching", "Account managers are coached every month", AGREEMENT),
    Question("choice", "Accounts are chosen by clear criteria, and reviewed each year", AGREEMENT),
)

TOOLS: Final = "Which tools does your team use for strategic accounts?"
OPTIONS: Final = {
    "crm": "CRM",
    "planning": "Account planning tool",
    "maps": "Maps, plans and charts",
    "workspace": "Workspace shared with the client",
    "reports": "Business intelligence reports",
}
OTHER: Final = "Other, please specify"

ACCOUNTS: Final = "How many strategic accounts do you look after?"
WISH: Final = "What would help your strategic accounts most?"
MAIL: Final = "Your e-mail address, if you wish to have the results"


class Respondent(NamedTuple):
    """One respondent.

    Parameters
    ----------
    number
        From 1.
    started, ended
        When.
    mail
        An address; empty where none was given.
    answers
        By question with one answer the level; empty where there is none.
    tools
        The options that are ticked, "other" among them; None for somebody who was not asked.
    words
        What stands beside "Other".
    accounts
        A number; None where none was given.
    wish
        Words of one's own; empty where there are none.
    """

    number: int
    started: dt.datetime
    ended: dt.datetime
    mail: str
    answers: Mapping[str, str]
    tools: frozenset[str] | None
    words: str
    accounts: int | None
    wish: str

    @property
    def seconds(self) -> int:
        """How long it took."""
        return int((self.ended - self.started).total_seconds())

    @property
    def name(self) -> str:
        """What tells respondents apart."""
        return f"R{self.number:03}"


def respondents(seed: int = SEED) -> tuple[Respondent, ...]:
    """Draw the respondents."""
    draw = random.Random(seed)  # noqa: S311 - a survey, not a secret; only `random` itself, which no version changes
    words = iter(_WORDS)
    return tuple(_respondent(draw, number, words) for number in range(1, COUNT + 1))


def _respondent(draw: random.Random, number: int, others: Iterator[str]) -> Respondent:
    """Draw one respondent, whose answers hang together by how well the company does."""
    well = draw.random()
    started = dt.datetime(2026, 3, 2, 8, 30) + dt.timedelta(minutes=number * 47 + int(draw.random() * 40))  # noqa: DTZ001 - platforms write none
    answers = dict(_answers(draw, well))
    asked = answers["role"] != SPONSOR
    tools = frozenset(_tools(draw, well)) if asked else None
    mail = f"respondent{number}@example.org" if draw.random() < 0.6 else ""
    words = next(others) if tools and "other" in tools else ""
    accounts = 1 + int(draw.random() ** 2 * 24) if draw.random() < 0.9 else None
    wish = _WISHES[number - 1] if number <= len(_WISHES) else ""
    ended = started + dt.timedelta(seconds=190 + int(draw.random() * 500))
    return Respondent(number, started, ended, mail, answers, tools, words, accounts, wish)


def _answers(draw: random.Random, well: float) -> Iterator[tuple[str, str]]:
    """Draw the answers to the questions with one answer."""
    yield "role", _role(draw)
    for question in OUTCOMES:
        skipped, known = draw.random() < 0.04, question.key != "profit" or draw.random() > 0.06
        level = _level(draw, 0.15 + 0.85 * well, question.levels)
        yield question.key, "" if skipped else level if known else DONT_KNOW
    for question, pull in zip(PRACTICES, (0.9, 0.1, 0.75, 0.5, 0.2), strict=True):
        level = _level(draw, 0.55 + pull * (well - 0.5), question.levels)
        yield question.key, "" if draw.random() < 0.05 else level


def _role(draw: random.Random) -> str:
    """Draw a role; one in seven is a sponsor, who is not asked about tools."""
    at = draw.random()
    return ROLE.levels[0 if at < 0.45 else 1 if at < 0.7 else 2 if at < 0.85 else 3]


def _level(draw: random.Random, middle: float, levels: Sequence[str]) -> str:
    """Draw a level near a **share** of the way from the worst to the best."""
    spread = draw.random() + draw.random() - 1
    return levels[min(max(int((middle + 0.3 * spread) * len(levels)), 0), len(levels) - 1)]


def _tools(draw: random.Random, well: float) -> Iterator[str]:
    """Draw the options that somebody ticks; some tick none, some "Other" alone."""
    at = draw.random()
    if at < 0.12:
        yield from ("other",) * (at < 0.04)
        return
    for key, share in zip(OPTIONS, (0.75, 0.2 + 0.5 * well, 0.35, 0.15 + 0.4 * well, 0.45), strict=True):
        if draw.random() < share:
            yield key
    if draw.random() < 0.15:
        yield "other"


_WORDS: Final = (
    "Spreadsheets",
    "A wall of paper",
    "Our own portal",
    "The client's system",
    "Notebook, by hand",
    "E-mail folders",
    "A shared calendar",
    "Call recordings",
    "Slides",
    "Project software",
    "None that helps",
)
_WISHES: Final = (
    "More time with clients, fewer reports",
    "A sponsor who answers",
    "Data that I can trust",
    "Pay that looks beyond the quarter",
    'A plan that is more than "a slide"',
    "N/A",
    "Legal and finance at one table",
    "Fewer accounts for each of us",
    "Training for the whole team",
    "Coaching, not control",
    "Clear rules on which account is strategic",
    "An end to the monthly forecast",
    "Zoë back in our team",
    "First: a budget.\nThen: people.",
    "Clients in our planning meetings",
    "A CRM that works on the road",
    "Trust",
    "Better handover when somebody leaves",
    "One price list for all regions",
    "Proof of what we saved the client",
    "Support from product management; none so far",
    "Executives who listen",
    "Shorter contracts",
    "Nothing, it works",
    "Time",
    "Knowing who decides at the client",
    "A second account manager",
    "Fewer tools",
    "Access to usage data",
    "Recognition",
)
