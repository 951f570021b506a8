"""Which categories are kept back because few gave them, so that nobody can work out what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.notes import Note

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from samkit.analyses.plan import Plan


def hidden(n: NDArray[np.int64], least: int, already: Collection[int] = ()) -> frozenset[int]:
    """Choose the categories of one question that are not shown.

    Parameters
    ----------
    n
        Answers of both groups in each category, **shape** (2, categories), count. Weights lift no rule.
    least
        A category that fewer gave is not shown.
    already
        Places of categories that are not shown for another reason.

    Returns
    -------
    frozenset of int
        Places of the categories; one that nobody gave hides nobody and is shown.

    Notes
    -----
    Bases and totals are shown, so what is taken from them is known of the hidden categories together. Hence there are
    two of them at least, as many answers as one category must have, and some of both groups; otherwise the next
    smallest category is hidden as well. Which was too small, and which was added, is not told.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (secondary suppression).

    Examples
    --------
    >>> import numpy as np
    >>> sorted(hidden(np.array([[9, 2, 30, 0], [40, 3, 90, 0]]), 10))
    [0, 1]
    """
    base = n.sum(axis=0)
    rising = sorted((place for place in range(base.size) if base[place] > 0), key=lambda place: (base[place], place))
    kept_back = [place for place in rising if base[place] < least or place in already]
    for place in [place for place in rising if place not in kept_back] if kept_back else []:
        together = n[:, kept_back].sum(axis=1)
        if len(kept_back) > 1 and together.sum() >= least and together.all():
            break
        kept_back.append(place)
    return frozenset(kept_back)


def together(places: Collection[int], n: NDArray[np.int64]) -> list[list[int]]:
    """Give the categories as every measure and test takes them: the hidden ones as one, those nobody gave left out.

    Parameters
    ----------
    places
        Places of the hidden categories.
    n
        Answers of both groups in each category, **shape** (2, categories), count.

    Returns
    -------
    list of list of int
        Places of the categories in each net. As the hidden ones enter as one, no measure or test tells them apart.
    """
    base = n.sum(axis=0)
    shown = [[place] for place in range(base.size) if base[place] > 0 and place not in places]
    return [*shown, sorted(places)] if places else shown


def told(plan: Plan, places: Collection[int], used: int) -> tuple[Note, ...]:
    """Say how many categories are not shown, and why."""
    if not places:
        return ()
    least = plan.settings.hide_below
    text = (
        f"hidden: {len(places)} of {used} categories, so that none of fewer than {least} answers can be worked out; "
        "measures and tests take them together"
    )
    return (Note("hidden_category", text),)


def in_place_of(plan: Plan) -> tuple[Note, ...]:
    """Give the note that stands in place of the numbers of a category."""
    text = f"hidden: a category of fewer than {plan.settings.hide_below} answers is protected"
    return (Note("hidden_category", text),)


def small(plan: Plan, n: int) -> tuple[Note, ...]:
    """Mark a category that few gave."""
    least = plan.settings.mark_below
    return (Note("small_level", f"Fewer than {least} in this category"),) if n < least else ()


def one_sided(plan: Plan, first: int, base: int) -> tuple[Note, ...]:
    """Mark a small category whose answers are all of one group: who is in it is known to be in that group.

    Parameters
    ----------
    plan
        Holds the names of the groups and the base below which a row is marked.
    first
        Answers of the first group in the category, count.
    base
        Answers of both groups in the category, count.
    """
    if not 0 < base < plan.settings.mark_below or 0 < first < base:
        return ()
    group = plan.grouping.first if first else plan.grouping.second
    return (Note("one_group", f"all of a small category are in one group: {group}"),)
