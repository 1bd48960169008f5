"""What a reader gets."""

from firstsaid.dossier.compose import compose
from firstsaid.dossier.opening import first_sentence
from firstsaid.dossier.report import report
from firstsaid.dossier.summary import Table, summary

__all__ = ["Table", "compose", "first_sentence", "report", "summary"]
