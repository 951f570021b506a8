"""Where the reference numbers and the real survey exports lie: in a folder beside the checkout, where there is one."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

NEEDED = os.environ.get("CI") == "true"
"""Whether a test that needs the folder fails without it, and is not left out."""

need_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not NEEDED, reason="no folder of reference files beside the checkout"
)
