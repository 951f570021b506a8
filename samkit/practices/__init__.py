"""Improvement plans: which one skill of a person, a team or all together, improved, pays most."""
