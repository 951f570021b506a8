"""A small survey of our own, in every format that samkit reads."""
