"""Who does what to whom: "the ship rammed the ferry" and "the ferry rammed the ship" share every word, and say what both cannot be of one event."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from firstsaid.claims.language import Language
from firstsaid.claims.opposites import opposed, opposites
from firstsaid.claims.stems import folded, is_verbal, stem
from firstsaid.claims.terms import Terms
from firstsaid.claims.tokens import Token, row_of, tokens
from firstsaid.claims.undone import may_be_undone, root, stems_of, told

_REACH_BEFORE, _REACH_BEHIND = 6, 4
"""Content words before a verb among which the one who does it is named, and behind it those to whom it is done."""
_INSERTION = 9
"""Words and marks between two commas before a verb."""
_LEAST_SHARED = 3
"""Words that two wordings must share: a verb, and one on either side."""
_OFTEN = 0.34
"""Share of the wordings with a word in which it must have a capital inside a sentence to be of a name."""
_OPENING = 80
"""Characters within which a wording says what somebody is to do."""
_APOSTROPHES, _HYPHENS = "'’", "-‐‑"
_MOSTLY = 0.6
"""Share of words with a capital from which these tell no names: a headline."""


class Deed(NamedTuple):
    """A verb with the stems of the words that name who does it, and to whom."""

    verb: str
    agents: frozenset[str]
    patients: frozenset[str]
    sure: bool
    """Whether the verb's form or what stands beside it shows that it is one; else it may be a noun ("mine water")."""


class Form(NamedTuple):
    """How a wording is told."""

    headline: bool = False
    opened: bool = False
    """Whether it is read with the verb before it that says of whom it is said."""


def deeds(text: str, words: Language) -> tuple[Deed, ...]:
    """What is done in a sentence or a part of one, as far as the order of words tells: words beside what may be a verb, and turned round before "by".

    A deed says something only beside another one of the same verb (see `reverse`). None in a language whose words for it are not listed.
    """
    if not words.deeds.by:
        return ()
    row = [token for token in row_of(text) if token.text not in _APOSTROPHES]
    capitals = sum(token.text[0].isupper() for token in row)
    reader = _Reader(row, words, capitals > _MOSTLY * sum(token.kind == "word" for token in row))
    return tuple(reader.read())


def reverse(one: Sequence[Deed], other: Sequence[Deed]) -> bool:
    """Whether one tells of a deed that those do to whom the other has it done, and the other way round."""
    return any(
        a.verb == b.verb
        and (a.sure or b.sure)
        and not (a.agents.isdisjoint(b.patients) or a.patients.isdisjoint(b.agents))
        and a.agents.isdisjoint(b.agents)
        and a.patients.isdisjoint(b.patients)
        for a in one
        for b in other
    )


def wished(text: str, words: Language) -> str:
    """The stem of what somebody is to do, where a wording tells of nothing that is done: "the minister to suspend the licence", as is said behind "calls on";
    else "".
    """
    row = tokens(text, 0, min(len(text), _OPENING))
    for at, token in enumerate(row[:-1]):
        if token.low in words.wordings.auxiliaries or token.low in words.wordings.open_modals or token.low in words.stems.irregular:
            return ""
        if token.kind == "mark" or "'" in token.low or token.low.endswith(words.wordings.past_endings):
            return ""
        if token.low in words.wordings.purposes:
            if at and row[at - 1].low.endswith(words.objects.plural_endings):
                return ""
            verb = next((behind for behind in row[at + 1 :] if behind.low not in words.wordings.auxiliaries), token)
            content = verb.kind == "word" and verb.text[0].islower() and folded(verb.text) not in words.wordings.function
            return root(verb.text, words) if content else ""
    return ""


def beside(text: str, words: Language) -> frozenset[str]:
    """Stems of what a text tells of somebody or something beside its own matter: "settled with the group *that attacked it*"."""
    row = row_of(text)
    found: set[str] = set()
    own: set[str] = set()
    within = False
    for at, token in enumerate(row):
        if token.kind == "mark":
            within = within and token.text != ","
        elif token.low in words.deeds.relatives:
            within = at > 0 and _opens_relative(row, at, words)
        elif folded(token.text) not in words.wordings.function:
            (found if within else own).add(root(token.text, words))
    return frozenset(found - own)


def _opens_relative(row: Sequence[Token], at: int, words: Language) -> bool:
    """Whether "that", or a word like it, stands behind a noun and before a verb; behind a verb it opens what is said."""
    if at + 1 == len(row) or row[at - 1].low.endswith(words.wordings.past_endings) or row[at - 1].low in words.stems.irregular:
        return False
    following = row[at + 1].low
    return following in words.wordings.auxiliaries or following.endswith(words.wordings.past_endings) or following in words.stems.irregular


