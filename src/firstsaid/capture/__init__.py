"""Bytes become captures: one file per input format."""
