"""From results to a document: which figures, in which order, and the words that go with them."""
