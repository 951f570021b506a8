"""Tests of what delimited text is taken apart by, file for file."""
