"""The house holds its own plan: who knows whom, what is loaded when, how large things are, and what is never written.

Each rule is proved twice: samkit does not break it, and a small house with one planted fault is caught at its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import layers, rules, sizes, words
from tests.architecture.house import House, Violation

CHECKOUT = Path(__file__).resolve().parents[1]

SAMKIT_RULES = (
    layers.layer_violations,
    layers.cycle_violations,
    sizes.file_violations,
    sizes.half_violations,
    sizes.door_violations,
    words.call_violations,
    words.except_violations,
    words.name_violations,
    words.mark_violations,
)
TEST_RULES = (sizes.file_violations, words.name_violations, words.mark_violations)


def violations(root: Path) -> Iterator[Violation]:
    """Hold every rule against the checkout that lies in one folder."""
    for folder, held in (("samkit", SAMKIT_RULES), ("tests", TEST_RULES)):
        house = House(root, folder)
        for rule in held:
            yield from rule(house)
    yield from sizes.top_level_violations(root)


def test_the_checkout_breaks_no_rule_of_the_house() -> None:
    found = sorted(violations(CHECKOUT))
    assert not found, "\n" + "\n".join(map(str, found))


@dataclass(frozen=True)
class Fault:
    """A file with one fault in it, the rule that it breaks and the line where it does."""

    rule: str
    path: str
    text: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.rule}: {self.path}: {self.text.strip().splitlines()[-1][:60]}"


LONG_BODY = "def f() -> int:\n    '''Say.'''\n" + "    x = 1\n" * (rules.BODY_AT_MOST - 1)
STEP = "def step() -> int:\n    return 1\n"

FAULTS = (
    # who knows whom
    Fault("known room", "samkit/attic.py", "import math\n"),
    Fault("layers", "samkit/stats/score.py", "from samkit.study.model import Study\n"),
    Fault("layers", "samkit/stats/score.py", "from samkit.errors import SamkitError\n"),
    Fault("layers", "samkit/analyses/rank.py", "from samkit.survey import Survey\n"),
    Fault("layers", "samkit/analyses/rank.py", "import samkit.engines.memory\n"),
    Fault("layers", "samkit/analyses/rank.py", "from samkit.charts import bars\n"),
    Fault("layers", "samkit/charts/bars.py", "from samkit.analyses import compare\n"),
    Fault("layers", "samkit/tables/gap.py", "from samkit.analyses.compare import Contrast\n"),
    Fault("layers", "samkit/tables/gap.py", "from samkit.study.model import Study\n"),
    Fault("layers", "samkit/writers/html.py", "from samkit.report import build\n"),
    Fault("layers", "samkit/writers/html.py", "from samkit.report.build import assemble\n"),
    Fault("layers", "samkit/readers/csv.py", "from samkit.study.model import Study\n"),
    Fault("layers", "samkit/report/build.py", "from samkit.readers.csv import read\n"),
    Fault("layers", "samkit/workflow.py", "from samkit.cli.app import main\n"),
    Fault("layers", "samkit/results.py", "from samkit.stats.score import interval\n"),
    Fault("layers", "samkit/study/model.py", "from samkit import __version__\n"),
    Fault("layers", "samkit/cli/compare.py", "def f() -> None:\n    from samkit.analyses import compare\n", 2),
    Fault(
        "layers",
        "samkit/tally.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import samkit.survey\n",
        3,
    ),
    Fault("absolute import", "samkit/charts/bars.py", "from . import theme\n"),
    # circles, and imports that hide them
    Fault("no cycle", "samkit/charts/theme.py", "from samkit.charts.bars import draw\n"),
    Fault("no cycle", "samkit/charts/theme.py", "def f() -> None:\n    import samkit.charts.bars\n", 2),
    Fault("late import", "samkit/charts/bars.py", "def f() -> None:\n    from samkit.charts import theme\n", 2),
    Fault("late import", "samkit/classify.py", "def f() -> None:\n    import samkit.survey\n", 2),
    # what is loaded when
    Fault("third party", "samkit/stats/score.py", "import scipy.special\n"),
    Fault("third party", "samkit/stats/score.py", "from scipy import stats\n"),
    Fault("third party", "samkit/stats/score.py", "from statsmodels.stats import proportion\n"),
    Fault("third party", "samkit/stats/score.py", "def f() -> None:\n    import pandas as pd\n", 2),
    Fault("third party", "samkit/study/model.py", "import pandas as pd\n"),
    Fault("third party", "samkit/results.py", "def f() -> None:\n    import numpy as np\n", 2),
    Fault("third party", "samkit/errors.py", "import rich\n"),
    Fault("third party", "samkit/catalogue.py", "import matplotlib.figure\n"),
    Fault("third party", "samkit/readers/csv.py", "import pandas as pd\n"),
    Fault("third party", "samkit/cli/compare.py", "import numpy as np\n"),
    Fault("third party", "samkit/cli/compare.py", "try:\n    import pandas\nfinally:\n    pass\n", 2),
    Fault("third party", "samkit/workflow.py", "import numpy as np\n"),
    Fault("third party", "samkit/tables/gap.py", "class Gap:\n    import pandas\n", 2),
    Fault("one room alone", "samkit/writers/figure.py", "from matplotlib.figure import Figure\n"),
    Fault("one room alone", "samkit/analyses/rank.py", "def f() -> None:\n    import statsmodels.api\n", 2),
    Fault("never imported", "samkit/charts/bars.py", "import matplotlib.pyplot as plt\n"),
    Fault("never imported", "samkit/charts/bars.py", "def f() -> None:\n    from matplotlib import pyplot\n", 2),
    Fault("never imported", "samkit/engines/memory.py", "import pickle\n"),
    Fault("load by name", "samkit/classify.py", "import importlib\nimportlib.import_module('math')\n", 2),
    # what is written
    Fault("never called", "samkit/study/rules.py", "x = eval('1')\n"),
    Fault("never called", "samkit/study/rules.py", "def f() -> None:\n    exec('x = 1')\n", 2),
    Fault("never called", "samkit/engines/memory.py", "def f(frame):\n    return frame.query('x > 1')\n", 2),
    Fault("never called", "samkit/engines/memory.py", "import os\nos.system('ls')\n", 2),
    Fault("never called", "samkit/engines/memory.py", "import subprocess\nsubprocess.run('ls', shell=True)\n", 2),
    Fault("never called", "samkit/study/file.py", "import yaml\nyaml.load('x')\n", 2),
    Fault("except", "samkit/cli/compare.py", "try:\n    pass\nexcept OSError:\n    pass\n", 3),
    Fault("except", "samkit/readers/csv.py", "try:\n    pass\nexcept Exception:\n    pass\n", 3),
    Fault("except", "samkit/readers/csv.py", "try:\n    pass\nexcept (OSError, BaseException):\n    pass\n", 3),
    Fault("except", "samkit/readers/csv.py", "try:\n    pass\nexcept:\n    pass\n", 3),
    Fault("empty name", "samkit/stats/utils.py", "import math\n"),
    Fault("empty name", "samkit/tables/gap.py", "class TableManager:\n    pass\n"),
    Fault("empty name", "tests/tables/test_gap.py", "def gap_helper() -> None:\n    pass\n"),
    *(Fault("unfinished", "samkit/classify.py", f"import math\n# {mark} later\n", 2) for mark in rules.UNFINISHED),
    Fault("unnamed ignore", "samkit/classify.py", "x = 1  # type: " + "ignore\n"),
    Fault("unnamed ignore", "samkit/classify.py", "x = 1  # no" + "qa\n"),
    Fault(
        "left out", "tests/test_rank.py", "import pytest\n@pytest.mark.xf" + "ail\ndef test() -> None:\n    pass\n", 2
    ),
    Fault("left out", "tests/test_rank.py", "import pytest\npytest.sk" + "ip('no')\n", 2),
    # how large it is
    Fault("file size", "samkit/stats/score.py", "x = 1\n" * 401, 401),
    Fault("file size", "tests/test_rank.py", "x = 1\n" * 401, 401),
    Fault("file size", "samkit/cli/compare.py", "x = 1\n" * 61, 61),
    Fault("file size", "samkit/cli/app.py", "x = 1\n" * 121, 121),
    Fault("body size", "samkit/stats/score.py", f"{LONG_BODY}    y = 2\n    return x\n"),
    Fault("public names", "samkit/__init__.py", f"x = 1\n__all__ = {[f'n{k}' for k in range(16)]}\n", 2),
    Fault("public names", "samkit/__init__.py", f"D = {dict.fromkeys(range(15))}\n__all__ = [*D, 'last']\n", 2),
    Fault("public names", "samkit/__init__.py", "__all__ = sorted(globals())\n"),
    Fault("public names", "samkit/__init__.py", "x = 1\n"),
    Fault("top level", "notes.md", "x\n", 0),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a small house that breaks no rule."""
    for path, text in {
        "samkit/__init__.py": "'''Samkit.'''\n__all__ = ['classify', 'compare']\n",
        "samkit/catalogue.py": "import importlib\nimportlib.import_module('math')\n",
        "samkit/charts/bars.py": "from matplotlib.figure import Figure\nfrom samkit.charts import theme\n" + STEP,
        "samkit/charts/theme.py": "from samkit.results import Share\n" + STEP,
        "samkit/cli/app.py": "import typer\ntry:\n    pass\nexcept Exception:\n    pass\n" + STEP,
        "samkit/cli/compare.py": "import re\nre.compile('x')\ndef run() -> None:\n    from samkit import workflow\n",
        "samkit/results.py": STEP,
        "samkit/stats/score.py": "import numpy as np\ndef p() -> None:\n    from scipy import stats\n",
        "samkit/survey.py": "from samkit.readers import export\n" + STEP,
        "samkit/workflow.py": "def read() -> None:\n    from samkit import survey\n",
        "samkit/writers/html.py": "import jinja2\nfrom samkit.report.document import Document\n" + STEP,
        "tests/reference.py": "import pytest\npytest.mark.sk" + "ipif(True, reason='no')\n",
        "README.md": "samkit\n",
    }.items():
        _write(tmp_path / path, text)
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_house_without_a_fault_is_left_alone(house: Path) -> None:
    assert list(violations(house)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_caught_at_its_line(house: Path, fault: Fault) -> None:
    _write(house / fault.path, fault.text)
    assert (fault.path, fault.line, fault.rule) in {(found.path, found.line, found.rule) for found in violations(house)}


@pytest.mark.parametrize("room", [name for name in rules.ROOMS if name not in {"cli", "__init__", "__main__"}])
def test_no_room_below_it_knows_the_command_line(house: Path, room: str) -> None:
    _write(house / f"samkit/{room}/door.py", "def f() -> None:\n    import samkit.cli.compare\n")
    assert "layers" in {found.rule for found in violations(house)}


def test_a_body_at_the_limit_is_no_fault_and_its_docstring_does_not_count(house: Path) -> None:
    _write(house / "samkit/stats/score.py", f"{LONG_BODY}    return x\n")
    assert list(violations(house)) == []


def test_a_house_of_long_files_is_caught(house: Path) -> None:
    for number in range(13):
        _write(house / f"samkit/stats/s{number}.py", "x = 1\n" * 120)
    assert "half of the files" in {found.rule for found in violations(house)}


def test_a_house_of_long_bodies_is_caught(house: Path) -> None:
    bodies = "".join(f"def f{number}() -> None:\n" + "    x = 1\n" * 10 for number in range(11))
    _write(house / "samkit/stats/score.py", bodies)
    assert "half of the bodies" in {found.rule for found in violations(house)}


def test_the_circle_that_is_reported_names_its_way_round(house: Path) -> None:
    _write(house / "samkit/charts/theme.py", "from samkit.charts.bars import draw\n")
    circle = "samkit.charts.bars → samkit.charts.theme → samkit.charts.bars"
    assert circle in {found.found for found in violations(house) if found.rule == "no cycle"}
