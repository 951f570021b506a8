"""Columns that say how the sample was drawn: who a respondent is, weights, strata, clusters, replicate weights."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from samkit.intake.quantities import Quantity, is_running, quantity, value
from samkit.intake.spelling import folded
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.intake.seen import Seen

_WHO: Final = "respondent|response|responder|participant|record|person|case|subject|interview"
_IDS: Final = (
    re.compile(rf"(?:survey )?(?:{_WHO})(?: ?(?:id|no|nr|number|key|code))?"),
    re.compile(r"[rps]?id|uuid|guid|token|#|key|respid|caseid|(?:panel|study|user|unique) ?id|serial|idno|id ?nr"),
    re.compile(r"(?:row|index|no|nr|number|column) ?\d*|unnamed 0"),
)
"""Folded names of columns that tell respondents apart, the surest first."""

_WEIGHT: Final = re.compile(
    r"(?:.* )?(?:weights?|weighting|wt|wgt|wtg|pweight|gewicht|gewichtung|poids|ponderacion|pond|peso|gewogen)(?: .*)?"
    r"|(?:final|design|post ?strat\w*|survey|sample|person) ?(?:weight|wt)\w*|wt\w{2,8}|w\d?|gew"
)
_STRATUM: Final = re.compile(r"strat(?:um|a|id)?(?: id)?|schicht|estrato|strate|vstrat|sampling strat(?:um|a)")
_CLUSTER: Final = re.compile(r"cluster(?: id)?|psu|vpsu|primary sampling unit|klumpen|conglomerado|grappe")
_POPULATION: Final = re.compile(r"fpc|population(?: size)?|pop size|npop")
_REPLICATE: Final = re.compile(r"(.*?(?:rw|rep ?w\w*|repl\w*|jk\w*|brr\w*|bsw\w*|boot\w*|pw)[_ ]?)\d+", re.IGNORECASE)
_FEWEST_REPLICATES: Final = 5
_FEWEST_NUMBERED: Final = 10
"""Rows from which on running numbers are no accident."""

_NEARLY: Final = 0.8
"""From which **share** of different values on a column that is named like an id is meant as one."""

_MEAN: Final = (0.5, 2.0)
"""Between which the mean of weights lies that were scaled to the sample."""


class Role(NamedTuple):
    """A column with a place in `[study]`.

    Parameters
    ----------
    key
        The key of the study file.
    column
        Its name; a pattern with a star for replicate weights.
    why
        By what it was found.
    sure
        Whether it is written as it is; otherwise it is offered in a comment.
    nested
        Of clusters, whether their labels begin again in every stratum.
    """

    key: str
    column: str
    why: str
    sure: bool = True
    nested: bool = False


def roles(columns: Sequence[Seen]) -> list[Role]:
    """Find the columns that say how the sample was drawn, at most one for each place.

    Parameters
    ----------
    columns
        All columns of the export, in the order of the file.
    """
    found = [*_respondent(columns), *_weights(columns), *_units(columns), *_replicates(columns)]
    first: dict[str, Role] = {}
    for role in found:
        first.setdefault(role.key, role)
    return [_nested(role, first, columns) for role in first.values()]


def _nested(role: Role, roles: Mapping[str, Role], columns: Sequence[Seen]) -> Role:
    """Say of clusters whether one label stands in several strata."""
    stratum = roles.get("stratum")
    if role.key != "cluster" or stratum is None:
        return role
    codes = {seen.name: seen.column.codes for seen in columns}
    pairs = set(zip(codes[stratum.column].tolist(), codes[role.column].tolist(), strict=True))
    return role._replace(nested=len(pairs) > len({cluster for _, cluster in pairs}))


def replicates(columns: Sequence[Seen]) -> list[str]:
    """Name the columns that hold replicate weights: many alike, numbered, all of numbers."""
    stems = Counter(match[1] for seen in columns if (match := _REPLICATE.fullmatch(seen.name)) and _is_weight(seen))
    many = {stem for stem, count in stems.items() if count >= _FEWEST_REPLICATES}
    return [seen.name for seen in columns if (match := _REPLICATE.fullmatch(seen.name)) and match[1] in many]


def _respondent(columns: Sequence[Seen]) -> Iterator[Role]:
    """Find what tells respondents apart: each once, none missing, and a name or numbering that says so."""
    alone = [seen for seen in columns if seen.rows == len(seen.counts) and not seen.blank and _may_tell(seen)]
    for names in _IDS:
        for seen in alone:
            if names.fullmatch(folded(seen.name.replace("_", " "))) or names.fullmatch(folded(seen.text)):
                yield Role("respondent", seen.name, "every row has another value, and its name says so")
    for seen in columns:
        why = _nearly(seen)
        if why:
            yield Role("respondent", seen.name, why, sure=False)
    for seen in alone:
        way = quantity(seen)
        if way and is_running(seen, way) and seen.rows >= _FEWEST_NUMBERED:
            yield Role("respondent", seen.name, "every row has another number, one after the other")


def _nearly(seen: Seen) -> str:
    """Say why a column that is named like an id tells respondents apart only nearly; nothing if it is none."""
    named = any(names.fullmatch(folded(seen.name.replace("_", " "))) for names in _IDS[:2])
    kinds = len(seen.counts)
    if not named or not _may_tell(seen) or kinds < _NEARLY * seen.rows or kinds < _FEWEST_REPLICATES:
        return ""
    lacking = f"{counted(seen.blank, 'cell')} empty" if seen.blank else f"{kinds} values in {seen.rows} rows"
    return f"its name says so, but {lacking}: mend the export, or leave this out"


def _may_tell(seen: Seen) -> bool:
    """Say whether a column may be used to tell respondents apart: no e-mail or name, no point in time."""
    return seen.rows > 0 and seen.column.asked.kind in {"", "meta", "number", "text", "single"}


def _weights(columns: Sequence[Seen]) -> Iterator[Role]:
    """Find weights: positive numbers under such a name, one for everybody."""
    for seen in columns:
        if _WEIGHT.fullmatch(folded(seen.name.replace("_", " "))) and _is_weight(seen):
            mean = _mean(seen)
            told = f"its name says so; positive numbers, their mean {mean:.3g}"
            if any(value(text, Quantity()) is None for text in seen.counts):
                yield Role(
                    "weight", seen.name, f"{told}; but write them with a decimal point in the export", sure=False
                )
            else:
                yield Role("weight", seen.name, told, sure=_MEAN[0] <= mean <= _MEAN[1])


def _is_weight(seen: Seen) -> bool:
    """Say whether every respondent has a number that is not negative, and they are not all the same."""
    way = quantity(seen)
    if way is None or seen.blank or len(seen.counts) < 2:
        return False
    return all((value(text, way) or 0.0) > 0 for text in seen.counts)


def _mean(seen: Seen) -> float:
    """Average the numbers of a column."""
    way = quantity(seen) or Quantity()
    total = sum((value(text, way) or 0.0) * count for text, count in seen.counts.items())
    return total / max(1, seen.given)


def _units(columns: Sequence[Seen]) -> Iterator[Role]:
    """Find strata, clusters and population counts by their names; strata of one respondent are only offered."""
    for key, names in (("stratum", _STRATUM), ("cluster", _CLUSTER), ("population", _POPULATION)):
        for seen in columns:
            if names.fullmatch(folded(seen.name.replace("_", " "))) and not seen.blank and len(seen.counts) > 1:
                repeated = min(seen.counts.values()) > 1 and len(seen.counts) < seen.rows / 2
                yield Role(key, seen.name, "its name says so", sure=repeated and key != "population")


def _replicates(columns: Sequence[Seen]) -> Iterator[Role]:
    """Offer replicate weights; how they were made only the user knows."""
    names = replicates(columns)
    if names:
        match = _REPLICATE.fullmatch(names[0])
        stem = match[1] if match else names[0]
        yield Role("replicate_weights", f"{stem}*", f"{len(names)} columns of numbers alike", sure=False)
