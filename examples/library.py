# ruff: noqa: INP001, T201 - a script to be read from top to bottom and run by itself, which prints what it finds
"""samkit as a library, on the shipped data: read, classify, compare, print.

Run it with `python examples/library.py`; each block can be pasted into a notebook as it stands.
"""

from pathlib import Path

import samkit

DATA = Path(__file__).resolve().parents[1] / "data"

# 1. Read: an export and its study file make a survey, in which every answer is coded and checked.
survey = samkit.read(DATA / "sam_2016.csv", DATA / "sam_2016.toml")
print(f"{survey.respondents} respondents, {len(survey.study.questions)} questions")

# 2. Classify: who is a Top Performer, and what each criterion did.
survey, classification = samkit.classify(survey)
groups = classification.grouping
print(f"{groups.first}: {groups.n_first}, {groups.second}: {groups.n_second}, unclassified: {groups.n_left_out}")
for step in survey.groups[groups.id].steps:
    print(f"  {step.label}: {step.passed} pass, {step.failed} fail, {step.open} did not answer")

# 3. Compare: one result per section; its rows are plain frozen values, sorted by gap.
survey, (roles,) = samkit.compare(survey, ["roles"])
print(f"{roles.title}, gap in points and ratio, {roles.level:.0%} intervals")
for row in roles.rows:
    gap, ratio = row.gap, row.ratio
    print(
        f"  {row.item.text}: {row.first.x} of {row.first.n} against {row.second.x} of {row.second.n},"
        f" {100 * gap.value:+.0f} points ({100 * gap.lower:+.0f} to {100 * gap.upper:+.0f}),"
        f" {ratio.value:.1f} times as likely, {row.verdict}"
    )

# 4. Another grouping: one of the study, or an answer to a question (by="process_maturity=World-class").
survey, (challenges,) = samkit.compare(survey, ["challenges"], by="value_focused")
differing = [row.item.text for row in challenges.rows if row.verdict == "differs"]
print(f"{challenges.grouping.first} organisations differ on {len(differing)} of {len(challenges.rows)} challenges")
