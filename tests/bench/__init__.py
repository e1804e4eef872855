"""Benchmarks: `python -m tests.bench`. Ratios taken in one run, so that the machine divides out."""
