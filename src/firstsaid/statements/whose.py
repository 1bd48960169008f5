"""People who are told by whose they are: the widow of Anna Berg, a source close to President Anna Berg. The name is not who speaks."""

from firstsaid.statements.document import Document

_REACH = 5
"""Words of an opening in which the person stands."""


def is_whose(d: Document, head: int, name: int) -> bool:
    """Whether the name that begins at word `name` says whose the person of the noun at word `head` is, and not who they are."""
    words = d.language.words
    if d.word[head][0].isupper() and head != d.sentence_start(head) and not d.language.verb_second:
        return False
    serves = "to" in d.low[head + 1 : name] and d.low[head] in words("mentions.roles")
    if not serves and (d.low[head] not in words("mentions.whose_people") or words("mentions.whose").isdisjoint(d.low[head + 1 : name])):
        return False
    before = d.low[name - 1]
    return before in words("mentions.whose") or before in words("mentions.roles|mentions.titles|mentions.anaphoric")


def opens_with_whose(d: Document, start: int, name: int) -> bool:
    """Whether the sentence of word `start` opens with somebody whom the name at word `name` is whose: a former foreman of Anna Berg saw it."""
    people = d.language.words("mentions.whose_people")
    head = next((i for i in range(start, min(start + _REACH, name)) if d.low[i] in people), None)
    return head is not None and "," not in d.word[start:name] and is_whose(d, head, name)
