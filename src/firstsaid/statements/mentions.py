"""What a source's words say of the speaker: a name, a kind, and what it may be recognised by."""

from dataclasses import dataclass, replace

from firstsaid.statements.apposed import Apposed, apposed, given_name
from firstsaid.statements.bodies import are_members, date_at_end, is_by_trade, is_cipher, is_date, is_linked
from firstsaid.statements.document import NAMES, Document
from firstsaid.statements.language import endings
from firstsaid.statements.marked_names import author_between_marks, between_marks
from firstsaid.statements.media import behind_noun, is_outlet
from firstsaid.statements.named_behind import behind_owner, behind_portfolio, behind_role
from firstsaid.statements.names import first_name
from firstsaid.statements.reading import Words
from firstsaid.statements.surnames import is_surname

_RELATIVES = frozenset(("who", "which", "that", "whose"))
_BREAKS = frozenset((",", "(", ")", "—", "–", "--", ";", ":"))
_OF = frozenset(("by", "from", "of", "for"))
_PREPOSITIONS = frozenset(("IN", "TO"))
_ACRONYM = 6
_NO_WORDS: frozenset[int] = frozenset()
_ONE_OF = 3
"""Words of "one of them"."""


@dataclass(slots=True)
class Mention:
    """A source's words, understood."""

    words: Words
    """The core: the noun phrase without asides and relative clauses."""
    kind: str
    """A voice kind, or "pronoun"."""
    name: str
    """The name or description, without article words, titles and asides."""
    head: str
    """Lower-case head noun."""
    names: frozenset[str]
    """Lower-case proper names in it."""
    content: frozenset[str]
    """Lower-case words that tell it from others."""
    definite: bool
    titles: frozenset[str]
    """Titles and roles that go with the name."""
    plural: bool = False
    way: str | None = None
    """A document whose author this is: how it was said."""

    def standing_for(self, name: str) -> "Mention":
        """The person of this name, whose role this tells."""
        names = frozenset(name.lower().split())
        return replace(self, kind="named_person", name=name, names=names, content=names, titles=self.content)


def mention(d: Document, words: Words) -> Mention:
    """Read a source's words."""
    inside, (core, head) = between_marks(d, words), _core(d, words)
    if inside is not None:
        return _marked(d, inside)
    if d.tag[head] in ("PRP", "PRP$"):
        return Mention(core, "pronoun", d.words(*core), d.low[head], frozenset(), frozenset(), True, frozenset())
    author = author_between_marks(d, core, head) or _author(d, core, head)
    if author is not None:
        inner = mention(d, author)
        if inner.kind in ("organisation", "outlet", "named_person"):
            way = d.language.ways.get(d.low[head])
            return Mention(inner.words, inner.kind, inner.name, inner.head, inner.names, inner.content, inner.definite, inner.titles, inner.plural, way)
    behind = _name_after(d, core, head, words) or behind_portfolio(d, core, head) or behind_role(d, core, head)
    if behind is not None:
        return _described(d, behind, behind.stop - 1)
    employed = behind_owner(d, core)
    if employed is not None:
        return _described(d, employed, employed.stop - 1)
    found = _described(d, core, head)
    told = apposed(d, core, head, words) if found.kind in ("unnamed_person", "organisation") and not found.plural else None
    if told is not None:
        return _named(d, told)
    return replace(found, kind="outlet") if found.kind in ("named_person", "organisation") and _outlet_after(d, core, words) else found


def _named(d: Document, told: Apposed) -> Mention:
    """Whom an apposition names."""
    found = _described(d, told.words, told.words.stop - 1)
    if not told.is_body or found.kind in ("organisation", "outlet"):
        return found
    return replace(found, words=told.name, kind="organisation", name=d.words(*told.name))


def _marked(d: Document, inside: Words) -> Mention:
    """A medium of that name, where it ends as they do, or a body."""
    name, head = " ".join(d.words(*inside).split()), d.low[inside.stop - 1]
    kind = "outlet" if head in d.language.words("mentions.outlet_names|mentions.outlets") or is_outlet(d, inside) else "organisation"
    return Mention(inside, kind, name, head, names := frozenset(name.lower().split()), names, True, frozenset())


