from __future__ import annotations

from tests.data import opportunities
from tests.data.respondents import DATA


def test_the_shipped_log_is_what_its_seed_draws() -> None:
    assert (DATA / "opportunities_2026.csv").read_bytes() == opportunities.table()


def test_every_row_says_that_it_is_of_a_synthetic_log_by_its_study_file() -> None:
    assert 'synthetic = "Synthetic data: no seller' in (DATA / "opportunities_2026.toml").read_text(encoding="utf-8")


def test_the_broken_histories_stand_at_the_end_of_the_file() -> None:
    last = opportunities.table().decode().splitlines()[-len(list(opportunities.broken())) :]
    assert all(row.startswith("X") for row in last)
