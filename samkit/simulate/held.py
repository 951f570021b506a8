"""Published shares as a survey is held against them: each with its base, its rounding, and what must be known of it."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from samkit.analyses import theirs
from samkit.analyses.theirs import Theirs
from samkit.notes import Note
from samkit.results import Item
from samkit.simulate.fit import options
from samkit.simulate.published import Range, SharesTable
from samkit.simulate.sides import PARTS, base_of, unrounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samkit.simulate.published import LevelsTable, Printed, Reference
    from samkit.simulate.sides import Base, Part
    from samkit.study.model import Study


def shares(study: Study, reference: Reference, names: Mapping[Part, str]) -> Iterator[Theirs]:
    """Give every printed share of which the study has the item, and of its levels.

    Parameters
    ----------
    names
        What the groups are called.
    """
    items = {item.id: item for section in study.sections.values() for item in section.items}
    for name, table in reference.shares.items():
        item = items.get(name)
        for part in PARTS if item and item.favourable else ():
            printed = getattr(table, part)
            if item is not None and printed is not None:
                notes = (*theirs.wording(table.text, item), *theirs.favourable(tuple(table.favourable), item))
                yield _theirs(
                    item,
                    part,
                    names[part],
                    printed,
                    base_of(table, reference.base, part),
                    (*notes, *_weights(reference)),
                )
    for name, levels in reference.levels.items():
        if not levels.assumed and name in study.questions:
            yield from _levels(study, name, levels, reference, names)


def _levels(
    study: Study, name: str, table: LevelsTable, reference: Reference, names: Mapping[Part, str]
) -> Iterator[Theirs]:
    """Take each printed level of a question as an item of its own."""
    question = study.questions[name]
    for part in PARTS:
        for level, printed in getattr(table, part).items():
            if level in question.levels:
                item = Item(f"{name}: {level}", f"{question.text}: {level}", "", name, (level,))
                base = base_of(SharesTable(), reference.base, part)
                yield _theirs(item, part, names[part], printed, base, _weights(reference))


def missed(study: Study, reference: Reference) -> Iterator[str]:
    """Name the printed items and levels that the study does not have, or has no favourable answers of."""
    items = {item.id for section in study.sections.values() for item in section.items if item.favourable}
    printed = (name for name, table in reference.shares.items() if table.printed)
    yield from (name for name in printed if name not in items)
    for name, table in reference.levels.items():
        if not table.assumed:
            known = study.questions[name].levels if name in study.questions else ()
            every = dict.fromkeys((*table.all, *table.top, *table.rest))
            yield from (f"{name}: {level}" for level in every if level not in known)


def _weights(reference: Reference) -> tuple[Note, ...]:
    """Say that a report was weighted, and what is made of that."""
    if not reference.base.weighted:
        return ()
    return (Note("their_weights", "theirs was weighted, which widens what is not told: taken as a plain sample"),)


def _theirs(item: Item, part: Part, group: str, printed: Printed, base: Base, notes: tuple[Note, ...]) -> Theirs:
    """Put one printed share together with its base."""
    low, high = unrounded(printed)
    share = (printed.from_ + printed.to) / 200 if isinstance(printed, Range) else printed / 100
    if isinstance(printed, Range):
        told = f"theirs was printed as “{printed.says}”" if printed.says else "theirs was printed as a range"
    else:
        told = "theirs was printed in whole percent"
    notes = (*notes, Note("rounded", f"{told}: intervals and tests allow for it"))
    if not base.possible:
        text = "no base was printed: held against a fixed figure, as if theirs had no error"
        return Theirs(item, part, group, share, (low, high), notes=(*notes, Note("fixed_figure", text)))
    n = next((n for n in base.possible if options(printed, n)), base.possible.start)
    found = options(printed, n)
    if not base.printed:
        size = "the number of respondents" if part == "all" else "the least that the printed size of the group allows"
        notes = (*notes, Note("assumed_base", f"no base of the item was printed: taken as {n:,}, {size}"))
    if not found and not any(note.code == "their_weights" for note in notes):
        notes = (
            *notes,
            Note("unprintable", f"no count of {n:,} answers gives what was printed; the nearest were taken"),
        )
    counts = (found[0], found[-1]) if found else (floor(low * n), min(ceil(high * n), n))
    return Theirs(item, part, group, share, (low, high), n, counts, notes=notes)
