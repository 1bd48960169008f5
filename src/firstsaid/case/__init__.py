"""The case: one folder on disk."""
