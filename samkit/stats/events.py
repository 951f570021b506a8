"""How many terms a model bears, at so many respondents in the smaller group."""

from typing import Literal, NamedTuple, TypeAlias

Verdict: TypeAlias = Literal["enough", "few", "too few"]

ENOUGH, LEAST = 10.0, 5.0


class Events(NamedTuple):
    """Respondents of the smaller group for each coefficient, what to say of it, and how many coefficients are borne."""

    per_coefficient: float
    verdict: Verdict
    most: int


def events(ones: float, zeros: float, coefficients: int) -> Events:
    """Judge whether there are respondents enough for the coefficients of a model.

    Parameters
    ----------
    ones, zeros
        Respondents of group 1 and group 0, count, or effective numbers of them where they have weights.
    coefficients
        Coefficients to estimate, beside the constant, count.

    Returns
    -------
    Respondents per coefficient, of the smaller group; ``few`` below 10, ``too few`` below 5, and the most coefficients
    that are not too few. A model without coefficients has enough.

    Raises
    ------
    ValueError
        If a number is negative.

    References
    ----------
    Peduzzi, Concato, Kemper, Holford and Feinstein (1996), Journal of Clinical Epidemiology 49, 1373-1379; Vittinghoff
    and McCulloch (2007), American Journal of Epidemiology 165, 710-718.

    Examples
    --------
    >>> events(52, 345, 5), events(52, 345, 6).verdict, events(52, 345, 11).verdict
    (Events(per_coefficient=10.4, verdict='enough', most=10), 'few', 'too few')
    """
    if min(ones, zeros, coefficients) < 0:
        raise ValueError(f"no number below 0 is expected, got {ones}, {zeros} and {coefficients}")
    fewer = float(min(ones, zeros))
    each = fewer / coefficients if coefficients else float("inf")
    verdict: Verdict = "enough" if each >= ENOUGH else "few" if each >= LEAST else "too few"
    return Events(each, verdict, int(fewer // LEAST))