def _done(text: str, words: Language) -> frozenset[str]:
    """Stems of what a wording tells as done: past tenses and participles, none behind words as "to", "will" or "not"."""
    row = row_of(text)
    forms = [
        (row[at - 1].low, token.low)
        for at, token in enumerate(row)
        if at and (token.low.endswith(words.wordings.past_endings) or token.low in words.stems.irregular)
    ]
    return frozenset(root(low, words) for before, low in forms if before not in words.deeds.undone)


class _Reader:
    def __init__(self, row: Sequence[Token], words: Language, headline: bool) -> None:
        self._row = row
        self._words = words
        self._headline = headline

    def read(self) -> Iterator[Deed]:
        """Every deed, in the order of the text."""
        for at, token in enumerate(self._row):
            if not self._may_be_verb(at):
                continue
            before, behind = self._before(at), self._behind(at + 1)
            passive = at + 1 < len(self._row) and self._row[at + 1].low in self._words.deeds.by
            if passive:
                before, behind = self._behind(at + 2), before
            if before and behind:
                yield Deed(root(token.low, self._words), before - behind, behind - before, passive or self._is_verb(at))

    def _may_be_verb(self, at: int) -> bool:
        token, low = self._row[at], self._row[at].low
        if at == 0 or token.kind != "word" or not self._tells(token) or (token.text[0].isupper() and not self._headline):
            return False
        deed = self._words.deeds
        before = self._row[at - 1]
        if before.text in _HYPHENS or self._row[min(at + 1, len(self._row) - 1)].text in _HYPHENS or not is_verbal(low):
            return False
        if before.low in deed.determiners or (before.low in deed.relations and before.low not in deed.helping) or before.low.endswith(("'s", "s'")):
            return False
        return low not in deed.mutual and stem(low) not in stems_of(deed.mutual)

    def _is_verb(self, at: int) -> bool:
        """Whether a word that may be a verb has a past tense's form, or stands behind an auxiliary or before an article or a name."""
        token, following = self._row[at], self._row[at + 1]
        if (
            token.low.endswith(self._words.wordings.past_endings)
            or token.low in self._words.stems.irregular
            or self._row[at - 1].low in self._words.deeds.helping
        ):
            return True
        return following.low in self._words.deeds.determiners or (following.text[0].isupper() and not self._headline)

    def _tells(self, token: Token) -> bool:
        return token.kind == "word" and folded(token.text) not in self._words.wordings.function and len(token.text) > 1

    def _before(self, at: int) -> frozenset[str]:
        """Those named before a verb, back to where the clause begins or another verb may stand."""
        at -= 1
        deed = self._words.deeds
        while at >= 0 and self._row[at].kind == "word" and (self._row[at].low in deed.helping or self._row[at].low in deed.relatives or self._is_adverb(at)):
            at -= 1
        at = self._before_insertion(at)
        found: list[str] = []
        while at >= 0 and len(found) < _REACH_BEFORE:
            token = self._row[at]
            if (
                (token.kind == "mark" and token.text not in _HYPHENS)
                or token.low in deed.relatives
                or token.low in self._words.wordings.clauses
                or self._is_past(token)
            ):
                break
            if self._tells(token) and not self._is_idle(token):
                found.append(root(token.text, self._words))
            at -= 1
        return frozenset(found)

    def _before_insertion(self, at: int) -> int:
        """Where the words before a verb go on when something between commas stands there: "Ansel Roake, for the defence, accused"."""
        if at < 0 or self._row[at].text != ",":
            return at
        return next((back - 1 for back in range(at - 1, max(at - _INSERTION, 0), -1) if self._row[back].text == ","), at)

    def _behind(self, at: int) -> frozenset[str]:
        """Those named behind a verb, up to the end of the noun phrase."""
        found: list[str] = []
        deed = self._words.deeds
        while at < len(self._row) and len(found) < _REACH_BEHIND:
            token = self._row[at]
            if (
                (token.kind == "mark" and token.text not in _HYPHENS)
                or token.low in deed.relations
                or token.low in deed.relatives
                or token.low in self._words.wordings.clauses
            ):
                break
            if self._tells(token) and not self._is_idle(token):
                found.append(root(token.text, self._words))
            elif token.kind == "word" and not (self._tells(token) or token.low in deed.determiners or self._is_adverb(at)):
                break
            at += 1
        return frozenset(found)

    def _is_idle(self, token: Token) -> bool:
        """Whether a word tells a time, or is common in any news: it names nobody who does a thing."""
        low, words = token.low, self._words
        return low in words.deeds.times or low in words.numbers.weekdays or low in words.numbers.months or low in words.wordings.weak

    def _is_past(self, token: Token) -> bool:
        return token.text[0].islower() and token.low.endswith(self._words.wordings.past_endings)

    def _is_adverb(self, at: int) -> bool:
        return self._row[at].low.endswith(self._words.wordings.adverb_endings)


