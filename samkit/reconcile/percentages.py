"""Whether there is a count that prints as each percentage, at the bases that it can have (GRIM)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.findings import counted
from samkit.reconcile.bases import WORDS, Looked, bases, full, listed, several
from samkit.simulate.fit import in_words, options
from samkit.simulate.sides import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samkit.findings import Finding
    from samkit.simulate.published import Printed, Reference, SharesTable
    from samkit.simulate.sides import Part

NAME: Final = "percentages"
RULE: Final = "some whole number of answers must print so at the base (GRIM; Brown and Heathers 2017)"


def look(reference: Reference) -> Looked:
    """Hold each printed percentage of an item against its bases, and the sizes of the groups against their shares."""
    if reference.base.weighted:
        return Looked(NAME, "percentages without weights", 0, list(_beyond(reference)))
    printed = [
        (name, part, table, getattr(table, part))
        for name, table in reference.shares.items()
        for part in PARTS
        if getattr(table, part) is not None and bases(reference, table, part)
    ]
    found = list(_sizes(reference))
    for name, part, table, value in printed:
        found += _percentage(reference, name, part, table, value)
    return Looked(NAME, "printed percentages with a base", len(printed), [*found, *_beyond(reference)])


def _sizes(reference: Reference) -> Iterator[Finding]:
    """Find groups that no number of respondents makes."""
    base = reference.base
    shares = (base.top_share, base.rest_share)
    if base.respondents is not None and any(share is not None for share in shares) and not full(reference, "top"):
        told = " and ".join(f"{share} percent" for share in shares if share is not None)
        text = f"no group sizes of {base.respondents:,} respondents are {told}"
        yield counted(NAME, "base", "error", (0, base.respondents), text)


def _percentage(reference: Reference, name: str, part: Part, table: SharesTable, value: Printed) -> Iterator[Finding]:
    """Judge one percentage: impossible at every base, impossible unless some did not answer, or fine."""
    possible = bases(reference, table, part)
    able = [base for base in several(possible) if options(value, base)]
    subject = f"{name} ({WORDS[part]})"
    if not able:
        text = f"{in_words(value)} cannot come from a base of {listed(possible)}{_nearest(value, possible)}"
        yield counted(NAME, subject, "error", (0, possible[-1]), text)
        return
    sized = full(reference, part)
    if getattr(table.bases, part) is None and not any(options(value, base) for base in several(sized)):
        text = f"{in_words(value)} cannot come from {listed(sized)}: it can if some did not answer, as from {max(able)}"
        yield counted(NAME, subject, "warning", (0, sized[-1]), text, "print the base of the item")


def _nearest(value: Printed, possible: range) -> str:
    """Show what the counts on both sides of a percentage would print as."""
    if not isinstance(value, int) or len(possible) > 1:
        return ""
    base = possible[0]
    below = value * base // 100
    counts = [count for count in (below, below + 1) if count <= base]
    return ": " + ", ".join(f"{count} would be {100 * count / base:.1f}" for count in counts)


def _beyond(reference: Reference) -> Iterator[Finding]:
    """Find items that more answered than there are respondents."""
    for name, table in reference.shares.items():
        for part in PARTS:
            base, size = getattr(table.bases, part), full(reference, part)
            if base is not None and size and base > size[-1]:
                text = f"{base:,} answers, and at most {size[-1]:,} respondents in the {WORDS[part]}"
                yield counted(NAME, f"{name} ({WORDS[part]})", "error", (base, size[-1]), text)