def _outlet_after(d: Document, core: Words, words: Words) -> bool:
    """Whether an apposition says what the name is: Tarn, a news agency of Oria."""
    i = core.stop + 1
    apposed = i < words.stop and d.word[i - 1] == "," and d.phrase[i] == i
    return apposed and is_outlet(d, Words(i, min(d.phrase_last[i] + 1, words.stop)))


def _core(d: Document, words: Words) -> tuple[Words, int]:
    """The first noun phrase with its tails, and the head of it."""
    first, stop = words
    while first < stop - 1 and (d.phrase[first] < 0 and d.tag[first] not in NAMES):
        first += 1
    head = min(d.phrase_last[first], stop - 1) if d.phrase[first] >= 0 else first
    late = d.low[head] in d.language.words("words.times") and d.low[head] not in d.language.words("mentions.documents")
    if head > first and late and d.word[head].islower() and d.word[max(first, head - 2)][0].isupper():
        head -= 1
        stop = head + 1
    end = head + 1
    through, document = d.language.words("mentions.heard_through"), d.low[head] in d.language.words("mentions.documents")
    while end < stop and d.word[end] not in _BREAKS and d.low[end] not in _RELATIVES and not (d.low[end] in through and "by" in d.low[end + 1 : end + 3]):
        if document and end > head and d.low[end] in d.language.words("mentions.given_out") and d.low[end + 1 : end + 2] != ["by"]:
            break
        if end == head + 1 and d.phrase[end] == end and not d.language.verb_second:
            break
        end += 1
    if end - 1 > head and _is_officer(d, head, end - 1):
        head = end - 1
    if not document and end > head + 2 and (dated := date_at_end(d, head + 1, end)) is not None:
        end = dated
    while end > head + 1 and (d.tag[end - 1] in _PREPOSITIONS or d.tag[end - 1] in ("CC", "VBD", "VBZ", "RB")):
        end -= 1
    return Words(first, end), head


def _is_officer(d: Document, head: int, last: int) -> bool:
    """The Institute of Harbours director: whether the phrase ends in somebody's role behind a body's long name."""
    role = d.low[last] in d.language.words("mentions.roles") and d.word[last].islower() and d.phrase[last] > head
    return role and d.tag[head] in NAMES and d.low[head + 1] in _OF and all(d.tag[i] in NAMES for i in range(d.phrase[last], last))


def _name_after(d: Document, core: Words, head: int, words: Words) -> Words | None:
    """His lawyer, Anna Berg: the name that an apposition gives to a role; two workers of the operator, Velt, keep theirs to themselves."""
    given = given_name(d, core.stop, words.stop)
    if given is not None:
        return given
    i = core.stop
    if i + 1 >= words.stop or d.word[i] != "," or d.tag[i + 1] not in NAMES or d.phrase[i + 1] != i + 1:
        return None
    if _names_somebody(d, head) and not (d.low[i + 1] in d.language.words("mentions.given_names") and d.low[head] in d.language.words("mentions.roles")):
        return None
    last = min(d.phrase_last[i + 1], words.stop - 1)
    one = d.low[core.first] == "one" and d.low[core.stop - 1] in d.language.words("mentions.partitive")
    if one and i - core.first <= _ONE_OF and last + 1 == words.stop:
        return Words(i + 1, last + 1)
    speaks = d.language.words("mentions.roles|mentions.by_trade")
    alone = last == i + 1 and last + 1 == words.stop and d.low[head] in speaks and d.word[head].islower()
    if d.tag[head] == "NNS" or (alone and i - 1 > head and (d.low[i - 1] in d.language.words("mentions.organisations") or d.low[head + 1] in ("from", "at"))):
        return None
    return Words(i + 1, last + 1) if (last > i + 1 or alone) and all(d.tag[k] in NAMES for k in range(i + 1, last + 1)) else None


def _names_somebody(d: Document, head: int) -> bool:
    """Whether the phrase has a proper name in it, titles and owners aside."""
    owner = next((i for i in range(head, d.phrase[head], -1) if d.tag[i] == "POS"), d.phrase[head])
    proper = _proper(d, owner, head + 1)
    if proper is not None and proper.stop <= head and d.low[head] in d.language.words("mentions.roles") and d.word[head].islower() and d.tag[head] == "NN":
        return False
    titles = d.language.words("mentions.titles|mentions.partisans")
    return proper is not None and not all(
        d.low[i] in titles or (d.word[i].isupper() and d.low[i] in d.language.words("mentions.persons")) for i in range(*proper)
    )


