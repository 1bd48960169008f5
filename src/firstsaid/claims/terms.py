"""What a wording says, as content words: folded, cut to their stems, with those that stand under a negation or a hedge."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from firstsaid.claims.days import days_named, is_date
from firstsaid.claims.language import WordingWords
from firstsaid.claims.stems import folded, stem
from firstsaid.model import Match
from firstsaid.model.unions import Unions

_NOWHERE, _AT_SUBJECT, _AT_VERB = range(3)
"""Where the reading of a clause is whose subject is denied."""
_WORD = re.compile(r"[A-Za-z][a-z]*+(?=[ ,])|(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
"""A word, an acronym with dots or a number; the first form is the commonest, found fastest, and the others would find the same."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A wording's content."""

    stems: tuple[str, ...]
    """Content words as stems, each once, sorted."""
    order: tuple[str, ...]
    """The same in the order of the text, with repetitions."""
    names: frozenset[str]
    """Stems written with a capital inside a sentence; none where most words have one, as in a headline, or every noun has."""
    negated: frozenset[str]
    """Stems under a negation."""
    hedged: frozenset[str]
    """Stems under a hedge."""
    modality: str
    """plain · hedged · planned · open ("would", which reported speech makes of "will" and of "may") · asked ("whether", "if")."""
    days: frozenset[str]
    """Days of the calendar ("3 jun"), of the week ("friday") and years ("2019") that it names."""
    turning: frozenset[str] = frozenset()
    """Those of the language's words in it with which the same content words may say something else: "by", "to"."""


def content_words(said: Terms) -> frozenset[str]:
    """The content words of what is said, without numbers."""
    return frozenset([stem for stem in said.stems if not stem[0].isdigit()])


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals only ("US", never the pronoun)."""
    return len(word) > 1 and word.isupper()


@dataclass(frozen=True, slots=True)
class _Read:
    """What a word is, whatever stands around it."""

    low: str
    marking: bool
    """Whether it may open a negation or a hedge."""
    hollow: bool
    """Whether it is no content word."""
    stem: str
    root: str
    """The stem of the word that stands for all that a rewrite may put for it."""
    capital: bool


class _Known(dict[str, _Read]):
    """Words of a language, each read once."""

    def __init__(self, words: WordingWords) -> None:
        super().__init__()
        self.words = words
        self.marking: set[str] = set()
        """Those that may open a negation or a hedge."""
        self.dating: set[str] = set()
        """Those that may name a day or a year."""
        self.asking: set[str] = set()
        """Those that open what is asked or supposed."""

    def __missing__(self, word: str) -> _Read:
        self[word] = read = _read(word, self.words)
        if read.marking:
            self.marking.add(word)
        if is_date(read.low, read.capital, self.words):
            self.dating.add(word)
        if read.low in self.words.asking:
            self.asking.add(word)
        return read


_MOST_KNOWN = 1 << 17
_KNOWN: dict[WordingWords, _Known] = {}


def _known(words: WordingWords) -> _Known:
    """What is known of a language's words; begun anew when they are very many."""
    known = _KNOWN.get(words)
    if known is None or len(known) > _MOST_KNOWN:
        known = _KNOWN[words] = _Known(words)
    return known


def _read(word: str, words: WordingWords) -> _Read:
    low = word.lower() if words.diacritics and not word.isascii() else folded(word)
    root = words.numerals.get(low) or stem(word)
    hedging = low in words.hedges or low in words.word_hedges
    marking = hedging or low in words.negations or low in words.open_modals or low in words.untrue or low in words.plans or low.endswith(words.negation_endings)
    hollow = hedging or (low in words.function and not is_acronym(word)) or (len(low) < 2 and not low.isdigit())
    return _Read(low, marking, hollow, root, alike(words).get(root, root), word[0].isupper())


def terms(texts: Iterable[str], words: WordingWords, spellings: Mapping[str, str], whole: bool = False) -> Terms:
    """What the stretches of a wording say together. `spellings` maps a stem to the one that stands for all its spellings; `whole` keeps every word, as a short
    quotation may say what it says in words that carry no content elsewhere ("I did not, and I am going").
    """
    order: list[str] = []
    names: list[str] = []
    capitals = 0
    days: set[str] = set()
    turning: set[str] = set()
    marks = _Marks(words, spellings)
    known = _known(words)
    for text in texts:
        row = _WORD.findall(text)
        reads = [known[word] for word in row]
        telling = reads if whole else [read for read in reads if not read.hollow]
        order += [read.root for read in telling] if not spellings else [_root(read, words, spellings) for read in telling]
        called = [read for read in telling if read.capital]
        capitals += len(called)
        names += [_root(read, words, spellings) for read in (called[1:] if called and called[0] is reads[0] else called)]
        turning |= words.turning.intersection(row)
        if not known.marking.isdisjoint(row):
            marks.note(row, reads)
        if not known.dating.isdisjoint(row):
            days.update(days_named(row, words))
        if not known.asking.isdisjoint(row) and _is_asked(text, reads, len(order) - len(telling), words):
            marks.modality = "asked"
    told = frozenset(names) if 2 * capitals <= len(order) and not words.capitals else frozenset[str]()
    return Terms(
        tuple(sorted(set(order))), tuple(order), told, frozenset(marks.negated), frozenset(marks.hedged), marks.modality, frozenset(days), frozenset(turning)
    )


def _is_asked(text: str, reads: Sequence[_Read], before: int, words: WordingWords) -> bool:
    """Whether most of what a stretch says is asked or supposed: whether S; if S, T; not T if S. `before` counts the content words of earlier stretches."""
    places = [match.start() for match in _WORD.finditer(text)]
    at = next(n for n, read in enumerate(reads) if read.low in words.asking)
    before += sum(not read.hollow for read in reads[:at])
    comma = text.find(",", places[at]) if not before else -1
    asked = [not read.hollow for read, place in zip(reads, places, strict=True) if place > places[at] and (comma < 0 or place < comma)]
    rest = sum(not read.hollow for read, place in zip(reads, places, strict=True) if 0 <= comma < place)
    return sum(asked) > before + rest


