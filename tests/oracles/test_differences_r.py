"""Where R gives other numbers: what the page on statistics says of them, against the numbers that R gave."""

from typing import Any

import numpy as np
import pytest

from samkit.stats import difference, independence, levels, odds, plan, proportion, rao_scott, ratio
from samkit.stats.interval import Interval
from tests.oracles.numbers import load, near, number, pair, rows
from tests.oracles.schools import FILES, drawn, is_level
from tests.oracles.test_differences import says
from tests.reference import need_shared
from tests.stats import cells

pytestmark = need_shared


def case(file: str, name: str, part: str = "cases") -> dict[str, Any]:
    (found,) = [row for row in rows(file, part) if row["id"] == name]
    return found


def written(low: Any, high: Any, digits: int) -> str:
    return f"{float(low):.{digits}f} to {float(high):.{digits}f}"


def theirs(file: str, name: str, key: str) -> tuple[float, float]:
    found = case(file, name)["R"][key]
    return number(found["lower"]), number(found["upper"])


SHARE, GAP, RATIO, ODDS = (
    "single_proportion.json",
    "two_proportion_difference.json",
    "risk_ratio.json",
    "odds_ratio.json",
)


def test_fisher_of_r_has_five_digits() -> None:
    low, high = theirs(ODDS, "rain_new_opps_0.95", "fisher_cond_mle")
    ours = odds.conditional_exact(*pair(case(ODDS, "rain_new_opps_0.95")))
    assert says("Digits", f"{low:.7f} to {high:.6f}", f"{ours.lower:.7f} to {ours.upper:.6f}")


def test_hmisc_changes_wilson_at_one_answer() -> None:
    low, _ = theirs(SHARE, "p_1_of_10_0.95", "wilson_Hmisc")
    assert says("Wilson's interval at one answer", f"{low:.4f}", f"{proportion.wilson(1, 10).lower:.4f}")


def test_desctools_cuts_agresti_coull_at_zero() -> None:
    assert theirs(SHARE, "p_0_of_20_0.95", "agresti_coull_DescTools_clipped")[0] == 0
    ours = float(proportion.agresti_coull(0, 20).lower)
    assert says("Intervals cut", f"\N{MINUS SIGN}{-ours:.4f}")


def test_jeffreys_at_zero_is_closed_by_one_package_and_one_sided_by_another() -> None:
    ours = proportion.jeffreys(0, 20)
    assert says("Jeffreys", f"{ours.lower:.5f} to {ours.upper:.4f}")
    closed = proportion.jeffreys(0, 20, closed=True)
    assert np.allclose(theirs(SHARE, "p_0_of_20_0.95", "jeffreys_DescTools"), closed, atol=1e-12)
    low, high = theirs(SHARE, "p_0_of_20_0.95", "jeffreys_binom_bayes")
    assert says("Jeffreys", f"{low:.0f} to {high:.4f}")
    # Its upper bound is that of an equal-tailed interval of 90 percent: five percent are left out above.
    assert near(high, float(proportion.jeffreys(0, 20, 0.90).upper), 1e-9)


def test_desctools_adds_a_half_to_katz_where_all_say_yes() -> None:
    low, high = theirs(RATIO, "all_success_both_small_0.95", "katz_DescTools")
    assert says("Katz", written(low, high, 3))
    assert [float(bound) for bound in ratio.katz(5, 5, 5, 5)] == [1, 1]


@pytest.mark.parametrize("key", ["koopman_PropCIs", "koopman_DescTools_BinomRatioCI", "score_DescTools_RelRisk"])
def test_koopman_of_two_packages_does_not_move_with_the_level(key: str) -> None:
    low, lower = (theirs(RATIO, f"all_success_top_{level}", key)[0] for level in ("0.95", "0.9"))
    ours = ratio.koopman(52, 52, 300, 345)
    assert near(low, lower, 1e-12)
    assert says("Koopman", f"{low:.3f}", f"{ours.lower:.3f}")
    # At a bound the statistic is the square of 1.96 and not less: ours is one, theirs is not.
    test = ratio.score_test(52, 52, 300, 345, [float(ours.lower), low])
    uncorrected = np.abs(test.z) * np.sqrt(397 / 396)
    assert uncorrected[0] == pytest.approx(1.959964, abs=1e-6)
    assert uncorrected[1] > 2