def _author(d: Document, core: Words, head: int) -> Words | None:
    """A report by X · X's report · an X report."""
    if d.low[head] in d.language.words("mentions.own_media") and d.word[head].islower() and core.stop == head + 1:
        owner = next((i for i in range(core.first + 1, head) if d.tag[i] == "POS"), None)
        return Words(core.first, owner) if owner is not None else None
    listed, research = (d.language.words(f"mentions.{name}") for name in ("documents", "research"))
    if d.low[head] not in listed or d.low[head] in research or (d.word[head][0].isupper() and not d.language.compounds):
        return None
    names = _proper(d, core.first, head)
    owned = names is not None and names.stop == head - 1 and d.tag[head - 1] == "POS"
    beside = Words(names.first, names.stop) if names and (names.stop == head or owned) else None
    if beside is not None and d.low[head + 1 : head + 2] == ["of"] and is_outlet(d, beside):
        return beside
    if head + 2 < core.stop and d.low[head + 1] in _OF and d.phrase[head + 2] == head + 2:
        return None if is_date(d, Words(head + 2, d.phrase_last[head + 2] + 1)) else Words(head + 2, core.stop)
    if head + 2 < core.stop and d.low[head + 1] == "in" and d.phrase[head + 2] == head + 2 and is_outlet(d, Words(head + 2, d.phrase_last[head + 2] + 1)):
        return Words(head + 2, d.phrase_last[head + 2] + 1)
    if head + 2 < core.stop and d.low[head + 1] == "to" and d.phrase[head + 2] == head + 2:
        further = d.phrase_last[head + 2] + 1
        if further + 1 < core.stop and d.low[further] in ("from", "by") and d.phrase[further + 1] == further + 1:
            return Words(further + 1, core.stop)
    possessive = next((i for i in range(core.first + 1, head) if d.tag[i] == "POS"), None)
    if possessive is not None:
        return Words(core.first, possessive)
    return beside


def _proper(d: Document, first: int, stop: int) -> Words | None:
    """The last run of proper names in [first, stop)."""
    end = stop
    while end > first and d.tag[end - 1] not in NAMES:
        end -= 1
    start = end
    particles = d.language.words("mentions.name_particles")
    while start > first and (d.tag[start - 1] in NAMES or (d.low[start - 1] in particles and start - 2 >= first and d.tag[start - 2] in NAMES)):
        start -= 1
    return Words(start, end) if end > start else None


def _described(d: Document, core: Words, head: int) -> Mention:
    kind = "unnamed_person" if (cipher := is_cipher(d, core.first, head)) else _kind(d, core, head)
    plain = _plain_media(d, core) if kind == "outlet" else _NO_WORDS
    owner = next((i for i in range(head, core.first, -1) if d.tag[i] == "POS"), core.first)
    named = kind == "outlet" and any((d.tag[i] in NAMES or (owner > core.first and d.word[i][0].isupper())) and i not in plain for i in range(owner, core.stop))
    name = _person(d, core, head) if kind == "named_person" else _outlet(d, core, head) if named else _description(d, core)
    name = _body(d, name, head) if kind == "organisation" else name
    generic, short = d.language.words("mentions.generic"), d.language.abbreviated
    if kind == "named_person":
        proper = content = frozenset(d.low[name.first : name.stop])
    else:
        proper = frozenset([d.low[i] for i in range(*core) if d.tag[i] in NAMES and i not in plain])
        content = frozenset([low for low in d.low[core.first : core.stop] if low[0].isalnum()]) - generic
    if kind == "unnamed_person":
        proper = proper - d.language.words("mentions.roles") - d.language.words("mentions.places")
    roles = frozenset([short.get(low.rstrip("."), low) for low in d.low[core.first : name.first] if low not in generic])
    definite = d.low[core.first] in ("the", "this", "these", "that", "those") or d.tag[core.first] == "PRP$"
    head = core.first if cipher else head
    return Mention(name, kind, " ".join(d.words(*name).split()), d.low[head], proper, content, definite, roles, _plural(d, core, head))


