"""TOML from a file that is not trusted: parsed in bounded time and depth, its faults told with their line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from samkit.errors import Place, Problem, StudyError
from samkit.study import faulty

DEEPEST = 100
"""Tables and lists within one another at most; the deepest rule needs less than half of it."""

_PATHS = re.compile(r"""(?<![\w-])(?>(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*)+)""", re.ASCII)
"""Keys with points between their parts."""


def tables(text: str, name: str) -> dict[str, Any]:
    """Parse TOML, or say on which line it is none.

    Parameters
    ----------
    text
        The text of a file.
    name
        What messages call the file.

    Raises
    ------
    StudyError
        If it is no TOML, or nested beyond reason.
    """
    if _has_endless_key(text):
        raise _nested_too_deeply(name)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column, reason = faulty.position(error, text)
        shown = text.split("\n")[line - 1].strip()
        message = f"not TOML: {reason} (column {column})"
        hint = "texts stand between double quotes, lists between brackets, each key once"
        raise StudyError(Problem("not_toml", message, Place(name, line), got=shown, hint=hint)) from None
    except ValueError as error:  # a number of thousands of digits; the parser has no words of its own for it
        raise StudyError(Problem("not_toml", f"not TOML: {error}", Place(name))) from None
    except RecursionError:
        raise _nested_too_deeply(name) from None
    if _too_deep(raw):
        raise _nested_too_deeply(name)
    return raw


def _has_endless_key(text: str) -> bool:
    """Look for a key of too many parts before the parser does, which takes the square of their number in memory."""
    lines = (line for line in text.split("\n") if line.count(".") > DEEPEST)
    return any(path[0].count(".") > DEEPEST for line in lines for path in _PATHS.finditer(line))


def _nested_too_deeply(name: str) -> StudyError:
    message = f"tables and lists may be nested {DEEPEST} deep at most"
    return StudyError(Problem("not_toml", message, Place(name)))


def _too_deep(raw: object) -> bool:
    """Say whether tables and lists are nested beyond reason, level by level, so that no depth can hurt."""
    level: list[Any] = [raw]
    for _ in range(DEEPEST + 1):
        below = (entry.values() if isinstance(entry, dict) else entry for entry in level)
        level = [entry for entries in below for entry in entries if isinstance(entry, dict | list)]
    return bool(level)
