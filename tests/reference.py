"""Where the reference numbers and the real survey exports lie: in a folder beside the checkout, where there is one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

need_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no folder of reference files beside the checkout")
