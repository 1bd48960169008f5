"""Which medium "the paper" is: the last one named before, or the one under whose name a section of a press digest stands."""

import re
from collections.abc import Callable, Sequence

from firstsaid.statements.beside import key, may_mean
from firstsaid.statements.language import Language
from firstsaid.statements.names import CAPITAL

_LINE = re.compile(rf"^(?:The |THE )?({CAPITAL}[\w'’&.-]*(?: {CAPITAL}[\w'’&.-]*){{0,3}})$", re.MULTILINE)
_LEAST = 2
"""Media among the lines."""


def headings(text: str, is_medium: Callable[[str], bool], is_own: Callable[[str], bool]) -> list[tuple[int, str]]:
    """Place and name of each line that is only a name, the headline apart, where at least two of them are known media; none elsewhere."""
    names = [(line.start(), line[1].title() if line[1].isupper() else line[1]) for line in _LINE.finditer(text) if line.start()]
    known = [name for _, name in names if is_medium(name)]
    return names if len(known) >= _LEAST and not all(map(is_own, known)) else []


def last_meant(language: Language, noun: str, known: Sequence[str], others: Sequence[str], text: str) -> str | None:
    """The medium that a noun may mean, of those known in the text before it, the last first, and the `others` among them than the page's own."""
    called = [name for name in others if re.search(rf"\b{re.escape(noun)},? (?:[Tt]he )?{re.escape(name)}", text)]
    return next((name for name in called or others or known[:1] if may_mean(language, noun, key(name))), None)
