"""The slides of a report: an empty presentation in its colours, and what stands on each slide."""
