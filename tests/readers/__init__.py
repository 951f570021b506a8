"""Tests of the readers, file for file."""
