"""Questions whose answers stand in several variables, as a file declares them (multiple-response sets)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from samkit.errors import shown
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.readers.export import Asked


class Set(NamedTuple):
    """One such question: its name and words, whether each variable is one option, and the variables."""

    name: str
    label: str
    is_ticked: bool
    variables: Sequence[str]


class Sets(NamedTuple):
    """All such questions of a file, and for each variable the one that it belongs to."""

    all: Sequence[Set]
    by_variable: Mapping[str, Set]

    def asked(self, name: str, asked: Asked) -> Asked:
        """Say of a variable to which question it belongs: as one of its options, or as one of its mentions."""
        found = self.by_variable.get(name)
        if found is None:
            return asked
        if not found.is_ticked:
            return asked._replace(group=found.name)
        return asked._replace(text=found.label or asked.text, part=asked.text or name, group=found.name, kind="option")

    def notes(self) -> list[tuple[str, str]]:
        """Say which questions have several variables."""
        return [("structure", _told(found)) for found in self.all]


def _told(found: Set) -> str:
    """Tell one question."""
    what = "options" if found.is_ticked else "mentions, one of a list each"
    first, last = found.variables[0], found.variables[-1]
    many = counted(len(found.variables), "variable")
    return f"{shown(found.name)} is one question in {many} ({shown(first)} to {shown(last)}), its {what}"


def sets_of(meta: Any) -> Sets:  # noqa: ANN401 - the library has no type for it
    """Gather the questions that a file declares to have several variables; a variable belongs to the first."""
    found = [
        Set(name.removeprefix("$"), (given["label"] or "").strip(), bool(given["is_dichotomy"]), given["variable_list"])
        for name, given in (getattr(meta, "mr_sets", None) or {}).items()
        if given["variable_list"]
    ]
    return Sets(found, {name: each for each in reversed(found) for name in each.variables})
