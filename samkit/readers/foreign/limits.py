"""How much memory and time the reading of one file may take."""

from __future__ import annotations

import sys
from typing import Final

MEMORY: Final = 3 << 30
"""How many bytes the process may take beside what grows with the file."""

MEMORY_PER_BYTE: Final = 40
"""How many bytes it may take for each byte of the file."""

SECONDS: Final = 600
"""How long it may compute."""


def limit_this_process(size: int) -> None:
    """Limit what this process may take, for a file of so many bytes; systems that cannot are left as they are."""
    if sys.platform == "win32":
        return
    import resource  # start-up: not every system has it

    _lower(resource.RLIMIT_AS, MEMORY + MEMORY_PER_BYTE * size)
    _lower(resource.RLIMIT_CPU, SECONDS)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)


def _lower(what: int, limit: int) -> None:
    """Lower a limit, or leave it where it is lower already."""
    import resource  # start-up: not every system has it

    soft, hard = resource.getrlimit(what)
    there = [value for value in (soft, hard) if value != resource.RLIM_INFINITY]
    resource.setrlimit(what, (min([limit, *there]), hard))
