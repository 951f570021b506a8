"""The table of halo tells the bases of both readings of the rule."""

from __future__ import annotations

from samkit.tables import halo as table
from tests.analyses.praised import answers, common, praised


def test_the_groups_without_self_ratings_have_bases_of_their_own() -> None:
    result = praised(answers(), replicates=50)
    told = " ".join(table.items(result).footer)
    found = common(result)
    counted = [getattr(row, "without", None) for row in result.rows]
    first = [apart.n_first for apart in counted if apart]
    assert f"Without self-ratings n: Top Performers {min(first)} to {max(first)}, The Rest" in told
    assert f"{found.n_left_out} unclassified left out" in told
    assert max(first) <= (found.n_first or 0)


def test_without_such_groups_there_are_no_bases_of_them() -> None:
    assert "Without" not in " ".join(table.items(praised(answers(), rated="", replicates=50)).footer)
