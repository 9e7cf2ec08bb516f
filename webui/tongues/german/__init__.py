"""German's sentences, by the pages on which they stand."""
