"""What a signal does to a command: the first one lets it tidy up, a second one does not wait for that."""

from __future__ import annotations

import os
import signal
import sys
from typing import Final, NoReturn

STOPPED: Final = 128
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def heed() -> None:
    """Listen to signals from here on, but for those that are ignored already, as by nohup."""
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def ignore() -> None:
    """Listen to no signal any more."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _end(received: int, _: object) -> NoReturn:
    """End what is being done; an output is the old one or the new one at any time, so a second signal may be final."""
    for number in SIGNALS:
        signal.signal(number, lambda again, _: os._exit(STOPPED + again))
    if received == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(STOPPED + received)
