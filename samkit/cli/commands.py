"""The commands, in the order in which the help lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.cli import (
    benchmark,
    catalogue,
    check,
    classify,
    compare,
    drivers,
    halo,
    index,
    init,
    pipeline,
    power,
    practices,
    profile,
    rank,
    reconcile,
    report,
    robustness,
    schema,
    simulate,
    trend,
    trust,
)
from samkit.cli.once import OnceCommand

if TYPE_CHECKING:
    import typer

COMMANDS: Final = (
    init, check, classify, compare, rank, trend, profile, drivers, robustness, halo, power, trust, benchmark, index,
    pipeline, practices, reconcile, report, simulate, schema, catalogue,
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands; each refuses an option that is given twice."""
    for command in COMMANDS:
        command.register(app)
        app.registered_commands[-1].cls = OnceCommand
