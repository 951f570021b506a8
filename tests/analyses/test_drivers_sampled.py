from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from samkit import workflow
from samkit.errors import RefusedError
from samkit.writers import json_text
from tests.analyses.driven import FIRMS, ITEMS, Answers, complete, driven, drivers, firms, told_apart
from tests.builders import NUMBERS, STUDY, surveyed

if TYPE_CHECKING:
    from numpy.typing import NDArray


@pytest.fixture(autouse=True)
def _few_replicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samkit.analyses.importance.REPLICATES", (40,))


WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')
CLUSTERED = STUDY.replace("hide_below", 'weight = "w"\nstratum = "s"\ncluster = "c"\nhide_below')


def drawn(columns: Answers) -> Answers:
    rows = range(len(columns["growth"]))
    return {
        **columns,
        "w": [str(1 + row % 4) for row in rows],
        "s": [f"s{row * 2 // len(rows)}" for row in rows],
        "c": [f"c{row // 4}" for row in rows],
    }


def test_with_weights_the_coefficients_are_weighted_and_the_covariance_is_that_of_the_design() -> None:
    columns = drawn(firms())
    inside, x, grew = complete(columns, *ITEMS)
    w = np.array([float(weight) for weight in columns["w"]])[inside]
    design = sm.add_constant(x)
    fit = sm.GLM(grew.astype(float), design, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-12)
    result = driven(columns, text=WEIGHTED)
    rows = drivers(result)
    assert [rows[item].odds_ratio.value for item in ITEMS] == pytest.approx(np.exp(fit.params[1:]).tolist(), rel=1e-7)
    scores = np.zeros((inside.size, 4))  # those outside the model are in the sample, and add nothing
    p = np.asarray(fit.predict(design))
    scores[inside] = (w * (grew - p))[:, None] * design
    bread = np.linalg.inv((design * (w * p * (1 - p))[:, None]).T @ design)
    n = inside.size
    spread = scores - scores.mean(axis=0)
    covariance = bread @ (spread.T @ spread * n / (n - 1)) @ bread
    tests = {test.item: test for test in result.tests}
    for place, item in enumerate(ITEMS, 1):
        assert tests[item].statistic == pytest.approx(fit.params[place] ** 2 / covariance[place, place], rel=1e-6)
        assert (tests[item].name, tests[item].symbol, tests[item].df) == ("Wald", "F", 1)
    assert any("Wald F" in method.name for method in result.methods)
    assert rows["plan"].shapley.share.lower is not None


def test_weights_that_are_all_alike_change_nothing() -> None:
    columns = firms()
    even = driven({**columns, "w": ["2.5"] * len(columns["growth"])}, text=WEIGHTED)
    assert even.rows == driven(columns).rows


def test_in_strata_and_clusters_importance_has_no_interval_and_the_design_is_told() -> None:
    columns = drawn(firms())
    result = driven(columns, text=CLUSTERED)
    row = drivers(result)["plan"]
    assert row.shapley.share.value is not None
    assert row.shapley.share.lower is None
    assert any("no interval under strata" in method.name for method in result.methods)
    assert any(method.name.startswith("60 clusters in 2 strata") for method in result.methods)
    assert row.odds_ratio.lower is not None
    inside, *_ = complete(columns, *ITEMS)
    clusters = {cluster for cluster, there in zip(columns["c"], inside, strict=True) if there}
    assert {test.df_error for test in result.tests} == {len(clusters) - 2 - 3}  # strata, coefficients


def test_groups_that_separate_under_weights_are_refused_with_what_tells_them_apart() -> None:
    with pytest.raises(RefusedError, match="told apart by plan, and there is no finite odds ratio under weights"):
        driven(drawn(told_apart(firms())), text=WEIGHTED)


REPLICATED = STUDY.replace("hide_below", 'weight = "w"\nhide_below').replace(
    "[scales.yes_no]",
    '[study.replicate_weights]\ncolumns = "rw_*"\nmethod = "JK1"\n\n[scales.yes_no]',
)


def jackknifed(columns: Answers, parts: int = 12) -> Answers:
    """Leave out each of some parts of the respondents in turn, the other weights lifted."""
    rows = range(len(columns["w"]))
    left_out = {
        f"rw_{part}": [repr(float(columns["w"][row]) * (row % parts != part) * parts / (parts - 1)) for row in rows]
        for part in range(parts)
    }
    return {**columns, **left_out}


def test_with_replicate_weights_the_model_is_fitted_with_each_and_its_covariance_is_their_spread() -> None:
    columns = jackknifed(drawn(firms()))
    inside, x, grew = complete(columns, *ITEMS)

    def fitted(name: str) -> NDArray[np.float64]:
        w = np.array([float(weight) for weight in columns[name]])[inside]
        glm = sm.GLM(grew.astype(float), sm.add_constant(x), family=sm.families.Binomial(), freq_weights=w)
        return np.asarray(glm.fit(tol=1e-12).params)

    whole_sample, parts = fitted("w"), np.array([fitted(f"rw_{part}") for part in range(12)])
    variance = 11 / 12 * ((parts - parts.mean(axis=0)) ** 2).sum(axis=0)
    result = driven(columns, text=REPLICATED)
    tests = {test.item: test for test in result.tests}
    for place, item in enumerate(ITEMS, 1):
        assert drivers(result)[item].odds_ratio.value == pytest.approx(np.exp(whole_sample[place]), rel=1e-7)
        assert tests[item].statistic == pytest.approx(whole_sample[place] ** 2 / variance[place], rel=1e-6)
    assert any(method.name == "12 replicate weights, 11 degrees of freedom" for method in result.methods)
    assert drivers(result)["plan"].shapley.share.lower is None


def test_replicate_weights_come_with_the_patterns_whatever_verb_asks() -> None:
    data = workflow.classify(surveyed(jackknifed(drawn(firms())), REPLICATED + NUMBERS + FIRMS))[0]
    section, groups = data.study.sections["practices"], data.study.groups["performance"]
    (general,) = workflow.answer(data, [(section, groups)], "drivers")
    alone = workflow.drivers(data, ["practices"])[1]
    assert general.rows == alone.rows


@pytest.mark.parametrize("text", [STUDY, CLUSTERED, REPLICATED], ids=["plain", "clusters", "replicates"])
def test_the_order_of_the_respondents_changes_no_bit(text: str) -> None:
    columns = jackknifed(drawn(firms()))
    order = np.random.default_rng(1).permutation(len(columns["growth"]))
    shuffled = {name: [column[row] for row in order] for name, column in columns.items()}
    first, again = (
        result._replace(provenance=result.provenance._replace(data_digest=""))
        for result in (driven(each, "practices", "size", adjust=("region",), text=text) for each in (columns, shuffled))
    )
    assert json_text.write([first]) == json_text.write([again])
