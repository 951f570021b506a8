"""Fuzzing: broken exports and study files without end, each read as a user would have it read."""
