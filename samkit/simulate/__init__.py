"""Respondents that reproduce a published report, for demonstration, teaching and tests."""
