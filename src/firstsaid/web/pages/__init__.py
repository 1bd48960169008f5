"""One module for each screen, listed here."""

from firstsaid.web.pages.add import router as add
from firstsaid.web.pages.article import router as article
from firstsaid.web.pages.changes import router as changes
from firstsaid.web.pages.check import router as check
from firstsaid.web.pages.claim import router as claim
from firstsaid.web.pages.decisions import router as decisions
from firstsaid.web.pages.door import router as door
from firstsaid.web.pages.export import router as export
from firstsaid.web.pages.home import router as home
from firstsaid.web.pages.judge import router as judge
from firstsaid.web.pages.lists import router as lists
from firstsaid.web.pages.log import router as log
from firstsaid.web.pages.pair import router as pair
from firstsaid.web.pages.report import router as report
from firstsaid.web.pages.send import router as send
from firstsaid.web.pages.story import router as story
from firstsaid.web.pages.wordings import router as wordings

PAGES = (door, home, story, claim, pair, article, wordings, check, lists, changes, add, send, judge, decisions, report, export, log)
