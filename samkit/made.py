"""What a result was made from and how: the two groups, the data and the study, the methods."""

from typing import NamedTuple


class Grouping(NamedTuple):
    """The two groups that are compared, how many are in each, and how they were made."""

    id: str
    first: str
    second: str
    n_first: int
    n_second: int
    n_left_out: int
    left_out: str
    rule: tuple[str, ...] = ()


class Provenance(NamedTuple):
    """What a result was made from and how, enough to make it again."""

    samkit: str
    study: str
    study_digest: str
    data: str
    data_digest: str
    respondents: int
    seed: int
    source: str = ""
    synthetic: str = ""


class Method(NamedTuple):
    """The name of the method behind one kind of number."""

    of: str
    name: str
