"""One respondent's own assessment beside the two groups of a reference, and its chance of being in the first."""
