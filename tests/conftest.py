"""What every test stands on."""

import os
from pathlib import Path

import hypothesis
import pytest

# The same examples in each run, and no deadline: a slow machine is no proof that a sentence is false.
hypothesis.settings.register_profile("samkit", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("samkit")

# A terminal width and a plain terminal, so that help texts and tables read the same on every machine.
for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
    os.environ.pop(name, None)
os.environ.update(COLUMNS="120", NO_COLOR="1", TERM="dumb")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that holds pyproject.toml."""
    return Path(__file__).resolve().parents[1]
