"""Page and figures say what the table says, and what the page claims in words is true of the table."""

import time
from pathlib import Path

import pytest

from tests.calibration import figure, page
from tests.calibration.job import Job, pilot
from tests.calibration.record import TABLE, Record, committed, parse, text
from tests.calibration.rows import LISTED, rows, wrong

RECORDS = committed()


def values(quantity: str, **wanted: object) -> list[float]:
    found = [record for record in page.Numbers(RECORDS).all(**wanted) if record.key.quantity == quantity]
    assert found
    return [record.value for record in found]


def test_the_page_is_the_one_that_the_table_makes() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.rendered(RECORDS)


@pytest.mark.parametrize("path", figure.PICTURES, ids=lambda path: path.stem)
def test_a_figure_is_the_one_that_the_table_makes(path: Path) -> None:
    assert path.read_bytes() == figure.png(figure.PICTURES[path], RECORDS)


def test_the_table_is_read_as_it_is_written() -> None:
    assert text(parse(TABLE.read_text(encoding="utf-8"))) == TABLE.read_text(encoding="utf-8")


def test_every_picture_and_table_of_the_page_exists() -> None:
    linked = [part.partition(")")[0] for part in page.PAGE.read_text(encoding="utf-8").split("](")[1:]]
    files = [target for target in linked if not target.startswith("#")]
    assert len(files) == 3
    assert all((page.PAGE.parent / target).is_file() for target in files)


def test_a_number_that_is_not_in_the_table_cannot_be_told() -> None:
    with pytest.raises(LookupError):
        page.Numbers(RECORDS).one(part="interval", method="none such")


def test_clopper_pearson_fisher_and_boschloo_are_never_wrong_more_often_than_they_say() -> None:
    assert min(values("least coverage", method="Clopper-Pearson")) >= 0.95
    for method in ("Fisher", "Boschloo"):
        assert max(values("largest size", method=method)) <= 0.05


def test_default_intervals_are_right_on_average() -> None:
    for method in ("Miettinen-Nurminen", "Wilson"):
        assert all(0.95 <= mean <= 0.96 for mean in values("mean coverage", method=method))


def test_in_small_groups_newcombe_is_short_more_often_and_agresti_caffo_less() -> None:
    for bases in ({"n1": 20, "n0": 20}, {"n1": 10, "n0": 40}):
        newcombe, default, caffo = (
            min(values("least coverage", subject="gap", method=method, **bases))
            for method in ("Newcombe", "Miettinen-Nurminen", "Agresti-Caffo")
        )
        assert newcombe < default < caffo


def test_false_findings_among_items_of_all_kinds_stay_below_the_promise_where_some_differ() -> None:
    told = page.Numbers(RECORDS).all(part="report", method="Benjamini-Hochberg", quantity="false discoveries")
    kept = {record.key.setting: promise_is_kept(record) for record in told}
    assert len(kept) == 14
    assert {setting for setting, is_kept in kept.items() if not is_kept} <= {
        setting for setting in kept if "rare" in setting or setting == "72 of 72 items level, common factor 0"
    }


def promise_is_kept(record: Record) -> bool:
    assert record.promised is not None
    assert record.error is not None
    return record.value <= record.promised + 3 * record.error


def test_the_default_is_the_first_row_of_its_block_and_its_worst_is_that_of_the_table() -> None:
    for block in LISTED:
        first, *others = rows(block, RECORDS)
        assert first.default
        assert not any(row.default for row in others)
        extremes = [
            record for record in RECORDS if record.key.subject in block.subjects and record.key.part == block.part
        ]
        told = [wrong(record) for record in extremes if record.key.method == first.method and is_extreme(record)]
        assert first.worst == max(told)


def test_the_worst_of_the_title_is_that_of_every_default_for_two_groups() -> None:
    defaults = [next(row for row in rows(block, RECORDS) if row.default) for block in LISTED]
    assert {round(100 * row.worst) for row in defaults if row.method != "Wilson"} == {9}
    assert "at worst 9 with two groups, where Wald’s formula reaches 60" in drawn_title()


def drawn_title() -> str:
    plate = figure.draw(next(iter(figure.PICTURES.values())), RECORDS)
    return " ".join(line.text for line in plate.lettering[:2])


def is_extreme(record: Record) -> bool:
    return record.key.quantity in {"least coverage", "largest size"}


def test_a_pilot_expects_about_the_time_that_the_whole_takes() -> None:
    def run(units: int, seed: int) -> list[Record]:
        time.sleep(0.002 * units)
        return [] if seed == 0 else [RECORDS[0]]

    assert 1.5 < pilot(Job("sleep", 1_000, run)) < 3.5
