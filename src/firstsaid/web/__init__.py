"""Pages over a finished case: they show, ask and note down; nothing is analysed here."""
