"""Two who say it together: the army and the police said S; Anna Berg and her deputy told Zorna that S. Each of them says it."""

from collections.abc import Callable

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.phrases import phrase_left
from firstsaid.statements.reading import Reading, Words

_AND = frozenset(("and", "&"))
_OPENS = frozenset(("DT", "PRP$", "CD", "PDT"))
_LONGEST = 12
"""Words of one of the two."""

Known = Callable[[Words], bool]
"""Whether words are a name that the article has elsewhere in full."""


def together(d: Document, r: Reading, source: Words, known: Known) -> list[Words]:
    """The words of the one who says it, and of the others who say it too; none where one alone says it.

    Only where both are told in full, by an article, a number or a person's name, since what "and" joins may be one body's name, or a clause may end there.
    """
    if r.floating or r.rule == "nominal" or d.title[d.sentence[source.first]] or d.language.verb_second:
        return []
    joined = next((i for i in range(source.first + 1, source.stop - 1) if d.low[i] in _AND and d.phrase[i + 1] == i + 1), None)
    if joined is None:
        other = _before(d, source)
        return [source, other] if other is not None and _are_two(d, other, source, known) else []
    first, other = Words(source.first, joined), Words(joined + 1, source.stop)
    after = d.phrase_last[source.first] + 1
    apart = after == joined or d.low[after] in d.language.words("words.closeness")
    return [first, other, *_listed(d, first, known)] if apart and _are_two(d, first, other, known) else []


def _listed(d: Document, first: Words, known: Known) -> list[Words]:
    """The names before that of the first of two, in a list that opens the sentence: Ida Moss, Anna Berg and Ned Venn said."""
    opens, found = d.sentence_start(first.first), list[Words]()
    while first.first - 2 >= opens and d.word[first.first - 1] == "," and d.phrase[first.first - 2] >= 0:
        first = Words(d.phrase[first.first - 2], first.first - 1)
        if not all(d.tag[i] in NAMES for i in range(*first)) or first.stop - first.first == 1 or not _in_full(d, first, known):
            return []
        found.append(first)
    return found if first.first == opens else []


def _before(d: Document, source: Words) -> Words | None:
    """The army, in "The army and the police said": what the sentence opens with before "and"."""
    conjunction, opens = source.first - 1, d.sentence_start(source.first)
    if conjunction <= opens or d.low[conjunction] not in _AND or d.phrase[conjunction - 1] < 0:
        return None
    first = phrase_left(d, conjunction - 1, opens)
    both = first is not None and first - 1 == opens and d.low[opens] in d.language.words("words.both")
    return Words(first, conjunction) if first is not None and (first == opens or both) else None


def _are_two(d: Document, first: Words, second: Words, known: Known) -> bool:
    """Whether both speak for themselves, unlike one crowd (officers and witnesses) or one name (Foreign Affairs and Trade Ministry, the Globe and Mail)."""
    bodies = d.language.words("mentions.organisations")
    of_both = d.tag[second.first] in NAMES and (_head(d, first) in bodies) != (_head(d, second) in bodies)
    groups = all(d.tag[words.first] not in _OPENS and d.tag[min(d.phrase_last[words.first], words.stop - 1)] == "NNS" for words in (first, second))
    one_name = d.tag[first.first] == "DT" and d.tag[first.stop - 1] in NAMES and second.stop - second.first == 1
    return not (of_both or groups or one_name) and _in_full(d, first, known) and _in_full(d, second, known)


def _head(d: Document, words: Words) -> str:
    return d.low[min(d.phrase_last[words.first], words.stop - 1)]


def _in_full(d: Document, words: Words, known: Known) -> bool:
    """Whether words tell somebody who speaks by themselves: the police, two officials, Anna Berg, mayor Anna Berg, a Berg who is `known`."""
    first, stop = words
    if stop - first > _LONGEST or d.phrase[first] < 0:
        return False
    last = min(d.phrase_last[first], stop - 1)
    speaks = d.low[last] in d.language.words("mentions.roles|mentions.organisations|mentions.persons|mentions.sources")
    if d.tag[first] in _OPENS:
        return speaks or d.tag[last] in NAMES
    if d.tag[last] not in NAMES:
        return d.tag[last] == "NNS" and speaks
    named = last
    while named > first and d.tag[named - 1] in NAMES:
        named -= 1
    if named == last == first:
        return known(words)
    return d.low[named] in d.language.words("mentions.given_names") or (named > first and d.low[named - 1] in d.language.words("mentions.roles"))
