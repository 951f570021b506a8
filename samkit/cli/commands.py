"""The commands, in the order in which the help lists them."""

from __future__ import annotations

from typing import Final

from samkit.cli import (
    catalogue,
    check,
    classify,
    compare,
    drivers,
    init,
    profile,
    rank,
    report,
    schema,
    simulate,
    trend,
)

COMMANDS: Final = (init, check, classify, compare, rank, trend, profile, drivers, report, simulate, schema, catalogue)
