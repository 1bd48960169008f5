"""Handing a case on: reports, redaction, the sealed dossier, and the checks that whoever gets it can make."""
