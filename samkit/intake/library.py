"""The library of scales: chains of steps in many spellings, and the texts that are no answer."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from samkit.intake.spelling import STAR, folded, pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST: Final = 200
"""Texts longer than this are answers, whatever they say."""

_FILE: Final = Path(__file__).with_name("scales.toml")


class Chain(NamedTuple):
    """The steps of a scale, worst to best.

    Parameters
    ----------
    name
        What the scale is called.
    steps
        For each step its spellings; a star stands for words that are the same in all levels of a question.
    forms
        Which steps stand together in a questionnaire, the usual form first.
    favourable
        The steps that are proposed as favourable; None for the top boxes.
    growth
        The first step that says that something grew or got better; None where none does.
    names
        For words behind a star what the scale is called then.
    places
        For each folded spelling without a star its step.
    patterns
        For each folded spelling with a star, and what finds the words in its place, the step.
    """

    name: str
    steps: tuple[tuple[str, ...], ...]
    forms: tuple[tuple[int, ...], ...]
    favourable: tuple[int, ...] | None
    growth: int | None
    names: Mapping[str, str]
    places: Mapping[str, int]
    patterns: tuple[tuple[str, re.Pattern[str], int], ...]


@cache
def chains() -> tuple[Chain, ...]:
    """Give all scales, those in which a star stands last."""
    made = [_chain(raw) for raw in _raw()["scale"]]
    return tuple(sorted(made, key=lambda chain: bool(chain.patterns)))


def missing_reason(text: str) -> str:
    """Say why a text is no answer; nothing if it is one.

    Examples
    --------
    >>> missing_reason("Don't know"), missing_reason("N/A"), missing_reason("Agree")
    ('does not know', 'does not apply', '')
    """
    if len(text) > _LONGEST:
        return ""
    return "not answered" if not folded(text) else _missing().get(folded(text), "")


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _missing() -> dict[str, str]:
    """Give the texts that are no answer, folded, each with its reason."""
    return {folded(text): reason for reason, texts in _raw()["missing"].items() for text in texts}


def _chain(raw: Mapping[str, Any]) -> Chain:
    """Build a chain from its table."""
    steps: Sequence[Sequence[str]] = raw["steps"]
    spelt = [(pattern(text), step) for step, texts in enumerate(steps) for text in texts]
    return Chain(
        name=raw["name"],
        steps=tuple(tuple(texts) for texts in steps),
        forms=tuple(tuple(form) for form in raw["forms"]),
        favourable=tuple(raw["favourable"]) if "favourable" in raw else None,
        growth=raw.get("growth"),
        names=raw.get("names", {}),
        places={text: step for text, step in spelt if STAR not in text},
        patterns=tuple((text, _finder(text), step) for text, step in spelt if STAR in text),
    )


def _finder(text: str) -> re.Pattern[str]:
    """Make what finds the words that stand for the star of a pattern, the same words at each star."""
    first, *rest = (re.escape(part) for part in text.split(STAR))
    return re.compile(first + "(?P<words>.+)" + "(?P=words)".join(rest))
