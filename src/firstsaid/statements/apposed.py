"""Names in appositions that tell more than the name: the report's author, retired judge Anna Berg; its owner, the hedge fund Zorna Capital."""

from typing import NamedTuple

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.language import endings
from firstsaid.statements.reading import Words

_MARKS = frozenset((",", "(", ")", "—", "–", "--", ";", ":", "“", "”", '"', "‘"))
_LEADING = frozenset(("DT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBD", "VBG", "CD", "POS"))
_FULL = 2
"""Words of a person's name at least, where only they show that it is one."""
_LONGEST = 4


class Apposed(NamedTuple):
    """An apposition that ends in a name."""

    words: Words
    """All of it: the retired judge Anna Berg."""
    name: Words
    is_body: bool
    """Whether the name is a body's, as the noun before it shows."""


def apposed(d: Document, core: Words, head: int, words: Words) -> Apposed | None:
    """The name that an apposition in `words` gives to the one whom `core` describes by a role; None where it tells no name, or one of somebody else."""
    comma = core.stop + (core.stop < words.stop and d.low[core.stop].endswith(("self", "selves")))
    first = comma + 1
    if first >= words.stop or d.word[comma] != "," or d.language.verb_second or not _is_one(d, core, head):
        return None
    stop = first
    while stop < words.stop and d.word[stop] not in _MARKS and (d.tag[stop] in _LEADING or d.phrase[stop] >= 0):
        stop += 1
    name = stop
    while name > first and d.tag[name - 1] in NAMES and d.word[name - 1][0].isupper():
        name -= 1
    if name == stop or stop - name > _LONGEST:
        return None
    if name == first and comma == core.stop:
        body = core.stop == head + 1 and d.low[head] in d.language.words("mentions.organisations") and stop == words.stop
        return Apposed(Words(name, stop), Words(name, stop), True) if body else None
    noun = d.low[name - 1] if name > first else ""
    lists = d.language.words
    if noun in lists("mentions.organisations|mentions.by_trade|mentions.monitors"):
        return Apposed(Words(first, stop), Words(name, stop), True)
    titled = name < stop - 1 and d.low[name].rstrip(".") in lists("mentions.titles|mentions.honorifics")
    bodies = lists("mentions.organisations|mentions.firm_words|mentions.places|mentions.outlet_names|mentions.outlets")
    if stop - name - titled < _FULL or not bodies.isdisjoint(d.low[name:stop]):
        return None
    person = titled or name == first or noun in lists("mentions.roles") or noun.endswith(endings(lists("mentions.persons_endings")))
    person = person or d.low[name] in lists("mentions.given_names") or d.low[head] in lists("mentions.roles|mentions.kin")
    return Apposed(Words(name, stop), Words(name, stop), False) if person else None


def _is_one(d: Document, core: Words, head: int) -> bool:
    """Whether the words describe one person or body and name nobody."""
    one = d.low[core.first] == "one" and d.low[core.first + 1] == "of"
    if d.tag[head] == "NNS" and not one:
        return False
    owner = next((i for i in range(head, core.first, -1) if d.tag[i] == "POS"), core.first)
    return d.word[head][0].islower() or one or (d.low[head] in d.language.words("mentions.roles") and not any(d.tag[i] in NAMES for i in range(owner, head)))


def given_name(d: Document, first: int, stop: int) -> Words | None:
    """…, who gave her name as Ida · a man identified only as Karl M."""
    calls = d.language.words("mentions.gives_name")
    at = next((i for i in range(first, stop - 1) if d.low[i] == "as" and not calls.isdisjoint(d.low[i - 2 : i]) and d.tag[i + 1] in NAMES), None)
    if at is None:
        return None
    end = at + 2
    while end < stop and d.tag[end] in NAMES:
        end += 1
    return Words(at + 1, end)
