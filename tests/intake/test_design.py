"""Columns of the sample's design are found by their names, and written only where they can be read so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.intake.begin import begin
from samkit.intake.written import written
from samkit.readers.export import Settings
from tests.intake.drafted import drafted
from tests.readers.made import saved

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("id", "vstrat", "vpsu", "happy")
HAPPY = ("Very happy", "Pretty happy", "Not too happy")


def test_clusters_that_are_numbered_anew_in_every_stratum_are_nested(tmp_path: Path) -> None:
    rows = [(str(n), str(n % 5), str(n // 5 % 2 + 1), HAPPY[n % 3]) for n in range(60)]
    study = drafted(tmp_path, HEADER, rows)
    assert (study.about.stratum, study.about.cluster, study.about.nest) == ("vstrat", "vpsu", True)


def test_clusters_that_are_numbered_through_are_not(tmp_path: Path) -> None:
    rows = [(str(n), str(n % 5), str(n % 15), HAPPY[n % 3]) for n in range(60)]
    study = drafted(tmp_path, HEADER, rows)
    assert (study.about.stratum, study.about.cluster, study.about.nest) == ("vstrat", "vpsu", False)


def test_a_design_that_cannot_be_read_is_only_offered(tmp_path: Path) -> None:
    rows = [(str(n), str(n % 5), str(n % 5 + 10 * (n % 5 > 0) * (n // 5 % 2)), HAPPY[n % 3]) for n in range(60)]
    study = drafted(tmp_path, HEADER, rows)
    assert not study.about.stratum


def test_weights_that_cannot_be_read_as_they_are_written_are_offered_with_the_reason(tmp_path: Path) -> None:
    rows = "".join(f'{n};"0,{n + 50}";{HAPPY[n % 3]}\n' for n in range(40))
    begun = begin(saved(tmp_path, "id;Gewicht;happy\n" + rows), Settings())
    assert '# weight = "Gewicht"' in written(begun.draft)
    assert "decimal point" in written(begun.draft)
    assert "[questions.gewicht]" not in written(begun.draft)