def _plain_media(d: Document, core: Words) -> frozenset[int]:
    """Words of a medium's mention that have capitals and name nothing: State television at the head of a sentence, state TV."""
    kinds, opens = d.language.words("mentions.unnamed_media"), d.sentence_start(core.first)
    return frozenset(i for i in range(*core) if d.low[i] == "tv" or (d.low[i] in kinds and i == opens and not (i + 1 < core.stop and d.word[i + 1].isdigit())))


def _plural(d: Document, core: Words, head: int) -> bool:
    several = d.tag[head] in ("NNS", "NNPS") or d.low[head] in d.language.words("mentions.numbers|mentions.those|words.numberless")
    return several or any(d.low[i] == "and" and d.tag[i] == "CC" for i in range(core.first, head + 3) if i < core.stop)


def _kind(d: Document, core: Words, head: int) -> str:  # noqa: PLR0911
    """One of the voice kinds, by the head noun and the names around it."""
    words, low = d.language.words, d.low[head]
    base = range(d.phrase[head] if core.first <= d.phrase[head] else core.first, head + 1)
    proper = _proper(d, base.start, head + 1)
    ends_in_name = proper is not None and proper.stop == head + 1
    compound = f"{d.low[head - 1]}_{low}" if head > base.start else low
    if compound in words("mentions.body_compounds") or is_linked(d, base.start, head + 1) or are_members(d, core, head):
        return "organisation"
    if compound in words("mentions.person_compounds") or (low in words("mentions.trades") and proper is None and is_by_trade(d, core, head)):
        return "unnamed_person"
    if proper is not None and ends_in_name and all(d.low[i] in words("mentions.titles") for i in range(*proper)):
        return "unnamed_person"
    if low in words("mentions.collective_outlets"):
        return "unnamed_outlets" if proper is None or low == "media" or d.word[head].islower() else "outlet"
    if is_outlet(d, Words(base.start, head + 1)):
        return "organisation" if low in words("mentions.monitors") and d.low[head + 1 : head + 2] == ["for"] else "outlet"
    many = low in words("mentions.outlets_if_many") and head > base.start and d.low[head - 1] in words("mentions.many_outlets")
    if many or (low in ("reports", "agencies") and ((head == core.first and low == "reports") or d.low[head - 1] in words("mentions.media_words"))):
        return "unnamed_outlets"
    if (low in words("mentions.roles") and d.word[head].islower()) or (low in words("mentions.numbers") and d.low[head + 1 : head + 2] == ["of"]):
        return "unnamed_person"
    if ends_in_name and _is_people(d, base.start, head):
        return "unnamed_person"
    if low in words("mentions.persons") and not (ends_in_name and proper is not None and proper.stop - proper.first > 1 and d.word[head][0].isupper()):
        return "unnamed_person"
    if low in words("mentions.surely_documents") or (low in words("mentions.documents") and not ends_in_name):
        return "document"
    if d.low[head] in words("mentions.organisations") and d.tag[head - 1] == "POS" and d.word[head][0].isupper():
        return "organisation"
    surname = ends_in_name and proper is not None and low in words("mentions.body_surnames") and is_surname(d, proper)
    if surname or (ends_in_name and any(d.low[i].rstrip(".") in words("mentions.roles") for i in range(base.start, head))):
        return "organisation" if not surname and _is_named_body(d, head) else "named_person"
    if any(d.low[i] in words("mentions.organisations") for i in base):
        by_trade = low not in words("mentions.organisations") and d.word[head].islower() and low.endswith(endings(words("mentions.persons_endings")))
        return "unnamed_person" if by_trade else "organisation"
    if ends_in_name and proper is not None:
        return "organisation" if _is_body(d, proper) or "&" in d.word[proper.first : proper.stop] else "named_person"
    return "organisation" if low in words("mentions.organisations") else "named_person" if low in words("mentions.titles") and proper else "unnamed_person"