def test_desctools_g_counts_a_level_that_nobody_chose_and_loses_small_p_values() -> None:
    found = case("contingency_tests.json", "zero_column", "r_by_c")
    ours = float(levels.likelihood_ratio(np.array(found["inputs"]["table"]).T))
    assert says("The G test", f"{found['R']['g']['p']:.3f}", f"{ours:.3f}")
    apart = case("contingency_tests.json", "separation_big", "two_by_two")
    small = float(independence.likelihood_ratio(*pair(apart)))
    assert number(apart["R"]["g"]["p"]) == 0
    assert says("The G test", f"{small * 1e69:.1f} × 10⁻⁶⁹")


def test_epir_turns_the_table_round() -> None:
    found = case(RATIO, "rain_penetrate_0.95")
    low, high = theirs(RATIO, "rain_penetrate_0.95", "epiR_score")
    x1, n1, x0, n0 = pair(found)
    ours, turned = ratio.koopman(x1, n1, x0, n0), ratio.koopman(x1, x1 + x0, n1 - x1, n1 - x1 + n0 - x0)
    assert says("The table the other way round", written(low, high, 3), written(*ours, 3))
    assert written(*turned, 6) == written(low, high, 6)


def test_contingencytables_gives_the_mid_p_interval_for_the_exact_one() -> None:
    low, high = theirs(ODDS, "rain_new_opps_0.95", "cornfield_exact_ct")
    mid = Interval(*(np.array(bound) for bound in theirs(ODDS, "rain_new_opps_0.95", "exact2x2_central_midp")))
    ours = odds.conditional_exact(38, 50, 163, 347)
    assert says("An interval under a false name", written(low, high, 3), written(*ours, 3))
    assert np.allclose(mid, (low, high), rtol=1e-4)


def test_propcis_gives_miettinen_nurminen_for_mee() -> None:
    found = pair(case(GAP, "rain_plan_ideas_0.95"))
    low, high = theirs(GAP, "rain_plan_ideas_0.95", "mn_PropCIs")
    ours, mee = difference.miettinen_nurminen(*found), difference.mee(*found)
    assert says("Miettinen-Nurminen or Mee", written(low, high, 4), written(*mee, 4))
    assert written(*ours, 4) == written(low, high, 4)


def test_exact2x2_misses_the_top_of_boschloos_curve() -> None:
    found = case("contingency_tests.json", "equal_tiny", "unconditional_exact")
    assert says("Boschloo's test on a coarse grid", f"{found['R']['boschloo_exact2x2_minlike']['p']:.3f}")
    assert float(independence.boschloo(1, 2, 1, 2)) == pytest.approx(1)


def test_svychisq_has_two_orders() -> None:
    found, sample = load("survey_api.json")["designs"]["clus1_fpc"]["R"], drawn("clus1_fpc")
    file = FILES["clus1_fpc"]
    member = cells.members(is_level(file, "sch.wide", "No", "Yes"), is_level(file, "stype", "E", "H", "M"))
    shares = cells.shares(member, sample)
    flat = shares._replace(score=shares.score.reshape(len(member), -1))
    first = rao_scott.first_order(shares.value, plan.covariance(flat, sample), len(member))
    second = cells.independence(member, sample)
    assert near(float(first.p), found["chisq_Chisq"]["p"], 1e-9)
    assert near(float(second.p), found["chisq_F"]["p"], 1e-9)
    assert says("Two names for one test", f"{first.p:.4f}", f"{second.p:.4f}")
