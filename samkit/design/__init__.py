"""The sampling design as the export gives it: weights, strata, clusters, population sizes, replicate weights."""

from samkit.design.sample import Design, read

__all__ = ["Design", "read"]
