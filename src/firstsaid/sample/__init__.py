"""The sample case: invented pages from an invented country."""
