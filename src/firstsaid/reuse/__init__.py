"""What two articles share, to the character, and what kind of sharing it is."""
