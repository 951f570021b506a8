"""From tables and documents to bytes: one file per format."""
