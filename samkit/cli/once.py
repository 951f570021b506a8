"""A command that takes each option once and `-o` with a name: nothing is dropped or written in silence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperOption

if TYPE_CHECKING:
    from typer._click.core import Context


class OnceCommand(TyperCommand):
    """A command that refuses an option given twice, unless it is a flag or takes several values, and an empty `-o`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Look for options that are given twice, then read the command line as usual."""
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        if values.get("output") == "":
            ctx.fail("-o / --output needs a name: of a file, or of a folder (. is the one that you are in)")
        if values.get("check") == "":
            ctx.fail("--check needs a name: of the folder of a report")
        for option, times in Counter(order).items():
            if times > 1 and isinstance(option, TyperOption) and not (option.multiple or option.is_flag):
                ctx.fail(f"{' / '.join(option.opts)} is given {times} times, and can only be given once")
        return super().parse_args(ctx, args)
