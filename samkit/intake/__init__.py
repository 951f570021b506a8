"""From an export to a first study file: what its columns ask, on which scales, and who may be the best."""
