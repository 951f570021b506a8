"""The summary of a report: what its figures show, no stronger than their verdicts, and how far it can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.catalogue import CHARTS, SYSTEMS
from samkit.numbers import decimal, percent
from samkit.report import wording
from samkit.report.document import Sentence
from samkit.report.resting import named
from samkit.results import Contrast, Criterion, Verdict, contrasts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from samkit.results import Provenance, Result
    from samkit.words.language import Words

MOST_NAMED: Final = 3
"""Items that a sentence names with their numbers."""

WHOLE: Final = frozenset({"slope", "margins", "means", "waves", "heat_map", "matrix", "odds"}) | {
    name for name, chart in CHARTS.items() if chart.takes in SYSTEMS
}
"""The charts of which the summary tells the finding as it is written above them."""


class Shown(NamedTuple):
    """What a figure shows: its identifier, its kind of chart, the finding that is written of it, and its rows."""

    id: str
    chart: str
    title: str
    result: Result


class Told(NamedTuple):
    """One item that was compared, with every figure that shows it."""

    row: Contrast
    result: Result
    figures: tuple[str, ...]


def summary(
    classification: Result, shown: Sequence[Shown], words: Words, sources: Sequence[Provenance] = ()
) -> tuple[Sentence, ...]:
    """Write the summary.

    Parameters
    ----------
    classification
        Who is in which group of the study that the report is about.
    shown
        What each figure shows, in the order of the report.
    words
        The language.
    sources
        What figures of other studies were made from.

    Returns
    -------
    tuple of Sentence
        Who was compared, what separates, what does not, and how many comparisons were judged.
    """
    own = [figure for figure in shown if _same(figure.result, classification)]
    told = _told(own)
    return (
        *_groups(classification, words),
        *_separating(told, words),
        *_alike(told, classification, words),
        *_whole(own),
        *_others([figure for figure in shown if figure not in own], classification, words),
        *_believed(told, classification, words),
        *_synthetic(classification.provenance, sources, words),
    )


def checked(sentences: tuple[Sentence, ...], figures: Iterable[str]) -> tuple[Sentence, ...]:
    """Give sentences whose references all lead to a figure.

    Raises
    ------
    ValueError
        If one names a figure that the report does not have.

    Examples
    --------
    >>> checked((Sentence("No difference shown.", ("2",)),), ("1", "2"))
    (Sentence(text='No difference shown.', figures=('2',)),)
    """
    known = set(figures)
    lost = [id_ for sentence in sentences for id_ in sentence.figures if id_ not in known]
    if lost:
        message = f"the summary names figures that the report does not have: {', '.join(lost)}"
        raise ValueError(message)
    return sentences


def _same(result: Result, classification: Result) -> bool:
    """Say whether a result compares the same groups of the same respondents as a classification."""
    digests = result.provenance.data_digest, classification.provenance.data_digest
    return result.grouping == classification.grouping and digests[0] == digests[1]


def _told(figures: Iterable[Shown]) -> list[Told]:
    """Gather the items that were compared, each once, in the order in which figures show them."""
    found: dict[str, Told] = {}
    for figure in figures:
        for row in contrasts(figure.result) if figure.chart != "ranked_bars" else ():
            before = found.get(row.item.id, Told(row, figure.result, ()))
            found[row.item.id] = before._replace(figures=(*before.figures, figure.id))
    return list(found.values())


def _groups(classification: Result, words: Words) -> Iterator[Sentence]:
    """Say how many are in the first group, and by what; nothing where there are no groups."""
    if classification.kind in SYSTEMS:
        return
    about = classification.grouping
    every = about.n_first + about.n_second
    some, all_of = (decimal(count, signs=words.signs) for count in (about.n_first, every))
    key = "summary.groups_left" if about.n_left_out else "summary.groups"
    share = in_words(about.n_first / every if every else None, words)
    said = {"some": some, "every": all_of, "share": share, "first": about.first}
    yield Sentence(words(key, about.n_left_out, **said), ())
    named = tuple(row.label for row in classification.rows if isinstance(row, Criterion))
    if named:
        yield Sentence(words("summary.criteria", len(named), first=about.first, criteria=words.joined(named)), ())


def _separating(told: Sequence[Told], words: Words) -> Iterator[Sentence]:
    """Say on what the groups are shown to differ, the widest gap first."""
    differing = _widest_first(each for each in told if each.row.verdict is Verdict.DIFFERS)
    if not differing:
        return
    yield Sentence(_widest(differing[0], words), _together(differing[:1]))
    for side, ahead in (("above", True), ("below", False)):
        others = [each for each in differing[1:] if _is_ahead(each.row) is ahead]
        if others:
            named = others[:MOST_NAMED]
            items = "; ".join(_briefly(each, words) for each in named)
            more = len(others) - len(named)
            about = others[0].result.grouping
            key = f"summary.{side}_most" if more else f"summary.{side}"
            text = words(key, len(others), first=about.first, second=about.second, items=items)
            yield Sentence(text, _together(named))


def _widest_first(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda each: -abs(each.row.gap.value or 0.0))


def _is_ahead(row: Contrast) -> bool:
    """Say whether the first group has an item more often."""
    return (row.gap.value or 0.0) > 0


def _widest(told: Told, words: Words) -> str:
    """Say in words how common the item of the widest gap is in each group, and how many times as likely."""
    row, about = told.row, told.result.grouping
    sides = [(about.first, row.first.share.value), (about.second, row.second.share.value)]
    (more, high), (less, low) = sides if _is_ahead(row) else sides[::-1]
    shares = {"more": more, "high": in_words(high, words), "less": less, "low": in_words(low, words)}
    times, item = wording.likelier(row, words), named(row.item, row.notes, words)
    if not times:
        return words("summary.widest_nobody", item=item, **shares)
    return words("summary.widest", item=item, times=times, **shares)


def _briefly(told: Told, words: Words) -> str:
    """Name an item with both shares and how many times as likely the more likely group is."""
    row = told.row
    first, second = (percent(side.share.value, words.signs) for side in (row.first, row.second))
    times, item = wording.likelier(row, words), named(row.item, row.notes, words)
    if not times:
        return words("summary.briefly_nobody", item=item, first=first, second=second)
    group = told.result.grouping.first if _is_ahead(row) else told.result.grouping.second
    return words("summary.briefly", item=item, first=first, second=second, group=group, times=times)


def _alike(told: Sequence[Told], classification: Result, words: Words) -> Iterator[Sentence]:
    """Say on what the groups are the same, on what nothing is shown, and what is no finding."""
    about = classification.grouping
    judged = [each for each in told if each.row.verdict in wording.JUDGED]
    margin = percent(judged[0].result.margin, words.signs) if judged else ""
    for verdict in (Verdict.EQUIVALENT, Verdict.NOT_SHOWN, Verdict.CIRCULAR, Verdict.HIDDEN):
        found = [each for each in told if each.row.verdict is verdict]
        if found:
            items = words.few([each.row.item.text for each in found])
            said = {"first": about.first, "second": about.second, "margin": margin, "items": items}
            if verdict in wording.JUDGED:
                said["share"] = wording.share_of(len(found), len(judged), words)
            yield Sentence(words(f"summary.{verdict.name.lower()}", len(found), **said), _together(found))


def _whole(figures: Sequence[Shown]) -> Iterator[Sentence]:
    """Say what figures show as a whole: trends, rankings, means, what did not matter, models."""
    for figure in figures:
        if figure.chart in WHOLE:
            yield Sentence(f"{figure.title}.", (figure.id,))
    trends: dict[str, Shown] = {}
    for figure in sorted(figures, key=lambda figure: figure.chart != "p_top"):
        if figure.result.kind == "levels" and figure.result.tests:
            trends.setdefault(figure.result.tests[0].item, figure)
    for figure in trends.values():
        yield Sentence(f"{figure.title}.", (figure.id,))


def _others(figures: Sequence[Shown], classification: Result, words: Words) -> Iterator[Sentence]:
    """Say what the widest gap shown is between other groups, and what other studies show."""
    for same in _by_groups(figures):
        differing = _widest_first(each for each in _told(same) if each.row.verdict is Verdict.DIFFERS)
        said = [Sentence(f"{figure.title}.", (figure.id,)) for figure in same if figure.chart in WHOLE]
        if differing:
            finding = wording.contrast(differing[0].row, differing[0].result, words)
            said.insert(0, Sentence(f"{finding}.", _together(differing[:1])))
        yield from (_placed(each, same[0].result, classification, words) for each in said)


def _placed(sentence: Sentence, result: Result, classification: Result, words: Words) -> Sentence:
    """Name the study that a sentence is of, where it is another one."""
    made = result.provenance
    if made.data_digest == classification.provenance.data_digest:
        return sentence
    return sentence._replace(text=words("summary.elsewhere", study=made.study, said=sentence.text))


def _by_groups(figures: Iterable[Shown]) -> Iterable[list[Shown]]:
    """Gather figures of the same groups of the same respondents."""
    apart: dict[tuple[object, str], list[Shown]] = {}
    for figure in figures:
        apart.setdefault((figure.result.grouping, figure.result.provenance.data_digest), []).append(figure)
    return apart.values()


def _believed(told: Sequence[Told], classification: Result, words: Words) -> Iterator[Sentence]:
    """Say how many comparisons were judged and how they came out, on which bases, and what they cannot say."""
    about = classification.grouping
    judged = [each for each in told if each.row.verdict in wording.JUDGED]
    if judged:
        counts = {
            verdict.name.lower(): decimal(sum(each.row.verdict is verdict for each in judged), signs=words.signs)
            for verdict in wording.JUDGED
        }
        margin = percent(judged[0].result.margin, words.signs)
        yield Sentence(words("summary.judged", len(judged), margin=margin, **counts), ())
        first = _range([each.row.first.n for each in judged], words)
        second = _range([each.row.second.n for each in judged], words)
        bases = {"first": f"{first} {about.first}", "second": f"{second} {about.second}"}
        yield Sentence(words("summary.bases", **bases), ())
        small = [each for each in judged if any(note.code == "small_base" for note in each.row.notes)]
        if small:
            yield Sentence(words("summary.small", len(small)), _together(small))
        yield Sentence(words("summary.associations", first=about.first), ())


def _synthetic(own: Provenance, sources: Sequence[Provenance], words: Words) -> Iterator[Sentence]:
    """Say of each study whose data are synthetic that they are."""
    if own.synthetic:
        yield Sentence(f"{own.synthetic.rstrip('.')}.", ())
    for made in sources:
        if made.synthetic:
            said = f"{made.synthetic.rstrip('.')}."
            yield Sentence(words("summary.elsewhere", study=made.study, said=said), ())


def _range(values: Sequence[int], words: Words) -> str:
    low, high = (decimal(value, signs=words.signs) for value in (min(values), max(values)))
    return low if low == high else words.signs.between(low, high)


def _together(told: Iterable[Told]) -> tuple[str, ...]:
    """Give the first figure of each of several items."""
    return tuple(dict.fromkeys(each.figures[0] for each in told))


def in_words(share: float | None, words: Words) -> str:
    """Write a share in words where a plain fraction is near, with its percent.

    Examples
    --------
    >>> from samkit.words.language import ENGLISH
    >>> in_words(0.237, ENGLISH), in_words(0.5, ENGLISH), in_words(0.43, ENGLISH)
    ('a little under a quarter (24 percent)', 'half (50 percent)', '43 percent')
    """
    near = words.fraction(share)
    spelled = percent(share, words.signs)
    return words("summary.fraction", fraction=near, share=spelled) if near else words("summary.percent", share=spelled)
