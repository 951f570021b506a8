"""Which room may know which: the tables that tests/test_architecture.py holds against the code."""

from dataclasses import dataclass, field

NOTHING: frozenset[str] = frozenset()

# The shapes of results that have a file of their own.
SHAPES = frozenset({"adjusted", "chances", "halo", "indexed", "payoffs", "pipelined", "reach", "robust", "trust"})

# What stands at the bottom, and everything may know.
GROUND = SHAPES | {
    "colours", "look", "words", "errors", "notes", "numbers", "findings", "made", "results", "tally", "counted",
    "measured", "outcomes",
}  # fmt: skip

# What crosses the wall between respondents and statistics; nothing that shows a result may know it.
TALLIES = frozenset({"tally", "counted", "outcomes"})

# Rooms where the house counts respondents, that nobody above the engines may reach into.
ROWS = frozenset(
    {"study", "answers", "selections", "design", "survey", "classification", "classify", "readers", "engines"}
)

# Rooms that turn results into what one sees.
SHOWN = frozenset({"charts", "tables", "report", "writers"})


@dataclass(frozen=True)
class Room:
    """What the files of one room may import, beside the standard library and their own siblings."""

    samkit: frozenset[str] = NOTHING  # rooms, or single modules written with a dot
    at_the_top: frozenset[str] = NOTHING  # third-party packages, when the module is loaded
    inside: frozenset[str] = NOTHING  # further third-party packages, when a function runs
    samkit_inside: bool = False  # whether samkit's own modules may be loaded late, for start-up
    open_to: frozenset[str] = field(default=frozenset({"*"}))  # who may import the room


def _may(*names: str) -> frozenset[str]:
    return frozenset(names)


SUBJECT = Room(GROUND | {"catalogue", "stats", "study", "analyses", "answers", "survey"}, _may("numpy"), _may("scipy"))

