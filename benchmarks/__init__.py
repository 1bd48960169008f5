"""Slow runs of quality and speed: `make benchmark`."""
