"""Whether two origins may be one and the same, for all that the pages tell."""

from functools import cache
from itertools import product

from firstsaid.lineage.content import stem, telling_words
from firstsaid.lineage.hearing import NOBODY
from firstsaid.lineage.names import any_same, core
from firstsaid.lineage.root import Root
from firstsaid.lineage.words import words

_ALIKE = 0.75
"""Share of the words of the shorter of two wordings that the other must have, for two voices to say surely the same thing."""
_FEW, _FEWEST = 3, 2
"""Words that they must have in common, where they have so many, and that they always must."""
_FULL_NAME = 2
_CLOSELY = 2
"""Words that tell somebody without a name from others: "a crane operator"."""
_OF_ONE_ROOT = 4
"""Letters with which "India" and "Indian", "Israel" and "Israeli" begin alike."""


def may_be_one(one: Root, other: Root) -> bool:
    """Whether two roots may be the same, or may not say the same: whoever may stand behind both (see `_one_speaker`), two that say it in words which have
    little in common, anybody and the one whose words a page shows them to hand on.
    """
    if either_hands_on(one, other):
        return True
    if any(not h.quoted.isdisjoint(o.quoted) for h in one.hearings for o in other.hearings):
        return True
    if one.first_hand or other.first_hand:
        return False
    if not one.hearings or not other.hearings or "outlet" in (one.kind, other.kind):
        return True
    return _one_speaker(one, other) or _little_in_common(one, other)


def tell_two_things(one: Root, other: Root) -> bool:
    """Whether only that they have little in common keeps two voices from being surely two."""
    voices = one.hearings and other.hearings and "outlet" not in (one.kind, other.kind)
    return bool(voices) and not _one_speaker(one, other) and not either_hands_on(one, other) and _little_in_common(one, other)


def _little_in_common(one: Root, other: Root) -> bool:
    """Whether no two wordings by which pages have two voices tell the claim are much alike: then the two may have told two things."""
    pairs = list(product([w for h in one.hearings for w in h.said], [w for h in other.hearings for w in h.said]))
    return bool(pairs) and not any(_alike(a, b) for a, b in pairs)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    fewer, shared = min(len(a), len(b)), len(a & b)
    return shared >= _ALIKE * fewer and shared >= max(_FEWEST, min(_FEW, fewer))


def either_hands_on(one: Root, other: Root) -> bool:
    """Whether some page has what one voice says through the other: the senator, quoting the novelist."""
    return _hands_on(one, other) or _hands_on(other, one)


def _hands_on(one: Root, other: Root) -> bool:
    return bool(one.hearings) and any_same(one.name, other.relayed)


def speaks_for(person: Root, body: Root) -> bool:
    """Whether a person may have said it for a body: all that tells the body apart stands beside their name ("coastguard commander X", "the coastguard"), or it
    is called by the person's name ("Harry Reid's office"), or by nothing that is its own ("the company", "the authorities").
    """
    if (person.kind, body.kind) != ("named_person", "organisation"):
        return False
    called = specific(body.name)
    own = called - firms_and_bodies()[1]
    family = core(person.name)[-1:]
    return (own or called) <= person.office or not own - firms_and_bodies()[0] or stem(family[0] if family else "-") in called


def _one_speaker(one: Root, other: Root) -> bool:
    """Whether two voices may be one: anybody with a name and somebody without, two of the latter unless both are described closely and by other words, a body
    and its part ("the Norland government", "the Norland Ministry of Health"), a body and a person who has an office there, or of whom no page tells another
    body to which they belong, "the company" or "the lender" and one that has a name, a document called by more words and by fewer, or only by what it is, and
    whoever may have written it; persons of one family name, or called by one word.
    """
    a, b = specific(one.name), specific(other.name)
    if one.hearings[0].named != other.hearings[0].named:
        return True
    if not one.hearings[0].named:
        a, b = _described(one.name), _described(other.name)
        return min(len(a), len(b)) < _CLOSELY or not a.isdisjoint(b)
    kinds = {one.kind, other.kind}
    if kinds == {"organisation"} and (_by_its_kind(one.name, other.name) or _by_its_kind(other.name, one.name)):
        return True
    if kinds == {"named_person"}:
        return _one_person(core(one.name), core(other.name))
    if "named_person" in kinds and "organisation" in kinds:
        person, body = (one, other) if one.kind == "named_person" else (other, one)
        return person.office.isdisjoint(_bodies()) or speaks_for(person, body)
    if len(kinds) > 1:
        return not (a and b and a.isdisjoint(b) and _has_a_name(one.name) and _has_a_name(other.name))
    return bool(a) and bool(b) and _called_alike(one.kind, a, b)


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one is a single word, or they have a family name in common, or first names and how the family's begins."""
    if min(len(one), len(other)) < _FULL_NAME or one[-1] == other[-1]:
        return True
    return one[0] == other[0] and one[-1][:_OF_ONE_ROOT] == other[-1][:_OF_ONE_ROOT]


def _described(name: str) -> frozenset[str]:
    """What a description tells, whoever else it names: "a source in the prosecutor's office"."""
    return frozenset() if name == NOBODY else telling_words(name) - frozenset(map(stem, words().anybody))


def _has_a_name(called: str) -> bool:
    return any(word[:1].isupper() for word in called.split())


def _called_alike(kind: str, a: frozenset[str], b: frozenset[str]) -> bool:
    if kind == "document":
        return a <= b or b <= a
    if kind != "organisation":
        return False
    firms, bodies = firms_and_bodies()
    firm = (a <= firms and not b & bodies) or (b <= firms and not a & bodies)
    return firm or _within(a - bodies, b) or _within(b - bodies, a)


def is_kind(called: str) -> bool:
    """Whether what somebody is called is one word and no name: "lender"."""
    return len(core(called)) == 1 and not _has_a_name(called)


def _by_its_kind(called: str, other: str) -> bool:
    """Whether a body goes by one word for what it is ("the lender"), and nothing tells that the other is of another kind: then it may be the other."""
    kind = specific(called)
    if not is_kind(called) or not kind or not kind.isdisjoint(firms_and_bodies()[1]):
        return False
    ours, theirs = kind & _bodies(), specific(other) & _bodies()
    return theirs.isdisjoint(firms_and_bodies()[1]) and not (ours and theirs and ours.isdisjoint(theirs))


def _within(part: frozenset[str], whole: frozenset[str]) -> bool:
    """Whether all of some words are among others, or of one root with these: "Indian" and "India"."""
    return all(any(word == other or _of_one_root(word, other) for other in whole) for word in part)


def _of_one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _OF_ONE_ROOT and long.startswith(short)


@cache
def _bodies() -> frozenset[str]:
    """Words with which bodies are called, and those who stand at their head."""
    return frozenset(map(stem, words().bodies | words().firms | words().powers | words().heads))


@cache
def firms_and_bodies() -> tuple[frozenset[str], frozenset[str]]:
    """Words for a firm without its name, and for a body whose part or head may be the one that spoke."""
    return frozenset(map(stem, words().firms)), frozenset(map(stem, words().powers))


def specific(name: str) -> frozenset[str]:
    """Words of a description that say whom it fits."""
    if name == NOBODY:
        return frozenset()
    return frozenset(stem(w) for w in core(name) if w not in words().anybody and w not in words().plain)
