"""What shows by the words alone that a name is no person's: a body told by its members and aims, or a date."""

from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.reading import Words


def is_linked(d: Document, first: int, stop: int) -> bool:
    """Whether a name holds a word that no person's has: Medics Across Borders."""
    links = d.language.words("mentions.name_links")
    return any(d.low[i] in links and d.word[i][0].isupper() and d.tag[i] in NAMES for i in range(first + 1, stop - 1))


def are_members(d: Document, core: Words, head: int) -> bool:
    """Whether people with a capital are a body's name together with what they are for: the group Nurses for Peace."""
    named = d.word[head][0].isupper() and d.low[head].endswith("s") and head > d.sentence_start(head) and d.low[head] in d.language.words("mentions.roles")
    return named and head + 2 < core.stop and d.low[head + 1] in d.language.words("mentions.name_links") and d.word[head + 2][0].isupper()


def is_date(d: Document, words: Words) -> bool:
    """Whether the words are no more than a day, a month or a year: 15 January, May 2031."""
    dates = d.language.words("words.dates")
    return any(d.low[i] in dates for i in range(*words)) and all(d.low[i] in dates or d.word[i][0].isdigit() or d.tag[i] == "DT" for i in range(*words))


def date_at_end(d: Document, first: int, end: int) -> int | None:
    """Where the date begins that closes the words [first, end): instructed by the county on 28 September."""
    start = d.phrase[end - 1]
    dated = start > first and d.low[start - 1] in d.language.words("words.dating") and is_date(d, Words(start, end))
    return start - 1 if dated else None


def is_by_trade(d: Document, core: Words, head: int) -> bool:
    """Whether somebody is told by a trade that firms have too: a crane operator, the operator who survived; not an operator that speaks of its trains."""
    first, stop = d.phrase[head], d.sentence_stop(head)
    after = next((d.low[i] for i in range(core.stop, min(stop, core.stop + 2)) if d.word[i] != ","), "")
    if after == "who":
        return True
    its, plans = d.language.words("mentions.its"), d.language.words("mentions.firm_plans")
    firm = any(d.low[i] in its or (d.low[i - 1] == "it" and d.low[i] in plans) for i in range(core.stop, stop) if not d.quoted(i))
    new = d.low[max(first, core.first)] in d.language.words("mentions.indefinite")
    return new and after not in ("which", "that") and not firm


def is_cipher(d: Document, first: int, head: int) -> bool:
    """Whether a letter stands for a name: Witness B, Officer K, Mr X."""
    letter = d.word[head].rstrip(".")
    titles = d.language.words("mentions.titles|mentions.roles|mentions.honorifics")
    return len(letter) == 1 and letter.isupper() and head == first + 1 and d.low[first].rstrip(".") in titles
