"""The example of a pipeline: looked at on an earlier day, seller by seller, in German."""

from __future__ import annotations

from pathlib import Path

from samkit import pipelining, reporting
from samkit.pipelined import by_kind

ROOT = Path(__file__).resolve().parents[2]
LOG, STUDY = ROOT / "data" / "opportunities_2026.csv", ROOT / "examples" / "pipeline.toml"


def test_it_knows_nothing_of_what_came_later(tmp_path: Path) -> None:
    head, *rows = LOG.read_text(encoding="utf-8").splitlines()
    cut = tmp_path / "cut.csv"
    known = [row for row in rows if row.split(",")[2] <= "2025-12-31"]
    cut.write_text("\n".join([head, *known, ""]), encoding="utf-8")
    whole, early = (by_kind(pipelining.pipeline(pipelining.read(path, STUDY))[1].rows) for path in (LOG, cut))
    assert whole.stages == early.stages
    assert whole.landmarks == early.landmarks
    assert whole.slices == early.slices


def test_its_report_draws_every_seller_within_the_declared_days() -> None:
    data = pipelining.read(LOG, STUDY)
    document = reporting.made(data)[2]
    figures = {figure.id: figure for figure in document.figures}
    (row,) = by_kind(pipelining.pipeline(data)[1].rows).whole
    assert row.horizon == 120
    sellers = {line[1] for line in figures["verkaeufer"].table.rows}
    assert sellers == {f"Seller {number:02d}" for number in range(1, 25)}
    assert "120 Tagen" in figures["verkaeufer"].title