ROOMS: dict[str, Room] = {
    "__init__": Room(
        samkit=_may("*"),
        samkit_inside=True,
        open_to=_may("cli", "answering", "assembling", "reporting", "checking", "benchmarking", "reconciling"),
    ),
    "errors": Room(),
    "notes": Room(_may("errors")),
    "numbers": Room(_may("errors", "notes", "results")),
    "findings": Room(),
    "colours": Room(),
    "look": Room(_may("colours")),
    "words": Room(SHAPES | {"numbers"}),
    "made": Room(),
    "measured": Room(),
    **dict.fromkeys(sorted(SHAPES), Room(_may("measured", "notes"))),
    "results": Room(SHAPES | {"errors", "notes", "findings", "made", "measured"}),
    "counted": Room(NOTHING, _may("numpy")),
    "outcomes": Room(NOTHING, _may("numpy")),
    "tally": Room(_may("counted", "outcomes"), _may("numpy")),
    "catalogue": Room(_may("errors")),
    "stats": Room(TALLIES, _may("numpy"), _may("scipy", "statsmodels")),
    "study": Room(GROUND | {"catalogue"}, _may("pydantic", "pydantic_core", "typing_extensions")),
    "readers": Room(
        _may("errors", "notes", "catalogue"),
        _may("numpy"),
        _may("pandas", "pyarrow", "pyreadstat"),
        samkit_inside=True,
    ),
    "answers": Room(GROUND | {"study", "readers"}, _may("numpy")),
    "selections": Room(GROUND | {"study", "readers", "answers"}, _may("numpy")),
    "design": Room(GROUND | {"study", "readers", "stats"}, _may("numpy")),
    "classification": Room(GROUND | {"study"}, _may("numpy")),
    "survey": Room(
        GROUND | {"study", "readers", "answers", "selections", "design", "classification"},
        _may("numpy"),
        _may("pandas"),
        samkit_inside=True,
    ),
    "classify": Room(GROUND | {"study", "survey", "answers", "classification", "stats"}, _may("numpy")),
    "engines": Room(
        GROUND | {"study", "answers", "design", "survey", "classification", "classify", "catalogue"},
        _may("numpy"),
        _may("narwhals"),
        samkit_inside=True,
    ),
    "quality": Room(GROUND | (ROWS - {"engines"}) | {"intake"}, _may("numpy")),
    "intake": Room(_may("errors", "notes", "readers", "study", "selections", "survey"), _may("numpy"), _may("tomlkit")),
    "analyses": Room(GROUND | {"catalogue", "stats", "study"}, _may("numpy"), samkit_inside=True),
    "charts": Room(GROUND - TALLIES, _may("numpy", "matplotlib")),
    "tables": Room(GROUND - TALLIES),
    "report": Room(GROUND | {"catalogue", "study", "analyses", "charts", "tables"}),
    "writers": Room(
        (GROUND - TALLIES) | {"tables", "report.document"},
        _may("rich", "jinja2"),
        _may("pandas", "docx", "typst", "pptx", "xlsxwriter"),
    ),
    "simulate": Room(GROUND | ROWS | {"stats", "analyses"}, _may("numpy", "pydantic", "pydantic_core"), _may("scipy")),
    "publish": Room(
        GROUND | ROWS | SHOWN | {"catalogue", "intake"},
        samkit_inside=True,
        open_to=_may(
            "cli", "reporting", "checking", "benchmarking", "reconciling", "notebook", "improving", "__init__"
        ),
    ),
    "index": SUBJECT,
    "pipeline": Room(
        GROUND | {"catalogue", "stats", "study", "analyses", "answers", "readers", "survey"}, _may("numpy")
    ),
    "activities": SUBJECT,
    "practices": Room(SUBJECT.samkit | {"answers"}, SUBJECT.at_the_top, SUBJECT.inside),
    "answering": Room(
        GROUND | {"__init__", "catalogue", "study", "survey", "classification", "engines", "analyses", "shared_work"},
        open_to=_may("workflow", "modelling", "assembling"),
    ),
    "modelling": Room(
        GROUND | {"answering", "analyses", "classification", "classify", "study", "survey"},
        samkit_inside=True,
        open_to=_may("workflow"),
    ),
    "workflow": Room(
        GROUND | ROWS | SHOWN | {"answering", "modelling", "catalogue", "stats", "analyses", "simulate"},
        inside=_may("numpy", "pandas"),
        samkit_inside=True,
        open_to=_may(
            "cli",
            "assembling",
            "reporting",
            "checking",
            "organisation",
            "benchmarking",
            "indexing",
            "pipelining",
            "improving",
            "__init__",
        ),
    ),
    "checking": Room(
        GROUND | ROWS | SHOWN | {"__init__", "workflow", "publish", "catalogue", "quality"},
        samkit_inside=True,
        open_to=_may("cli", "__init__"),
    ),
    "reconcile": Room(GROUND | {"simulate", "stats"}, _may("numpy")),
    "organisation": Room(
        GROUND | ROWS | {"workflow", "analyses", "simulate", "stats"}, _may("numpy"), open_to=_may("benchmarking")
    ),
    "benchmarking": Room(
        GROUND | ROWS | {"__init__", "workflow", "publish", "analyses", "simulate", "organisation"},
        _may("numpy"),
        samkit_inside=True,
        open_to=_may("cli", "assembling", "__init__"),
    ),
    "improving": Room(
        GROUND | ROWS | SHOWN | {"__init__", "workflow", "practices", "analyses", "publish", "catalogue", "drawing"},
        open_to=_may("cli", "__init__"),
    ),
    "indexing": Room(GROUND | {"workflow", "index", "survey"}, open_to=_may("cli", "__init__")),
    "pipelining": Room(
        GROUND | {"workflow", "pipeline", "readers", "study", "survey", "catalogue"},
        open_to=_may("cli", "assembling", "__init__"),
    ),
    "reconciling": Room(
        GROUND | SHOWN | {"__init__", "publish", "simulate", "reconcile"},
        samkit_inside=True,
        open_to=_may("cli", "__init__"),
    ),
    "starting": Room(
        _may("errors", "readers", "intake", "writers"), samkit_inside=True, open_to=_may("cli", "__init__")
    ),
    "shared_work": Room(),
    "drawing": Room(
        GROUND | SHOWN | {"catalogue", "shared_work"}, samkit_inside=True, open_to=_may("reporting", "improving")
    ),
    "assembling": Room(
        GROUND | ROWS | SHOWN | {"__init__", "answering", "workflow", "benchmarking", "pipelining", "catalogue"},
        open_to=_may("reporting"),
    ),
    "reporting": Room(
        GROUND | ROWS | SHOWN | {"__init__", "workflow", "publish", "catalogue", "drawing", "assembling"},
        samkit_inside=True,
        open_to=_may("cli", "differing", "__init__"),
    ),
    "notebook": Room(
        GROUND | SHOWN | {"publish", "catalogue", "study", "survey"}, samkit_inside=True, open_to=_may("__init__")
    ),
    "differing": Room(GROUND | ROWS | SHOWN | {"reporting"}, samkit_inside=True, open_to=_may("cli", "__init__")),
    "cli": Room(
        (GROUND - TALLIES)
        | SHOWN
        | {"__init__", "workflow", "reporting", "checking", "starting", "publish", "catalogue", "simulate"}
        | {"benchmarking", "reconciling", "differing", "indexing", "pipelining", "improving"}
        | {"intake"}
        | {"study", "readers", "survey", "classify"},
        _may("typer", "rich"),
        samkit_inside=True,
        open_to=_may("__init__", "cli", "__main__"),
    ),
    "__main__": Room(_may("cli"), samkit_inside=True, open_to=NOTHING),
}

