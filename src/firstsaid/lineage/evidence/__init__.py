"""One topic of evidence per file."""
