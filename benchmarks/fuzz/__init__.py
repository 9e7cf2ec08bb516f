"""Whatever is saved as a page: any bytes in, a value out, soon. ``python -m benchmarks.fuzz --count 100000``."""
