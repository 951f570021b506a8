"""A published report held against itself: what of its numbers cannot be, whatever the data were."""
