"""Arrays in, arrays out: estimates, intervals and tests, one method a function, vectorised over items."""
