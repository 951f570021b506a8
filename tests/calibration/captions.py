"""The words around the figures."""

from samkit.charts.frame import Caption

LISTED_TITLE = (
    "The default methods are wrong about five times in a hundred; "
    "at worst {} with two groups, where Wald’s formula reaches {}"
)

LISTED_CAPTION = Caption(
    LISTED_TITLE,
    "How often an interval misses the truth, or a test sees a difference where there is none, in percent",
    "Bars gather cells: pairs of seven shares from 2 to 95 percent, in groups of 52 and 345, 30 and 100, 20 and 20, 10 "
    "and 40 answers (one share: 345, 52, 20 and 10). The tallest bar of each row is equally high.\n"
    "The study: 52 and 345 answers with shares of 55 and 18 percent; one share: 55 percent of 52; tests: 18 percent in "
    "both groups. At worst, and black marks: over a finer grid of shares and all groups. Arrows: beyond 15.\n"
    "Sums over all possible tables, none drawn. Level 95 percent. Strong: what samkit uses unless told otherwise.",
)

DRAWN_CAPTION = Caption(
    "Tests and reports hold about what they promise; many rare items, gaps of weighted samples and plain intervals of "
    "ranks fall short",
    "How often a test sees what is not there, a finding is false, or an interval misses the truth, in percent",
    "Bars gather cells: kinds of answers, of reports, of samples, of items. Median: of the cells. At worst, and black "
    "marks: the worst of them. Arrows: beyond 15.\n"
    "Benjamini-Hochberg promises less where items differ: five in a hundred times the part of items that do not. Its "
    "worst cell is a report of rare items of which none differs.\n"
    "Drawn with a fixed seed: 10,000 times for tests and reports, 2,000 for samples, 1,000 for ranks; the table beside "
    "this figure has the simulation error of each number. Strong: what samkit uses unless told otherwise.",
)
