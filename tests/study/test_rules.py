from __future__ import annotations

from samkit.study.rules import AtLeastOf, Compare, Not, comparisons, in_words, parts, questions

A = Compare("Grew", "growth", "between", (1, 2.5))
B = Compare("Best", "sales", "top_share", (0.25,), "industry")
RULE = AtLeastOf("Top", 1, (A, Not("not best", B)))


def test_a_rule_gives_its_comparisons_from_left_to_right() -> None:
    assert list(comparisons(RULE)) == [A, B]


def test_a_rule_looks_at_the_questions_that_make_segments_too() -> None:
    assert questions(RULE) == {"growth", "sales", "industry"}


def test_a_rule_is_told_in_words() -> None:
    assert in_words(RULE) == (
        "Top (at least 1 of: Grew (growth between 1 and 2.5); "
        "not best (not: Best (sales top share 0.25 within industry)))"
    )
    assert in_words(AtLeastOf("Both", 2, (A, A))).startswith("Both (all of: ")


def test_a_comparison_has_no_parts() -> None:
    assert parts(A) == ()
    assert parts(RULE) == RULE.parts
