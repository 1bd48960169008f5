"""Scare quotes: quotation marks round one to three words."""

import re
from collections.abc import Sequence

REACH_BEFORE, REACH_AFTER = 2, 3
"""Characters before and after words within which their quotation marks stand."""

OPENING = "“\"‘'„‚«‹`"
_FEW_WORDS = r"\w[^\s“”\"‘’„«»‹›]{0,40}(?:[ \u00a0][^\s“”\"‘’„«»‹›]{1,40}){0,2}"
_QUOTED = rf"(?:[“„]{_FEW_WORDS}[”“]|\"{_FEW_WORDS}\"|[‘‚]{_FEW_WORDS}’|'{_FEW_WORDS}'|«\s?{_FEW_WORDS}\s?»|‹\s?{_FEW_WORDS}\s?›|»{_FEW_WORDS}«)"
SCARE = re.compile(rf"(?<!\w){_QUOTED}(?!\w)")
_POSSIBLE = re.compile(_QUOTED)
_ANY_BEGIN = re.compile(f"[{OPENING}»]")


def possible_scares(text: str) -> Sequence[int]:
    """Characters at which scare quotes may begin, in order: wherever SCARE finds some in a piece of the text, it finds them at one of these."""
    return [at for found in _ANY_BEGIN.finditer(text) if _POSSIBLE.match(text, at := found.start())]
