"""Answers that are ordered by the numbers in them: ranges, changes in percent, ratings with labelled ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NUMBER: Final = re.compile(r"\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+")
"""A number, with or without signs between thousands, or a word."""

_LEADING: Final = re.compile(
    r"\s*[(\[]?\s*(-?\d{1,2})\s*(?:$|[)\]=:–—-]+\s*(?=[^\W\d_(\"'])|[.]\s+(?=[^\W\d_])|\s+[(]?(?=[^\W\d_]))"
)
_TRAILING: Final = re.compile(r".*\D[(\[]\s*(\d{1,2})\s*[)\]]", re.DOTALL)
_UNITS: Final = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6,
    "millionen": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9, "milliarden": 1e9,
    "minute": 1 / 1440, "minutes": 1 / 1440, "min": 1 / 1440, "mins": 1 / 1440, "hour": 1 / 24, "hours": 1 / 24,
    "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365, "tag": 1,
    "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monate": 30, "monaten": 30, "jahr": 365, "jahre": 365,
    "jahren": 365, "jours": 1, "mois": 30, "an": 365, "ans": 365, "meses": 30, "año": 365, "años": 365, "anni": 365,
    "mesi": 30, "anos": 365, "jaar": 365, "maanden": 30,
}  # fmt: skip
"""What a number before such a word is multiplied by; lengths of time in days."""

_SPELT: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
_BELOW: Final = frozenset(
    {"less", "under", "below", "fewer", "younger", "weniger", "unter", "moins", "menos", "meno", "minder", "menor"}
    | {"onder", "hasta", "jusqu", "jusquà", "fino", "até", "abaixo", "менее", "меньше", "до", "mniej", "poniżej"}
    | {"mindre", "færre", "färre", "менше"}
)
_ABOVE: Final = frozenset({
    "more", "over", "above", "greater", "older", "up", "least", "higher", "mehr", "über", "mindestens", "plus", "más",
    "mais", "oltre", "più", "meer", "acima", "mayor", "supérieur", "более", "больше", "свыше", "więcej", "powyżej",
    "ponad", "mer", "över", "mere", "enemmän", "yli", "fazla", "üstü", "üzeri", "більше",
})  # fmt: skip
_FALL: Final = (
    "decreas",
    "declin",
    "fell",
    "lower",
    "shrank",
    "reduc",
    "lost",
    "negative",
    "gesunken",
    "rückgang",
    "worse",
)
_RISE: Final = (
    "increas",
    "grew",
    "grow",
    "higher",
    "rose",
    "gained",
    "positive",
    "gestiegen",
    "wachstum",
    "better",
    "improv",
)
_NOTHING: Final = frozenset({
    "none", "nothing", "unchanged", "no change", "same", "the same", "about the same", "stayed the same", "never",
    "remained the same", "unverändert", "gleich geblieben", "flat", "keine",
})  # fmt: skip
_UNCHANGED: Final = (
    "no change",
    "the same",
    "gleich geblieben",
    "unverändert geblieben",
    "resté stable",
    "sin cambios",
)
"""What means in a longer answer, too, that nothing changed."""

_UNSPACED: Final = tuple(
    (text, f" {word} ")
    for word, texts in (
        (
            "less",
            (
                "ไม่เกิน",
                "น้อยกว่า",
                "ต่ำกว่า",
                "未満",
                "以下",
                "不到",
                "少于",
                "少於",
                "低于",
                "低於",
                "未满",
                "미만",
                "이하",
            ),
        ),
        ("more", ("มากกว่า", "เกินกว่า", "สูงกว่า", "ขึ้นไป", "เกิน", "以上", "超过", "超過", "多于", "多於", "이상", "초과")),
        ("years", ("ปี", "年", "년")),
        ("months", ("เดือน", "个月", "個月", "か月", "ヶ月", "カ月", "개월")),
        ("weeks", ("สัปดาห์", "週間", "周", "주")),
        ("thousand", ("พัน", "千")),
        ("million", ("ล้าน", "百万", "百萬")),
    )
    for text in texts
)
"""Words of languages that put no blanks between words, and the English ones that mean the same here."""

_LONGEST: Final = 10
"""Words of an answer at most that is ordered by a number in it."""


_Key = tuple[float, int]


class Ordered(NamedTuple):
    """Answers in the order of the numbers in them.

    Parameters
    ----------
    name
        What the scale may be called.
    levels
        From the lowest to the highest.
    codes
        Other spellings of a level.
    why
        How they were ordered.
    rating
        Whether they are points of a rating, of which the top boxes count.
    growth
        The first level that says that something grew; empty where none does.
    """

    name: str
    levels: tuple[str, ...]
    codes: Mapping[str, str]
    why: str
    rating: bool = False
    growth: str = ""


def ordered(answers: Sequence[str]) -> Ordered | None:
    """Order answers by the numbers in them, if each has one that no other has.

    Parameters
    ----------
    answers
        Distinct texts.

    Examples
    --------
    >>> ordered(["10-49 employees", "Less than 10", "50+"]).levels
    ('Less than 10', '10-49 employees', '50+')
    >>> ordered(["2", "10 (All my time)", "1 (None at all)"]).levels[:3]
    ('1 (None at all)', '2', '3')
    >>> ordered(["Red", "2 dogs"])
    """
    return _rating(answers) or _ranges(answers)


def _rating(answers: Sequence[str]) -> Ordered | None:
    """Order points of a rating of which some carry words, such as "1 (None at all)", "2", …; add points between."""
    points = [_point(text) for text in answers]
    if len(answers) < 2 or any(point is None for point in points):
        return None
    placed: dict[int, str] = {}
    codes: dict[str, str] = {}
    for point, text in sorted(zip(points, answers, strict=True), key=lambda pair: (pair[0] or 0, -len(pair[1]))):
        kept = placed.setdefault(int(point or 0), text)
        if kept != text and folded(kept) != folded(text) and not text.strip().lstrip("-").isdigit():
            return None
        if kept != text:
            codes[text] = kept
    bare = [text for text in placed.values() if text.strip().lstrip("-").isdigit()]
    if len(bare) == len(placed) or max(placed) - min(placed) > 10:
        return None
    between = range(min(placed), max(placed) + 1) if bare else sorted(placed)
    levels = tuple(placed.get(point, str(point)) for point in between)
    return Ordered("rating", levels, codes, "by the number of each level", rating=True)


def _point(text: str) -> int | None:
    """Read the point of a rating that stands before its words, or in brackets behind them."""
    match = _LEADING.match(text) or _TRAILING.fullmatch(text)
    return int(match[1]) if match else None


def _ranges(answers: Sequence[str]) -> Ordered | None:
    """Order ranges and bounds by where they begin, falls below rises."""
    keys = {text: key for text in answers if (key := _key(text))}
    if len(answers) < 2 or len(keys) < len(answers) or 2 * sum(bool(_numbers(text)) for text in answers) < len(answers):
        return None
    distinct: dict[_Key, str] = {}
    codes: dict[str, str] = {}
    for text, key in keys.items():
        kept = distinct.setdefault(key, text)
        if kept != text and _numbers(kept) != _numbers(text):
            return None
        if kept != text:
            codes[text] = kept
    if len(distinct) < 2:
        return None
    levels = tuple(distinct[key] for key in sorted(distinct))
    rises = [level for level in levels if _sign(level) > 0]
    growth = rises[0] if rises and len(rises) < len(levels) else ""
    return Ordered("growth" if growth else "", levels, codes, "by the numbers in the levels", growth=growth)


def _key(text: str) -> _Key | None:
    """Give where a range begins, and whether a bound lies below or above its number."""
    for own, word in _UNSPACED:
        text = text.replace(own, word)
    bare = folded(text)
    if bare in _NOTHING or (not _numbers(text) and any(f" {same} " in f" {bare} " for same in _UNCHANGED)):
        return 0.0, 0
    words, sign, numbers = bare.split(), _sign(text), _numbers(text)
    if len(words) > _LONGEST or (not numbers and not (sign and len(words) <= 2)):
        return None
    if not numbers:
        return 0.5 * sign, 0
    bound = _bound(text, words) if len(numbers) == 1 else 0
    return (-numbers[0], -bound) if sign < 0 else (numbers[0], bound)


def _bound(text: str, words: Sequence[str]) -> int:
    """Say whether a text means what lies below (-1) or above (1) its number."""
    bare = text.strip()
    if bare[:1] in {"<", "≤"} or not _BELOW.isdisjoint(words) or words[:2] == ["up", "to"]:
        return -1
    return int(bare[:1] in {">", "≥"} or "+" in bare or not _ABOVE.isdisjoint(words))


def _sign(text: str) -> int:
    """Say whether a text speaks of a fall (-1) or a rise (1)."""
    bare = folded(text)
    if any(word in bare for word in _FALL):
        return -1
    return int(any(word in bare for word in _RISE))


def _numbers(text: str) -> list[float]:
    """Give the numbers of a text, each times the unit that follows it."""
    parts = [match[0].casefold() for match in _NUMBER.finditer(text)]
    found: list[float] = []
    unit = 1.0
    for place in range(len(parts) - 1, -1, -1):
        part = parts[place]
        if part in _UNITS:
            unit = _UNITS[part]
            if parts[place - 1 : place] in (["a"], ["an"]):
                found.append(unit)
        elif part in _SPELT or part[0].isdecimal():
            found.append((_SPELT[part] if part in _SPELT else _plain(part)) * unit)
    return found[::-1]


def _plain(text: str) -> float:
    """Read a number with or without signs between thousands."""
    if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))
