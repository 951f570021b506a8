"""How long samkit takes, as ratios to a reference that is timed in turn with it in the same run."""
