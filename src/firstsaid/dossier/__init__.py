"""What a reader gets from a finished run: the first sentence, summaries, the report, drawings, and versions with names redacted."""

from firstsaid.dossier.beside import Beside, Decision, MovedCount
from firstsaid.dossier.compose import compose
from firstsaid.dossier.narrow import of_claim, of_story
from firstsaid.dossier.opening import first_sentence
from firstsaid.dossier.redaction import Redaction
from firstsaid.dossier.report import report
from firstsaid.dossier.summary import Table, summary

__all__ = ["Beside", "Decision", "MovedCount", "Redaction", "Table", "compose", "first_sentence", "of_claim", "of_story", "report", "summary"]
