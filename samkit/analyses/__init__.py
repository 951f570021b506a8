"""One question that a report asks per file: what it needs counted, then counts into rows."""
