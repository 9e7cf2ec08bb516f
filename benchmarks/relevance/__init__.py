"""How well our ranking and its peers' find what was looked for: ``python -m benchmarks.relevance``."""
