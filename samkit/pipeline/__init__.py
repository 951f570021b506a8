"""The opportunity pipeline: how many are in which stage, how long they stay there, how they end, what goes with it."""
