"""The synthetic log of data/opportunities_2026.csv, drawn from a seed: `python -m tests.data.opportunities` writes it.

No seller, customer or sale is real. Planted are: fast opportunities are won more often, referrals more often than cold
calls, skilled sellers let go early what they cannot win, and eight histories are broken, each in another way.
"""

import csv
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tests.data.respondents import DATA

SEED = 2026
FIRST, EXPORTED = date(2025, 1, 6), date(2026, 6, 30)
OPPORTUNITIES, SELLERS, SKILLED = 1_200, 24, 6
STAGES = ("Need agreed", "Options explored", "Offers compared", "Risks settled", "Decision made")
COLUMNS = ("opportunity", "stage", "entered", "value", "owner", "offering", "source", "outcome", "due", "quota")
SOURCES = {"Referral": 0.18, "Event": 0.0, "Partner": 0.04, "Cold call": -0.14}
OFFERINGS = ("Platform", "Advisory", "Training")
WINS = {True: 0.5, False: 0.2}
"""Chance of being won, of fast opportunities and of slow ones."""

PACE = {True: 11.0, False: 30.0}
"""Mean days in a stage."""

LEAVES_EARLY = {True: (7, 4, 2, 1, 1), False: (1, 2, 3, 5, 6)}
"""How often a seller gives up in each stage, skilled or not."""


class Step(NamedTuple):
    """One row before it is written."""

    opportunity: str
    stage: str
    entered: date
    value: int
    owner: str
    offering: str
    source: str
    outcome: str
    due: date
    quota: int


def steps() -> Iterator[Step]:
    """Give every step of every opportunity until the day of the export."""
    draw = random.Random(SEED)  # noqa: S311 - a test needs no secret
    span = (EXPORTED - FIRST).days
    for number in range(1, OPPORTUNITIES + 1):
        seller = draw.randrange(SELLERS)
        skilled, fast = seller < SKILLED, draw.random() < 0.45
        source, offering = draw.choice(list(SOURCES)), draw.choice(OFFERINGS)
        value = int(round(draw.lognormvariate(10.2, 0.6), -2))
        day = FIRST + timedelta(draw.randrange(span))
        won = draw.random() < WINS[fast] + SOURCES[source] + (0.08 if skilled else -0.02)
        last = len(STAGES) if won else draw.choices(range(1, 6), LEAVES_EARLY[skilled])[0]
        due = day + timedelta(draw.randrange(60, 160))
        known = (value, f"Seller {seller + 1:02d}", offering, source)
        quota = 700_000 if skilled else 400_000
        for stage in STAGES[:last]:
            yield Step(f"O{number:04d}", stage, day, *known, "", due, quota)
            day += timedelta(1 + int(draw.expovariate(1 / PACE[fast])))
        yield Step(f"O{number:04d}", "Closed", day, *known, "Won" if won else "Lost", due, quota)


def broken() -> Iterator[Step]:
    """Give eight histories in which something is wrong or odd."""
    about = (30_000, "Seller 07", "Advisory", "Event")

    def history(name: str, *told: tuple[str, date, str]) -> Iterator[Step]:
        for stage, day, outcome in told:
            yield Step(name, stage, day, *about, outcome, date(2026, 5, 1), 400_000)

    start, later, last = date(2026, 2, 2), date(2026, 3, 2), date(2026, 4, 1)
    yield from history("X01", (STAGES[0], start, ""), (STAGES[2], later, ""))
    yield from history("X02", (STAGES[0], start, ""), ("Closed", later, ""))
    yield from history("X03", (STAGES[0], start, ""), (STAGES[1], date(2026, 9, 1), ""))
    yield from history("X04", (STAGES[0], start, ""), ("Closed", later, "Lost"), (STAGES[1], last, ""))
    yield from history("X05", (STAGES[0], start, ""), (STAGES[1], later, ""), (STAGES[0], last, ""))
    yield from history("X06", (STAGES[0], start, ""), (STAGES[0], later, ""))
    yield from history("X07", ("Closed", later, "Won"))
    yield from history("X08", (STAGES[0], start, ""), (STAGES[1], later, ""), ("Closed", later, "Won"))


def table() -> bytes:
    """Give the file: the steps in the order of their days, as a log has them."""
    known = sorted((step for step in steps() if step.entered <= EXPORTED), key=lambda step: step.entered)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([*known, *broken()])
    return text.getvalue().encode()


if __name__ == "__main__":
    (DATA / "opportunities_2026.csv").write_bytes(table())
