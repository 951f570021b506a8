"""The command line: one command per file."""

import gc

# A command loads its modules, does one thing and ends: looking for garbage meanwhile takes a twentieth of its time.
gc.set_threshold(100_000, 50, 50)
