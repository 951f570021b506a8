from __future__ import annotations

from itertools import product

import numpy as np
from scipy import stats

from samkit import workflow
from tests.analyses.ranked import ITEMS, made, ranked, rows, told
from tests.builders import STUDY, answers, surveyed

WEIGHTED = STUDY.replace("hide_below", 'weight = "w"\nhide_below')


SMALL = STUDY.replace("hide_below = 5", "hide_below = 1").replace("mark_below = 8", "mark_below = 1")
FIRST, SECOND = ("ADD", "AAD", "DAA"), ("DDA", "ADD", "DAD", "DDD")


def test_the_chance_of_being_first_is_that_of_all_samples_that_can_be_drawn() -> None:
    replicates, chance = 40_000, {"common": [0.0] * 3, "separating": [0.0] * 3}
    draws = list(product(product(FIRST, repeat=3), product(SECOND, repeat=4)))
    for one, two in draws:
        a, b = ([sum(each[k] == "A" for each in group) for k in range(3)] for group in (one, two))
        together = [x + y for x, y in zip(a, b, strict=True)]
        gaps = [x * 4 - y * 3 for x, y in zip(a, b, strict=True)]
        for k in range(3):
            chance["common"][k] += (together[k] == max(together)) / len(draws)
            chance["separating"][k] += (gaps[k] == max(gaps)) / len(draws)
    found = rows(ranked(made(FIRST, SECOND), SMALL, replicates=replicates))
    for name, expected in chance.items():
        for item, p in zip(ITEMS, expected, strict=True):
            share = getattr(found[item], name).first
            assert abs(share - p) < 4.5 * (p * (1 - p) / replicates) ** 0.5, (name, item)


def test_the_interval_of_a_rank_is_that_of_all_samples_that_can_be_drawn() -> None:
    first, second = ("ADD", "AAD", "DAA", "AAA"), ("DDA", "ADD", "DDD")
    found = rows(ranked(made(first, second), SMALL, replicates=40_000))
    at: list[list[int]] = [[], [], []]
    for one, two in product(product(first, repeat=4), product(second, repeat=3)):
        a, b = ([sum(each[k] == "A" for each in group) for k in range(3)] for group in (one, two))
        gaps = [x * 3 - y * 4 for x, y in zip(a, b, strict=True)]
        for k in range(3):
            at[k].append(1 + sum(other > gaps[k] for other in gaps))
    for item, each in zip(ITEMS, at, strict=True):
        n = len(each)
        lower = next(r for r in (1, 2, 3) if sum(rank <= r for rank in each) > 0.025 * n)
        upper = next(r for r in (3, 2, 1) if sum(rank >= r for rank in each) > 0.025 * n)
        assert found[item].separating.rank[1:] == (lower, upper)


def test_an_item_that_some_draws_leave_without_odds_says_so() -> None:
    found = rows(ranked(made(["ADD"] * 9 + ["AAA"], ["DDD"] * 10 + ["AAD"] * 9)))
    notes = {note.code: note.text for note in found["meet"].notes}
    assert notes["lost_replicates"].startswith("no odds ratio in ")
    # One of ten agreed: nobody who did is drawn with a chance of 0.9^10.
    share = int(notes["lost_replicates"].removeprefix("no odds ratio in ").partition(" %")[0]) / 100
    assert abs(share - 0.9**10) < 4.5 * (0.9**10 * (1 - 0.9**10) / 500) ** 0.5 + 0.005


def test_weights_that_are_all_the_same_change_nothing() -> None:
    columns = answers(120)
    plain, weighed = ranked(columns), ranked({**columns, "w": ["2.5"] * 120}, WEIGHTED)
    assert plain.rows == weighed.rows
    assert plain.tests == weighed.tests


CLUSTERED = STUDY.replace("hide_below", 'cluster = "firm"\nhide_below')


def test_respondents_who_answer_like_their_firm_make_ranks_less_certain() -> None:
    draw = np.random.default_rng(5)
    people = ["".join("A" if each < p else "D" for each, p in zip(draw.random(3), (0.55, 0.45, 0.4), strict=True))
              for _ in range(60)]  # fmt: skip
    once = made(people[:20], people[20:])
    columns = {name: [text for text in column for _ in range(5)] for name, column in once.items()}
    columns["firm"] = [f"firm {row // 5}" for row in range(300)]
    alone, firms, few = (
        [rows(result)[item].common.rank for item in ITEMS]
        for result in (
            ranked(columns, replicates=2000),
            ranked(columns, CLUSTERED, replicates=2000),
            ranked(once, replicates=2000),
        )
    )
    assert firms == few
    assert [rank.value for rank in alone] == [rank.value for rank in firms]
    widths = [[(rank.upper or 0) - (rank.lower or 0) for rank in each] for each in (alone, firms)]
    assert sum(widths[0]) < sum(widths[1])


def test_a_design_is_named_with_what_was_drawn_from_it() -> None:
    columns = {**answers(120), "firm": [f"firm {row // 4}" for row in range(120)], "firms": ["90"] * 120}
    text = CLUSTERED.replace("hide_below", 'population = "firms"\nhide_below')
    assert "bootstrap draws of clusters within strata, population sizes left out, seed 0" in told(
        ranked(columns, text), "rank"
    )
    assert "30 clusters in one stratum" in told(ranked(columns, text), "design")


def test_under_replicate_weights_the_chance_of_being_first_is_that_of_the_difference_of_two_items() -> None:
    rng, size = np.random.default_rng(4), 100
    two = STUDY.replace(', meet = "Meets clients"', "").replace(
        "hide_below", 'weight = "w"\nreplicate_weights = { columns = "r_*", method = "JK1" }\nhide_below'
    )
    columns = answers(size, 2, gap=0.05)
    columns["growth"][-1] = "Same"
    columns["train"] = ["Agree" if each < 0.35 else "Disagree" for each in rng.random(size)]
    weight = rng.lognormal(0, 0.3, size).round(4)
    parts = [weight * (20 / 19) * (np.arange(size) % 20 != left) for left in range(20)]
    columns["w"] = [repr(each) for each in weight.tolist()]
    columns |= {f"r_{left}": [repr(each) for each in part.tolist()] for left, part in enumerate(parts)}
    grew = np.array([growth == "Grew" for growth in columns["growth"]])

    def apart(w: np.ndarray) -> tuple[float, float]:
        agree = [np.array([text == "Agree" for text in columns[name]]) for name in ("plan", "train")]
        prevalence = [np.average(yes, weights=w) for yes in agree]
        gap = [np.average(yes[grew], weights=w[grew]) - np.average(yes[~grew], weights=w[~grew]) for yes in agree]
        return prevalence[0] - prevalence[1], gap[0] - gap[1]

    found = workflow.rank(surveyed(columns, two), ["practices"], replicates=40_000)[1][0]
    toward = 1 if "above" in told(found, "rank by gap") else -1
    each = np.array([apart(part) for part in parts])
    error = np.sqrt(19 / 20 * ((each - each.mean(axis=0)) ** 2).sum(axis=0))
    for name, value, spread in zip(("common", "separating"), apart(weight), error, strict=True):
        p = stats.norm.cdf((toward if name == "separating" else 1) * value / spread)
        share = getattr(rows(found)["plan"], name).first
        assert abs(share - p) < 4.5 * (p * (1 - p) / 40_000) ** 0.5, name
    assert "normal draws with the covariance that 20 replicate weights give" in told(found, "rank")
