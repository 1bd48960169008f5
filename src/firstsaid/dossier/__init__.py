"""What a reader gets."""
