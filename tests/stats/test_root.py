"""The root finder on equations with known roots."""

import numpy as np
import pytest

from samkit.stats.interval import Floats
from samkit.stats.root import bracketed


def test_roots_have_fifteen_digits_over_thirty_orders_of_magnitude() -> None:
    target = np.logspace(-15, 15, 31)

    def cube(t: Floats) -> Floats:
        return t**3 - target

    low, high = np.zeros_like(target), target + 1
    found = bracketed(cube, low, high, cube(low), cube(high))
    assert np.allclose(found, np.cbrt(target), rtol=2e-15, atol=0)


def test_a_pole_at_the_end_of_the_bracket_is_never_touched() -> None:
    asked: list[float] = []

    def pole(t: Floats) -> Floats:
        asked.extend(t.tolist())
        return 1 / (1 - t) - 1e6

    found = bracketed(pole, np.zeros(1), np.ones(1), np.array([1 - 1e6]), np.ones(1))
    assert np.allclose(found, 1 - 1e-6, rtol=1e-15, atol=0)
    assert 1.0 not in asked


def test_a_steep_step_is_found_by_halving() -> None:
    def step(t: Floats) -> Floats:
        return np.tanh(1e9 * (t - 0.3))

    found = bracketed(step, np.zeros(1), np.ones(1), np.array([-1.0]), np.array([1.0]))
    assert abs(found[0] - 0.3) < 1e-15


def test_without_a_change_of_sign_the_nearer_end_is_given() -> None:
    found = bracketed(np.exp, np.zeros(1), np.ones(1), np.exp(np.zeros(1)), np.exp(np.ones(1)))
    assert found[0] == 0


def test_each_equation_is_solved_as_if_alone() -> None:
    def solved(target: Floats) -> Floats:
        return bracketed(
            lambda t: t**2 - target, np.zeros_like(target), np.full_like(target, 60.0), -target, 3600 - target
        )

    target = np.linspace(0.1, 50, 200)
    together = solved(target)
    for place in (0, 17, 199):
        assert solved(target[place : place + 1])[0] == together[place]


def test_an_equation_without_values_ends_all_the_same() -> None:
    found = bracketed(lambda t: t * np.nan, np.zeros(1), np.ones(1), np.array([-1.0]), np.array([1.0]))
    assert 0 <= found[0] <= 1


def test_less_is_asked_of_the_function_where_less_is_asked_of_the_root() -> None:
    asked = dict.fromkeys((1e-09, 1e-15), 0)
    for tolerance in asked:

        def cube(place: Floats, tolerance: float = tolerance) -> Floats:
            asked[tolerance] += 1
            return place**3 - 5.0

        low, high = np.array([0.0]), np.array([4.0])
        root = bracketed(cube, low, high, low - 5.0, high**3 - 5.0, tolerance)
        assert root[0] == pytest.approx(5.0 ** (1 / 3), rel=2 * tolerance)
    assert asked[1e-9] < asked[1e-15]
