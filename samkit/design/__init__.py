"""The sampling design as the export gives it: weights, strata, clusters, population sizes, replicate weights."""
