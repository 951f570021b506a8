"""Which scale the answers to a question stand on: levels worst to best, the favourable ones, what is no answer."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake import library, ranges
from samkit.intake.spelling import STAR, folded, readings, squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samkit.intake.library import Chain

MOST_UNPLACED: Final = 2
"""How many answers may stand outside a scale that the others are on."""

LONGEST: Final = 120
"""Texts longer than this are no level of a common scale."""

_LANGUAGE: Final = re.compile(r"_[a-z]{2}$")

_BARE: Final = frozenset({STAR, f"not {STAR}", f"un{STAR}", f"in{STAR}", f"dis{STAR}"})
"""Patterns that many words fit which are no degree of anything."""


class Recognised(NamedTuple):
    """The scale of a question.

    Parameters
    ----------
    name
        What it may be called.
    levels
        Worst to best where `ordered`, else as they were given; also those that nobody chose, where they are known.
    favourable
        The levels that are proposed as favourable.
    missing
        For each text that is no answer the reason.
    codes
        For each text that is another spelling of a level that level.
    ordered
        Whether the order is known.
    why
        How the order was found, or why there is none.
    growth
        The first level that says that something grew or got better; empty where none does.
    unplaced
        Answers that are none of the scale.
    backwards
        Whether the texts were given best to worst.
    whole
        Whether the levels are a usual form of the scale of which every level was chosen.
    """

    name: str
    levels: tuple[str, ...]
    favourable: tuple[str, ...] = ()
    missing: Mapping[str, str] = {}
    codes: Mapping[str, str] = {}
    ordered: bool = True
    why: str = ""
    growth: str = ""
    unplaced: tuple[str, ...] = ()
    backwards: bool = False
    whole: bool = False


class _Fit(NamedTuple):
    """How texts lie on a chain: the step of each, and the words that stand for its star."""

    chain: Chain
    steps: Mapping[str, int]
    words: str

    def form(self) -> tuple[int, ...]:
        """Give the steps of the usual questionnaire that has these levels; only these, if there is none."""
        used = set(self.steps.values())
        forms = [form for form in self.chain.forms if used <= set(form)]
        exact = [form for form in forms if used == set(form)]
        return (exact or forms or [tuple(sorted(used))])[0]

    def rank(self) -> tuple[bool, bool, int, int]:
        """Say how well it fits: known words first, then the longest words, then the fewest levels that nobody chose."""
        known = not self.words or self.words in self.chain.names
        return bool(self.words), not known, -len(self.words), len(self.form()) - len(set(self.steps.values()))


@lru_cache(maxsize=4_000)
def recognise(texts: tuple[str, ...], *, whole: bool = False) -> Recognised | None:
    """Find the scale that answers stand on.

    Parameters
    ----------
    texts
        The distinct answers, empty ones left out, in the order of the file's codes or of first appearance.
    whole
        Whether these are all levels that there are, also those that nobody chose.

    Returns
    -------
    Recognised or None
        None where no text is an answer.

    Examples
    --------
    >>> found = recognise(("Agree", "N/A", "Strongly disagree", "Neutral"))
    >>> found.levels
    ('Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree')
    >>> recognise(("Increased 1-9%", "Decreased", "Increased 10% or more")).levels
    ('Decreased', 'Increased 1-9%', 'Increased 10% or more')
    >>> recognise(("Red", "Blue")).ordered
    False
    """
    missing = {text: reason for text in texts if (reason := library.missing_reason(text))}
    answers = tuple(text for text in texts if text not in missing)
    if not answers:
        return None
    found = _on_a_chain(answers, whole=whole) or _by_numbers(answers) or _partly(answers) or _unknown(answers)
    seen = [level for level in answers if level in found.levels]
    places = [found.levels.index(level) for level in seen]
    backwards = found.ordered and len(places) > 1 and all(left > right for left, right in pairwise(places))
    return found._replace(missing=missing, backwards=backwards)


def top_box(levels: Sequence[str]) -> tuple[str, ...]:
    """Give the levels that are usually counted: the best of up to three, the best two of more."""
    return tuple(levels[-1:] if len(levels) <= 3 else levels[-2:])


def _on_a_chain(answers: tuple[str, ...], *, whole: bool) -> Recognised | None:
    """Place all answers on a scale of the library; nothing if two scales order them otherwise."""
    fits = sorted(_fits(answers), key=_Fit.rank)
    if not fits or (not fits[0].words and any(_contradict(fits[0], other) for other in fits[1:] if not other.words)):
        return None
    return _made(fits[0], whole=whole)


def _fits(answers: Sequence[str]) -> list[_Fit]:
    """Give every way in which all answers lie on one chain."""
    if max(map(len, answers)) > LONGEST or len(answers) > 24:
        return []
    fits = [fit for chain in library.chains() if len(answers) <= 2 * len(chain.steps) for fit in _ways(chain, answers)]
    return [fit for fit in fits if len(fit.steps) == len(answers) and _distinct(fit)]


def _ways(chain: Chain, answers: Sequence[str]) -> list[_Fit]:
    """Place as many answers as can be on one chain, once for each reading of its star."""
    if not chain.patterns:
        steps = {text: chain.places[way] for text in answers for way in reversed(readings(text)) if way in chain.places}
        return [_Fit(chain, steps, "")] if steps else []
    words = {
        match["words"]
        for text in answers
        for way in readings(text)
        for _, finder, _ in chain.patterns
        if (match := finder.fullmatch(way))
    }
    return [fit for each in sorted(words) if (fit := _with_words(chain, answers, each))]


def _with_words(chain: Chain, answers: Sequence[str], words: str) -> _Fit | None:
    """Place answers on a chain whose star stands for certain words, of which enough answers must speak."""
    spelt = {text.replace(STAR, words): (step, text) for text, _, step in chain.patterns}
    places = {**chain.places, **{text: step for text, (step, _) in spelt.items()}}
    steps, degrees, starred = dict[str, int](), 0, 0
    for text in answers:
        way = next((way for way in readings(text) if way in places), None)
        if way is not None:
            steps[text] = places[way]
            starred += way in spelt
            degrees += way in spelt and spelt[way][1] not in _BARE
    enough = starred >= 2 and degrees >= (1 if words in chain.names else 2)
    return _Fit(chain, steps, words) if enough else None


def _distinct(fit: _Fit) -> bool:
    """Say whether answers on one step are spellings of one text."""
    by_step: dict[int, set[str]] = {}
    for text, step in fit.steps.items():
        by_step.setdefault(step, set()).add(readings(text)[-1])
    return all(len(spellings) == 1 for spellings in by_step.values())


def _contradict(one: _Fit, other: _Fit) -> bool:
    """Say whether two scales order the same answers otherwise."""
    texts = sorted(one.steps, key=one.steps.__getitem__)
    return any(
        one.steps[left] < one.steps[right] and other.steps[left] > other.steps[right] for left, right in pairwise(texts)
    )


def _made(fit: _Fit, unplaced: tuple[str, ...] = (), *, whole: bool = False) -> Recognised:
    """Write the levels of a fit, with those of its form that nobody chose, unless the file gave all of them."""
    chosen: dict[int, str] = {}
    codes: dict[str, str] = {}
    for text, step in fit.steps.items():
        if step in chosen:
            codes[text] = chosen[step]
        chosen.setdefault(step, text)
    numbered = any(text[:1].isdigit() for text in fit.steps)
    form = tuple(sorted(chosen)) if numbered or unplaced or whole else fit.form()
    levels = {step: chosen.get(step) or _written(fit, step) for step in form}
    return Recognised(
        name=_name(fit),
        levels=(*unplaced, *levels.values()),
        favourable=_favourable(fit.chain, levels),
        codes=codes,
        ordered=not unplaced,
        why=_reason(fit, len(levels) - len(chosen)),
        growth=_growth(fit.chain, levels),
        unplaced=unplaced,
        whole=tuple(sorted(chosen)) in fit.chain.forms,
    )


def _written(fit: _Fit, step: int) -> str:
    """Write a level that nobody chose, in the case of the others."""
    text = fit.chain.steps[step][0].replace(STAR, fit.words)
    return text.lower() if all(other == other.lower() for other in fit.steps) else text[:1].upper() + text[1:]


def _name(fit: _Fit) -> str:
    """Call the scale by what its levels are degrees of."""
    if not fit.words:
        return fit.chain.name
    return fit.chain.names.get(fit.words) or fit.words


def _favourable(chain: Chain, levels: Mapping[int, str]) -> tuple[str, ...]:
    """Propose the levels that count: those that the chain names, or the top boxes."""
    if chain.favourable is None:
        return top_box(list(levels.values())) if len(levels) > 1 else ()
    return tuple(levels[step] for step in chain.favourable if step in levels)


def _growth(chain: Chain, levels: Mapping[int, str]) -> str:
    """Find the first level that says that something grew or got better."""
    if chain.growth is None:
        return ""
    return next((text for step, text in levels.items() if step >= chain.growth), "")


def _reason(fit: _Fit, added: int) -> str:
    """Say by which scale the levels were ordered, and how many of them nobody chose."""
    more = f"; {added} of them nobody chose" if added > 0 else ""
    named = _name(fit) if fit.words else _LANGUAGE.sub("", fit.chain.name)
    return f"a scale of {named.replace('_', ' ')}{more}"


def _by_numbers(answers: tuple[str, ...]) -> Recognised | None:
    """Order answers by the numbers in them."""
    found = ranges.ordered(answers)
    if found is None:
        return None
    favourable = top_box(found.levels) if found.rating and len(found.levels) > 1 else ()
    growth = found.growth if found.growth in found.levels else ""
    proposed = favourable or (tuple(found.levels[found.levels.index(growth) :]) if growth else ())
    return Recognised(found.name, found.levels, proposed, {}, found.codes, why=found.why, growth=growth)


def _partly(answers: tuple[str, ...]) -> Recognised | None:
    """Place most answers on a scale; where the others stand only the user can say."""
    if max(map(len, answers)) > LONGEST or len(answers) > 24:
        return None
    ways = [fit for chain in library.chains() for fit in _ways(chain, answers) if _distinct(fit)]
    fits = [fit for fit in ways if len(fit.steps) >= 3 and len(answers) - len(fit.steps) <= MOST_UNPLACED]
    if not fits:
        return None
    best = min(fits, key=lambda fit: (-len(fit.steps), fit.rank()))
    unplaced = tuple(text for text in answers if text not in best.steps)
    listed = ", ".join(f'"{squeezed(text)}"' for text in unplaced)
    made = _made(best, unplaced)
    return made._replace(why=f"{made.why}, but {listed} {'is' if len(unplaced) == 1 else 'are'} none of its levels")


def _unknown(answers: tuple[str, ...]) -> Recognised:
    """Leave answers without an order; other spellings of one text stand for it."""
    levels: dict[str, str] = {}
    codes: dict[str, str] = {}
    for text in answers:
        kept = levels.setdefault(folded(text), text)
        if kept != text:
            codes[text] = kept
    last = sorted(levels.values(), key=lambda text: folded(text).partition(" ")[0] == "other")
    return Recognised("", tuple(last), codes=codes, ordered=False, why="no scale that samkit knows")
