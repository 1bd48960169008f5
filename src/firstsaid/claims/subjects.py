"""Of whom a sentence tells something, as far as its first words name somebody."""

import re
from difflib import get_close_matches

from firstsaid.claims.terms import folded

_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w’'-]*[^\W_](?: [^\W\d_a-zß-ÿ][\w’'-]*[^\W_])+")
_OWNER = re.compile(r"^.*['’]s(?: |$)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]")
_OPENING = 40
"""Characters within which a sentence names whom it speaks of."""
_WITH_TITLE = 2
"""Of more words than these the first may be a title ("Mayor Orla Venn") or an article."""
_LETTERS = 4
"""Letters of a name at least, for it to have another spelling."""
_ALIKE = 0.8
"""How alike two spellings of one name are, as difflib counts (Ratcliff and Obershelp 1988)."""


def name_words(text: str) -> frozenset[str]:
    """The words of a text that are written with a capital, folded."""
    return frozenset(folded(word) for word in _WORD.findall(text) if word[0].isupper())


def subject_named(said: str, known: frozenset[str]) -> bool:
    """Whether the one named at the beginning of what is said is named among `known`, if only by one word or in another spelling; true where it names nobody."""
    names = (_OWNER.sub("", found[0]) for found in _NAME.finditer(said[: 2 * _OPENING]) if found.start() <= _OPENING)
    words = [folded(word) for word in _WORD.findall(next((name for name in names if name), ""))]
    if not words:
        return True
    words = words[1:] if len(words) > _WITH_TITLE else words
    near = sorted(word for word in known if len(word) >= _LETTERS)
    return any(word in known for word in words) or any(get_close_matches(word, near, 1, _ALIKE) for word in words)
