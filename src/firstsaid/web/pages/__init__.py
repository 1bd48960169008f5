"""One module for each screen, listed here."""

from firstsaid.web.pages.door import router as door
from firstsaid.web.pages.home import router as home

PAGES = (door, home)
