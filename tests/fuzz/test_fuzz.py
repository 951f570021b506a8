"""A short run of the fuzzer in every test run, and proof that it finds what it looks for."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from samkit.errors import DataError, Problem
from tests.fuzz import alike, running, targets
from tests.fuzz.mutation import CHANGES
from tests.fuzz.running import fuzz, judged, made
from tests.readers.made import lines, loaded, saved, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fuzz.mutation import Change

SHORT = {"csv": 600, "study": 150, "xlsx": 60, "sav": 12, "parquet": 12}


@pytest.mark.parametrize("kind", targets.TARGETS)
def test_no_mutant_does_more_than_load_or_be_refused(kind: str) -> None:
    findings = [finding for tally in fuzz(kind, 0, SHORT[kind], 1) for finding in tally.findings]
    assert not findings, "\n\n".join(f"{found.kind} seed {found.seed}: {found.what}" for found in findings)


@pytest.mark.parametrize("kind", targets.TARGETS)
def test_files_in_good_order_load(kind: str, tmp_path: Path) -> None:
    for place, seed in enumerate(targets.TARGETS[kind].seeds()):
        targets.TARGETS[kind].read(saved(tmp_path, seed, f"seed{place}.{targets.TARGETS[kind].suffix}"))


def test_a_seed_makes_the_same_mutant_again_and_seeds_differ() -> None:
    seeds = targets.texts()
    mutants = [made("csv", seed, seeds) for seed in range(200)]
    assert mutants == [made("csv", seed, seeds) for seed in range(200)]
    assert len(set(mutants)) > 190


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_stands_an_empty_file(change: Change) -> None:
    for seed in range(50):
        assert isinstance(change(b"", Random(seed), targets.TEXT_TOKENS), bytes)  # noqa: S311 - nothing secret


def planted(monkeypatch: pytest.MonkeyPatch, read: object, seconds: float = 2) -> tuple[running.Finding, ...]:
    """Judge ten mutants by a reader with a fault."""
    target = targets.TARGETS["csv"]._replace(read=read, seconds=seconds)  # type: ignore[arg-type]  # a fault is planted
    monkeypatch.setitem(targets.TARGETS, "csv", target)
    return judged("csv", (b"id\n1\n",), (0, 10)).findings


def test_the_fuzzer_finds_an_error_that_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    found = planted(monkeypatch, lambda path: [][len(path.name)])
    assert len(found) == 10
    assert all("IndexError" in finding.what for finding in found)


def test_the_fuzzer_finds_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    found = planted(monkeypatch, lambda _: time.sleep(5), seconds=0.01)
    assert [finding.what for finding in found] == ["not read within 0.01 seconds"] * 10


def test_the_fuzzer_finds_what_needs_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOST_MEMORY", 1 << 24)
    found = planted(monkeypatch, lambda _: bytearray(b"x") * (1 << 26))
    assert len(found) == 10
    assert all("bytes" in finding.what for finding in found)


def test_a_refusal_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise DataError(Problem("empty", "the file is empty"))

    assert not planted(monkeypatch, refuse)


def test_a_cell_that_comes_through_otherwise_is_found(tmp_path: Path) -> None:
    export = loaded(tmp_path, text_of(lines()))
    alike.see_alike(text_of(lines()).encode(), export)
    spoilt = export.columns["q1"]._replace(codes=export.columns["q1"].codes[::-1])
    with pytest.raises(alike.DifferenceError):
        alike.see_alike(text_of(lines()).encode(), export._replace(columns={**export.columns, "q1": spoilt}))
    with pytest.raises(alike.DifferenceError):
        alike.see_alike(text_of(lines()[:-1]).encode(), export)
