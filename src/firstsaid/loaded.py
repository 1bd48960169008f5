"""What the server from which worker processes are forked loads besides the stages: by reading a sentence once, the word lists, the tagger's weights and the
model that tells languages. So each worker of each run has them from the start, and all share one copy in memory.
"""

from contextlib import suppress

from firstsaid.articles import from_text
from firstsaid.claims import figures
from firstsaid.errors import LanguageError
from firstsaid.model.options import Options
from firstsaid.statements import statements

_PAGE = "The harbour was closed on Monday, the port authority said.\n\n“Two ships touched,” said Ode Hallin, the harbour master.\n"

with suppress(LanguageError):  # a worker that needs a list that cannot be read tells of it
    _READ, _OPTIONS = [from_text(_PAGE)], Options()
    list(statements(_READ, _OPTIONS.statements))
    figures(_READ, _OPTIONS.claims)