# Third-party modules that are never imported, or by one room alone.
NEVER_IMPORTED = frozenset(
    {"matplotlib.pyplot", "matplotlib.pylab", "pylab", "pickle", "cPickle", "marshal", "shelve", "dill"}
)
IMPORTED_BY_ONE_ROOM = {"matplotlib": "charts", "statsmodels": "stats", "typer": "cli"}

# The files that may load a module by its name: the registry, and the two doors that load late.
LOADS_BY_NAME = frozenset({"samkit/__init__.py", "samkit/catalogue.py"})

# The one file of the command line that turns errors into messages and exit codes.
CATCHES = "samkit/cli/app.py"

NEVER_CALLED = frozenset({
    "eval", "exec", "compile", "os.system", "os.popen", "os.execv", "os.spawnv",
    "yaml.load", "pickle.load", "pickle.loads", "*.query", "*.eval",
})  # fmt: skip
NEVER_TRUE = frozenset({"shell", "allow_pickle"})

EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "manager", "managers", "data2"})

# Written in halves, so that this table does not break its own rule.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "Not" + "ImplementedError", "pragma: no" + " cover")
UNNAMED_IGNORE = r"#\s*type:\s*ignor" + r"e(?!\[)|#\s*noq" + r"a(?!:)"
SKIPS = r"\bpytest\.(?:mark\.)?(?:ski" + r"p(?:if)?|xfai" + r"l|importorskip)\b"
MAY_SKIP = frozenset({"tests/reference.py", "tests/browser/needed.py"})

FILE_AT_MOST, FILE_HALF_UNDER = 400, 120
BODY_AT_MOST, BODY_HALF_UNDER = 50, 10
COMMAND_AT_MOST, SHARED_COMMAND_AT_MOST = 60, 120
SHARED_COMMANDS = frozenset({"samkit/cli/app.py", "samkit/cli/options.py"})
PUBLIC_NAMES_AT_MOST = 15

TOP_LEVEL = frozenset({
    "samkit", "tests", "data", "examples", "pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md",
    "constraints.txt",
})  # fmt: skip
