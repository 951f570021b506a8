"""Built-in study files, each a complete questionnaire that a study may take over and add to."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def names() -> tuple[str, ...]:
    """List the templates."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def text(name: str) -> str:
    """Give a template as text."""
    return resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


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
