"""What is told as done and what is not: "approved the bridge" against "refused to approve", "wants to approve", "almost approved the bridge"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from firstsaid.claims.language import Language, any_language
from firstsaid.claims.stems import folded, is_verbal, stem
from firstsaid.claims.terms import alike
from firstsaid.claims.tokens import Token, row_of

_REACH_OF_VERB = 4
"""Words behind "will", "to" or "almost" among which their verb stands."""
_REACH_OF_WISH = 7
"""Words before "to" among which the one stands that says that it is not done: "asked the old council of Tarnow to approve"."""
_REACH_OF_CLAUSE = 12
"""Words before a verb among which a word may stand that opens its clause: "whether the council of Tarnow approved"."""
_REACH_OF_DOUBT = 4
"""Words before "that" which say that what follows is not known."""
_HYPHENS, _QUOTES = "-‐‑", "“”„«»‘’\"'"


class Told(NamedTuple):
    """Stems of verbs in a wording, by whether what they say is told as done."""

    done: frozenset[str]
    """In a past tense or as a participle that nothing makes a wish, a plan or a doubt."""
    undone: frozenset[str]
    """Only as what is tried, wished, planned, refused, asked, doubted, or what nearly was."""


def told(text: str, words: Language) -> Told:
    """What a sentence or a part of one tells as done and as not done; what is simply denied is in neither, nor what no word says more of.

    Nothing is read in a language whose words for it are not listed. After the classes of factive and implicative verbs (Karttunen 1971, Saurí and
    Pustejovsky 2009), as far as the words right before a verb show them.
    """
    if not words.deeds.modals:
        return Told(frozenset(), frozenset())
    row = [token for token in row_of(text) if token.text not in _QUOTES]
    done, undone = set[str](), set[str]()
    for at, token in enumerate(row):
        if token.kind != "word" or token.low in words.wordings.function or not _may_be_verb(row, at, words):
            continue
        state = _state(row, at, words)
        if state:
            (done if state == "done" else undone).add(root(token.text, words))
    return Told(frozenset(done - undone), frozenset(undone - done))


def may_be_undone(text: str, words: Language) -> frozenset[str] | None:
    """Stems of which a wording may tell something as not done, None for any of its words: a first look that costs little, as most have none."""
    if not words.deeds.modals:
        return frozenset()
    anywhere, before, form = _hints(words.code)
    low = text.lower()
    if anywhere.search(low):
        return None
    return frozenset(root(word, words) for behind in (*before.findall(low), *form.findall(low)) for word in behind.split())


@cache
def _hints(code: str) -> tuple[re.Pattern[str], ...]:
    """Words that make any verb behind them undone, those that make the next one so, and the form that others make so."""
    deeds, purposes = any_language(code).deeds, any_language(code).wordings.purposes
    asking, doubts, reporting, before = map(_any_of, (_asking(code), deeds.doubts, deeds.reporting, deeds.modals | deeds.almost | purposes))
    return (
        re.compile(rf"\b{asking}\b|\b{doubts}\b(?:\W+\w+){{0,{_REACH_OF_DOUBT}}}\W+{reporting}\b"),
        re.compile(rf"\b{before}\b(?=((?:[^\w.]+\w+){{1,{_REACH_OF_VERB}}}))"),
        re.compile(r"\b\w+ing\b"),
    )


@cache
def _asking(code: str) -> frozenset[str]:
    """Words that open a clause which does not tell whether it is so."""
    return any_language(code).wordings.asking | any_language(code).deeds.conditions


def _any_of(listed: frozenset[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(listed)))})"


def root(word: str, words: Language) -> str:
    """The stem that stands for all words which a rewrite may put for one."""
    plain = stem(word)
    return alike(words.wordings).get(plain, plain)


@cache
def stems_of(listed: frozenset[str]) -> frozenset[str]:
    """The stems of the words of a list."""
    return frozenset(map(stem, listed))


def _may_be_verb(row: Sequence[Token], at: int, words: Language) -> bool:
    token = row[at]
    if token.kind != "word" or not token.text[0].islower() or folded(token.text) in words.wordings.function or not is_verbal(token.low):
        return False
    hyphens = (row[at - 1].text in _HYPHENS if at else False) or (at + 1 < len(row) and row[at + 1].text in _HYPHENS)
    return not hyphens and not (at and row[at - 1].low in words.deeds.determiners)


def _state(row: Sequence[Token], at: int, words: Language) -> str:
    """What a verb tells: done · undone · "" where the words before a verb do not tell."""
    before = list(_back(row, at, words))
    if any(token.low in words.deeds.almost for token in before):
        return "undone"
    governing = at - len(before) - 1
    low = row[governing].low if governing >= 0 else ""
    if low in words.deeds.modals:
        return "undone"
    if low in words.wordings.purposes:
        perfect = any(token.low in words.deeds.having for token in before)
        return "undone" if not perfect and _is_wished(row, governing, words) else ""
    if row[at].low.endswith("ing"):
        return "undone" if _is_dropped(row, governing, words) else ""
    if governing < 0 or low in words.wordings.negations or low.endswith(words.wordings.negation_endings) or not _is_past(row[at], words):
        return ""
    if low in words.deeds.keeping or (low in words.numbers.particles.joining and governing and _may_be_verb(row, governing - 1, words)):
        return _state(row, governing - (low not in words.deeds.keeping), words)
    if _is_doubted(row, governing, words):
        return "undone"
    return "" if any(token.low in words.deeds.present for token in before) else "done"


def _back(row: Sequence[Token], at: int, words: Language) -> Iterator[Token]:
    """Auxiliaries and adverbs right before a verb, the nearest first."""
    for token in row[at - 1 :: -1] if at else ():
        adverb = token.low.endswith(words.wordings.adverb_endings) or token.low in words.deeds.almost or token.low in words.deeds.adverbs
        if token.kind != "word" or not (adverb or token.low in words.wordings.auxiliaries):
            return
        yield token


def _is_past(token: Token, words: Language) -> bool:
    """Whether a word has the form of a past tense or of a participle."""
    if token.low.endswith(words.wordings.past_endings):
        return token.low not in words.deeds.not_past
    return token.low in words.stems.irregular


def _is_wished(row: Sequence[Token], at: int, words: Language) -> bool:
    """Whether what stands before "to" says that the deed is not done: "refused to", "asked the council to", or nothing at all."""
    wishes = stems_of(words.deeds.wishes)
    for back, token in enumerate(row[at - 1 :: -1] if at else ()):
        if back == _REACH_OF_WISH or token.kind != "word" or token.low in words.deeds.relatives:
            return False
        if stem(token.low) in wishes:
            return True
        if _is_past(token, words) and not (back and token.text[0].isupper()):
            return False
    return at == 0


def _is_dropped(row: Sequence[Token], governing: int, words: Language) -> bool:
    """As in "without approving", "stopped short of approving", "considered approving"."""
    if governing < 0 or row[governing].kind != "word":
        return False
    dropping = stems_of(words.deeds.dropping)
    before = row[governing].low
    return stem(before) in dropping or (before in words.deeds.relations and governing > 0 and stem(row[governing - 1].low) in dropping)


def _is_doubted(row: Sequence[Token], at: int, words: Language) -> bool:
    """Whether a clause asks or doubts what it tells: "if the council approved", "no evidence that the council approved"."""
    for back, token in enumerate(row[at::-1] if at >= 0 else ()):
        if back == _REACH_OF_CLAUSE or token.kind == "mark":
            return False
        if token.low in _asking(words.code):
            return at == back or row[at - back - 1].low not in words.deeds.comparing
        if token.low in words.deeds.reporting:
            opening = [other.low for other in row[max(0, at - back - _REACH_OF_DOUBT) : at - back]]
            return not words.deeds.doubts.isdisjoint(opening)
        if token.low in words.wordings.clauses or token.low in words.deeds.relatives:
            return False
    return False
