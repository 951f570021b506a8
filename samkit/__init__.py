"""samkit: from a survey export to a benchmark report that can be believed.

The names below are loaded when they are first used, so that importing samkit costs nothing.

Examples
--------
>>> import samkit
>>> study = samkit.load_study("sam")
>>> study.groups["performance"].first
'Top Performers'
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, Final

__version__: Final = "0.1.0"

_PUBLIC: Final = {
    "load_study": "samkit.study.load:load",
    "read": "samkit.workflow:read",
    "check": "samkit.checking:check",
    "classify": "samkit.workflow:classify",
    "compare": "samkit.workflow:compare",
    "report": "samkit.reporting:report",
    "simulate": "samkit.simulate.simulation:simulate",
    "Study": "samkit.study.model:Study",
    "Survey": "samkit.survey:Survey",
    "Result": "samkit.results:Result",
    "SamkitError": "samkit.errors:SamkitError",
}

__all__ = [*_PUBLIC, "__version__"]  # noqa: PLE0604 - all of them are texts


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the name decides what comes out
    """Load a public name when it is first used."""
    if name not in _PUBLIC:
        message = f"module 'samkit' has no attribute {name!r}"
        raise AttributeError(message)
    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


class _Door(ModuleType):
    """Keeps a submodule, which importing it would put here under its name, from hiding the verb of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set what is no submodule with the name of a verb."""
        if name not in _PUBLIC or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
