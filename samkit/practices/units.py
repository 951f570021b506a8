"""Who a plan is made for: where a person, a team or all respondents stand on each skill, and how far the target is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samkit.analyses import disclosure
from samkit.analyses.columns import placed
from samkit.answers import Coded
from samkit.errors import Place, Problem, StudyError, shown, suggestion
from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan
    from samkit.counted import Patterns
    from samkit.payoffs import Of
    from samkit.practices.known import Asked
    from samkit.results import Item
    from samkit.survey import Survey

    Floats = NDArray[np.float64]


NOWHERE: Final = Place("")
"""The place of a name that stands in no file."""


class Unit(NamedTuple):
    """One unit: its name, and for each skill the place on its scale, how many are rated, and what is left to go.

    `at` and `distance` are parts of the scale, **shape** (skills,), NaN where nobody is rated; of several the means.
    `levels` are the ratings of a person. `notes` say why nothing is shown.
    """

    name: str
    of: Of
    people: int
    at: Floats
    distance: Floats
    n: NDArray[np.int64]
    levels: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def without(self, hidden: Sequence[bool], notes: tuple[Note, ...]) -> Unit:
        """Keep the places of some skills back, and say why where it is all of them."""
        kept_back = np.array(hidden)
        at, distance = (np.where(kept_back, np.nan, each) for each in (self.at, self.distance))
        return self._replace(at=at, distance=distance, notes=notes)


class Scales(NamedTuple):
    """The places of the levels of each skill, and that of its target."""

    places: tuple[Floats, ...]
    targets: tuple[float, ...]
    names: tuple[str, ...]


def scales(plan: Plan, skills: Sequence[Item], target: str) -> Scales:
    """Give the scale of each skill; left out, the target is the lowest favourable level."""
    found = [(plan.questions[item.question], item) for item in skills]
    named = [target or next(level for level in asked.levels if level in item.favourable) for asked, item in found]
    places = [placed(asked.levels, asked.scores) for asked, _ in found]
    targets = [
        float(place[asked.levels.index(name)]) for place, name, (asked, _) in zip(places, named, found, strict=True)
    ]
    return Scales(tuple(places), tuple(targets), tuple(named))


def everybody(asked: Asked, patterns: Patterns, scale: Scales, name: str) -> Unit:
    """Give all respondents as one unit."""
    return _several(patterns, np.ones(patterns.n.size, dtype=bool), asked, scale, (name, "all"))


def teams(
    plan: Plan, asked: Asked, patterns: Patterns, scale: Scales, named: Sequence[str]
) -> tuple[list[Unit], tuple[Note, ...]]:
    """Give each team as a unit; of a small one, and of another that would tell of it, nothing is shown.

    Raises
    ------
    StudyError
        If the study names no teams, or with every name that is no team.
    """
    if not asked.team:
        hint = 'say team = "QUESTION" in [practices]'
        raise StudyError(Problem("no_teams", "the study names no question of teams", hint=hint))
    place = patterns.questions.index(asked.team)
    levels, codes = patterns.levels[place], patterns.codes[:, place]
    _refuse_unknown("team", named, levels)
    people, least = _by_team(patterns, codes, codes >= 0, len(levels)), plan.settings.hide_below
    hidden = disclosure.hidden(people[None], least)
    rated = [patterns.codes[:, patterns.questions.index(item.question)] >= 0 for item in asked.skills]
    few = [
        disclosure.hidden(_by_team(patterns, codes, (codes >= 0) & there, len(levels))[None], least, hidden)
        for there in rated
    ]
    text = f"hidden: a team of fewer than {least} is protected"
    found = [
        _several(patterns, codes == at, asked, scale, (name, "team")).without(
            [at in each for each in few], (Note("hidden_base", text),) if at in hidden else ()
        )
        for at, name in enumerate(levels)
        if people[at] and (not named or name in named)
    ]
    without = int(patterns.n[codes < 0].sum())
    told = (Note("without_team", f"{without} gave no team and are in none"),) if without else ()
    return found, told


def _by_team(patterns: Patterns, codes: NDArray[np.int32], counted: NDArray[np.bool_], teams: int) -> NDArray[np.int64]:
    """Count respondents by team."""
    return np.bincount(codes[counted], patterns.n[counted], teams).astype(np.int64)


def _several(
    patterns: Patterns, member: NDArray[np.bool_], asked: Asked, scale: Scales, called: tuple[str, Of]
) -> Unit:
    """Give the means of some respondents, weighted where weights enter."""
    at, distance, n = [], [], []
    for item, places, target in zip(asked.skills, scale.places, scale.targets, strict=True):
        codes = patterns.codes[:, patterns.questions.index(item.question)]
        rated = member & (codes >= 0)
        weight = (patterns.n * patterns.w)[rated]
        own = places[codes[rated]]
        total = float(weight.sum())
        at.append(float(weight @ own) / total if total > 0 else np.nan)
        distance.append(float(weight @ np.maximum(target - own, 0.0)) / total if total > 0 else np.nan)
        n.append(int(patterns.n[rated].sum()))
    return Unit(*called, int(patterns.n[member].sum()), np.array(at), np.array(distance), np.array(n))


def persons(data: Survey, asked: Asked, scale: Scales, named: Sequence[str]) -> list[Unit]:
    """Give each respondent as a unit, or those that are named.

    Raises
    ------
    StudyError
        If the study names no column of respondents, or with every id that nobody has.
    """
    column = data.study.about.respondent
    if not column:
        hint = 'say respondent = "COLUMN" in [study]'
        raise StudyError(Problem("no_respondents", "the study names no column of respondents", hint=hint))
    ids = [text.strip() for text in data.export.columns[column].texts()]
    _refuse_unknown("respondent", named, ids, Place(data.export.path, column=column))
    answers = [_coded(data, item) for item in asked.skills]
    return [
        _person(name, [int(codes[row]) for codes, _ in answers], [levels for _, levels in answers], scale)
        for row, name in enumerate(ids)
        if not named or name in named
    ]


def _coded(data: Survey, item: Item) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    found = data.answers[item.question]
    assert isinstance(found, Coded)  # noqa: S101 - skills have levels, as the study file was checked for
    return found.codes, found.levels


def _person(name: str, codes: Sequence[int], levels: Sequence[Sequence[str]], scale: Scales) -> Unit:
    """Give one respondent."""
    at = np.array([places[code] if code >= 0 else np.nan for places, code in zip(scale.places, codes, strict=True)])
    told = tuple(names[code] if code >= 0 else "" for names, code in zip(levels, codes, strict=True))
    distance = np.maximum(np.array(scale.targets) - at, 0.0)
    return Unit(name, "person", 1, at, distance, (~np.isnan(at)).astype(np.int64), told)


def _refuse_unknown(what: str, named: Sequence[str], known: Sequence[str], place: Place = NOWHERE) -> None:
    """Refuse every name that nobody has; teams are suggested, respondents are not told of one another."""
    problems = [
        Problem(
            f"unknown_{what}",
            f"there is no {what} of this name",
            place,
            got=shown(name, quote=False),
            hint=suggestion(name, list(known)) if what == "team" else "ids are compared as they stand in the export",
        )
        for name in dict.fromkeys(named)
        if name not in known
    ]
    if problems:
        raise StudyError(problems)
