"""What runs in a process of its own: files that only another's code can read, to columns as numbers and text."""
