"""The process that reads a file of another's format: the file comes in, columns go out, limits are set before both."""

from __future__ import annotations

import json
import sys
from typing import Final

from samkit.readers.foreign import columnar, labelled
from samkit.readers.foreign.limits import limit_this_process
from samkit.readers.foreign.reply import Wish, written

READ: Final = {"spss": labelled.read_spss, "stata": labelled.read_stata, "parquet": columnar.read}


def main() -> None:
    """Read the file that comes in, and write what was asked for; any failure ends the process."""
    said = json.loads(sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big")))
    data = sys.stdin.buffer.read()
    limit_this_process(len(data))
    wish = Wish(said["file"], tuple(said["needed"]), tuple(said["patterns"]), said["encoding"], said["keep_all"])
    for piece in written(READ[said["kind"]](data, wish)):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