def _root(read: _Read, words: WordingWords, spellings: Mapping[str, str]) -> str:
    """The stem that stands for a word, also where the story has it in two spellings."""
    if read.stem not in spellings:
        return read.root
    other = spellings[read.stem]
    return alike(words).get(other, other)


class _Marks:
    """The negations and hedges of a wording."""

    def __init__(self, words: WordingWords, spellings: Mapping[str, str]) -> None:
        self._words = words
        self._spellings = spellings
        self.negated: set[str] = set()
        self.hedged: set[str] = set()
        self.modality = "plain"

    def note(self, row: Sequence[str], reads: Sequence[_Read]) -> None:
        """Note what a stretch marks: each mark is of the content word that follows, a negation only within its clause ("must not be told before the vote");
        what "was invented" is the one before.
        """
        under: set[str] = set()
        opened = 0
        before = ""
        behind = _NOWHERE
        denies = not self._words.subject_negations.isdisjoint([read.low for read in reads])
        for index, read in enumerate(reads):
            if before and read.low in self._words.untrue and reads[index - 1].low in self._words.auxiliaries:
                self.negated.add(before)
            if under and index > opened + 1 and read.low in self._words.clauses:
                under.discard("negation")
            if read.marking and (mark := _marks(row, index, read.low, self._words)):
                under.add(mark)
                opened = index
                if mark == "hedge" and read.low in self._words.hedges:
                    self.modality = "hedged"
                elif mark in ("open", "planned") and self.modality == "plain":
                    self.modality = mark
            root = "" if read.hollow else _root(read, self._words, self._spellings)
            behind = self._of_subject(behind, index, reads) if denies else _NOWHERE
            if behind == _AT_VERB and read.low not in self._words.auxiliaries and not read.low.endswith(self._words.adverb_endings):
                self.negated.update([root] if root else [])
                behind = _NOWHERE
            before = root or before
            if under and root:
                self.negated.update([root] if "negation" in under else [])
                self.hedged.update([root] if "hedge" in under else [])
                under.clear()

    def _of_subject(self, behind: int, index: int, reads: Sequence[_Read]) -> int:
        """How far the reading is in "neither of the two radars was working": nothing is denied yet, a subject is, or its verb stands here."""
        low, words = reads[index].low, self._words
        if low in words.subject_negations and (not index or reads[index - 1].low in words.clauses or reads[index - 1].low in words.subject_openers):
            return _AT_SUBJECT
        if behind == _NOWHERE or low in words.clauses or low in words.subject_openers:
            return _NOWHERE
        if low in words.auxiliaries or (low.endswith(words.past_endings) and not reads[index].capital and not reads[index].hollow):
            return _AT_VERB
        return behind


def predicates(texts: Iterable[str], words: WordingWords) -> frozenset[str]:
    """Stems of what was done or became of something: the word behind an auxiliary ("had been sawn through"), and every one that ends as a past tense does."""
    found: set[str] = set()
    known = _known(words)
    for text in texts:
        behind = False
        for word in _WORD.findall(text):
            read = known[word]
            if read.low in words.auxiliaries:
                behind = True
            elif not (read.hollow or read.low.endswith(words.adverb_endings)):
                if not read.capital and (behind or read.low.endswith(words.past_endings)) and not read.low.isdigit():
                    found.add(read.root)
                behind = False
    return frozenset(found)


def _marks(row: Sequence[str], index: int, low: str, words: WordingWords) -> str:
    """Whether a word opens a negation or a hedge."""
    if low in words.negations or low.endswith(words.negation_endings):
        following = tuple(folded(word) for word in row[index : index + 3])
        return "" if any(following[:length] in words.not_negations for length in (2, 3)) else "negation"
    if low in words.word_hedges or (low in words.hedges and not _is_month(row, index, words)):
        return "hedge"
    if low in words.plans:
        return "planned" if index + 1 < len(row) and row[index + 1] in words.purposes else ""
    return "open" if low in words.open_modals else ""


def _is_month(row: Sequence[str], index: int, words: WordingWords) -> bool:
    """Whether "May" is the month: written with a capital and beside a number or behind "in", "last" …"""
    if not row[index].istitle() or row[index].lower() not in words.months:
        return False
    before, after = (row[index - 1].lower() if index else ""), (row[index + 1] if index + 1 < len(row) else "")
    return before in words.before_months or before.isdecimal() or after[:1].isdecimal() or not after


@lru_cache(maxsize=8)
def alike(words: WordingWords) -> dict[str, str]:
    """Stems that a rewrite may put for one another, each with the one that stands for all."""
    return {stem(word): stem(first) for word, first in words.same.items()}


def spellings(matches: Sequence[Match], texts: Mapping[str, str]) -> dict[str, str]:
    """Stems that stand for one word in two spellings ("Ferin", "Ferrin"), as the matches' edits show: each stem with its representative."""
    same = Unions[str]()
    for match in matches:
        for edit in match.edits:
            if edit.kind != "spelling":
                continue
            a, b = edit.a.of(texts.get(match.article_a, "")), edit.b.of(texts.get(match.article_b, ""))
            left, right = (tuple(stem(word) for word in _WORD.findall(side)) for side in (a, b))
            if len(left) != len(right) or len(left) > 6:
                continue
            for one, other in zip(left, right, strict=True):
                same.join(one, other)
    return {word: first for word, first in same.stands().items() if word != first}
