"""A small made-up study and its published figures, to be changed by each test."""

from samkit.simulate.load import parse as parse_published
from samkit.simulate.published import Published
from samkit.simulate.simulation import Simulated, simulate
from samkit.study.load import parse
from samkit.study.model import Study

STUDY = """
schema = "samkit-study/1"
[study]
title = "Teams"
respondent = "team"
seed = 5
[scales.rating]
levels = ["Bad", "Fair", "Good"]
favourable = ["Good"]
missing = { "No idea" = "does not know" }
[questions.region]
text = "Region"
levels = ["North", "South"]
[questions.staff]
text = "Staff"
column = "Staff, persons"
numeric = { min = 1, max = 90, decimal = "," }
[questions.budget]
text = "Budget kept"
scale = "rating"
[questions.plan]
text = "Plan kept"
scale = "rating"
[questions.quality]
text = "Quality"
scale = "rating"
[groups.leading]
top = "Leading"
rest = "Others"
require = 2
criteria = [
  { label = "Budget", question = "budget", at_least = "Good" },
  { label = "Plan", question = "plan", is_in = ["Good"] },
  { label = "Quality not bad", question = "quality", at_most = "Bad", negate = false },
]
[sections.habits]
title = "Habits"
scale = "rating"
questions = { review = "Reviews", retro = "Looks back", tests = "Tests first" }
"""

PUBLISHED = """
schema = "samkit-published/1"
[source]
title = "Made up"
[base]
respondents = 160
top_share = 25
rest_share = 75
[missing]
typical = 3
at_most = 10
[shares.review]
top = 62
rest = 31
ratio = 2.0
[shares.retro]
all = 44
[bands.habits]
rest = { from = 20, to = 40 }
gap = { from = 5, to = 15 }
[levels.region]
top = { "North" = 50, "South" = 50 }
rest = { "North" = 33, "South" = 67 }
[levels.budget]
assumed = true
top = { "Fair" = 20, "Good" = 80 }
rest = { "Bad" = 40, "Fair" = 40, "Good" = 20 }
[levels.plan]
assumed = true
top = { "Bad" = 10, "Fair" = 10, "Good" = 80 }
rest = { "Bad" = 40, "Fair" = 40, "Good" = 20 }
[levels.quality]
assumed = true
top = { "Bad" = 60, "Fair" = 20, "Good" = 20 }
rest = { "Bad" = 20, "Fair" = 40, "Good" = 40 }
[numbers.staff]
top = 12.4
rest = 9.7
all = 10.4
digits = 1
assumed = { shape = "lognormal", top = 0.6, rest = 0.6, step = 0.5 }
[[facts]]
kind = "rank"
item = "review"
section = "habits"
by = "top"
rank = 1
says = "reviews come first"
"""


def study(text: str = STUDY) -> Study:
    return parse(text, "teams.toml")


def published(text: str = PUBLISHED) -> Published:
    return parse_published(text, "published.toml")


def made(text: str = PUBLISHED, *, questionnaire: str = STUDY, seed: int | None = None) -> Simulated:
    return simulate(study(questionnaire), published(text), seed, "published.toml")
