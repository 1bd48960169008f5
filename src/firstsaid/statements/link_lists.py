"""Lists of headlines that a site shows behind a name amid its sentences: Ida Moss Ida Karin MossMinister quits over ferry Sundby votes again MORE said."""

import re

from firstsaid.model import Span

_END = " MORE"
"""What closes such a list."""
_LIST = re.compile(r"\b([A-Z][\w'’\-]+)((?: [\w.()'’\-]+){0,6} \1(?=[A-Z\"'“‘\d])[^\n]{1,600}? MORE\b)")
"""A surname, the name in full with the first headline run into its end, further headlines, and the word that offers more."""


def link_lists(text: str) -> list[Span]:
    """The stretches from behind the name to the end of the list, in order; in them stands nothing that the page tells."""
    return [Span(*found.span(2)) for found in _LIST.finditer(text)] if _END in text else []
