"""What a draft holds, in a few lines, and which commands come next."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.intake.quantities import Quantity
from samkit.intake.spelling import begun
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from samkit.intake.begin import Begun
    from samkit.intake.draft import Draft
    from samkit.intake.naming import Section

_LISTED: Final = 8
_WIDTH: Final = 13
_TITLE: Final = 36
"""Letters of a title that are shown beside a code."""
_EVEN: Final = 0.2
"""Which **share** of the answers the smaller of two groups has at least, if any answer makes such."""


def told(found: Begun, draft: Draft) -> str:
    """Say what was found in an export.

    Parameters
    ----------
    found
        The export.
    draft
        What is made of it.
    """
    export = found.export
    size = f"{counted(export.rows, 'respondent')}, {counted(len(export.header), 'column')}"
    lines = [f"{shown(export.path, quote=False, longest=200)}: {size}, read as {export.reader}"]
    said = [
        ("questions", _questions(draft)),
        ("sections", _some([f"{_named(each)} ({_items(draft, each.id)})" for each in draft.sections])),
        ("scales", _some([f"{each.name} ({each.questions})" for each in draft.scales if each.scale.ordered])),
        (
            "no order",
            _some([each.name for each in draft.scales if not each.scale.ordered and len(each.scale.levels) > 2]),
        ),
        ("design", _some([f"{each.key} = {shown(each.column)}" for each in draft.roles])),
        ("personal", _some([shown(each.seen.name) for each in draft.left if each.why.startswith("personal")])),
        ("left out", _left(draft)),
        ("criteria", _some([f"{each.candidate.label} ({each.question})" for each in draft.criteria if each.chosen])),
    ]
    return "\n".join([*lines, *(f"  {name:<{_WIDTH}}{text}" for name, text in said if text)])


def next_commands(draft: Draft, export: Path, study: Path) -> list[str]:
    """Give the two commands that come next.

    Parameters
    ----------
    draft
        What the study file says.
    export, study
        The two files.
    """
    named = "" if study == export.with_suffix(".toml") else f" --study {quoted(str(study))}"
    file = quoted(str(export))
    check = f"samkit check {file}{named}"
    comparable = any(each.comparable for each in draft.sections)
    if any(each.chosen for each in draft.criteria):
        return [check, f"samkit {'compare' if comparable else 'classify'} {file}{named}"]
    grouping = next(_groupings(draft), "")
    if not grouping or not (comparable or len(draft.items) > 1):
        return [check]
    return [check, f"samkit {'compare' if comparable else 'profile'} {file}{named} --by {quoted(grouping)}"]


def quoted(text: str) -> str:
    r"""Write a text for a shell; signs that would steer a terminal are spelt by their bytes, which bash and zsh read.

    Examples
    --------
    >>> quoted("a b.csv"), quoted("a\x1b.csv")
    ("'a b.csv'", "$'a\\x1b.csv'")
    """
    if text.isprintable():
        return shlex.quote(text)
    plain = (sign.isprintable() and sign not in "'\\" for sign in text)
    spelt = ("".join(f"\\x{byte:02x}" for byte in os.fsencode(sign)) for sign in text)
    return f"$'{''.join(sign if held else code for sign, held, code in zip(text, plain, spelt, strict=True))}'"


def _groupings(draft: Draft) -> Iterator[str]:
    """Give answers that make two groups, those of single questions first, and first those of which neither is small."""
    scales = {each.name: each.scale for each in draft.scales}
    rows = [item for section in draft.sections for item in section.items]
    uneven: list[str] = []
    for item in (*draft.items, *rows):
        given = item.question.seen.counts
        counts = {
            level: given[level] for level in (scales[item.scale].levels if item.scale else ()) if given.get(level)
        }
        if len(counts) < 2:
            continue
        total = sum(counts.values())
        level = max(counts, key=lambda level: min(counts[level], total - counts[level]))
        if min(counts[level], total - counts[level]) >= _EVEN * total:
            yield f"{item.id}={level}"
        uneven.append(f"{item.id}={level}")
    yield from uneven
    for selection in draft.selections:
        yield f"{selection.id}.{selection.options[0]}=Ticked"


def _questions(draft: Draft) -> str:
    """Count the questions by how they are answered."""
    every = [*draft.items, *(item for section in draft.sections for item in section.items)]
    numeric = sum(isinstance(item.question.answered, Quantity) for item in every)
    options = sum(len(each.options) for each in draft.selections)
    parts = [
        f"{len(every) - numeric} on scales" * (len(every) > numeric),
        f"{numeric} with numbers" * bool(numeric),
        f"{len(draft.selections)} with several options ({options} in all)" * bool(options),
    ]
    return ", ".join(part for part in parts if part) or "none"


def _named(section: Section) -> str:
    """Name a section, with the words of its title where its name is a code of the platform."""
    if not any(sign.isdecimal() for sign in section.id) or section.title == section.id:
        return section.id
    return f"{section.id} “{begun(shown(section.title, quote=False, longest=len(section.title)), _TITLE)}”"


def _items(draft: Draft, section: str) -> int:
    """Count the items of a section."""
    found = next(each for each in draft.sections if each.id == section)
    options = {each.id: len(each.options) for each in draft.selections}
    return len(found.items) or options.get(found.options_of, 0)


def _left(draft: Draft) -> str:
    """Count the columns that are left out by their reasons."""
    reasons = Counter(each.why.partition(":")[0] for each in draft.left if not each.why.startswith("personal"))
    return ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())


def _some(names: Sequence[str]) -> str:
    """List the first names, and count the rest."""
    more = f", and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
