"""The common factor of all answers, what of the gaps goes through it, and what of each item is beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import halo_answers
from samkit.stats import general_factor, replicate_draws, student
from samkit.stats.answered import moments
from samkit.stats.beyond import Found, beyond
from samkit.stats.families import benjamini_hochberg
from samkit.stats.gaps_explained import explained
from samkit.stats.unit_draws import draws

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from samkit.analyses.halo_answers import Asked
    from samkit.counted import Patterns
    from samkit.stats.gaps_explained import Explained
    from samkit.tally import Sample

    Floats = NDArray[np.float64]

_DIGITS: Final = 10
"""Decimals that hold whatever the order in which a processor adds."""

_ENTRIES: Final = 1 << 22
"""Numbers that are held at a time: draws times respondents times questions."""

_ENDLESS: Final = 1e12
"""Degrees of freedom with which a t interval is a normal one."""

_FEW: Final = 200
"""Draws by which it is first seen which questions go beyond the factor themselves."""

_MINORITY: Final = 0.5
"""Part of the questions from which on it cannot be told which of them go beyond, and which lag behind."""

_LOST: Final = 0.05
"""Part of the draws that may give no number before an item has none, either."""


class Factored(NamedTuple):
    """The factor of the whole sample, and what the draws say of it; arrays of items have **shape** (items,).

    Parameters
    ----------
    loadings
        Correlation of each item with the factor.
    expected
        The gap that follows from the factor alone, a fraction.
    gap
        The gap beyond it with its bounds, **shape** (3, items), a fraction.
    p
        Of that gap.
    variance
        The share of the variance of all answers that the factor explains, with its bounds, **shape** (3,).
    gaps
        What of all gaps goes through it.
    shown
        Whether the answers hang together more closely than chance makes them.
    """

    loadings: Floats
    expected: Floats
    gap: Floats
    p: Floats
    variance: Floats
    gaps: Explained
    shown: bool


class Settings(NamedTuple):
    """How often to draw, from which seed, the confidence level, and who hears how much more is done, in percent."""

    replicates: int
    seed: int
    level: float
    progress: Callable[[int], None]


def factored(patterns: Patterns, asked: Asked, sample: Sample | None, settings: Settings) -> Factored:
    """Take the common factor off the gaps of all items.

    Parameters
    ----------
    patterns
        Where respondents come from.
    asked
        The answers.
    sample
        How respondents were drawn.
    settings
        How often to draw, and the like.

    Notes
    -----
    Questions that are found to go beyond the factor are not among those that others are held against.

    References
    ----------
    Holland and Thayer (1988), in Wainer and Braun (eds.), Test Validity, 129-145 (purifying what items are matched by).
    """
    freedom = _ENDLESS if sample is None or sample.simple else sample.df
    sums, how = moments(asked.answers, asked.weight[None]), (settings.level, freedom)
    few = settings._replace(replicates=min(_FEW, settings.replicates), progress=lambda _: None)
    found = _found(asked, [asked.weight[None]], None).turned()
    first = _tested(asked, sums.share[:, 0], found, _again(patterns, asked, sample, few, found), how)[1]
    asked = _purified(asked, first, 1 - settings.level)
    whole = _found(asked, [asked.weight[None]], None).turned()
    again = _again(patterns, asked, sample, settings, whole)
    interval, p = _tested(asked, sums.share[:, 0], whole, again, how)
    variance = general_factor.explained(again.loadings)
    tail = (1 - settings.level) / 2
    return Factored(
        loadings=whole.items[0].round(_DIGITS),
        expected=whole.expected[0].round(_DIGITS),
        gap=interval.round(_DIGITS),
        p=p.round(_DIGITS),
        variance=np.array(
            [general_factor.explained(whole.loadings)[0], *np.nanquantile(variance, [tail, 1 - tail])]
        ).round(_DIGITS),
        gaps=explained(whole.gaps[0], whole.loadings[0], (again.gaps, again.loadings), settings.level),
        shown=general_factor.beyond_chance(_correlations(sums.products, asked), sum(asked.answers.sizes)),
    )


def _purified(asked: Asked, p: Floats, alpha: float) -> Asked:
    """Leave questions that go beyond the factor themselves out of what others are held against, if they are a minority.

    One item that goes far beyond would else be taken for praise in part, and all others would seem to lag behind.
    """
    with np.errstate(invalid="ignore"):
        beyond_ = asked.own[benjamini_hochberg(p) <= alpha].any(axis=0)
    if beyond_.mean() >= _MINORITY:
        return asked
    return asked._replace(pairs=asked.pairs._replace(items=asked.pairs.items & ~beyond_))


def _correlations(products: Floats, asked: Asked) -> Floats:
    """Give the correlations of the scores within groups, 0 for a pair that too few answered."""
    questions = len(asked.pairs.questions)
    within = products[:, 0, :, :questions].sum(axis=0) / np.maximum(asked.common, 1)
    deviation = np.sqrt(np.diag(within))
    return np.asarray(np.where(asked.pairs.questions, within / deviation / deviation[:, None], 0.0))


def _again(patterns: Patterns, asked: Asked, sample: Sample | None, settings: Settings, whole: Found) -> Found:
    """Find the same in every draw: of respondents, or around the sample as replicate weights tell."""
    if patterns.replicates is not None and sample is not None:
        parts = _found(asked, [patterns.replicates[asked.each].T], whole)
        sizes = np.cumsum([part.shape[-1] for part in _drawn(whole)])[:-1]
        values, each = (np.hstack(_drawn(some)) for some in (whole, parts))
        made = replicate_draws.around(values[0], each, sample, settings.seed, settings.replicates)
        loadings, gaps, gap, expected = np.split(made, sizes, axis=1)
        return parts._replace(loadings=loadings, gaps=gaps, gap=gap, expected=expected)
    step = max(_ENTRIES // max(asked.answers.scores.size, 1), 1)
    drawn = halo_answers.drawn(patterns, asked, sample)
    return _found(asked, _told(draws(drawn, settings.seed, settings.replicates, step), settings), whole)


def _drawn(found: Found) -> tuple[Floats, ...]:
    """Give what is drawn again."""
    return found.loadings, found.gaps, found.gap, found.expected


def _told(chunks: Iterator[Floats], settings: Settings) -> Iterator[Floats]:
    """Pass draws on, and tell how much more is done."""
    done = 0
    for chunk in chunks:
        yield chunk
        before, done = 100 * done // settings.replicates, done + len(chunk)
        settings.progress(100 * done // settings.replicates - before)


def _found(asked: Asked, chunks: Iterator[Floats] | list[Floats], whole: Found | None) -> Found:
    """Find factor and gaps in some draws at a time."""
    parts = [beyond(asked.answers, moments(asked.answers, times), asked.pairs, whole) for times in chunks]
    return Found(*(np.concatenate(each, axis=1 if name == "spread" else 0) for name, each in _by_field(parts)))


def _by_field(parts: list[Found]) -> Iterator[tuple[str, list[Floats]]]:
    return ((name, [getattr(part, name) for part in parts]) for name in Found._fields)


def _tested(asked: Asked, share: Floats, whole: Found, again: Found, how: tuple[float, float]) -> tuple[Floats, Floats]:
    """Give the gap beyond the factor with its bounds, and its p-value.

    The variance is that of the draws, or, if that is more, the one that the draws would have if the shares were as the
    factor alone makes them: an item that nobody or everybody of a group has would else seem to be known for certain.
    """
    left = again.beyond
    lost = ~np.isfinite(left)
    variance = np.nanvar(np.where(lost.all(axis=0), 0.0, left), axis=0)
    base = np.array([_effective(asked, rows) for rows in asked.answers.groups()])
    expected = _as_expected(share, base, whole.expected[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        more = (expected * (1 - expected) / base).sum(axis=0) - (share * (1 - share) / base).sum(axis=0)
        error = np.sqrt(np.maximum(variance, variance + more))
        error[lost.mean(axis=0) > _LOST] = np.nan
        value = whole.beyond[0]
        p = student.two_sided(value / error, how[1])
    reach = student.quantile(1 - how[0], how[1]) * error
    return np.stack([np.where(np.isnan(error), np.nan, value), *np.clip([value - reach, value + reach], -1, 1)]), p


def _effective(asked: Asked, rows: slice) -> Floats:
    """Give the effective number of answers of a group to each item, **shape** (items,)."""
    weight = np.where(np.isnan(asked.answers.favourable[rows]), 0.0, asked.weight[rows, None])
    with np.errstate(invalid="ignore"):
        return np.asarray(weight.sum(axis=0) ** 2 / (weight**2).sum(axis=0))


def _as_expected(share: Floats, base: Floats, gap: Floats) -> Floats:
    """Give the shares of both groups that have an expected gap and, together, the share that there is."""
    part = base / base.sum(axis=0)
    both = (part * share).sum(axis=0)
    return np.asarray(np.clip(np.stack([both + part[1] * gap, both - part[0] * gap]), 0.0, 1.0))