def _is_named_body(d: Document, head: int) -> bool:
    """Whether a name behind somebody's role ends as bodies' do: the drivers' union NDU; not Chairman Karl House."""
    words, before = d.language.words, d.low[head - 1]
    firm = d.low[head] in words("mentions.firm_words") and before not in words("mentions.given_names")
    body = firm or not words("mentions.organisations").isdisjoint((before, d.low[head]))
    return body and before not in words("mentions.honorifics")


def _is_people(d: Document, first: int, head: int) -> bool:
    """Whether a noun with a capital names no single person: Republicans, Orians, the Ohio Republican."""
    words, low = d.language.words, d.low[head]
    if low in words("mentions.partisans"):
        return d.low[first] in words("mentions.articles")
    return low in words("mentions.peoples") or low.endswith(endings(words("mentions.peoples_endings")))


def _is_body(d: Document, proper: Words) -> bool:
    """Whether a bare proper name is a country, a capital, an acronym, or ends in what firms do: Zorna Energy."""
    single = proper.stop - proper.first == 1
    word = d.word[proper.first]
    if d.low[proper.stop - 1] in d.language.words("mentions.places"):
        return True
    if not single and d.low[proper.stop - 1] in d.language.words("mentions.firm_words"):
        return True
    return single and word.isupper() and 1 < len(word) <= _ACRONYM


def _person(d: Document, core: Words, head: int) -> Words:
    """The personal name without titles."""
    proper = _proper(d, core.first, head + 1) or Words(head, head + 1)
    titles, given = d.language.words("mentions.titles"), d.language.words("mentions.given_names")
    start = proper.first + first_name(d.word[proper.first : proper.stop], d.language)
    if proper.stop - start > 2 and d.low[start] in d.language.words("mentions.organisations"):
        start += 1
    for i in range(start, start if d.low[start] in given else proper.stop - 1):
        if d.low[i].rstrip(".") in titles or (d.word[i][0].islower() and d.low[i] not in d.language.words("mentions.name_particles")):
            start = i + 1
    stop = proper.stop - (d.low[proper.stop - 1] in d.language.words("mentions.postnominals") and proper.stop - start > 1)
    start += d.low[start] in d.language.words("mentions.persons") and stop - start > 2
    return Words(start, stop)


def _outlet(d: Document, core: Words, head: int) -> Words:
    """The outlet's own name: "Oria's Velt news agency" -> Velt."""
    first = d.phrase[head] if d.phrase[head] >= core.first else core.first
    possessive = next((i for i in range(head, first, -1) if d.tag[i] == "POS"), None)
    start = possessive + 1 if possessive is not None and possessive < head else first
    start = behind_noun(d, Words(start, head + 1)) or start
    stop = head + 1
    while stop > start + 1 and d.low[stop - 1] in d.language.words("mentions.news_word") and d.word[stop - 1].islower():
        stop -= 1
    based = endings(d.language.words("mentions.seated"))
    while start < stop - 1 and (
        d.low[start].endswith(based)
        or ((d.tag[start] in ("DT", "JJ", "PRP$") or d.word[start].islower()) and not (d.tag[start] == "JJ" and d.word[start][0].isupper()))
    ):
        start += 1
    return Words(start, stop)


def _body(d: Document, words: Words, head: int) -> Words:
    """A body's own name behind what it is: Zorna in "Carmaker Zorna" and "the aid group Zorna"."""
    trades, proper = d.language.words("mentions.by_trade|mentions.monitors"), _proper(d, words.first, head + 1)
    if proper is None or proper.stop != head + 1:
        return words
    opens = d.low[proper.first] in trades and proper.stop - proper.first > 1
    trades |= d.language.words("mentions.organisations") if d.word[proper.first].isupper() else frozenset()
    if opens or (proper.first > words.first and d.low[proper.first - 1] in trades):
        return Words(proper.first + opens, words.stop)
    return words


def _description(d: Document, core: Words) -> Words:
    first, stop = core
    if d.low[first] in d.language.words("mentions.those") and d.tag[first + 1 : first + 2] in (["VBN"], ["IN"], ["JJ"]):
        return core
    articles = d.language.words("mentions.articles")
    while first < stop - 1 and (d.low[first] in articles or d.tag[first] == "POS" or (d.low[first] == "least" and d.low[first - 1] == "at")):
        first += 1
    return Words(first, stop)