def _names_of(stems: Sequence[Terms]) -> frozenset[str]:
    """Stems that a story often writes with a capital inside a sentence; where a sentence begins with one, its capital tells nothing."""
    named = Counter(chain.from_iterable([terms.names for terms in stems]))
    held = Counter(chain.from_iterable([terms.stems for terms in stems if terms.names]))
    return frozenset(stem for stem, times in named.items() if times > _OFTEN * held[stem])


class Deeds:
    """What is done in each of a story's wordings, read when it is asked for."""

    def __init__(self, said: Sequence[str], stems: Sequence[Terms], forms: Sequence[Form], words: Language) -> None:
        self._read = cache(lambda wording: deeds(said[wording], words))
        self._terms = stems
        self._forms = forms
        self._places = cache(lambda wording: _first_places(stems[wording].order))
        self._wished = cache(
            lambda wording: wished(said[wording], words) if not (forms[wording].headline or words.wordings.purposes.isdisjoint(stems[wording].turning)) else ""
        )
        self._told = cache(lambda wording: _done(said[wording], words))
        self._states = cache(lambda wording: told(said[wording], words))
        self._undone = cache(lambda wording: may_be_undone(said[wording], words))
        self._beside = cache(lambda wording: beside(said[wording], words) if words.deeds.by else frozenset[str]())
        self._names = _names_of(stems)
        self._by = words.deeds.by
        self._namings = frozenset(root(word, words) for word in words.deeds.naming)
        self._opposites = opposites(words)

    def contradict(self, one: int, other: int) -> bool:
        """Whether two wordings of one story cannot be one claim for who does what in them."""
        return (
            self.reverse(one, other)
            or self.wished_and_done(one, other)
            or self.done_and_undone(one, other)
            or opposed(self._terms[one], self._terms[other], self._opposites)
        )

    def reverse(self, one: int, other: int) -> bool:
        """Whether a wording has those do a thing to whom another one has it done by them."""
        if self._may_be_reverse(one, other):
            return reverse(self._read(one), self._read(other))
        opened = self._forms[one].opened or self._forms[other].opened
        return opened and reverse(self._naming(one), self._naming(other))

    def _naming(self, wording: int) -> tuple[Deed, ...]:
        """Who says something of whom."""
        return tuple(deed for deed in self._read(wording) if deed.verb in self._namings)

    def wished_and_done(self, one: int, other: int) -> bool:
        """Whether what somebody is to do in one wording has been done in the other; headlines tell no time."""
        titled = self._forms[one].headline or self._forms[other].headline
        return not titled and (self._wished_of(one, other) or self._wished_of(other, one))

    def done_and_undone(self, one: int, other: int) -> bool:
        """Whether one wording tells as done what another one tells as wished, doubted or nearly done."""
        return self._undone_of(one, other) or self._undone_of(other, one)

    def _undone_of(self, one: int, other: int) -> bool:
        likely, held = self._undone(one), self._terms[other].stems
        if likely is not None and likely.isdisjoint(held):
            return False
        undone = self._states(one).undone
        return not undone.isdisjoint(held) and not undone.isdisjoint(self._states(other).done)

    def share_names_only(self, one: int, other: int) -> bool:
        """Whether two wordings share names, and nothing of what is told of these but one word that one of them tells beside its own matter."""
        a, b = self._terms[one], self._terms[other]
        shared = set(a.stems).intersection(b.stems)
        told = shared - self._names
        if len(told) > 1 or len(shared) == len(told) or a.names >= shared or b.names >= shared:
            return False
        return told <= self._beside(one) or told <= self._beside(other)

    def _wished_of(self, one: int, other: int) -> bool:
        verb = self._wished(one)
        held = verb and verb in self._terms[other].stems and self._terms[other].modality == "plain"
        return bool(held) and verb != self._wished(other) and verb in self._told(other)

    def _may_be_reverse(self, one: int, other: int) -> bool:
        """Whether of the words that both have three stand the other way round, or one wording is passive: most pairs need not be read."""
        places = self._places(other)
        row = [places[stem] for stem in self._places(one) if stem in places]
        if len(row) < _LEAST_SHARED:
            return False
        return _longest_fall(row) >= _LEAST_SHARED or self._by.isdisjoint(self._terms[one].turning) != self._by.isdisjoint(self._terms[other].turning)


def _first_places(order: Sequence[str]) -> dict[str, int]:
    """Where each word stands first, in the order of the text."""
    places: dict[str, int] = {}
    for at, word in enumerate(order):
        places.setdefault(word, at)
    return places


def _longest_fall(row: Sequence[int]) -> int:
    """How many numbers of a row, one behind the other, grow less and less (Schensted 1961)."""
    ends: list[int] = []
    for number in row:
        at = bisect_left(ends, -number)
        ends[at : at + 1] = [-number]
    return len(ends)
