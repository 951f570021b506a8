from __future__ import annotations

import pytest

from samkit.errors import StudyError
from tests.builders import STUDY, study

SCALE = 'favourable = ["Agree"]'
OWN = 'levels = ["Fell", "Same", "Grew"]'


def test_levels_have_the_scores_of_their_scale_or_their_own() -> None:
    text = STUDY.replace(SCALE, f"{SCALE}\nscores = [-1, 0, 2.5]").replace(OWN, f"{OWN}\nscores = [0, 5, 10]")
    assert study(text).questions["ripe"].scores == (-1.0, 0.0, 2.5)
    assert study(text).questions["growth"].scores == (0.0, 5.0, 10.0)
    assert study(STUDY).questions["ripe"].scores == ()


def test_a_question_has_scores_in_place_of_those_of_its_scale() -> None:
    text = STUDY.replace(SCALE, f"{SCALE}\nscores = [-1, 0, 2.5]")
    text = text.replace('ripe = "How ripe the process is"', 'ripe = { text = "How ripe", scores = [1, 2, 9] }')
    assert study(text).questions["ripe"].scores == (1.0, 2.0, 9.0)
    assert study(text).questions["plan"].scores == (-1.0, 0.0, 2.5)


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ("[1, 2]", "every level needs one score"),
        ("[1, 2, 3, 4]", "every level needs one score"),
        ("[1, 2, 2]", "do not rise"),
        ("[3, 2, 1]", "do not rise"),
        ("[1, 2, nan]", "finite number"),
        ('[1, 2, "3"]', "number"),
    ],
)
@pytest.mark.parametrize("after", [SCALE, OWN])
def test_scores_that_do_not_fit_are_refused_at_their_line(scores: str, said: str, after: str) -> None:
    with pytest.raises(StudyError) as refused:
        study(STUDY.replace(after, f"{after}\nscores = {scores}"))
    (problem,) = refused.value.problems
    assert said in str(problem)
    assert problem.place.line == STUDY.splitlines().index(after) + 2
    assert "scores" in problem.place.key


def test_a_margin_and_a_small_effect_are_above_nought() -> None:
    for text in (
        STUDY.replace("hide_below", "small_effect = 0\nhide_below"),
        STUDY + '\n[questions.size]\ntext = "Size"\nnumeric = { margin = 0 }\n',
    ):
        with pytest.raises(StudyError, match="greater than 0"):
            study(text)
