"""What published figures say of the study must be there."""

import pytest

from samkit.errors import StudyError
from tests.simulate.small import PUBLISHED, STUDY, made


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[shares.review]", "[shares.reviews]", "did you mean 'review'"),
        ("[bands.habits]", "[bands.habit]", "no section"),
        ("[levels.region]", "[levels.staff]", "no question with levels"),
        ("[numbers.staff]", "[numbers.region]", "no numeric question"),
        ('"North" = 33', '"Nort" = 33', "did you mean 'North'"),
        ('item = "review"', 'item = "preview"', "no item"),
        ('section = "habits"', 'section = "habit"', "no section"),
        ('section = "habits"', "", "either the section or the items"),
        ("[base]", '[base]\ngroup = "best"', "no grouping"),
        ("[shares.retro]", "[correlation.links]\nplan = { review = 1 }\n[shares.retro]", "cannot follow"),
        (
            "[shares.retro]",
            "[correlation.links]\nretro = { tests = 1 }\ntests = { retro = 1 }\n[shares.retro]",
            "circle",
        ),
        ('kind = "rank"', 'kind = "rises"\noutcome = "nobody"\nalong = "staff"\n[[facts]]\nkind = "rank"', "grouping"),
        ('kind = "rank"', 'kind = "order"\nby = "all"\nitems = ["a", "b"]\n[[facts]]\nkind = "rank"', "no item"),
        ('kind = "rank"', 'kind = "no_difference"\nquestions = ["x"]\n[[facts]]\nkind = "rank"', "no question"),
    ],
)
def test_a_name_that_the_study_does_not_have_is_refused_with_its_file(old: str, new: str, said: str) -> None:
    with pytest.raises(StudyError, match=said) as caught:
        made(PUBLISHED.replace(old, new, 1))
    assert all(problem.place.file == "published.toml" for problem in caught.value.problems)


def test_a_numeric_question_of_which_nothing_is_said_is_refused() -> None:
    head, _, tail = PUBLISHED.partition("[numbers.staff]")
    with pytest.raises(StudyError, match="nothing is said or assumed"):
        made(head + tail[tail.index("[[facts]]") :])


def test_two_printed_items_of_one_question_are_refused() -> None:
    more = STUDY + 'more = { text = "More", question = "review", favourable = ["Fair", "Good"] }\n'
    questionnaire = more.replace(
        'questions = { review = "Reviews", retro = "Looks back", tests = "Tests first" }',
        '[sections.habits.questions]\nreview = "Reviews"\nretro = "Looks back"\ntests = "Tests first"',
    )
    with pytest.raises(StudyError, match="another item of the question review"):
        made(PUBLISHED + "[shares.more]\ntop = 70\n", questionnaire=questionnaire)


def test_an_answer_that_a_spreadsheet_would_run_is_refused() -> None:
    with pytest.raises(StudyError, match="run this answer as a formula"):
        made(questionnaire=STUDY.replace('"No idea"', '"=1+1"'))


def test_a_study_without_groups_is_refused() -> None:
    head, _, tail = STUDY.partition("[groups.leading]")
    with pytest.raises(StudyError, match="no grouping"):
        made(questionnaire=head + tail[tail.index("[sections") :])


def test_respondents_are_not_made_up_for_a_question_with_options() -> None:
    more = '[questions.tools]\ntext = "Tools"\ndelimiter = ";"\noptions = { git = "Git", wiki = "Wiki" }\n'
    with pytest.raises(StudyError, match="several options of this question may be ticked"):
        made(questionnaire=STUDY.replace("[groups.leading]", f"{more}[groups.leading]"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ratio = 2.0", "ratio = 2.0\nbases = { top = 40 }"),
        ("ratio = 2.0", 'ratio = 2.0\nverdict = "different"'),
        ("[base]", "[base]\nweighted = true"),
    ],
)
def test_what_no_respondents_can_be_drawn_for_is_refused(old: str, new: str) -> None:
    with pytest.raises(StudyError, match="can be drawn for this"):
        made(PUBLISHED.replace(old, new, 1))
