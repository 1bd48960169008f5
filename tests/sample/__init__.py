"""The sample case: its pages, what they hold, and how an export of them is scored."""
