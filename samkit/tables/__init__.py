"""From result rows to tables of cells with a role; no number is text yet."""
