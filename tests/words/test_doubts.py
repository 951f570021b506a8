"""Every answer to every objection can be told in every language."""

from __future__ import annotations

import pytest

from samkit.results import Estimate
from samkit.trust import Doubt, Outcome
from samkit.words.doubts import reason
from samkit.words.language import LANGUAGES, Language, Words, spoken

ADDED = {"doubt.rule_alone", "doubt.hidden_trait"}
ANSWERS = sorted(
    key.removeprefix("doubt.") for key in spoken("en").texts if key.startswith("doubt.") and key not in ADDED
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_is_told_with_its_numbers(answer: str, language: Language) -> None:
    about, _, outcome = answer.rpartition("_")
    numbers = Doubt(about, Outcome[outcome.upper()], 241, 270, Estimate(0.31, 0.22, 0.44), 0.031)
    told = reason(numbers, "Top Performers", Words(language))
    assert told
    assert "{" not in told
    assert told != reason(numbers._replace(outcome=_other(about, outcome)), "Top Performers", Words(language))


def _other(about: str, outcome: str) -> Outcome:
    """Give another outcome of the same objection."""
    return next(each for each in Outcome if each.name.lower() != outcome and f"{about}_{each.name.lower()}" in ANSWERS)
