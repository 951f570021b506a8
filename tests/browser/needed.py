"""Programs that tests drive and that not every machine has: a browser, an office, a reader of PDF."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """Find the first of some programs; a test that finds none is left out, but fails where all of them must be."""
    found = next((path for path in map(shutil.which, names) if path), "")
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"there is no {' or '.join(names)}, which this test drives")
    if not found:
        pytest.skip(f"there is no {' or '.join(names)} on this machine, which this test drives")
    return found
