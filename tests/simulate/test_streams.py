"""Streams of random numbers."""

from statistics import fmean, pstdev

from samkit.simulate.streams import Stream


def test_the_first_numbers_are_those_of_the_bit_generator_itself() -> None:
    from numpy.random import PCG64, SeedSequence

    raw = PCG64(SeedSequence([3])).random_raw(2).tolist()
    assert Stream(3).uniform(2).tolist() == [((bits >> 12) + 0.5) / 2**52 for bits in raw]


def test_each_purpose_has_numbers_of_its_own() -> None:
    assert Stream(1, "a").uniform(5).tolist() != Stream(1, "b").uniform(5).tolist()
    assert Stream(1, "a").uniform(5).tolist() != Stream(2, "a").uniform(5).tolist()


def test_normal_numbers_have_mean_0_and_standard_deviation_1() -> None:
    found = Stream(9, "n").normal(20_000).tolist()
    assert abs(fmean(found)) < 0.03
    assert abs(pstdev(found) - 1) < 0.02


def test_an_order_holds_every_number_once() -> None:
    assert sorted(Stream(4, "o").order(50).tolist()) == list(range(50))


def test_successes_come_by_their_chance() -> None:
    assert Stream(4, "s").successes(100, 0.0) == 0
    assert Stream(4, "s").successes(100, 1.0) == 100
    assert 1800 < Stream(4, "s").successes(10_000, 0.2) < 2200
