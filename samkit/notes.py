"""Notes: what a reader must know beside a number. Their codes are a closed list, so that nothing is said two ways."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self


class Severity(StrEnum):
    """How much a note weighs: `info` explains, `warning` asks for care, `hidden` stands in place of a number."""

    INFO = "info"
    WARNING = "warning"
    HIDDEN = "hidden"


CODES: Final[dict[str, Severity]] = {
    # about the export
    "reader_chosen": Severity.INFO,
    "structure": Severity.INFO,
    "personal_columns": Severity.INFO,
    "spoilt_ranges": Severity.WARNING,
    "header_trimmed": Severity.WARNING,
    "cells_trimmed": Severity.WARNING,
    "blank_column_dropped": Severity.WARNING,
    "blank_lines": Severity.WARNING,
    "bare_quote": Severity.WARNING,
    "mixed_line_ends": Severity.WARNING,
    "delimiter_detected": Severity.WARNING,
    "encoding_detected": Severity.WARNING,
    "control_characters": Severity.WARNING,
    "hidden_cells": Severity.WARNING,
    "parts_left_aside": Severity.WARNING,
    "declared_missing": Severity.INFO,
    "weighted_file": Severity.WARNING,
    "near_duplicate_ids": Severity.WARNING,
    "many_ignored_columns": Severity.WARNING,
    "missing_tokens": Severity.WARNING,
    "likely_missing_codes": Severity.WARNING,
    "item_all_missing": Severity.WARNING,
    "ticks_read": Severity.INFO,
    "other_answers": Severity.INFO,
    "nothing_ticked": Severity.INFO,
    "skipped_unseen": Severity.WARNING,
    "low_effective_n": Severity.WARNING,
    "zero_weight": Severity.WARNING,
    "lonely_strata": Severity.WARNING,
    "combined_doubtful": Severity.WARNING,
    "empty_group": Severity.WARNING,
    "everybody_passes": Severity.WARNING,
    "nobody_passes": Severity.WARNING,
    "opposite_orders": Severity.WARNING,
    # about a row or a result
    "unclassified": Severity.INFO,
    "circular": Severity.WARNING,
    "almost_criterion": Severity.WARNING,
    "small_base": Severity.WARNING,
    "hidden_base": Severity.HIDDEN,
    "small_level": Severity.WARNING,
    "hidden_category": Severity.HIDDEN,
    "one_group": Severity.WARNING,
    "left_out": Severity.INFO,
    "wide_interval": Severity.WARNING,
    "part_of_total": Severity.INFO,
    "missing_matters": Severity.WARNING,
    "missing_undoes": Severity.INFO,
    "missing_differs": Severity.WARNING,
    "ceiling": Severity.INFO,
    "no_base": Severity.HIDDEN,
    "zero_cell": Severity.INFO,
    "no_variation": Severity.INFO,
    "power": Severity.INFO,
    "curve": Severity.INFO,
    "circular_reading": Severity.INFO,
    "small_reading": Severity.INFO,
    "readings_cut": Severity.INFO,
    "one_reading": Severity.WARNING,
    "self_rated": Severity.INFO,
    "pairwise": Severity.INFO,
    "no_factor": Severity.WARNING,
    "no_common_factor": Severity.WARNING,
    "no_gaps": Severity.INFO,
    "common_factor": Severity.INFO,
    "weighted": Severity.INFO,
    "design": Severity.INFO,
    "not_monotone": Severity.INFO,
    "association": Severity.INFO,
    "order": Severity.INFO,
    "tied": Severity.INFO,
    "other_way": Severity.INFO,
    "incomplete": Severity.INFO,
    "many_missing": Severity.WARNING,
    "few_events": Severity.WARNING,
    "separated": Severity.WARNING,
    "hidden_trait": Severity.INFO,
    "lost_replicates": Severity.WARNING,
    "collinear": Severity.HIDDEN,
    "rounded": Severity.INFO,
    "fixed_figure": Severity.INFO,
    "assumed_base": Severity.INFO,
    "their_weights": Severity.WARNING,
    "unprintable": Severity.WARNING,
    "other_wording": Severity.WARNING,
    "other_favourable": Severity.WARNING,
    "other_levels": Severity.WARNING,
    "all_of_ours": Severity.INFO,
    "not_compared": Severity.WARNING,
    "synthetic": Severity.WARNING,
    # about an index
    "period_missing": Severity.WARNING,
    "no_component": Severity.WARNING,
    "reweighted": Severity.WARNING,
    "cut_scores": Severity.INFO,
    "relative_scores": Severity.INFO,
    # about improvement plans
    "few_ratings": Severity.HIDDEN,
    "not_first": Severity.INFO,
    "nothing_pays": Severity.INFO,
    "all_reached": Severity.INFO,
    "without_team": Severity.INFO,
    "personal_plans": Severity.INFO,
    "not_described": Severity.INFO,
    # about one organisation
    "one_respondent": Severity.INFO,
    "left_itself_out": Severity.INFO,
    "own_group": Severity.INFO,
    "skipped": Severity.INFO,
    "independence": Severity.WARNING,
    "no_chance": Severity.WARNING,
    # about a pipeline
    "dates_read": Severity.INFO,
    "last_event": Severity.WARNING,
    "broken_history": Severity.WARNING,
    "odd_history": Severity.INFO,
    "first_forecast": Severity.INFO,
    "closed_only": Severity.WARNING,
    "own_wins": Severity.WARNING,
    # about a figure
    "missing_glyph": Severity.WARNING,
}


class _Remark(NamedTuple):
    """The two texts of a note."""

    code: str
    text: str


class Note(_Remark):
    """One remark: its code from the closed list, and the sentence that is shown.

    Raises
    ------
    ValueError
        If the code is not in the list.
    """

    __slots__ = ()

    def __new__(cls, code: str, text: str) -> Self:
        """Hold the list closed."""
        if code not in CODES:
            raise ValueError(code)
        return super().__new__(cls, code, text)

    @property
    def label(self) -> str:
        """The code in words, for a narrow column."""
        return self.code.replace("_", " ")

    @property
    def severity(self) -> Severity:
        """How much this note weighs."""
        return CODES[self.code]


def few(notes: Sequence[Note], most: int = 8) -> list[Note]:
    """Give notes, but of many that explain the same of other questions only the first, and how many more there are.

    Examples
    --------
    >>> [note.text for note in few([Note("nothing_ticked", name) for name in "abc"], most=1)]
    ['a', '… and 2 more of the same kind (nothing ticked)']
    """
    counts = Counter[str]()
    kept: list[Note] = []
    for note in notes:
        counts[note.code] += 1
        if note.severity is not Severity.INFO or counts[note.code] <= most:
            kept.append(note)
    more = {code: count - most for code, count in counts.items() if count > most and CODES[code] is Severity.INFO}
    told = ((code, f"… and {count} more of the same kind") for code, count in more.items())
    return [*kept, *(Note(code, f"{text} ({code.replace('_', ' ')})") for code, text in told)]
