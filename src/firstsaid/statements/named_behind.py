"""The name that stands behind what somebody is or whom they speak for: Minister of Mines Ida Moss, the opposition's Ida Moss."""

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.names import first_name
from firstsaid.statements.reading import Words
from firstsaid.statements.whose import is_whose

_GIVEN_NAMES = 2
"""Words of a name that stands behind a ministry's."""


def behind_owner(d: Document, core: Words) -> Words | None:
    """The opposition's Anna Berg: a person's full name behind whom they speak for."""
    owner = next((i for i in range(core.first + 1, core.stop - _GIVEN_NAMES) if d.tag[i] == "POS"), None)
    if owner is None or d.low[owner + 1] not in d.language.words("mentions.given_names"):
        return None
    return Words(owner + 1, core.stop) if all(d.tag[i] in NAMES for i in range(owner + 1, core.stop)) else None


def behind_portfolio(d: Document, core: Words, head: int) -> Words | None:
    """Minister of Mines Rashida Quill, head of the Ministry of Mines Rashida Quill: the name behind what the minister is in charge of."""
    full = core.stop - _GIVEN_NAMES
    named = full > head + 1 and d.low[full] in d.language.words("mentions.given_names") and d.tag[full] == d.tag[full + 1] == "NNP"
    if named and d.low[head] in d.language.words("mentions.roles") and d.low[head + 1] == "of" and not is_whose(d, head, full):
        return Words(full, core.stop)
    office = d.low[head] in d.language.words("mentions.portfolios")
    titled = d.word[head][0].isupper() and d.tag[head] not in ("NNS", "NNPS") and d.low[head] in d.language.words("mentions.roles")
    if not (office or titled) or d.low[head + 1 : head + 2] not in (["of"], ["for"]) or "to" in d.low[head : core.stop]:
        return None
    first = head + 2
    while first < core.stop and d.word[first].islower():
        first += 1
    end = first
    while end < core.stop and d.tag[end] in NAMES:
        end += 1
    named = end - first > _GIVEN_NAMES or (end - first == _GIVEN_NAMES and first > head + 2)
    bodies = d.language.words("mentions.organisations|mentions.firm_words|mentions.places")
    named = named and (office or (end == core.stop and bodies.isdisjoint(d.low[end - _GIVEN_NAMES : end]) and d.low[first] != "the"))
    start = end - _GIVEN_NAMES - (d.word[end - _GIVEN_NAMES].endswith(".") and end - _GIVEN_NAMES > first)
    return Words(start, end) if named else None


def behind_role(d: Document, core: Words, head: int) -> Words | None:
    """Harbour Friends of Oria president Anna Berg: the name at the end, behind a role."""
    start = core.stop
    while start > head + 1 and d.tag[start - 1] in NAMES:
        start -= 1
    at = start + first_name(d.word[start : core.stop], d.language)
    if is_whose(d, head, at):
        return None
    if at > max(start, head) and d.low[at - 1] in d.language.words("mentions.roles"):
        return Words(at, core.stop)
    named = start < core.stop - 1 and start - 1 > head and d.low[start - 1] in d.language.words("mentions.roles") and d.word[start - 1].islower()
    return Words(start, core.stop) if named else None
