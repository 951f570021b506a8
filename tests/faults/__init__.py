"""The fifty numeric faults that break tools of this kind: one test each at least, its number in its name."""
