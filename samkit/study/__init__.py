"""The study file: its shape, its rules, and loading it with every problem reported at once."""
