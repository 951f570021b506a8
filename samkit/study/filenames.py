"""Names of a study file that become names of files: none may be a device, and no two the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.study.references import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samkit.study.file import StudyFile
    from samkit.study.places import Path

_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Names that some systems keep for devices, whatever stands behind a point."""


def faults(file: StudyFile) -> Iterator[Fault]:
    """Yield every section and figure whose files could not be written, or would be written over one another."""
    for name in file.sections:
        if name.casefold().partition(".")[0] in _DEVICES or name.endswith("."):
            message = "results are written into a file of this name, which some systems keep for themselves"
            yield Fault(("sections", name), "impossible_name", message, "another name", name)
    yield from _alike((("sections", name), name) for name in file.sections)
    yield from _alike((("figures", place, "id"), figure.id) for place, figure in enumerate(file.figures))


def _alike(named: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    """Yield every name that differs from an earlier one in nothing but small and capital letters."""
    first: dict[str, str] = {}
    for path, name in named:
        earlier = first.setdefault(name.casefold(), name)
        if earlier != name:
            message = f"differs from {earlier!r} only in small and capital letters: one file on many systems"
            yield Fault(path, "names_alike", message, "another name", name)
