"""Survival and competing risks against lifelines and statsmodels, both of which agree with ours to the last digits."""

import math
import warnings

import numpy as np
import pytest
from numpy.typing import NDArray

from samkit.stats.competing import aalen_johansen
from samkit.stats.life_table import LifeTable, life_table
from samkit.stats.normal import two_sided
from samkit.stats.survival import kaplan_meier, log_log, reached

EXACT = 1e-10

WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSE = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
"""Remission of 21 patients on 6-mercaptopurine: Freireich et al. (1963), Blood 21, 699-716."""

# lifelines 0.30.3 (Python 3.11, 2026-11-22): KaplanMeierFitter().fit(WEEKS, RELAPSE, alpha=0.05), then
# survival_function_ and confidence_interval_; its interval is on the scale of log(-log).
LIFELINES = {
    6: (0.857142857142857, 0.6197179552659838, 0.9515517476469969),
    7: (0.8067226890756299, 0.5631465646222333, 0.9228090192028802),
    10: (0.7529411764705878, 0.5031995107999564, 0.8893618351692651),
    13: (0.6901960784313722, 0.4316102224861839, 0.8490659633494505),
    16: (0.6274509803921566, 0.36751085598750194, 0.8049121894718411),
    22: (0.5378151260504199, 0.26777893676713493, 0.7467907176353943),
    23: (0.44817927170868327, 0.18805200595923233, 0.6801426284952412),
}
# The same fit: median_survival_time_, and lifelines.utils.median_survival_times(confidence_interval_).
MEDIAN = (23.0, 13.0, math.inf)

CAUSES = [1, 2, 0, 1, 1, 2, 0, 1, 2, 0, 1, 2, 1, 0, 2]
# lifelines 0.30.3: AalenJohansenFitter(calculate_variance=True).fit(range(1, 16), CAUSES, event_of_interest=1 and 2);
# no two ends are on one day, where it would move them apart at random. On days 5, 8 and 13:
# cumulative_density_, variance_, and confidence_interval_.
INCIDENCE = {
    0: [
        (0.21111111111111114, 0.011771604938271606, 0.05118562370333337, 0.4431226512559778),
        (0.2923611111111112, 0.01536155719521605, 0.08919965644203721, 0.534868572503052),
        (0.48736111111111124, 0.021193953028549414, 0.1972910805010353, 0.727394998137724),
    ],
    1: [
        (0.06666666666666665, 0.0041481481481481465, 0.004300363449375632, 0.26032196307214506),
        (0.1388888888888889, 0.00834104938271605, 0.022543763589340723, 0.3578618153693636),
        (0.3176388888888889, 0.01787759886188273, 0.09492421559643556, 0.5720287550683515),
    ],
}


def remission() -> LifeTable:
    return life_table(WEEKS, np.array(RELAPSE) - 1, 1)


@pytest.mark.parametrize("week", LIFELINES)
def test_the_share_in_remission_and_its_interval_are_those_of_lifelines(week: int) -> None:
    found = kaplan_meier(remission())
    lower, upper = log_log(found.value[week], found.error[week], two_sided(0.95))
    assert [float(found.value[week]), float(lower), float(upper)] == pytest.approx(LIFELINES[week], rel=EXACT)


def test_the_median_remission_and_its_interval_are_those_of_lifelines() -> None:
    from samkit.pipeline.chance import clusters, ends

    within = clusters(None, len(WEEKS))
    found = ends(np.array(WEEKS), np.array(RELAPSE) - 1, 1, within).quantile(0.5, 0.95)
    assert tuple(found) == MEDIAN
    assert reached(kaplan_meier(remission()).value, 0.5) == MEDIAN[0]


@pytest.mark.parametrize("cause", INCIDENCE)
def test_incidences_variances_and_intervals_are_those_of_lifelines(cause: int) -> None:
    found = aalen_johansen(life_table(np.arange(1, 16), np.array(CAUSES) - 1, 2))
    for day, expected in zip((5, 8, 13), INCIDENCE[cause], strict=True):
        value, error = found.value[cause, day], found.error[cause, day]
        bounds = log_log(value, error, two_sided(0.95))
        assert [float(each) for each in (value, error**2, *bounds)] == pytest.approx(expected, rel=EXACT)


def drawn(seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    chance = np.random.default_rng(seed)
    return chance.integers(1, 40, 300), chance.integers(-1, 2, 300)


@pytest.mark.parametrize("seed", range(5))
def test_ties_and_censoring_are_handled_as_in_statsmodels(seed: int) -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

    days, cause = drawn(seed)
    table = life_table(days, cause, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one, both = SurvfuncRight(days, (cause >= 0).astype(int)), CumIncidenceRight(days, cause + 1)
    curve, at = kaplan_meier(table), np.asarray(one.surv_times, dtype=int)
    known = curve.value[at] > 0
    assert curve.value[at] == pytest.approx(one.surv_prob, rel=EXACT, abs=1e-14)
    assert curve.error[at][known] == pytest.approx(np.asarray(one.surv_prob_se)[known], rel=EXACT)
    found, at = aalen_johansen(table), np.asarray(both.times, dtype=int)
    for which in (0, 1):
        assert found.value[which, at] == pytest.approx(both.cinc[which], rel=EXACT)
        known = np.isfinite(both.cinc_se[which])  # it divides by 0 on a day on which all that are left end
        assert known[:-1].all()
        assert found.error[which, at][known] == pytest.approx(both.cinc_se[which][known], rel=EXACT)
