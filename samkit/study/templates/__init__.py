"""Built-in study files, each a complete questionnaire that a study may take over and add to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent


@cache
def names() -> tuple[str, ...]:
    """List the templates."""
    return tuple(sorted(file.stem for file in _HERE.glob("*.toml")))


def text(name: str) -> str:
    """Give a template as text."""
    return (_HERE / f"{name}.toml").read_text(encoding="utf-8")


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Lay one study file over another: tables are joined key by key, everything else is replaced.

    Examples
    --------
    >>> merged({"study": {"title": "a", "seed": 1}}, {"study": {"title": "b"}})
    {'study': {'title': 'b', 'seed': 1}}
    """
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        result[key] = merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return result
