"""The page that tells the calibration: words of ours, every number of the calibration taken from its table."""

import math
import textwrap
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from samkit.numbers import decimal
from tests.calibration.enumerated import BASES, STUDY
from tests.calibration.record import Record

PAGE = Path(__file__).resolve().parents[2] / "examples" / "statistics.md"
TEMPLATE = "statistics.md.j2"
WIDTH = 118


class Numbers:
    """The table, asked by what a number is about.

    Parameters
    ----------
    records
        The table.
    """

    def __init__(self, records: list[Record]) -> None:
        self._records = records

    def all(self, **wanted: Any) -> list[Record]:
        """Give the records that agree in everything that is asked for."""
        return [record for record in self._records if _agrees(record, wanted)]

    def one(self, **wanted: Any) -> Record:
        """Give the only record that agrees.

        Raises
        ------
        LookupError
            If there is none, or more than one.
        """
        found = self.all(**wanted)
        if len(found) != 1:
            raise LookupError(f"{len(found)} numbers are about {wanted}")
        return found[0]

    def percent(self, digits: int = 1, **wanted: Any) -> str:
        """Give a share in percent."""
        return percent(self.one(**wanted).value, digits)

    def least(self, digits: int = 1, **wanted: Any) -> str:
        """Give the smallest share among several in percent."""
        return percent(min(record.value for record in self.all(**wanted)), digits)

    def most(self, digits: int = 1, **wanted: Any) -> str:
        """Give the largest share among several in percent."""
        return percent(max(record.value for record in self.all(**wanted)), digits)

    def width(self, digits: int = 1, **wanted: Any) -> str:
        """Give a mean width in points."""
        return percent(self.one(**wanted).width, digits)

    def error(self, digits: int = 1, **wanted: Any) -> str:
        """Give a simulation error in points."""
        return percent(self.one(**wanted).error, digits)

    def methods(self, **wanted: Any) -> list[str]:
        """List the methods of some records, in the order of the table."""
        return list(dict.fromkeys(record.key.method for record in self.all(**wanted)))

    def settings(self, **wanted: Any) -> list[str]:
        """List the settings of some records, in the order of the table."""
        return list(dict.fromkeys(record.key.setting for record in self.all(**wanted)))


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share in percent, without the sign."""
    return decimal(None if share is None else 100 * share, digits)


def rendered(records: list[Record]) -> str:
    """Write the page that belongs to a table."""
    numbers = Numbers(records)
    # Plain Markdown of our own words: nothing in it comes from outside, so nothing has to be escaped.
    places = Environment(  # noqa: S701
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    told = {
        name: getattr(numbers, name)
        for name in ("all", "one", "percent", "least", "most", "width", "error", "methods", "settings")
    }
    study = {"n1": STUDY[0], "n0": STUDY[1]}
    text = places.get_template(TEMPLATE).render(**told, bases=BASES, study=study, count=len(records), e=math.e)
    return "\n\n".join(_filled(block) for block in text.strip().split("\n\n")) + "\n"


def _filled(block: str) -> str:
    """Break sentences into lines of one length, and leave tables, headings and pictures as they are."""
    lines = [line.rstrip() for line in block.strip("\n").split("\n")]
    if lines[0].startswith(("|", "#", "!")):
        return "\n".join(lines)
    items = "\n".join(lines).split("\n- ")
    if not lines[0].startswith("- "):
        return _wrapped(" ".join(lines))
    return "\n".join(_wrapped(item.removeprefix("- "), first="- ", others="  ") for item in items)


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _agrees(record: Record, wanted: dict[str, Any]) -> bool:
    return all(getattr(record.key, name) == value for name, value in wanted.items())
