"""What the default path of a report loads: numpy, and no statistics library."""

import subprocess
import sys

DEFAULT_PATH = """
import sys
import numpy as np
from samkit.stats import bayes, difference, families, independence, levels, odds, proportion, ratio, trend
x1, x0 = np.arange(52), np.arange(52) * 3
proportion.wilson(x1, 52)
for module in (difference, ratio, odds):
    module.estimate(x1, 52, x0, 345)
    module.miettinen_nurminen(x1, 52, x0, 345)
bayes.likelihood_ratio_negative(x1, 52, x0, 345)
families.benjamini_hochberg(independence.score(x1, 52, x0, 345))
levels.likelihood_ratio([[3, 98], [11, 125], [11, 89], [12, 31], [3, 14]])
levels.ratios([[3, 98], [11, 125], [11, 89], [12, 31], [3, 14]])
trend.cochran_armitage([3, 11, 11, 12, 3], [101, 136, 100, 43, 17])
heavy = {"scipy", "pandas", "statsmodels", "matplotlib"} & {name.partition(".")[0] for name in sys.modules}
sys.exit(",".join(sorted(heavy)) or 0)
"""


def test_the_default_methods_load_no_statistics_library() -> None:
    run = subprocess.run([sys.executable, "-c", DEFAULT_PATH], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
