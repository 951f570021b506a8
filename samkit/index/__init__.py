"""The performance index: scores from declared components, for each manager and period."""
