"""Whom the sentences before a pronoun open with: people and media that have said nothing yet."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from firstsaid.statements.document import NAMES, VERBAL, Document
from firstsaid.statements.kinds import Kinds
from firstsaid.statements.language import load
from firstsaid.statements.mentions import Mention, mention
from firstsaid.statements.names import FullNames
from firstsaid.statements.reading import Words
from firstsaid.statements.whose import opens_with_whose

_APOSTROPHES = ("'", "’")
_LEADING = 15
"""Words of a clause that leads up to a pronoun."""
_BACK, _FARTHEST, _OPENING, _SEVERAL = 2, 6, 9, 5
"""Sentences to look back for a name, and at most where each goes on with the same pronoun; words of an opening, with a name or without."""
_NAMED = 6
"""Words behind an office in which a name stands."""
_OFFICE = 4
"""Words from a body's name to that of its officer: Northern Rail chief executive Ida Moss."""
SPEAKING = 20
"""Words of an opening that tells whom somebody spoke to: Speaking to the Lantern by telephone on Friday, Anna Berg laughed."""


@lru_cache(maxsize=8)
def _genders(code: str) -> Mapping[str, str]:
    """Word -> the gender that it tells."""
    words = load(code).words
    return {word: gender for gender in ("m", "f") for word in words(f"mentions.gender_{gender}")}


