"""A language as a value: templates of sentences with named fields, forms for one and many, and the signs of numbers.

A field is a name in braces and nothing else: no attribute, no index, no format. What is put in is never read again, so
that braces in a label stay braces.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

from samkit.numbers import Signs, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Language = Literal["en", "de"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""The languages that are shipped."""

FORMS: Final = ("one", "two", "other")
"""The forms that a template may have for a count; `other` is compulsory."""

_FIELD: Final = re.compile(r"\{(\w+)\}")
_NUMBER: Final = r"[+\u2212]?\d[\d,]*(?:\.\d+)?"
_EXACT: Final = 1e-9
_HERE: Final = Path(__file__).parent


class Fractions(NamedTuple):
    """The plain fractions of a language: how near a share is to be called about one or a little off it, and names."""

    about: float
    near: float
    names: tuple[tuple[float, str], ...]


class Spoken(NamedTuple):
    """What stands in the file of a language: each template by its dotted key, in its forms."""

    signs: Signs
    numbers: tuple[str, ...]
    neutral: tuple[str, ...]
    fractions: Fractions
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Parameters
    ----------
    language
        Its two letters.
    """

    language: Language = "en"

    def __call__(self, key: str, count: int | None = None, /, **fields: str) -> str:
        """Make a text from its template.

        Parameters
        ----------
        key
            The dotted key of the template in the file of the language.
        count
            Chooses among the forms of the template; put in as `{count}` in digits and as `{number}` in words,
            `{Number}` where it opens a sentence.
        fields
            Text for each other field of the template, put in as it stands.

        Raises
        ------
        KeyError
            If there is no such template, or it has a field that is not given.

        Examples
        --------
        >>> Words()("page.figure", id="1a"), Words("de")("page.figure", id="{id}")
        ('Figure 1a', 'Abbildung {id}')
        """
        forms = spoken(self.language).texts[key]
        if count is None:
            return _filled(forms["other"], fields)
        form = forms.get({1: "one", 2: "two"}.get(count, "other"), forms["other"])
        number = self.number(count)
        counted = {"count": decimal(count, signs=self.signs), "number": number, "Number": number.capitalize()}
        return _filled(form, {**fields, **counted})

    @property
    def signs(self) -> Signs:
        """The signs that numbers are written with."""
        return spoken(self.language).signs

    def number(self, count: int) -> str:
        """Write a small number as a word, a large one in digits.

        Examples
        --------
        >>> Words().number(3), Words().number(72), Words("de").number(12)
        ('three', '72', 'zwölf')
        """
        names = spoken(self.language).numbers
        return names[count] if 0 <= count < len(names) else decimal(count, signs=self.signs)

    def fraction(self, share: float | None) -> str:
        """Name the plain fraction that a share is near to, and on which side of it; nothing where none is near.

        Examples
        --------
        >>> Words().fraction(0.24), Words().fraction(0.26), Words().fraction(0.252), Words().fraction(0.43)
        ('a little under a quarter', 'a little over a quarter', 'about a quarter', '')
        """
        fractions = spoken(self.language).fractions
        if share is None:
            return ""
        of, name = min(fractions.names, key=lambda each: abs(each[0] - share))
        away = share - of
        if abs(away) > fractions.near:
            return ""
        side = "about" if abs(away) <= fractions.about else "over" if away > 0 else "under"
        return name if abs(away) < _EXACT else self(f"fraction.{side}", fraction=name)

    def joined(self, parts: tuple[str, ...], key: str = "list.and") -> str:
        """Join parts as a sentence does.

        Examples
        --------
        >>> Words().joined(("1a", "2", "3")), Words("de").joined(("gut", "sehr gut"), "list.or")
        ('1a, 2 and 3', 'gut oder sehr gut')
        """
        *others, last = parts
        return self(key, others=", ".join(others), last=last) if others else last

    def few(self, names: Sequence[str]) -> str:
        """Name the first two, and say how many more there are.

        Examples
        --------
        >>> Words().few(["Trust", "Access", "Price"])
        'Trust, Access and one more'
        """
        listed, more = ", ".join(names[:2]), len(names) - 2
        return self("list.more", more, listed=listed) if more > 0 else listed

    def told(self, text: str) -> str:
        """Give in this language what an analysis says in English; as it stands where there is no template of it.

        Examples
        --------
        >>> Words("de").told("Fewer than 1,000 at this level"), Words("de").told("Trust")
        ('Weniger als 1.000 auf dieser Stufe', 'Trust')
        """
        return str(text) if self.language == "en" else self._told(text) or text

    def knows(self, text: str) -> bool:
        """Say whether there is a template of what an analysis says in English."""
        return self.language == "en" or self._told(text) is not None

    def _told(self, text: str) -> str | None:
        """Find the template of a sentence, and of its parts; None where one of them has none."""
        for key, pattern in _patterns():
            if found := pattern.fullmatch(text):
                fields = {name: self._field(name, field) for name, field in found.groupdict().items()}
                if None not in fields.values():
                    return self(key, **{name: field or "" for name, field in fields.items()})
        return None

    def _field(self, name: str, text: str) -> str | None:
        """Tell a part in this language, write a number with its signs, and leave everything else as it stands."""
        if name == "parts":
            told = [self._told(part) for part in text.split("; ")]
            return None if None in told else "; ".join(filter(None, told))
        if name.startswith("part"):
            return self._told(text)
        return _with(self.signs, text) if name.startswith("number") else text


ENGLISH: Final = Words()


@cache
def spoken(language: Language) -> Spoken:
    """Read the file of a language, once."""
    told = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    signs, numbers, neutral = Signs(**told.pop("signs")), tuple(told.pop("numbers")), tuple(told.pop("neutral"))
    said = told.pop("fractions")
    names = tuple((each["part"] / each["of"], each["name"]) for each in said["names"])
    return Spoken(signs, numbers, neutral, Fractions(said["about"], said["near"], names), dict(_flat(told)))


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give each template by its dotted key."""
    for key, value in table.items():
        if isinstance(value, str):
            yield before + key, {"other": value}
        elif value.keys() <= set(FORMS):
            yield before + key, value
        else:
            yield from _flat(value, f"{before}{key}.")


@cache
def neutral() -> frozenset[str]:
    """Give the words by which the neutral middle of a scale is known, in whichever language it was asked."""
    return frozenset(word for language in LANGUAGES for word in spoken(language).neutral)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the English sentences of analyses as patterns, with a group for each field."""
    told = [(key, forms["other"]) for key, forms in spoken("en").texts.items() if key.startswith("told.")]
    return tuple((key, re.compile(_pattern(template), re.DOTALL)) for key, template in told)


def _pattern(template: str) -> str:
    """Turn a template into a pattern in which each field is a group."""
    parts = _FIELD.split(template)
    return "".join(_group(part) if number % 2 else re.escape(part) for number, part in enumerate(parts))


def _group(field: str) -> str:
    return f"(?P<{field}>{_NUMBER if field.startswith('number') else '.+?'})"


def _with(signs: Signs, number: str) -> str:
    """Write a number that has the signs of English with those of another language."""
    whole, point, part = number.partition(".")
    return whole.replace(",", signs.thousands) + (signs.decimal if point else "") + part


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """Put each field in, in one go."""
    return _FIELD.sub(lambda field: fields[field[1]], template)
