"""Text whose lines a mail program broke to fit a screen: the lines are joined again."""

import re
from itertools import groupby

_NARROWEST, _WIDEST = 60, 80
"""Between these widths, in characters, programs wrap lines (RFC 5322 advises 78)."""
_SPACES = re.compile(r"[ \t]+")


def unflowed(text: str, delete_space: bool) -> str:
    """Text of "format=flowed" (RFC 3676): a line that ends with a space goes on in the next; with "delsp" that space is not part of the text."""
    whole: list[str] = []
    open_line = False
    for line in text.split("\n"):
        bare = line[1:] if line.startswith(" ") else line
        if open_line and not bare.startswith(">"):
            whole[-1] += bare
        else:
            whole.append(bare)
        open_line = whole[-1].endswith(" ") and whole[-1] != "-- "
        if open_line and delete_space:
            whole[-1] = whole[-1][:-1]
    return "\n".join(whole)


def unwrapped(text: str) -> str:
    """Joins the lines of a paragraph where each was broken only because the next word did not fit; all other lines stay as they are.

    What is joined stands between blank lines. The width is that of the message's longest line; a message without a line of 60 to 80 characters at most was
    not wrapped.
    """
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    made: list[str] = []
    for blank, run in groupby(lines, key=lambda line: not line.strip()):
        paragraph = list(run)
        made += paragraph if blank or not _is_wrapped(paragraph, width) else [" ".join(line.strip() for line in paragraph)]
    return "\n".join(made)


def _is_wrapped(paragraph: list[str], width: int) -> bool:
    """Whether no line of the paragraph had room for the next line's first word, and none is indented or quoted."""
    if len(paragraph) < 2 or any(line[:1] in (" ", "\t", ">") for line in paragraph):
        return False
    following = [_SPACES.split(line)[0] for line in paragraph[1:]]
    return all(len(line.rstrip()) + 1 + len(word) > width for line, word in zip(paragraph, following, strict=False))
