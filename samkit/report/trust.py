"""How far each finding in the title of a figure can be trusted: one line each, and beside the figure itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.numbers import decimal
from samkit.report import wording
from samkit.report.document import Passage, Sentence
from samkit.results import Contrast, Outcome, Rank, Result, Trust
from samkit.tables import trust as table
from samkit.trust import without
from samkit.words.doubts import reasons, unexamined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from samkit.report.summary import Shown
    from samkit.results import Item
    from samkit.tables.table import Table
    from samkit.words.language import Words

SAYS_NOTHING: Final = frozenset({"ranked_bars", "composition"})
"""Charts whose titles compare no groups."""

_EXAMINED: Final = frozenset({"gap", "rank", "robustness", "halo", "adjusted", "power"})
"""The kinds of results whose titles are of gaps, and those that raise an objection themselves."""


class Claim(NamedTuple):
    """One finding in the titles of figures: what is left of it, and which figures say it.

    `first` says that a title names it as the first of several items.
    """

    row: Trust
    result: Result
    figures: tuple[str, ...]
    first: bool


def headlines(result: Result, chart: str) -> tuple[Item, ...]:
    """Give the items of which the title of a figure claims something.

    Parameters
    ----------
    result
        The rows that the figure shows.
    chart
        Its kind.
    """
    if chart in SAYS_NOTHING:
        return ()
    ranked = [row for row in result.rows if isinstance(row, Rank) and row.separating.rank.value == 1]
    compared = [row for row in result.rows if isinstance(row, Contrast)]
    named = wording.claimed(compared, chart)
    return (*(row.item for row in ranked), *(row.item for row in named))


def claims(shown: Sequence[Shown], trusted: Sequence[Result]) -> list[Claim]:
    """Gather the findings in the titles of figures, each once, in the order of the figures.

    Parameters
    ----------
    shown
        What each figure shows.
    trusted
        Results of kind `trust`, of the same respondents and others.
    """
    found: dict[tuple[str, str, str, str], Claim] = {}
    for figure in shown:
        for item in headlines(figure.result, figure.chart):
            key = _key(figure.result, item)
            for row, result in _rows(trusted, key):
                before = found.get(key, Claim(row, result, (), first=False))
                first = before.first or len(wording.items_of(figure.result)) > 1
                found[key] = before._replace(figures=(*before.figures, figure.id), first=first)
    return [each if each.first else each._replace(row=without(each.row, "place")) for each in found.values()]


def _key(result: Result, item: Item) -> tuple[str, str, str, str]:
    """Name a finding: the respondents, their groups, the section and the item."""
    return result.provenance.data_digest, result.grouping.id, item.section, item.id


def _rows(trusted: Iterable[Result], key: tuple[str, str, str, str]) -> Iterator[tuple[Trust, Result]]:
    """Find what is left of one finding."""
    for result in trusted:
        for row in result.rows:
            if isinstance(row, Trust) and row.outcome is not Outcome.NO_FINDING and _key(result, row.item) == key:
                yield row, result


def passage(shown: Sequence[Shown], trusted: Sequence[Result], classification: Result, words: Words) -> Passage:
    """Write what is left of the findings in the titles of figures; nothing where no title claims anything.

    Parameters
    ----------
    shown
        What each figure shows.
    trusted
        Results of kind `trust`.
    classification
        Who is in which group of the study that the report is about; its findings come first.
    words
        The language.
    """
    own = classification.provenance.data_digest
    found = sorted(claims(shown, trusted), key=lambda each: each.result.provenance.data_digest != own)
    if not found:
        return Passage("trust", ())
    counts = {
        outcome.name.lower(): decimal(sum(each.row.outcome is outcome for each in found), signs=words.signs)
        for outcome in (Outcome.HOLDS, Outcome.CAUTION, Outcome.FAILS)
    }
    sentences = (
        Sentence(words("trust.counted", len(found), **counts), ()),
        *(Sentence(_line(each, classification, words), each.figures) for each in found),
        *_unexamined(found, words),
        *_of_other_kinds(shown, words),
    )
    return Passage("trust", sentences, tuple(_tables(trusted, classification, words)))


def _tables(trusted: Sequence[Result], classification: Result, words: Words) -> Iterator[Table]:
    """Lay out the findings of each section; of other groups, or of another study, it is said of which."""
    for number, result in enumerate(trusted, 1):
        about, laid = result.grouping, table.table(result, words)
        title = laid.title
        if about.id != classification.grouping.id:
            title = words("trust.title_other", title=title, first=about.first, second=about.second)
        if result.provenance.data_digest != classification.provenance.data_digest:
            title = words("summary.elsewhere", study=result.provenance.study, said=title)
        yield laid._replace(name=f"trust-{number}", title=title)


def _line(claim: Claim, classification: Result, words: Words) -> str:
    """Say what is left of one finding and why, and of which groups and which study it is, if of others."""
    own, other = classification.provenance, claim.result.provenance
    same = claim.result.grouping.id == classification.grouping.id
    said = words("trust.line" if same else "trust.line_other", **_told(claim, words))
    return said if own.data_digest == other.data_digest else words("summary.elsewhere", study=other.study, said=said)


def _told(claim: Claim, words: Words) -> Mapping[str, str]:
    """Give what is said of a finding: the item, the groups, what is left, and why."""
    about, row = claim.result.grouping, claim.row
    return {
        "item": row.item.text,
        "first": about.first,
        "second": about.second,
        "outcome": words(f"outcome.{row.outcome.name.lower()}"),
        "reasons": reasons(row, about.first, words),
    }


def _unexamined(found: Sequence[Claim], words: Words) -> Iterator[Sentence]:
    """Say which objections could not be examined, and where."""
    figures: dict[str, list[str]] = {}
    for each in found:
        figures.setdefault(unexamined(each.row, each.result.grouping.first, words), []).extend(each.figures)
    for text, where in figures.items():
        if text:
            yield Sentence(words("trust.unexamined", reasons=text), tuple(dict.fromkeys(where)))


def _of_other_kinds(shown: Iterable[Shown], words: Words) -> Iterator[Sentence]:
    """Say which titles rest on what no objection is raised against."""
    figures = tuple(each.id for each in shown if each.result.kind not in _EXAMINED and each.chart not in SAYS_NOTHING)
    if figures:
        yield Sentence(words("trust.other_kinds"), figures)


def beside(shown: Shown, trusted: Sequence[Result], words: Words) -> str:
    """Say below the title of a figure what is left of what it claims; nothing where it claims nothing.

    Parameters
    ----------
    shown
        What the figure shows.
    trusted
        Results of kind `trust`.
    words
        The language.
    """
    found = claims([shown], trusted)
    key = "trust.beside" if len(shown.result.rows) == 1 else "trust.beside_item"
    return " ".join(words(key, **_told(each, words)) for each in found)
