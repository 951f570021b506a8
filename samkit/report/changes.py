"""What differs between a report that stands in a folder and the one that a run gives now: numbers, words or drawing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from samkit.report.cells import Change, Kind, spelt, text, values_in, within
from samkit.tables.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.report.document import Document, Figure

KINDS: Final[dict[Kind, str]] = {
    "origin": "made from",
    "numbers": "numbers",
    "words": "words",
    "order": "order of rows",
    "drawing": "drawing only",
    "file": "file",
    "missing": "file missing",
    "extra": "file too many",
}


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes], document: Document) -> tuple[Change, ...]:
    """Compare the files of two reports, figure by figure.

    Parameters
    ----------
    old
        The files of the folder by path.
    new
        The files of a run now.
    document
        The report that the run gives.
    """
    of_figures = {name for figure in document.figures for name in _of(figure, new)}
    found = [change for figure in document.figures for change in _figure(figure, old, new)]
    for name in sorted(new.keys() & old.keys() - of_figures):
        if old[name] != new[name]:
            found += _file(name, old[name], new[name])
    found += [Change(name, "missing") for name in sorted(new.keys() - old.keys())]
    found += [Change(name, "extra") for name in sorted(old.keys() - new.keys())]
    return tuple(found)


def table(found: Sequence[Change]) -> Table:
    """Lay out differences, one a row.

    Parameters
    ----------
    found
        In the order in which they are shown.
    """
    columns = (
        Column("where", "Where", "label"),
        Column("kind", "Differs in", "text"),
        Column("what", "Of", "text"),
        Column("number", "Which", "text"),
        Column("old", "In the folder", "text"),
        Column("new", "Now", "text"),
        Column("difference", "By", "text"),
    )
    return Table("check", "What differs from the folder", columns, tuple(_row(change) for change in found))


def counted(found: Sequence[Change]) -> str:
    """Count differences in a sentence: figures by the gravest kind, files one by one.

    Examples
    --------
    >>> counted([Change("figure 2", "numbers", "plan", "gap", 0.1, 0.2), Change("a.txt", "extra")])
    '1 × numbers, 1 × file too many'
    """
    places = Counter(kind for kind, _ in {(change.kind, change.where) for change in found})
    return ", ".join(f"{places[kind]} × {name}" for kind, name in KINDS.items() if places[kind])


def _row(change: Change) -> tuple[str, ...]:
    old, new = change.old, change.new
    by = f"{new - old:+.3g}" if isinstance(old, float) and isinstance(new, float) else ""
    return (change.where, KINDS[change.kind], change.what, change.number, *spelt(old, new), by)


def _of(figure: Figure, names: Mapping[str, bytes]) -> Iterator[str]:
    """Give the files of a figure: its table, its alternative texts, its pictures."""
    yield f"tables/{figure.table.name}.csv"  # first, so that numbers are told before words
    pictures = {f"figures/{picture.name}" for picture in figure.pictures}
    yield from (name for name in sorted(names) if name.rpartition(".")[0] in pictures)


def _figure(figure: Figure, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Change]:
    """Compare the files of one figure that both have; drawing is told where nothing else differs."""
    where = f"figure {figure.id}"
    names = [name for name in _of(figure, new) if name in old and old[name] != new[name]]
    told = False
    for name in names:
        if name.startswith("tables/"):
            told = True
            yield from within(where, old[name], new[name])
        elif name.endswith(".txt"):
            told = True
            yield Change(where, "words", "alternative text", "", text(old[name]), text(new[name]))
    if names and not told:
        yield Change(where, "drawing", ", ".join(name.rpartition("/")[2] for name in names))


def _file(name: str, old: bytes, new: bytes) -> Iterator[Change]:
    """Compare a file that belongs to no figure."""
    if name.endswith(".csv"):
        yield from within(name, old, new)
    elif name.endswith(".json"):
        yield values_in(name, old, new)
    else:
        yield Change(name, "file")