class Openings:
    """The openings of an article's sentences."""

    def __init__(self, d: Document, names: FullNames, kinds: Kinds, is_body: Callable[[str], bool]) -> None:
        self._d = d
        self._names = names
        self._kinds = kinds
        self._is_body = is_body
        self._genders = _genders(d.language.code)

    def gender(self, words: Iterable[str]) -> str:
        """Tell "f", "m" or "" by words like "she" or "chairman"."""
        found = {self._genders.get(word) for word in words}
        return "f" if "f" in found else "m" if "m" in found else ""

    def gender_of(self, name: str) -> str:
        """Tell "f", "m" or "" by the given name or the honorific that opens a name."""
        words, given = self._d.language.words, name.split(" ", 1)[0].lower()
        if given in words("mentions.honorifics"):
            return self.gender((given.rstrip("."),))
        if " " not in name or given not in words("mentions.given_names") or given in words("mentions.given_either"):
            return ""
        return "f" if given in words("mentions.given_f") else "m"

    def gender_told(self, found: Mention) -> str:
        """Tell the gender of a mention by its head, its titles, or the given name in it."""
        return self.gender((found.head, *([title.rstrip(".") for title in found.titles] if found.titles else ()))) or (
            self.gender_of(found.name) if found.kind == "named_person" else ""
        )

    def before(self, pronoun: Mention) -> Mention | None:
        """Whom a pronoun may mean that has not spoken: the person or medium that opens this sentence or one of the two before it."""
        d, at = self._d, pronoun.words.first
        first = d.sentence[at]
        if pronoun.head in d.language.words("mentions.pronouns_thing"):
            here = self._body_in(d.first[first], at) if d.quoted(at - 1) and not d.quoted(d.first[first]) else None
            if here is not None or not first:
                return here
            before = d.first[first - 1], min(d.first[first], d.first[first - 1] + _OPENING)
            return self._asked_in(d.first[first - 1], d.first[first]) or self._medium_in(*before) or self._body_in(*before)
        if pronoun.head in d.language.words("mentions.pronouns_many"):
            return self.several(d.first[first - 1], d.first[first]) if first else None
        gender = self.gender((pronoun.head,))
        if (beside := self._subordinate(at, gender)) is not None:
            return beside
        reach, same = first - _BACK, d.language.words("words.coordinators")
        for n in range(first, max(-1, first - _FARTHEST), -1):
            start = d.first[n]
            speaking = d.low[start] in d.language.words("mentions.spoke_on")
            stop = min(d.first[n + 1], start + (SPEAKING if speaking else _OPENING), at)
            if n < reach or (n == first and (speaking or self._is_aside(at))):
                continue
            if n < first and pronoun.head in (d.low[start], d.low[start + 1] if d.low[start] in same else ""):
                reach = n - _BACK
                continue
            found = self._asked_in(start, d.first[n + 1]) or self._person_in(start, stop) or self._described_in(start, stop)
            if found is None and n == first - 1:
                found = self._agent_in(start, d.first[first])
            if found is not None and self.gender_told(found) in ("", gender) and not (n == first and self._acts_on(found.words.stop, at, gender)):
                return found
        return None

    def _is_aside(self, at: int) -> bool:
        """Whether a pronoun and its verb part a subject, which the pronoun does not mean, from its verb: the guard, he said, told him."""
        d, word = self._d, self._d.word
        alone = word[at - 1] == "," and d.verb[at + 1 : at + 2] == [True] and word[at + 2 : at + 3] == [","]
        return alone and not any(d.verb[i] and d.tag[i] != "POS" for i in range(d.sentence_start(at), at))

    def _agent_in(self, start: int, stop: int) -> Mention | None:
        """Who did what the sentence tells in the passive: it was found by Anna Berg."""
        d, be = self._d, self._d.language.words("words.be")
        by = next((i for i in range(start + 3, stop - 2) if d.low[i] == "by" and not d.quoted(i) and (d.low[i - 2] in be or d.low[i - 3] in be)), None)
        if (
            by is None
            or d.low[start] not in d.language.words("mentions.articles|mentions.pronouns_thing")
            or any(d.word[i][0].isupper() for i in range(start + 1, by))
        ):
            return None
        return self._person_in(by + 1, min(stop, by + _OPENING))

    def _subordinate(self, at: int, gender: str) -> Mention | None:
        """Who the subject of the clause is that leads up to a pronoun: when the guard returned, he announced that S; not of one in which it asks."""
        d, words = self._d, self._d.language.words
        opens = max(d.sentence_start(at), at - _LEADING)
        first = next((i + 1 for i in range(at - 2, opens - 1, -1) if d.low[i] in words("words.time_clauses")), None) if d.word[at - 1] == "," else None
        if first is None or d.phrase[first] != first or not d.finite(first, at) or d.quoted(at) != d.quoted(first) or "," in d.word[first : at - 1]:
            return None
        if not words("mentions.turns_to").isdisjoint(d.low[first:at]):
            return None
        found = mention(d, Words(first, d.phrase_last[first] + 1))
        person = found.kind == "unnamed_person" and found.head in words("mentions.roles") and not found.plural
        return found if person and self.gender_told(found) in ("", gender) else None

    def _acts_on(self, start: int, stop: int, gender: str) -> bool:
        """Whether the first verb of the words [start, stop) has somebody else of that gender for its object: Venn read him his letter."""
        d = self._d
        verb = next((i for i in range(start, stop - 1) if d.tag[i] in VERBAL), None)
        if verb is None or d.tag[verb + 1] != "PRP" or d.low[verb + 1] not in d.language.words("words.objects"):
            return False
        return self.gender((d.low[verb + 1],)) == gender

    def person(self, start: int, stop: int) -> Mention | None:
        """The person whose name opens the sentence of words [start, stop)."""
        return self._person_in(start, min(stop, start + _OPENING))

    def several(self, start: int, stop: int) -> Mention | None:
        """The people without names whom a sentence opens with: Two officers of the corps gave; Economists at the bank wrote."""
        d, words = self._d, self._d.language.words
        plain = (i for i in range(start, min(stop, start + _SEVERAL)) if d.word[i].islower() or i == start)
        head = next((i for i in plain if d.low[i] in words("mentions.roles") and d.low[i].endswith(("s", "men", "people"))), None)
        if head is None or any(not d.word[i][0].isalnum() or d.low[i] in words("mentions.name_breaks") for i in range(start, head)):
            return None
        start, end = next((i + 1 for i in range(head - 1, start, -1) if d.verb[i]), start), head + 1
        while end + 1 < stop and d.low[end] in ("of", "at", "in", "from") and d.word[end + 1][0].isupper():
            end = next(i for i in range(end + 1, stop + 1) if i == stop or not d.word[i][0].isupper())
        content = frozenset(d.low[start:end]) - words("mentions.generic")
        return Mention(Words(start, end), "unnamed_person", d.words(start, end), d.low[head], frozenset(), content, False, frozenset(), True)

    def kin(self, pronoun: Mention) -> Mention | None:
        """His wife, her brother: whom the sentence before a pronoun tells by a word that only "she" or only "he" can mean."""
        d, at = self._d, pronoun.words.first
        gender, n = self.gender((pronoun.head,)), d.sentence[at]
        if not gender or not n:
            return None
        for i in range(min(d.first[n], at) - 1, d.first[n - 1], -1):
            if d.tag[i] == "NN" and d.phrase[i] >= 0 and self._is_kin(i, gender) and d.low[i] in d.language.words("mentions.roles") and not d.quoted(i):
                owned = d.tag[d.phrase[i]] == "PRP$" or any(d.tag[k] == "POS" for k in range(d.phrase[i], i))
                apposed = d.word[i + 1] == "," and d.tag[i + 2] in NAMES
                return mention(d, Words(d.phrase[i], i + 1)) if owned and not apposed else None
        return None

    def _is_kin(self, i: int, gender: str) -> bool:
        """Whether a noun tells the gender, or is owned by somebody of the other one: his partner is she."""
        owner = self._genders.get(self._d.low[self._d.phrase[i]], "")
        return self._genders.get(self._d.low[i], "m" if owner == "f" else "f" if owner == "m" else "") == gender

    def only_person(self, pronoun: Mention) -> Mention | None:
        """The one person whom the two sentences before a pronoun name, wherever in them; None when they name more than one whom it may mean."""
        d, at = self._d, pronoun.words.first
        n = d.sentence[at]
        if pronoun.head not in d.language.words("mentions.pronouns_person"):
            return None
        start, stop = d.spans[max(0, n - _BACK)].start, d.starts[at]
        gender, found = self.gender((pronoun.head,)), dict[str, str]()
        for before, name in self._names.persons_in(d.text[start:stop]):
            if not self._kinds.is_outlet(name) and not self._is_body(name) and (self.gender(before.lower().split()) or self.gender_of(name)) in ("", gender):
                found[name.rsplit(" ", 1)[-1]] = max(found.get(name.rsplit(" ", 1)[-1], ""), name, key=len)
        if len(found) != 1:
            return None
        (surname, name), first = found.popitem(), d.first[max(0, n - 1)]
        names = frozenset(name.lower().split())
        return Mention(Words(first, first + 1), "named_person", name, surname.lower(), names, names, False, frozenset())

    def named_in(self, sentence: int) -> list[Mention]:
        """The persons whom a sentence names in full, in its order."""
        d, found = self._d, dict[str, Mention]()
        for _, name in self._names.persons_in(d.spans[sentence].of(d.text)):
            if not self._kinds.is_outlet(name) and not self._is_body(name):
                names, first = frozenset(name.lower().split()), d.first[sentence]
                last = name.rsplit(" ", 1)[-1]
                found.setdefault(last, Mention(Words(first, first + 1), "named_person", name, last.lower(), names, names, False, frozenset()))
        return list(found.values())

    def only_document(self, pronoun: Mention) -> Mention | None:
        """The one document that the two sentences before "it" speak of; None when there are more, or none."""
        d, n = self._d, self._d.sentence[pronoun.words.first]
        if pronoun.head not in d.language.words("mentions.pronouns_thing"):
            return None
        articles, documents = d.language.words("mentions.articles"), d.language.words("mentions.documents")
        found: dict[str, Words] = {}
        for i in range(d.first[max(0, n - _BACK)], d.first[n]):
            first = next((k for k in range(i - 1, max(-1, i - _SEVERAL), -1) if d.low[k] in articles), None) if d.low[i] in documents else None
            if first is not None and not d.quoted(i) and all(d.word[k][0].isalnum() for k in range(first, i)):
                found[d.low[i]] = Words(first + 1, i + 1)
        if len(found) != 1:
            return None
        head, words = found.popitem()
        content = frozenset(d.low[words.first : words.stop])
        return Mention(words, "document", d.words(*words), head, frozenset(), content, True, frozenset())

    def _asked_in(self, start: int, stop: int) -> Mention | None:
        """Whom the author or a medium turns to: I asked Anna Berg about it; the Lantern put this to the council."""
        d, words = self._d, self._d.language.words
        at = next((i for i in range(start + 1, min(stop, start + _SEVERAL)) if d.low[i] in words("mentions.turns_to")), None)
        if at is None or d.quoted(at) or d.phrase[at - 1] < 0:
            return None
        if d.low[at - 1] not in words("words.self") and not self._kinds.is_outlet(d.words(d.phrase[at - 1], at).removeprefix("The ")):
            return None
        to = next((i + 1 for i in range(at + 1, stop - 1) if d.low[i] == "to"), at) if d.low[at] in words("limits.sets") else at + 1
        return mention(d, Words(to, d.phrase_last[to] + 1)) if to > at and d.phrase[to] == to and d.tag[to] != "PRP" else None

    def _medium_in(self, start: int, stop: int) -> Mention | None:
        """The first medium that the words name."""
        d = self._d
        run: list[int] = []
        for i in range(start, stop + 1):
            if i < stop and d.word[i][0].isupper() and d.low[i] not in d.language.words("mentions.articles") and not d.quoted(i):
                run.append(i)
            elif run:
                name = d.words(run[0], run[-1] + 1)
                if (len(run) > 1 or run[0] > start) and not self._is_told(run[0]) and self._kinds.is_outlet(name):
                    names = frozenset(name.lower().split())
                    return Mention(Words(run[0], run[-1] + 1), "outlet", name, d.low[run[-1]], names, names, False, frozenset())
                run = []
        return None

    def _body_in(self, start: int, stop: int) -> Mention | None:
        """The body that opens the sentence by what it is or by a name that tells it: the authority itself, the islanders' association was, Oria Water has."""
        d, words = self._d, self._d.language.words
        first = start + (d.low[start] == "the")
        if first >= stop or d.quoted(first) or not (first > start or d.word[first][0].isupper()):
            return None
        for i in range(first, min(stop, first + _SEVERAL) - 1):
            if not d.word[i][0].isalnum() and d.tag[i] != "POS" and d.word[i] not in _APOSTROPHES:
                return None
            firm = i > first and d.word[i][0].isupper() and d.low[i] in words("mentions.firm_words")
            if (firm or d.low[i] in words("mentions.organisations")) and (d.verb[i + 1] or d.low[i + 1] in words("words.body_does")):
                named = Words(first, i + 1)
                content = frozenset(low for low in d.low[first : i + 1] if low[0].isalnum())
                names = frozenset(d.low[k] for k in range(*named) if d.word[k][0].isupper() and (k > start or firm))
                return Mention(named, "organisation", d.words(*named), d.low[i], names, content, first > start, frozenset())
            if d.verb[i] or d.low[i] in words("mentions.name_breaks"):
                return None
        return None

    def _is_told(self, i: int) -> bool:
        """Whether something is told to the name at word `i`, or asked of it."""
        low, words = self._d.low, self._d.language.words
        before = i - 2 if low[i - 1] == "the" else i - 1
        return before >= 0 and (low[before] in words("mentions.tells") or low[before] in words("mentions.places_in") or low[before] in ("to", "with", "by"))

    def _person_in(self, start: int, stop: int) -> Mention | None:
        """The first full personal name among the words."""
        d = self._d
        run: list[int] = []
        for i in range(start, stop + 1):
            if i < stop and d.word[i][0].isupper() and self._may_name(i, not run):
                run.append(i)
            elif run and d.tag[i : i + 1] == ["POS"]:
                if (kin := self._kin_of(run[0], i, start)) is not None:
                    return kin
                run = []
            elif run and self._is_employer(i):
                run = []
            elif run and opens_with_whose(d, start, run[0]):
                return self._described_in(start, run[-1] + 1)
            elif run:
                name = self._called([d.word[k] for k in run]) or self._single(run, start, stop)
                if name is not None and not self._kinds.is_outlet(name) and not self._is_body(name) and not self._is_beside(start, run[0]):
                    names = frozenset(name.lower().split())
                    titles = (frozenset(d.low[k].rstrip(".") for k in range(max(start, run[0] - 3), run[-1] + 1)) & d.language.words("mentions.roles")) - names
                    return Mention(Words(run[0], run[-1] + 1), "named_person", name, d.low[run[-1]], names, names, False, titles)
                run = []
        return None

    def _is_employer(self, behind: int) -> bool:
        """Whether an office with a name stands behind a name: Sundby Rovers manager Anna Berg."""
        d, roles = self._d, self._d.language.words("mentions.roles")
        at = next((i for i in range(behind, min(behind + _OFFICE, len(d.word) - 1)) if not d.word[i].islower() or not d.word[i].isalpha()), behind)
        return at > behind and d.low[at - 1] in roles and d.word[at][0].isupper()

    def _kin_of(self, first: int, mark: int, start: int) -> Mention | None:
        """Anna's mother, who opens the sentence and is not named."""
        d, head = self._d, self._d.phrase_last[mark]
        kin = head > mark and d.word[head].islower() and self._genders.get(d.low[head], "") != "" and d.verb[head + 1 : head + 2] == [True]
        return mention(d, Words(first, head + 1)) if kin and first == start else None

    def _is_beside(self, start: int, i: int) -> bool:
        """Whether the name at word `i` is of one who only asks or is told: asked by Anna Berg; told Zorna TV's Anna Berg."""
        d, words = self._d, self._d.language.words
        asked = d.tag[start] in ("VBN", "VBD", "JJ") and i > start and d.low[i - 1] == "by"
        return asked or (d.tag[i - 1] == "POS" and not words("mentions.tells").isdisjoint(d.low[start : i - 1]))

    def _called(self, run: list[str]) -> str | None:
        return self._names.person(run) or self._names.honoured(run)

    def _may_name(self, i: int, opens: bool) -> bool:
        """Whether a capitalised word may be part of a name, outside a quotation."""
        d = self._d
        if opens and d.low[i] in d.language.words("mentions.no_names"):
            return False
        return (d.word[i].isalpha() or "-" in d.word[i] or d.word[i].endswith(".")) and not d.quoted(i)

    def _single(self, run: list[int], start: int, stop: int) -> str | None:
        """A lone name that opens the sentence and is a surname elsewhere, or that an apposition gives to a role: his sister, Maja."""
        d = self._d
        if len(run) != 1:
            return None
        i = run[0]
        if i == start:
            common = d.language.words("mentions.no_names|words.subordinators|words.adverbial|words.discourse|words.times")
            return None if d.low[i] in common else self._names.of(d.word[i])
        apposed = i - 2 >= start and i + 1 < stop and d.word[i - 1] == d.word[i + 1] == "," and d.low[i - 2] in d.language.words("mentions.roles")
        return d.word[i] if apposed else None

    def _described_in(self, start: int, stop: int) -> Mention | None:
        """The person without a name that opens the sentence: an engineer on the crew; her son, whom "she" cannot mean."""
        d, words = self._d, self._d.language.words
        if (
            start + 3 < stop
            and d.low[start + 1] in words("mentions.documents")
            and d.low[start] in words("mentions.articles")
            and d.low[start + 2] in ("from", "by")
        ):
            start += 3
        if d.low[start : start + 2] == ["one", "of"] and (member := self._one_of(start, stop)) is not None:
            return member
        owner = self._genders.get(d.low[start], "")
        if start + 1 >= stop or not (owner or d.low[start] in words("mentions.opening_persons")) or d.quoted(start):
            return None
        found = (i for i in range(start + 1, min(stop, start + 5)) if d.low[i] in words("mentions.roles"))
        heads = (self._past_lesser(i, stop) for i in found)
        head = next((i for i in heads if d.word[i].islower() or (i == start + 1 < stop - 1 and d.word[i + 1].islower())), None)
        if head is not None and d.low[head + 1 : head + 2] in (["'s"], ["’s"]):
            head = next((i for i in range(head + 2, min(stop, head + 5)) if d.low[i] in words("mentions.roles")), head)
        if head is None or d.low[head] in words("mentions.lesser") or any(d.low[i] in words("mentions.name_breaks") for i in range(start + 1, head)):
            return None
        if owner and self._genders.get(d.low[head], owner) == owner:
            return None
        end = head + 1
        if end + 1 < stop and d.low[end] in ("on", "of", "in", "at", "for", "from", "with"):
            far = d.sentence_stop(start)
            closes = (i for i in range(end, far) if (not d.word[i][0].isalnum() and d.tag[i] != "POS") or d.verb[i] or d.low[i] in ("who", "that", "which"))
            end = next(closes, far)
            if d.word[end : end + 1] == [","] and (named := self._person_in(end + 1, min(far, end + _NAMED))) is not None and named.words.first == end + 1:
                return named if d.word[named.words.stop : named.words.stop + 1] == [","] else None
            end = min(end, max(stop, start + 1))
        span = Words(start + 1, end)
        content = frozenset(d.low[start + 1 : end]) - words("mentions.generic")
        return Mention(span, "unnamed_person", d.words(start + 1, end), d.low[head], frozenset(), content, d.low[start] == "the", frozenset())

    def _one_of(self, start: int, stop: int) -> Mention | None:
        """One of the dukes, who opens the sentence."""
        d, words = self._d, self._d.language.words
        head = next((i for i in range(start + 2, min(stop, start + 6)) if d.tag[i] == "NNS" or (not d.tag[i] and d.low[i].endswith("s"))), None)
        if head is None or d.low[head][:-1] not in words("mentions.roles"):
            return None
        return Mention(
            Words(start, head + 1),
            "unnamed_person",
            d.words(start, head + 1),
            d.low[head],
            frozenset(),
            frozenset(d.low[start + 2 : head + 1]),
            False,
            frozenset(),
        )

    def _past_lesser(self, i: int, stop: int) -> int:
        """The noun that "former" and the like at word `i` belong to: a former regulator, a former senior official."""
        d, words = self._d, self._d.language.words
        if d.low[i] not in words("mentions.lesser") or i + 2 >= stop or not d.word[i + 1].islower():
            return i
        return i + 2 if d.low[i + 1] not in words("mentions.roles") and d.low[i + 2] in words("mentions.roles") else i + 1
