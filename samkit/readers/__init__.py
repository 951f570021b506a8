"""Readers: one export format per file, each to an `Export` or to a clear refusal."""
