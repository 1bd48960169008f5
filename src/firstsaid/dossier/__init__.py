"""What a reader gets from a finished run: the first sentence, summaries, the report, drawings, and versions with names redacted.

The report
    compose         the records of a case in the order in which a reader wants them
    opening         the first sentence
    summary         the case as a few tables for a terminal
    report          the report as one HTML file
    pdf             the report as PDF
    beside          what the report says beside the records
    views           what each part of the report shows, as records for the templates
    drawings        its drawings
    narrow          a story or a claim as a dossier of its own

Looking up
    index           look-up tables, with the changes made to quotations
    lookups         the tables by id, by article, by claim
    folding         which articles are one text
    changes         words changed inside quotation marks
    otherwise       quotations that differ, where nobody can be said to have altered them
    refused         what stages could not work on

Wording
    wording         how a count, a doubt or a relation is told
    excerpt         a claim in a few words
    dates           dates, no more exact than pages give them
    naming          the first words of a headline
    sigla           the letters by which an article is called
    versions        versions of one page, told as such
    plain           text of pages, made safe to print

Names redacted
    redaction       a dossier without names, its spans moved
    hiding          where the names stand, in any spelling
"""

from firstsaid.dossier.beside import Beside, Decision, MovedCount
from firstsaid.dossier.compose import compose
from firstsaid.dossier.narrow import of_claim, of_story
from firstsaid.dossier.opening import first_sentence
from firstsaid.dossier.redaction import Redaction
from firstsaid.dossier.report import report
from firstsaid.dossier.summary import Table, summary

__all__ = ["Beside", "Decision", "MovedCount", "Redaction", "Table", "compose", "first_sentence", "of_claim", "of_story", "report", "summary"]
