"""samkit: from a survey export to a benchmark report that can be believed.

The verbs are those of the command line; what they find shows itself as a table, and gives `.frame()` and `.figure()`.
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

_VERBS: Final = {
    "check": "samkit.checking:check",
    "classify": "samkit.workflow:classify",
    "compare": "samkit.workflow:compare",
    "profile": "samkit.workflow:profile",
    "trend": "samkit.workflow:trend",
    "rank": "samkit.workflow:rank",
    "drivers": "samkit.workflow:drivers",
    "benchmark": "samkit.benchmarking:benchmark",
    "reconcile": "samkit.reconciling:reconcile",
}
"""The verbs whose answers show themselves, see `samkit.notebook`."""

_PUBLIC: Final = {
    "load_study": "samkit.study.load:load",
    "read": "samkit.workflow:read",
    **_VERBS,
    "report": "samkit.reporting:report",
    "simulate": "samkit.simulate.simulation:simulate",
    "SamkitError": "samkit.errors:SamkitError",
}

__all__ = [*_PUBLIC, "__version__"]  # noqa: PLE0604 - all of them are texts


def __dir__() -> list[str]:
    """List the public names, so that a notebook completes them."""
    return sorted(__all__)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the name decides what comes out
    """Load a public name when it is first used."""
    if name not in _PUBLIC:
        message = f"module 'samkit' has no attribute {name!r}"
        raise AttributeError(message)
    module, _, attribute = _PUBLIC[name].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    return importlib.import_module("samkit.notebook").shown(found) if name in _VERBS else found


class _Door(ModuleType):
    """Keeps a submodule, which importing it would put here under its name, from hiding the verb of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set what is no submodule with the name of a verb."""
        if name not in _PUBLIC or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
