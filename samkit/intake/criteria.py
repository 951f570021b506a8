"""Questions that may say who the best are: growth, profit, satisfaction of clients, success."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.found import Battery, Question
from samkit.intake.quantities import Quantity, values
from samkit.intake.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from samkit.intake.found import Found
    from samkit.intake.scales import Recognised

_SALES: Final = (
    r"revenues?|sales|turnover|income growth|umsatz\w*|erl[oö]se?|chiffre d ?affaires|ventes|ventas|ingresos"
    r"|facturaci[oó]n|fatturato|ricavi|vendite|receitas?|faturamento|vendas|omzet|รายได้|ยอดขาย|销售额?|营业额|收入"
)
_PROFIT: Final = (
    r"profit\w*|margins?|earnings|ebitda?|return on (?:investment|sales|equity)|roi|gewinn\w*|rendite|marge[ns]?"
    r"|rentabilit\w*|b[eé]n[eé]fices?|beneficios?|ganancias?|utili|profitto|lucro|winst|กำไร|利润"
)
_CLIENTS: Final = r"(?:customers?|clients?|kunden?\w*|clientes?|clienti|klant\w*|net promoter|nps|ลูกค้า|客户)"
_CONTENT: Final = r"(?:satisf\w*|zufrieden\w*|loyal\w*|retention|tevreden\w*|soddisf\w*|promoter|nps|พอใจ|满意\w*)"
_SUCCESS: Final = (
    r"overall (?:success|performance|effectiveness|quality|satisfaction)|(?:success|performance|effectiveness) overall"
    r"|how successful|successful overall|business performance|gesamterfolg|erfolg insgesamt|succ[eè]s global"
    r"|[eé]xito general|successo complessivo|sucesso geral"
)
_GROWTH: Final = r"growth|grew|\w*wachstum|croissance|crecimiento|crescita|crescimento|groei"
_ASPECTS: Final = (
    ("profit", "Profit", re.compile(rf"\b(?:{_PROFIT})\b")),
    ("revenue", "Revenue", re.compile(rf"\b(?:{_SALES})\b")),
    ("satisfaction", "Satisfaction of clients", re.compile(rf"{_CLIENTS}.*?{_CONTENT}|{_CONTENT}.*?{_CLIENTS}")),
    ("success", "Overall success", re.compile(rf"\b(?:{_SUCCESS})\b")),
    ("satisfaction", "Satisfaction", re.compile(r"\bsatisfaction change\b|\bchange (?:in|of) satisfaction\b")),
    ("growth", "Growth", re.compile(rf"\b(?:{_GROWTH})\b")),
)
"""What the best do better, the narrower words first."""

_OTHERWISE: Final = re.compile(r"\b(?:staff|employee|personnel|buyer|customer|client) turnover\b")
"""Words that speak of something else."""

_UNCHANGED: Final = re.compile(
    r"\b(?:same|unchanged|no change|constant|stable|gleich\w*|unver[aä]ndert|inchang[eé]\w*|identique"
    r"|igual|sin cambios?|sem mudan\w*|invariat\w*|uguale|stabile|gelijk|hetzelfde|onveranderd)\b"
)
"""A level between growth and decline."""

_BURDENS: Final = frozenset(
    {"challenge", "challenging", "problem", "barrier", "obstacle", "risk", "concern", "concerned"}
)
"""Scales on which the best do not stand high."""

_TOP_SHARE: Final = 0.25
_MOST_CODES: Final = 11
"""So few different numbers, none of them below 1, are rather codes of answers than a growth."""

_SHORT: Final = 40
_FEWEST: Final = 0.3
"""From which **share** of respondents with an answer on a question may be a criterion."""


class Candidate(NamedTuple):
    """A question that may be a criterion.

    Parameters
    ----------
    question
        The question.
    aspect
        What of the best it speaks of.
    label
        What the criterion may be called.
    comparison, operand
        How it may be compared, and with what.
    why
        By what it was found.
    """

    question: Question
    aspect: str
    label: str
    comparison: str
    operand: str | float | tuple[str, ...]
    why: str


def candidates(found: Sequence[Found]) -> list[Candidate]:
    """Find the questions that may be criteria, in the order of the questionnaire.

    Parameters
    ----------
    found
        The questions of the export.
    """
    return [candidate for question in _questions(found) if (candidate := _candidate(question))]


def proposed(found: Sequence[Candidate]) -> list[Candidate]:
    """Choose one candidate for each aspect, those that say a change first."""
    changes = sorted(found, key=lambda each: each.comparison == "is_in")
    chosen: dict[str, Candidate] = {}
    for each in changes:
        chosen.setdefault(each.aspect, each)
    if len(chosen) > 1:
        chosen.pop("growth", None)
    return [each for each in found if chosen.get(each.aspect) is each]


def _questions(found: Sequence[Found]) -> Iterator[Question]:
    """Give every question with one answer."""
    for each in found:
        if isinstance(each, Question):
            yield each
        elif isinstance(each, Battery) and not each.why.startswith("a ranking"):
            yield from each.rows


def _candidate(question: Question) -> Candidate | None:
    """Say whether a question may be a criterion, and how it would be compared."""
    seen = question.seen
    spoken = folded(f"{question.text} {seen.column.asked.text} {seen.name.replace('_', ' ')}")
    aspect = next(((key, label, match[0]) for key, label, words in _ASPECTS if (match := words.search(spoken))), None)
    if aspect is None or seen.given < _FEWEST * seen.rows or _OTHERWISE.search(spoken):
        return None
    key, label, word = aspect
    why = f'its words speak of "{word[:40]}"'
    if isinstance(question.answered, Quantity):
        grows = bool(re.search(rf"\b(?:{_GROWTH}|change\w*|increase)\b", spoken))
        return _in_numbers(Candidate(question, key, label, "", 0, why), question.answered, grows=grows)
    scale = question.answered
    if scale.growth and scale.ordered:
        return Candidate(question, key, *_change(key, label, scale), why)
    if not scale.favourable or len(scale.levels) < 3 or scale.name in _BURDENS:
        return None
    counted = " or ".join(level.lower() for level in scale.favourable)
    named = f"{label} {counted}" if len(counted) <= _SHORT else f"{label} in the top box"
    return Candidate(question, key, named, "is_in", scale.favourable, why)


def _in_numbers(candidate: Candidate, way: Quantity, *, grows: bool) -> Candidate | None:
    """Compare numbers: with 0 where some say a growth and others do not, else with the best quarter."""
    numbers = values(candidate.question.seen, way)
    if grows and numbers[0] <= 0 < numbers[-1]:
        return candidate._replace(label=f"{candidate.label} grew", comparison="above", operand=0)
    if grows and len(numbers) <= _MOST_CODES:
        return None
    label = f"{candidate.label} in the best quarter"
    return candidate._replace(label=label, comparison="top_share", operand=_TOP_SHARE)


def _change(key: str, label: str, scale: Recognised) -> tuple[str, str, str]:
    """Say how a change is compared: what is sold must grow, clients must be as satisfied as before."""
    before = scale.levels[max(scale.levels.index(scale.growth) - 1, 0)]
    if key == "satisfaction" and _UNCHANGED.search(folded(before)):
        return f"{label} the same or better", "at_least", before
    return f"{label} grew", "at_least", scale.growth
