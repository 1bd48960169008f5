"""Golden dossiers: a whole case written so that a person can read it line by line."""
